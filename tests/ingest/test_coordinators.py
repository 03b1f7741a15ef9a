"""How many coordinators a form places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import chiikiryoku, one_form, region, takikan

from generator.dataset.contract import Status
from generator.ingest.form.coordinators import count_people, read_coordinators
from generator.ingest.form.read_value import Reading


def _read(printed: str) -> Reading:
    return read_coordinators(one_form(chapters=takikan(coordinators=printed)))


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("２名", 2),
        ("20 人（専任１名，兼任 19 人）", 20),
        ("常勤１人、非常勤１人", 2),
        ("専任2名、兼任1名", 3),
        ("委託先：２か所（各２人）\n直営：３人", 7),
        ("２拠点で１名の配置", 1),
        ("9 人（各見本の家 1 名）", 9),
        ("27 人（各センターの既存業務に追加する業務量に相当す\nる人員）", 27),
        ("2 人、更に地域の職員が一部の役割を担う。", 2),
        ("甲地区１名、乙地区２名 計３名", 3),
        ("二名", 2),
        ("３", 3),
        ("約３名", 3),
        ("配置は行わない", 0),
        ("平成 30 年度は配置しない。", 0),
        ("なし", 0),
        ("０人", 0),
        ("2 人（正規職員 1 人，臨時職員 1 人）※ただし臨時職員は事務補助であり相談支援包\n括化推進員ではない。", 2),
        ("（平成 31 年 4 月から）２名", 2),
    ],
)
def test_people_are_counted(printed: str, people: int) -> None:
    """Kinds of one staffing are added up, totals and parts are not mixed, words for none are zero."""
    reading = _read(printed)
    assert (reading.value, reading.status) == (Decimal(people), Status.REPORTED)


def test_people_who_are_no_coordinators_are_left_to_an_editor() -> None:
    """The printed number stands, with a doubt that says how many are left."""
    reading = _read("2 人（正規職員 1 人，臨時職員 1 人）※ただし臨時職員は事務補助であり相談支援包\n括化推進員ではない。")

    assert (reading.value, reading.printed) == (Decimal(2), "2")
    assert reading.notes == ("要確認: 「臨時職員」は推進員でないとの付記があり、除けば1人である",)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("２名（常勤２名、臨時１名）※ただし臨時は相談支援包括化推進員ではない。", "２"),
        ("常勤２名、臨時１名 ※ただし臨時は相談支援包括化推進員ではない。", "常勤２名、臨時１名"),
    ],
)
def test_what_is_quoted_of_a_doubtful_number_is_printed(cell: str, printed: str) -> None:
    """A total that only we have made up is no quotation."""
    reading = _read(cell)
    assert (reading.value, reading.printed) == (None, printed)


@pytest.mark.parametrize("printed", ["市社協が６区に置く職員", "２～３名", "各地区１名", "専任と兼任の職員"])
def test_doubtful_number_is_flagged(printed: str) -> None:
    """A range, a number for each of several places, or words alone are missing with a flag."""
    reading = _read(printed)
    assert (reading.status, bool(reading.doubts)) == (Status.MISSING, True)


@pytest.mark.parametrize("printed", ["", "未定", "－"])
def test_open_number_is_missing(printed: str) -> None:
    """A blank, 未定 and a dash are missing without a flag."""
    reading = _read(printed)
    assert (reading.status, reading.doubts) == (Status.MISSING, ())


def test_form_without_the_chapter() -> None:
    """Without the chapter there is nothing to place; with the mark alone it is missing."""
    form = one_form(chapters=chiikiryoku())
    assert read_coordinators(form).status is Status.NOT_APPLICABLE
    assert read_coordinators(form, marked=True).status is Status.MISSING


def test_chapter_without_the_item() -> None:
    """A chapter in which item ④ cannot be found is flagged."""
    chapters = takikan().replace("④相談支援包括化推\n進員の配置予定人\n数", "")
    assert read_coordinators(one_form(chapters=chapters)).doubts


def test_label_in_one_piece() -> None:
    """The label reads the same unbroken, without 予定 and glued to its value."""
    chapters = takikan(coordinators="５人").replace(
        "④相談支援包括化推\n進員の配置予定人\n数\n", "④相談支援包括化推進員の人数"
    )
    assert read_coordinators(one_form(chapters=chapters)).value == 5


def test_circled_number_is_no_digit() -> None:
    """A circled number in front of a figure does not become a part of it."""
    assert count_people(region("①２名 ②３名")).value == 5


def test_sum_quotes_its_parts() -> None:
    """A sum quotes the parts, line by line, and cites the first."""
    reading = _read("委託先：２か所（各２人）\n直営：３人")
    assert reading.printed == "委託先：２か所（各２人）／直営：３人"
