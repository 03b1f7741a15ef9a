"""As-of dates beside a figure. They are found first, so that no part of a date is taken for the figure."""

from __future__ import annotations

import re
from typing import Final

_DAY: Final = r"(?:\d{1,2}日|末日?)"
_AS_OF: Final = r"(?:現在|時点)"
_ERA: Final = (
    r"(?:平成|令和|昭和|[HRS])(?:\d{1,2}|元)(?:年度|年|[./]|(?![\d,]))"
    rf"(?:\d{{1,2}}(?:月{_DAY}?|[./]\d{{1,2}}|(?![\d,])))?{_AS_OF}?"
)
_WESTERN: Final = rf"(?:19|20)\d\d(?:年度|年(?:\d{{1,2}}月{_DAY}?)?|(?P<sep>[./])\d{{1,2}}(?P=sep)\d{{1,2}}){_AS_OF}?"
_SHORT: Final = (
    rf"(?<!地)元年(?:度|\d{{1,2}}月{_DAY}?){_AS_OF}?|\d{{1,2}}年\d{{1,2}}月{_DAY}?{_AS_OF}?|\d{{1,2}}月{_DAY}?{_AS_OF}?"
    rf"|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{1,2}})?{_AS_OF}"
)

DATE: Final = re.compile(f"{_ERA}|{_WESTERN}|{_SHORT}")
"""A date or period in unified text: 平成31年1月1日現在, H30.7.1, H30/11現在, 30.4.1現在, 2018年4月1日."""

_BEFORE_ERA: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_STATED: Final = re.compile(
    r"(?:(?P<era>平成|令和|昭和|[HRShrs])(?P<short>\d{1,2}|元)|(?P<full>(?:19|20)\d\d))"
    r"(?:(?P<fiscal>年度)|(?:年|[./])(?:(?P<month>\d{1,2})(?=月|[./]|(?!\d)))?)?"
)
_APRIL: Final = 4


def fiscal_year_of(text: str) -> int | None:
    """Return the fiscal year (April to March) of the first date in unified text, None where no year is stated.

    平成31年3月 is 2018, 平成31年4月 and 令和元年5月 are 2019, 30年度 with its era is 2018; a year without a month is
    taken as it stands.
    """
    match = _STATED.search(text)
    if match is None:
        return None
    year = int(match["full"]) if match["full"] else _of_era(match["era"], match["short"])
    month = match["month"] if not match["fiscal"] else None
    return year - 1 if month and 1 <= int(month) < _APRIL else year


def _of_era(era: str, year: str) -> int:
    return _BEFORE_ERA[era.upper() if era.isascii() else era] + (1 if year == "元" else int(year))
