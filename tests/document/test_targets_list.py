"""目標と実績: target, result and bar in one row; four states; what is printed beside the basis of an assessment."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import plain
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
    real_page,
    target,
)
from practice_plain import target_state
from printed_text import parsed, squeezed
from publish_reading import text
from publish_sample import INFO

from generator.dataset.contract import BASES, REMARK_LONGEST, Assessment
from generator.dataset.records import Target
from generator.dataset.target_states import TargetState
from generator.measures.areas import Scope
from generator.typesetting.typesetter import Here

NOTE, REMARK = "編集者だけの覚え書き", "12月末時点の件数"
DECIDED = ("stated", "compared", "range")
LONGEST = ("あ" * REMARK_LONGEST, "あ" * 14 + "、" + "月" * 10)
"""Of the widest characters; the second with the longest end that is kept on one line."""


def of_basis(number: int, basis: str) -> Target:
    """A target judged on this basis, with a note and a remark."""
    changes = {} if basis in DECIDED else {"assessment": Assessment.UNDETERMINED}
    figure = {"result": None, "result_unit": "", "result_line": None} if basis == "no_result" else {}
    return target(code_of(1), number, basis=basis, note=NOTE, remark=REMARK, **changes, **figure)


@cache
def html(*targets: Target) -> str:
    """The brief of 岩手県 with these targets."""
    made = dataset_of([Form("甲市", {"population": "50000"}), *elsewhere()], targets=targets)
    return page_of(measured(made, iwate(made))).html


def lines_of(page: str) -> list[list[Element]]:
    """The rows of the table, without heads and categories."""
    table = next(table for table in parsed(page).iter("table") if "targets" in table.get("class", ""))
    return [list(row) for row in table.iter("tr") if len(row) > 1 and row[-1].tag == "td"]


def grounds(*targets: Target) -> list[Element]:
    """The last cells of the table's rows."""
    return [row[-1] for row in lines_of(html(*targets))]


TOLD = {
    "stated": "個票の記述。",
    "compared": "",
    "partial_year": "",
    "range": "幅の下限で比較。",
    "no_result": "実績の記述なし。",
    "other_unit": "単位か指標が異なる。",
    "other_year": "後の年度の目標。",
    "counted_otherwise": "数え方が異なる。",
}


@pytest.mark.parametrize(("number", "basis"), list(enumerate(BASES)))
def test_a_remark_is_printed_behind_the_basis(number: int, basis: str) -> None:
    """Whatever the basis is; what needs no word (目標と実績の比較, 年度途中) has none."""
    cells = grounds(*(of_basis(each, one) for each, one in enumerate(BASES, start=1)))

    assert squeezed(cells[number]) == TOLD[basis] + REMARK


def test_a_row_without_a_remark_has_the_basis_alone() -> None:
    """Nothing else stands in the cell."""
    assert [squeezed(cell) for cell in grounds(target(code_of(1)))] == [""]


def test_the_editors_note_is_not_printed() -> None:
    """Not even where unit or indicator differ."""
    assert NOTE not in html(*(of_basis(each, one) for each, one in enumerate(BASES, start=1)))


@pytest.mark.parametrize("remark", LONGEST)
def test_the_longest_remark_takes_two_lines(remark: str) -> None:
    """The column is wide enough for what the audit lets pass."""
    page = html(target(code_of(1), remark=remark))
    (table,) = re.findall(r"<table class=\"targets.*?</table>", page, re.DOTALL)
    alone = re.sub(r"(<body[^>]*>).*(</body>)", lambda body: body[1] + table + body[2], page, flags=re.DOTALL)

    printed = text(Here().lay_out(alone).write(info=INFO)).splitlines()

    assert len([line for line in printed if set(line) <= set(remark) and line]) == 2


# The bar in the row


def judged(result: str | None, **changes: Any) -> Target:
    """A target of 40 件 with this result."""
    figure: dict[str, Any] = {} if result else {"result_unit": "", "result_line": None}
    return target(code_of(1), target=Decimal(40), result=Decimal(result) if result else None, **(figure | changes))


OPEN = Assessment.UNDETERMINED


@pytest.mark.parametrize(
    ("one", "width", "words", "state"),
    [
        (judged("10", assessment=Assessment.NOT_MET), "25.0%", "25％", "▲未達"),
        (judged("0", assessment=Assessment.NOT_MET), "0.0%", "0％", "▲未達"),
        (judged("40"), "100.0%", "100％", "●達成"),
        (judged("41"), "100.0%", "103％", "●達成"),
        (judged("60"), "100.0%", "150％", "●達成"),
        (judged("120"), "100.0%", "3.0倍", "●達成"),
        (judged("10", assessment=OPEN, basis="partial_year"), "25.0%", "25％", "◇年度途中"),
        (judged("200", assessment=OPEN, basis="counted_otherwise"), None, "－", "－比較できない"),
        (judged("10", assessment=OPEN, basis="other_year"), None, "－", "－比較できない"),
        (judged("10", assessment=OPEN, basis="other_unit", result_unit="世帯"), None, "－", "－比較できない"),
        (judged(None, assessment=OPEN, basis="no_result"), None, "－", "－比較できない"),
        (judged(None, basis="stated"), None, "－", "●達成"),
    ],
)
def test_the_bar_ends_at_the_target(one: Target, width: str | None, words: str, state: str) -> None:
    """At most 100 ％ wide; beyond it the multiple in words; no bar where result and target cannot be compared."""
    (row,) = lines_of(html(one))
    fills = [e.get("style", "") for e in row[4].iter("span") if "fill" in e.get("class", "")]
    assert fills == ([f"width: {width}"] if width else [])
    assert (squeezed(row[4]), squeezed(row[5])) == (words, state)


@pytest.mark.parametrize(
    ("one", "printed"),
    [
        (judged("10"), "10件"),
        (judged("200", assessment=OPEN, basis="counted_otherwise"), "参考 200件"),
        (judged(None, assessment=OPEN, basis="no_result"), "…"),
        (judged(None, basis="stated"), "記述のみ"),
    ],
)
def test_a_result_that_cannot_be_compared_is_shown_for_reference(one: Target, printed: str) -> None:
    """参考 before it; what is only described has no number, what is not told at all has 「…」."""
    (row,) = lines_of(html(one))
    assert squeezed(row[3]) == printed


PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]


@pytest.mark.parametrize("name", PREFECTURES)
def test_every_target_of_the_edition_stands_once(name: str) -> None:
    """By category, each with its state; the categories' counts and the states add up to all."""
    view = real_page(name).view
    lines = [line for group in view.targets for line in group.lines]
    ours = {reply.code for reply in plain.of([name])}
    ours |= {r["code"] for r in plain.rows("respondents") if r["kind"] == "prefecture" and r["prefecture"] == name}
    wanted = {(row["code"], row["id"]): target_state(row) for row in plain.rows("targets") if row["code"] in ours}
    assert len(lines) == len(wanted)
    assert {(line.row.record.code, line.row.record.id): line.state for line in lines} == wanted
    assert sum(int(group.tally.targets.exact) for group in view.targets) == len(wanted)
    for tally in (view.tally, *(group.tally for group in view.targets)):
        assert sum(int(figure.exact) for _, figure in tally.states) == int(tally.targets.exact)


@pytest.mark.parametrize("name", PREFECTURES)
def test_no_bar_of_the_edition_is_wider_than_its_room(name: str) -> None:
    """Nor is there one for what cannot be compared."""
    for group in real_page(name).view.targets:
        for line in group.lines:
            assert not line.width or 0 <= float(line.width) <= 100
            assert not (line.width and line.state is TargetState.INCOMPARABLE)
