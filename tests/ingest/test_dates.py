"""As-of dates are told from figures."""

from __future__ import annotations

import pytest

from generator.ingest.form.dates import DATE, fiscal_year_of
from generator.printed.characters import squeeze


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("（平成 31 年１月１日現在）", "平成31年1月1日現在"),
        ("(H31.1.1) 977,675", "H31.1.1"),
        ("（H30） 14.8", "H30"),
        ("10.9(‰)(H30/11 現在)", "H30/11現在"),
        ("（31.1.1 現在）", "31.1.1現在"),
        ("(H30.4) 199 校", "H30.4"),
        ("令和元年 5 月", "令和元年5月"),
        ("（元年１０月１日現在）12", "元年10月1日現在"),
        ("元年度 12", "元年度"),
        ("2018年10月1日 12人", "2018年10月1日"),
        ("2 月末現在 5", "2月末現在"),
    ],
)
def test_date_is_found(printed: str, date: str) -> None:
    """Each form of date that occurs is found whole, and nothing of the figure beside it."""
    assert [match.group() for match in DATE.finditer(squeeze(printed))] == [date]


@pytest.mark.parametrize(
    "printed", ["1362.90（k㎡）", "30.4", "27,326（人）", "9.17（‰）", "201 (校)", "2018人", "地元年度会"]
)
def test_figure_is_no_date(printed: str) -> None:
    """A figure is not taken for a date."""
    assert DATE.search(squeeze(printed)) is None


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("平成30年度", 2018),
        ("平成31年3月31日現在", 2018),
        ("平成31年4月1日", 2019),
        ("令和元年5月1日", 2019),
        ("令和元年度", 2019),
        ("令和2年3月", 2019),
        ("H31.1.1", 2018),
        ("H30/11現在", 2018),
        ("R1.5.1", 2019),
        ("2019年3月31日", 2018),
        ("2019/4/1", 2019),
        ("平成31年", 2019),
        ("昭和64年1月7日", 1988),
        ("3月31日現在", None),
        ("人口", None),
    ],
)
def test_fiscal_year_of_a_date(printed: str, year: int | None) -> None:
    """April to March, over the change of the era, 元年 included."""
    assert fiscal_year_of(printed) == year
