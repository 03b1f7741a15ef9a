"""Every name and number of the tables of chapters 3 and 4 is proven on its lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import source
from practice_sample import area, cell, event, meeting, people, value

from generator.dataset.practice.contract import HeadcountBasis
from generator.dataset.practice.records import PracticeTables
from generator.ingest.practice_citations import check_practice

TEXT = """\
身近なｻﾎﾟｰﾀｰと民生
委員が集う公民館
小学校区 ７か所、約 12,000 人
推進員 ２０人
隔月に、見本会議を開く。毎月の部会。
平成30年10月に3か所で始めた。"""
SUPPORT = {"cell": "i.person", "kind": "volunteer", "label": "サポーター", "lines": (1,)}


def faults(**tables: object) -> list[str]:
    cells = (cell("i.person"), cell("i.place"))
    records = PracticeTables(cells=cells, **tables)  # type: ignore[arg-type]
    return check_practice(source(TEXT), records, kinds={}, forms={"032018": range(1, 151)})


RIGHT: dict[str, dict[str, object]] = {
    "half-width": {"practices": (value(**SUPPORT),)},
    "over two lines": {"practices": (value(label="民生委員", lines=(1, 2)),)},
    "sphere": {"areas": (area(area_count=7, count_basis="printed", population=12_000, lines=(3,)),)},
    "counted from a list": {"areas": (area(area_count=9, count_basis="listed", population=None, lines=(3,)),)},
    "headcount": {"coordinators": (people(lines=(4,)),)},
    "summed": {"coordinators": (people(headcount=21, basis=HeadcountBasis.SUMMED, lines=(4,)),)},
    "every other month": {"meetings": (meeting(6, name="見本会議", lines=(5,)),)},
    "monthly": {"meetings": (meeting(1, "month", name="部会", lines=(5,)),)},
    "event": {"events": (event(number=Decimal(3), place="公民館", lines=(6,)),)},
}
WRONG: dict[str, tuple[dict[str, object], str]] = {
    "name": ({"practices": (value(**{**SUPPORT, "lines": (2,)}),)}, "「サポーター」"),
    "number": ({"practices": (value(**SUPPORT, number=Decimal(5)),)}, "数 5"),
    "count": ({"areas": (area(area_count=8, count_basis="printed", population=None, lines=(3,)),)}, "圏域の数 8"),
    "headcount": ({"coordinators": (people(headcount=19, lines=(4,)),)}, "人数 19"),
    "meeting": ({"meetings": (meeting(6, name="別の会議", lines=(5,)),)}, "「別の会議」"),
    "times": ({"meetings": (meeting(5, name="見本会議", lines=(5,)),)}, "回数 5"),
    "month": ({"events": (event(date="2018-11", lines=(6,)),)}, "月 11"),
    "digits of the wording": ({"events": (event(what="4か所の窓口", lines=(6,)),)}, "「何が」の数 4"),
    "place": ({"events": (event(place="集会所", lines=(6,)),)}, "場所「集会所」"),
    "line of another form": ({"events": (event(lines=(6, 999)),)}, "999行目は、その団体の個票"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_stands_on_its_lines_passes(name: str) -> None:
    """Width, white space and line breaks do not matter; an interval is times a year."""
    assert faults(**RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_is_told(name: str) -> None:
    """The message names the row and what is not there."""
    tables, message = WRONG[name]
    found = faults(**tables)

    assert found
    assert all(message in text or "見当たりません" in text for text in found)
    assert any(message in text for text in found)
