"""The table of numeric targets: what is printed beside the basis of an assessment."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

import pytest
from builders import Form, code_of, dataset_of, elsewhere, iwate, measured, page_of, target
from printed_text import parsed, squeezed
from publish_reading import text
from publish_sample import INFO

from generator.dataset.contract import BASES, REMARK_LONGEST, Assessment
from generator.dataset.records import Target
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


def grounds(*targets: Target) -> list[Element]:
    """The last cells of the table's rows."""
    table = next(table for table in parsed(html(*targets)).iter("table") if "targets" in table.get("class", ""))
    return [list(row)[-1] for row in table.iter("tr") if list(row)[-1].tag == "td"]


@pytest.mark.parametrize(("number", "basis"), list(enumerate(BASES)))
def test_a_remark_is_printed_below_the_basis(number: int, basis: str) -> None:
    """Whatever the basis is."""
    cells = grounds(*(of_basis(each, one) for each, one in enumerate(BASES, start=1)))

    assert squeezed(cells[number]).endswith(REMARK)


def test_a_row_without_a_remark_has_the_basis_alone() -> None:
    """Nothing else stands in the cell."""
    assert [squeezed(cell) for cell in grounds(target(code_of(1)))] == ["目標と実績の比較"]


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
