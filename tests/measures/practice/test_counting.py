"""Small made-up tables of chapters 3 and 4: who has what, how many do, and who works alike."""

from __future__ import annotations

from decimal import Decimal

import pytest
from audit_sample import MORIOKA, NAMES, TONO, YAHABA, scene
from practice_sample import area, cell, event, meeting, money, value

from generator.config import load_config
from generator.dataset.practice.contract import CellStatus, EventKind, Purpose, Reuse, Stage
from generator.dataset.practice.records import PracticeTables
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.practice.counting import PracticeCounts, count_practice
from generator.measures.practice.features import FeatureKey, Features, features_of
from generator.measures.practice.partners import is_near, partners_of, rarity

CONFIG = load_config(year=2018)
PLACES = {"kominkan": "公民館", "shogyo": "スーパー", "salon": "サロン"}
HALL, SHOP, SALON, SCHOOLS = (
    FeatureKey("place", "kominkan"),
    FeatureKey("place", "shogyo"),
    FeatureKey("place", "salon"),
    FeatureKey("unit", "shogakko"),
)
TABLES = PracticeTables(
    cells=(
        *(cell(code=code) for code in (MORIOKA, TONO, YAHABA)),
        *(cell("t.own_funds", code=code) for code in (MORIOKA, TONO)),
        cell("t.own_funds", CellStatus.BLANK, code=YAHABA),
        cell("p.i_target", CellStatus.NOT_APPLICABLE),
    ),
    areas=tuple(area(code=code, units=("shogakko",)) for code in (MORIOKA, TONO)),
    practices=(
        *(value(code=code, kind="kominkan", label="公民館") for code in (MORIOKA, TONO, YAHABA)),
        *(value(code=code, seq=2, kind="shogyo", label="スーパー") for code in (MORIOKA, TONO)),
        value(code=YAHABA, seq=2, kind="salon", label="サロン"),
        money(code=MORIOKA),
        money(Stage.STUDY, code=TONO),
    ),
    meetings=(meeting(), meeting(code=TONO, purpose=Purpose.NETWORK, reuse=Reuse.NEW)),
    events=(event(), event(code=TONO), event(code=TONO, seq=2, kind=EventKind.ISSUE, verb="", date="")),
)


def features(tables: PracticeTables = TABLES) -> Features:
    return features_of(scene().practised(**{n: getattr(tables, n) for n in PracticeTables.__slots__}).dataset, CONFIG.practice)


def counts(tables: PracticeTables = TABLES) -> PracticeCounts:
    return count_practice(tables, features(tables), CONFIG.practice, Ledger(), name="全体", everyone=NAMES)


@pytest.mark.parametrize(
    ("key", "holders"),
    [(HALL, [MORIOKA, TONO, YAHABA]), (SHOP, [MORIOKA, TONO]), (SALON, [YAHABA]), (SCHOOLS, [MORIOKA, TONO])],
)
def test_who_has_a_feature(key: FeatureKey, holders: list[str]) -> None:
    """By kind within a group, in the order of the rows."""
    assert list(features().holders[key]) == holders


def test_a_holding_names_what_is_printed_and_its_row() -> None:
    """The name of the form, and the row that proves it."""
    holding = features().holders[SHOP][MORIOKA]

    assert (holding.labels, holding.rows) == (("スーパー",), (f"{MORIOKA}/practice/i.place/2",))


@pytest.mark.parametrize(
    ("figure", "value_", "inputs"),
    [
        ("feature", 2, [f"{MORIOKA}/practice/i.place/2", f"{TONO}/practice/i.place/2"]),
        ("asked", 3, [f"{code}/cell/i.place" for code in (MORIOKA, TONO, YAHABA)]),
        ("filled", 2, [f"{code}/cell/t.own_funds" for code in (MORIOKA, TONO)]),
        ("chapter", 3, [f"{code}/cell/t.own_funds" for code in (MORIOKA, TONO, YAHABA)]),
    ],
)
def test_a_count_rests_on_one_row_for_each_form(figure: str, value_: int, inputs: list[str]) -> None:
    """A share has its denominator: the forms whose cell holds something; a blank cell is no answer."""
    found = counts()
    one = {
        "feature": found.shares[SHOP],
        "asked": found.asked["place"],
        "filled": found.filled["t.own_funds"],
        "chapter": found.chapters["t.own_funds"],
    }[figure]

    assert one.exact == value_
    assert list(map(str, one.inputs)) == inputs


def test_stages_are_counted_apart() -> None:
    """Money that is there, and money under study; nothing adds them up."""
    assert {key: figure.exact for key, figure in counts().funding.items()} == {
        ("kyobo", Stage.ACT): 1,
        ("kyobo", Stage.STUDY): 1,
    }


def test_meetings_and_events_are_counted_by_kind() -> None:
    """Rows, not forms; a kind that nobody has is a count of none among all rows."""
    found = counts()

    assert found.reuse[Purpose.CASE, Reuse.EXISTING].exact == found.reuse[Purpose.NETWORK, Reuse.NEW].exact == 1
    assert found.events[EventKind.OPENED].exact == 2
    assert found.events[EventKind.ISSUE].exact == 1
    assert found.events[EventKind.TRAINED].exact == 0
    assert found.events[EventKind.TRAINED].among


def test_without_rows_all_counts_are_none() -> None:
    """An edition whose tables are empty has counts too, looked for among all respondents."""
    found = counts(PracticeTables())

    assert {key.group for key in found.shares} == {"contract"}  # which projects.csv tells
    assert {figure.exact for figure in (*found.filled.values(), *found.events.values())} == {0}
    assert set(found.filled["i.place"].among) == set(NAMES)


def test_what_all_have_weighs_nothing() -> None:
    """Only what some lack makes two forms alike."""
    assert rarity(HALL, features()) == 0
    assert rarity(SALON, features()) > rarity(SHOP, features()) > 0


def figures(people: int, age: str) -> dict[str, Decimal]:
    return {"population": Decimal(people), "aging_rate": Decimal(age)}


def of(values: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Figure]]:
    return {
        metric: {
            code: Figure(FigureId(code, metric), metric, own[metric], "", 0, Formula.PRINTED) for code, own in values.items()
        }
        for metric in ("population", "aging_rate")
    }


@pytest.mark.parametrize(
    ("people", "age", "queried", "near"),
    [
        (14_000, "34", frozenset(), True),
        (16_000, "34", frozenset(), False),
        (14_000, "36.1", frozenset(), False),
        (14_000, "34", frozenset({(TONO, "population")}), False),
    ],
    ids=["in the band", "too big", "too old", "under inquiry"],
)
def test_near_in_size_and_age(people: int, age: str, queried: frozenset[tuple[str, str]], near: bool) -> None:
    """Within the stated band, and never by a figure that is being asked about."""
    values = of({MORIOKA: figures(10_000, "31"), TONO: figures(people, age)})

    assert is_near(MORIOKA, TONO, values, queried, CONFIG.similarity.near) is near


def test_partners_share_something_rare() -> None:
    """Two features, one of them rare; what one lacks the other is ahead in."""
    settings = CONFIG.similarity.model_copy(update={"rare": Decimal("0.7")})
    values = of({code: figures(10_000, "31") for code in (MORIOKA, TONO, YAHABA)})
    found = partners_of(
        MORIOKA, features(), candidates=[MORIOKA, TONO, YAHABA], values=values, queried=frozenset(), settings=settings
    )

    assert [(one.code, one.near) for one in found] == [(TONO, True)]
    assert set(found[0].shared) >= {SHOP, HALL}
