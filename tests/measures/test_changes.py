"""What has changed since the year before: which figures are compared, how they add up, how the brief tells it."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from builders import YEAR, Form, dataset_of, iwate, real_config
from hypothesis import given, settings
from hypothesis import strategies as st
from later_edition import MORIOKA, changes_in, shown

from generator.config.config import Config
from generator.config.places import FormerMunicipality
from generator.config.settings import FrozenTable
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset
from generator.formats import round_half_up
from generator.measures.changes import Changes, Reason, SameChange, previous_of
from generator.measures.measure import Measures, measure

FOLDER = Path(__file__).parent.parent / "scenarios" / "changes"
CASES = sorted(path.name for path in FOLDER.iterdir())
WORDS = {
    "": None,
    "前年度の個票なし": Reason.NO_FORM,
    "個票の形が違う": Reason.OTHER_FORM,
    "値なし": Reason.NO_VALUE,
    "照会の対象": Reason.IN_DOUBT,
}
NO_ROW = "(no row)"
METRICS = ("population", "households", "aging_rate", "welfare_rate", "association_rate", "coordinators")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def form(row: dict[str, str]) -> Form:
    figures = {metric: row[metric] for metric in METRICS}
    return Form(
        row["name"], figures, kind=Kind(row["kind"]), municipalities=int(row["municipalities"]), code=row["code"]
    )


def _comparing(config: Config, key: str) -> Config:
    """The settings with a further indicator, a ratio, compared with the year before."""
    metric = config.metrics[key]
    further = metric.model_copy(update={"shown": (*metric.shown, "changes")})
    return replace(config, metrics=FrozenTable({**config.metrics, key: further}))


def compared(before: Dataset, now: Dataset, *former: FormerMunicipality) -> Measures:
    """The figures of 岩手県 with those of the year before."""
    config, area = _comparing(real_config(), "coordinators_per_100k"), iwate(now)
    previous = previous_of(config.edition, replace(before, year=YEAR - 1), former)
    previous = replace(previous, year=YEAR - 1, label="平成29年度", publication="前年度の個票")
    return measure(now, config, area, previous=previous)


def cells(changes: Changes, measures: Measures, wanted: dict[str, str]) -> dict[str, str]:
    """What the section shows in this row for this metric, with n and the reason."""
    row, metric = wanted["row"], wanted["metric"]
    if row == measures.area.name:
        same = changes.area.get(metric)
        parts = [NO_ROW] * 3 if same is None else [shown(one) for one in (same.earlier, same.now, same.difference)]
        n, reason = "" if same is None else same.n.text, None
    else:
        code = next(subject.key for subject in measures.area.subjects if subject.name == row)
        one = changes.by_code[metric][code]
        parts, n, reason = [shown(each) for each in (one.earlier, one.now, one.difference)], "", one.reason
    word = next(word for word, each in WORDS.items() if each is reason)
    return dict(zip(wanted, [row, metric, *parts, n, word], strict=True))


@pytest.mark.parametrize("case", CASES)
def test_two_years_of_forms_give_the_changes(case: str) -> None:
    """The whole expected table of tests/scenarios/changes comes out, as text, as it is printed."""
    before, now = (dataset_of([form(row) for row in read(FOLDER / case / f"{name}.csv")]) for name in ("before", "now"))
    measures = compared(before, now)
    wanted = read(FOLDER / case / "expected.csv")

    assert [cells(changes_in(measures), measures, row) for row in wanted] == wanted


RENAMED = FormerMunicipality("033227", "岩手県", "矢巾町", "032999", merged=False)


def town_and_city() -> tuple[Dataset, Dataset]:
    """矢巾町 the year before, 矢巾市 now, under another code."""
    before = dataset_of([Form("矢巾町", {"population": "27000"}, code="033227")])
    return before, dataset_of([Form("矢巾市", {"population": "27100"}, code="032999")])


def test_a_town_that_became_a_city_is_compared_with_itself() -> None:
    """Joined old to new, it is the same municipality under another code."""
    before, now = town_and_city()
    change = changes_in(compared(before, now, RENAMED)).by_code["population"]["032999"]

    assert (change.reason, shown(change.difference)) == (None, "100")


def test_without_the_joint_it_is_another_one() -> None:
    """Nothing else tells that two codes are one municipality."""
    before, now = town_and_city()

    assert changes_in(compared(before, now)).by_code["population"]["032999"].reason is Reason.NO_FORM


def test_a_merged_municipality_is_not_compared_with_its_part() -> None:
    """Its area was that of several, even where it kept the code of one."""
    before, now = (dataset_of([Form("盛岡市", {"population": count}, code=MORIOKA)]) for count in ("290000", "300000"))
    merged = FormerMunicipality(MORIOKA, "岩手県", "盛岡市", MORIOKA, merged=True)
    change = changes_in(compared(before, now, merged)).by_code["population"][MORIOKA]

    assert (change.reason, change.difference) == (Reason.OTHER_FORM, None)


def test_there_are_enough_scenarios() -> None:
    """A folder that loses a table, or the whole set, does not go unnoticed; every reason that a form can give is there."""
    assert len(CASES) >= 14
    told = {row["reason"] for case in CASES for row in read(FOLDER / case / "expected.csv")}
    assert told == set(WORDS)


def replies(*, least: int = 1) -> st.SearchStrategy[dict[int, tuple[int, str, bool]]]:
    """Population, rate and whether it is asked about, by the number of the respondent; a rate may be left blank."""
    rate = st.one_of(st.just(""), st.decimals(10, 60, places=2).map(str))
    reply = st.tuples(st.integers(100, 300_000), rate, st.booleans())
    return st.dictionaries(st.integers(1, 8), reply, min_size=least, max_size=8)


def forms(replies: dict[int, tuple[int, str, bool]]) -> list[Form]:
    return [
        Form(
            f"{number}番町",
            {"population": str(people), "aging_rate": rate + ("r" if rate and asked else "")},
            code=f"03{number:03d}0",
        )
        for number, (people, rate, asked) in sorted(replies.items())
    ]


@settings(max_examples=30, deadline=None)
@given(replies(), replies(least=2))
def test_the_area_is_computed_again_over_the_same_respondents(
    before: dict[int, tuple[int, str, bool]], now: dict[int, tuple[int, str, bool]]
) -> None:
    """Sum and mean of either year are those of the respondents that can be compared, reckoned here from the forms."""
    changes = changes_in(compared(dataset_of(forms(before)), dataset_of(forms(now))))

    both = sorted(before.keys() & now.keys())
    rated = [one for one in both if all(year[one][1] and not year[one][2] for year in (before, now))]
    check_same(changes.area["population"], len(both), (people(before, both), people(now, both)), 0)
    check_same(changes.area["aging_rate"], len(rated), (mean(before, rated), mean(now, rated)), 1)


def people(year: dict[int, tuple[int, str, bool]], numbers: list[int]) -> Decimal:
    return Decimal(sum(year[one][0] for one in numbers))


def mean(year: dict[int, tuple[int, str, bool]], numbers: list[int]) -> Decimal:
    total = sum((year[one][0] * Decimal(year[one][1]) for one in numbers), Decimal(0))
    return total / people(year, numbers) if numbers else Decimal(0)


def check_same(same: SameChange, n: int, years: tuple[Decimal, Decimal], decimals: int) -> None:
    assert same.n.exact == n
    if n < 2:
        assert (same.earlier, same.now, same.difference) == (None, None, None)
        return
    assert same.earlier and same.now and same.difference
    assert (same.earlier.rounded, same.now.rounded) == tuple(round_half_up(one, decimals) for one in years)
    assert same.difference.exact == same.now.rounded - same.earlier.rounded


def test_a_figure_that_was_not_asked_for_is_not_compared() -> None:
    """A metric that last year's tables do not have keeps its own value and has no other."""
    now = dataset_of([Form("甲市", {"population": "20000", "aging_rate": "30.0"}, code=MORIOKA)])
    rows = {key: one for key, one in now.indicators.items() if key[1] != "aging_rate"}
    before = replace(now, indicators=type(now.indicators)(rows))

    change = changes_in(compared(before, now)).by_code["aging_rate"][MORIOKA]

    assert (change.earlier, change.difference, change.reason) == (None, None, Reason.NOT_ASKED)


def test_another_unit_is_not_compared() -> None:
    """A figure in another unit than last year's has no difference."""
    now = dataset_of([Form("甲市", {"population": "20000"}, code=MORIOKA)])
    key = (MORIOKA, "population")
    before = replace(
        now, indicators=type(now.indicators)({**now.indicators, key: replace(now.indicators[key], unit="千人")})
    )

    assert changes_in(compared(before, now)).by_code["population"][MORIOKA].reason is Reason.OTHER_UNIT
