"""体制マトリクス: a sign and two to six words for each question, from rows made by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import practice_rows as rows
import pytest
from builders import (
    Form,
    code_of,
    dataset_of,
    elsewhere,
    iwate,
    measured,
    page_of,
    real_areas,
    real_config,
    real_measures,
    real_page,
)
from printed_text import parsed, squeezed

from generator.dataset.contract import Kind
from generator.dataset.practice.contract import HeadcountBasis, Reuse, Stage
from generator.document.practice.matrix import COLUMNS, Sign, cells_of, matrix_rows
from generator.measures.areas import Scope

ONE = code_of(1)
SIGNS = {Sign.YES: "●", Sign.PLANNED: "○", Sign.NONE: "－"}
PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]


def answer(column: str, *some: rows.Row, **figures: str) -> str:
    """Sign and words of one cell of 甲市, figures with lead and unit."""
    made = dataset_of([Form("甲市", {"population": "50000", **figures}, code=ONE)], practice=rows.tables_of(*some))
    form = measured(made, iwate(made)).practice.forms[ONE]
    cells = {one.column: one for one in cells_of(form, real_config().practice, name="甲市")}
    assert tuple(cells) == COLUMNS
    one = cells[column]
    words = [word.text or f"{word.lead}{word.figure.text if word.figure else ''}{word.unit}" for word in one.words]
    return SIGNS[one.sign] + "｜".join(words)


def funds(kind: str, stage: Stage, label: str = "", seq: int = 1) -> rows.Row:
    return rows.value(ONE, "a.funding", kind, label or kind, seq, stage=stage)


LONG = "とても長い名前の相談の窓口"
CASES: dict[str, tuple[str, tuple[rows.Row, ...], str]] = {
    "no sphere": ("area", (), "－"),
    "units with their number": ("area", (rows.sphere(ONE, "shogakko", area_count=5),), "●小学校区｜5か所"),
    "units without": ("area", (rows.sphere(ONE, "shogakko"),), "●小学校区"),
    "the short word": ("area", (rows.sphere(ONE, "nichijo", area_count=3),), "●生活圏域｜3か所"),
    "the whole city": ("area", (rows.sphere(ONE, "zeniki", area_count=1),), "●市全域"),
    "the first of two units": ("area", (rows.sphere(ONE, "chugakko", "zeniki"),), "●中学校区"),
    "planned": ("area", (rows.sphere(ONE, "shogakko", area_count=5, count_basis="planned"),), "○小学校区｜5か所"),
    "part イ where ア is not told": ("area", (rows.sphere(ONE, "chiku", part="i"),), "●地区"),
    "part ア before イ": ("area", (rows.sphere(ONE, "chiku", part="i"), rows.sphere(ONE, "shogakko")), "●小学校区"),
    "no place": ("place", (), "－"),
    "a blank place": ("place", (rows.cell(ONE, "i.place", "blank"),), "－"),
    "an undecided place": ("place", (rows.cell(ONE, "i.place", "undecided"),), "○今後検討"),
    "a short name": ("place", (rows.value(ONE, "i.place", "shogyo", "駅前モール"),), "●駅前モール"),
    "a long name": ("place", (rows.value(ONE, "i.place", "shogyo", LONG),), "●商業施設"),
    "two kinds of three": (
        "place",
        tuple(rows.value(ONE, "i.place", kind, kind, seq) for seq, kind in enumerate(("akiya", "nogyo", "denwa"), 1)),
        "●akiya｜nogyo",
    ),
    "one of each kind": (
        "place",
        (rows.value(ONE, "i.place", "salon", "茶の間"), rows.value(ONE, "i.place", "salon", "縁側", 2)),
        "●茶の間",
    ),
    "a person": ("person", (rows.value(ONE, "i.person", "minsei", LONG),), "●民生委員"),
    "no coordinators": ("people", (), "－"),
    "none placed": ("people", (rows.people(ONE, 0, basis=HeadcountBasis.NONE),), "－置かない"),
    "not stated": ("people", (rows.people(ONE, basis=HeadcountBasis.NOT_STATED),), "●人数不明"),
    "no meeting": ("case", (), "－"),
    "a filled cell without a meeting": ("case", (rows.cell(ONE, "t.case"),), "●回数不明"),
    "an empty cell": ("case", (rows.cell(ONE, "t.case", "dash"),), "－"),
    "each month": ("case", (rows.meeting(ONE, times="1"),), "●月1回"),
    "each year, from to": (
        "case",
        (rows.meeting(ONE, times="2", times_max=Decimal(4), per="year"),),
        "●年2～｜4回",
    ),
    "an existing one": ("case", (rows.meeting(ONE, times="1", reuse=Reuse.EXISTING),), "●月1回｜既存の会議"),
    "a new one at need": ("case", (rows.meeting(ONE, adhoc=True, reuse=Reuse.NEW),), "●随時｜新設の会議"),
    "one without a number": ("case", (rows.meeting(ONE),), "●回数不明"),
    "the one with a number first": ("case", (rows.meeting(ONE), rows.meeting(ONE, 2, times="3")), "●月3回"),
    "a network is no case": ("case", (rows.meeting(ONE, purpose="network", times="1"),), "－"),
    "a network": ("network", (rows.meeting(ONE, purpose="network", times="1"),), "●月1回"),
    "no money": ("funding", (), "－"),
    "money in use": ("funding", (funds("kyobo", Stage.ACT),), "●kyobo"),
    "money planned": ("funding", (funds("kyobo", Stage.PLAN),), "○kyobo"),
    "money under study": ("funding", (funds("kifu", Stage.STUDY),), "○kifu"),
    "what is in use before what is planned": (
        "funding",
        (funds("kifu", Stage.PLAN), funds("kyobo", Stage.ACT, seq=2)),
        "●kyobo",
    ),
    "what is no money": ("funding", (funds("nonmoney", Stage.ACT),), "－"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_answer_is_a_sign_with_words(name: str) -> None:
    """● あり, ○ 予定・検討, － 記載なし; names in the form's words where they are short, else in the list's."""
    column, some, expected = CASES[name]
    assert answer(column, *some) == expected


def test_coordinators_are_persons_with_a_posting() -> None:
    """The number is that of the indicators, corrections included."""
    some = (rows.people(ONE, 3), rows.value(ONE, "t.posting", "hokatsu", LONG))
    assert answer("people", *some, coordinators="3") == "●3人｜包括"
    assert answer("people", rows.people(ONE, 3)) == "●人数不明", "a number that was taken out"


def test_a_member_is_answered_by_its_prefectures_form() -> None:
    """And says whose form it is; its people are its own."""
    forms = [
        Form("上村", {"population": "900"}, kind=Kind.MEMBER, parent=code_of(2), code=ONE),
        Form("岩手県", kind=Kind.PREFECTURE, code=code_of(2)),
    ]
    place = rows.value(code_of(2), "i.place", "yakusho", "役場")
    made = dataset_of([*forms, *elsewhere()], practice=rows.tables_of(place))
    (row,) = matrix_rows(measured(made, iwate(made)))
    told = next(one for one in row.cells if one.column == "place")
    assert (row.name, row.host, row.population.text) == ("上村", "岩手県", "900")
    assert [word.text for word in told.words] == ["役場"]


def printed(html: str) -> list[list[str]]:
    """The rows of the matrix as they are read."""
    table = next(one for one in parsed(html).iter("table") if "answers" in one.get("class", ""))
    return [[squeezed(cell) for cell in row] for row in table.iter("tr")][1:]


def test_the_page_prints_what_the_rows_say() -> None:
    """Signs and words in the order of the columns, then people and 高齢化率."""
    some: list[Any] = [
        rows.sphere(ONE, "shogakko", area_count=5),
        rows.value(ONE, "i.place", "shogyo", "駅前モール"),
        rows.meeting(ONE, times="2", times_max=Decimal(4), per="year", reuse=Reuse.NEW),
        funds("kyobo", Stage.PLAN, "共同募金"),
    ]
    figures = {"population": "50000", "aging_rate": "30.1"}
    made = dataset_of([Form("甲市", figures, code=ONE), Form("乙町", code=code_of(2))], practice=rows.tables_of(*some))
    assert printed(page_of(measured(made, iwate(made))).html) == [
        ["甲市", "●小学校区5か所", "●駅前モール", "－", "－", "●年2～4回新設の会議", "－", "○共同募金", "50,000　30.1"],
        ["乙町", "－", "－", "－", "－", "－", "－", "－", "……"],
    ]


@pytest.mark.parametrize("name", PREFECTURES)
def test_every_municipality_of_the_edition_has_seven_answers(name: str) -> None:
    """One row each, in the order of the area; only － is without words."""
    view, measures = real_page(name).view, real_measures(name)
    assert [row.code for row in view.matrix] == list(measures.area.codes)
    for row in view.matrix:
        assert tuple(cell.column for cell in row.cells) == COLUMNS
        assert all(cell.words or cell.sign is Sign.NONE for cell in row.cells)
        assert all(len(word.text) <= 12 for cell in row.cells for word in cell.words)
