"""Dates as forms print them, and the rules of assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from audit_sample import MORIOKA, scene

from generator.audit.checks.targets import wanted
from generator.audit.dates import outside
from generator.config.edition import FiscalYear
from generator.dataset.contract import Assessment
from generator.printed.dates import Moment, stated_dates

FISCAL = FiscalYear(start=date(2018, 4, 1), end=date(2019, 3, 31))


@pytest.mark.parametrize(
    ("printed", "moments"),
    [
        ("平成31年１月１日現在", [(2019, 1, 1)]),
        ("平成３１年 1 月 1 日", [(2019, 1, 1)]),
        ("H31.1.1", [(2019, 1, 1)]),
        ("31.1.1現在", [(2019, 1, 1)]),
        ("H30.4", [(2018, 4, None)]),
        ("H30/11現在", [(2018, 11, None)]),
        ("平成30年度", [(2018, None, None)]),
        ("H30", [(2018, None, None)]),
        ("令和元年5月1日", [(2019, 5, 1)]),
        ("2019/3/31", [(2019, 3, 31)]),
        ("人口 H31.1.1、高齢化率 H30.7.1、受給率 H30", [(2019, 1, 1), (2018, 7, 1), (2018, None, None)]),
        ("", []),
        ("直近の値", []),
        ("1.2万人", []),
    ],
)
def test_printed_dates_are_read(printed: str, moments: list[Moment]) -> None:
    """Era, era letter, bare Heisei year and western year are all dates; other figures are not."""
    assert [moment for _, moment in stated_dates(printed, near=FISCAL.start.year)] == moments


@pytest.mark.parametrize(
    ("printed", "year", "moments"),
    [
        ("元年10月1日", 2019, [(2019, 10, 1)]),
        ("元年10月1日現在", 2020, [(2019, 10, 1)]),
        ("元年10月現在", 2019, [(2019, 10, None)]),
        ("1.10.1現在", 2019, [(2019, 10, 1)]),
        ("31.4.1現在", 2019, [(2019, 4, 1)]),
        ("2年3月31日", 2019, [(2020, 3, 31)]),
        ("30.4.1現在", 2018, [(2018, 4, 1)]),
        ("平成元年10月1日", 2019, [(1989, 10, 1)]),
    ],
)
def test_a_year_without_its_era_is_that_of_the_edition(printed: str, year: int, moments: list[Moment]) -> None:
    """元年 in an edition of 2019 is 令和元年; a stated era always counts."""
    fiscal = FiscalYear(start=date(year, 4, 1), end=date(year + 1, 3, 31))

    assert [moment for _, moment in stated_dates(printed, near=fiscal.start.year)] == moments


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((2018, 4, 1), False),
        ((2019, 3, 31), False),
        ((2018, 3, 31), True),
        ((2019, 4, 1), True),
        ((2018, 4, None), False),
        ((2018, 3, None), True),
        ((2018, None, None), False),
        ((2019, None, None), False),
        ((2017, None, None), True),
        ((2018, 13, 1), True),
    ],
)
def test_dates_outside_the_fiscal_year(moment: Moment, expected: bool) -> None:
    """The first and the last day belong to the year; an impossible date does not."""
    assert outside(moment, FISCAL) is expected


@pytest.mark.parametrize(
    ("basis", "result", "unit", "expected"),
    [
        ("compared", "50", "人", Assessment.MET),
        ("compared", "49.9", "人", Assessment.NOT_MET),
        ("compared", None, "", Assessment.UNDETERMINED),
        ("range", "50", "人", Assessment.MET),
        ("partial_year", "50", "名", Assessment.MET),
        ("partial_year", "50", "件", Assessment.UNDETERMINED),
        ("partial_year", "49", "人", Assessment.UNDETERMINED),
        ("no_result", None, "", Assessment.UNDETERMINED),
        ("other_unit", "60", "件", Assessment.UNDETERMINED),
        ("counted_otherwise", "60", "人", Assessment.UNDETERMINED),
        ("other_year", None, "", Assessment.UNDETERMINED),
        ("stated", "49", "人", None),
        ("stated", None, "", None),
    ],
)
def test_assessment_follows_from_the_figures(
    basis: str, result: str | None, unit: str, expected: Assessment | None
) -> None:
    """The target itself is met; what words say is left to the editor."""
    target = next(t for t in scene().dataset.targets if t.code == MORIOKA)
    value = None if result is None else Decimal(result)
    assert wanted(replace(target, basis=basis, result=value, result_unit=unit)) == expected
