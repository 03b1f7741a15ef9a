"""The table of basic figures, item by item and respondent by respondent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import BASICS, one_form

from generator.ingest.form.basics import Basics, read_basics
from generator.ingest.form.owners import OWN, Owners

_STACKED = """\
人口
(H31.1.1)
県：876,543（人）
甲村：1,250（人）
乙町：3,456（人）
世帯数
(H31.1.1)
県：345,678（世帯）
甲村：  867（世帯）
乙町：1,987（世帯）
高齢化率
(H30.7.1)
県：33.1（％）
甲村：51.2（％）
乙町：41.3（％）
生活保護受給率
（H30）
12.7（‰）
※全県
面積 県：9,876.54（k ㎡）
甲村：234.56（k ㎡）
乙町：210.90（k ㎡）
地縁組織（自治会、
町内会等）加入率
－
公立小学校数
県：188 校
甲村：1 校
乙町：2 校
公立中学校数
県：99 校
甲村：1 校
乙町：1 校
地域包括支援センター 県全体（直営：25 カ所、委託：37 カ所）
甲村（直営：１カ所）、乙町（直営：１カ所）
生活困窮者自立相談支援事業 市（直営：４カ所、委託：９カ所）
町村部（直営：4 カ所）"""


def _read(basics: str = BASICS, *, as_of: str = "", members: tuple[str, ...] = ()) -> Basics:
    return read_basics(one_form(basics=basics, as_of=as_of), Owners(("岩手県",), members))


def _values(basics: Basics, metric: str) -> list[Decimal | None]:
    return [readings[metric].value for readings in basics.readings.values()]


def test_every_metric_of_the_table_is_read() -> None:
    """The sample table gives its twelve own figures and the two that are not printed."""
    readings = _read().readings[OWN]
    assert len(readings) == 14
    assert [m for m, r in readings.items() if r.value is None] == ["support_centers_outsourced", "self_reliance_direct"]


@pytest.mark.parametrize(
    "printed",
    [
        "高 齢 化 率 31.5（％） 生活保護受給率 9.2（‰） 面積 100.25（k ㎡）",
        "高齢化率 31.5（％）生活保護受給率 9.2（‰）面積 100.25（k ㎡）",
        "高齢化率\n31.5（％）\n生活保護受給率\n9.2（‰） 面積 100.25（k ㎡）",
    ],
)
def test_labels_are_found_however_set(printed: str) -> None:
    """Letter-spaced labels, labels glued to a value and labels on rows apart are found."""
    lines = BASICS.split("\n")
    readings = _read("\n".join([lines[0], printed, *lines[2:]])).readings[OWN]
    assert [readings[m].value for m in ("aging_rate", "welfare_rate", "area")] == [
        Decimal("31.5"),
        Decimal("9.2"),
        Decimal("100.25"),
    ]


def test_missing_item_is_flagged() -> None:
    """An item whose label cannot be found is missing, with a flag."""
    reading = _read(BASICS.replace("面積", "")).readings[OWN]["area"]
    assert (reading.value, len(reading.doubts)) == (None, 1)


@pytest.mark.parametrize(
    ("printed", "as_of"),
    [
        ("", ""),
        ("（平成 31 年１月１日現在）", "平成31年１月１日現在"),
        ("          （平成３１年１月１日現在）", "平成３１年１月１日現在"),
        ("（31.1.1 現在）", "31.1.1現在"),
    ],
)
def test_date_of_the_heading(printed: str, as_of: str) -> None:
    """The date in the heading is kept as printed, without spaces and parentheses."""
    assert _read(as_of=printed).as_of == as_of


def test_dates_beside_the_items() -> None:
    """Without a date in the heading, those of the items are listed; one that is common stands alone."""
    common = BASICS.replace("12,345（人）", "12,345（人）\n平成 31 年 1 月 1 日現在\n")
    assert _read(common).as_of == "平成31年1月1日現在"
    assert (
        _read(_STACKED, members=("甲村", "乙町")).as_of == "人口・世帯数 H31.1.1、高齢化率 H30.7.1、生活保護受給率 H30"
    )


def test_remark_reaches_the_figure_that_it_names() -> None:
    """A remark below the table that names an item is noted there."""
    readings = _read(f"{BASICS}\n上記自治会加入率は，30.4.1 現在です。").readings[OWN]
    assert "30.4.1現在" in readings["association_rate"].note
    assert readings["population"].note == ""


def test_footnote_reaches_the_figures_that_carry_its_mark() -> None:
    """A footnote goes to the figures with ※, not to the item in whose row it stands."""
    readings = _read(BASICS.replace("7(校)", "※7(校)") + "\n※義務教育学校：１校").readings[OWN]
    assert "義務教育学校" in readings["elementary_schools"].note
    assert "義務教育学校" not in readings["self_reliance_total"].note


def test_mark_without_footnote_is_flagged() -> None:
    """A figure with ※ but no remark anywhere is flagged."""
    assert _read(BASICS.replace("71.5 (％)", "71.5 (％)※")).readings[OWN]["association_rate"].doubts


@pytest.mark.parametrize(
    ("metric", "values"),
    [
        ("population", [876543, 1250, 3456]),
        ("households", [345678, 867, 1987]),
        ("aging_rate", [Decimal("33.1"), Decimal("51.2"), Decimal("41.3")]),
        ("welfare_rate", [Decimal("12.7"), None, None]),
        ("area", [Decimal("9876.54"), Decimal("234.56"), Decimal("210.90")]),
        ("association_rate", [None, None, None]),
        ("elementary_schools", [188, 1, 2]),
        ("support_centers_total", [62, 1, 1]),
        ("self_reliance_total", [17, None, None]),
    ],
)
def test_stacked_values_go_to_their_owners(metric: str, values: list[Decimal | None]) -> None:
    """Where an item holds values for the prefecture and its members, each gets its own."""
    assert _values(_read(_STACKED, members=("甲村", "乙町")), metric) == values


def test_stacked_values_cite_their_own_line() -> None:
    """Each of the stacked values cites the line on which it stands."""
    readings = _read(_STACKED, members=("甲村", "乙町")).readings
    first = readings[OWN]["population"].line
    assert first is not None
    assert [r["population"].line for r in readings.values()] == [first, first + 1, first + 2]
