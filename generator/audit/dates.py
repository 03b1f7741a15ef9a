"""Dates as forms print them: H31.1.1, 平成30年4月, 31.1.1, H30, 2019/1/1."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from generator.config.edition import FiscalYear

_BEFORE_ERA: Final = {"平成": 1988, "H": 1988, "令和": 2018, "R": 2018, "": 1988}
_DATE = re.compile(
    r"(?P<era>平成|令和|[HR])?\s*(?<![\d.])(?P<year>\d{4}|\d{1,2}|元)\s*(?:年度?|[./])\s*"
    r"(?P<month>\d{1,2})\s*(?:月|[./]|(?!\d))\s*(?:(?P<day>\d{1,2})(?!\d))?"
)
_YEAR = re.compile(r"(?P<era>平成|令和|[HR])\s*(?P<year>\d{1,2}|元)(?![\d./]|\s*年\s*\d)(?:年度?)?")


Moment = tuple[int, int | None, int | None]
"""Year, month and day; the latter two may not be printed."""


def stated_dates(text: str) -> list[tuple[str, Moment]]:
    """Return each date of the text as printed (NFKC) with what it says; without an era it must be a full date."""
    plain = unicodedata.normalize("NFKC", text)
    dates = (m for m in _DATE.finditer(plain) if m["era"] or m["day"] or len(m["year"]) == 4)
    found = [(m.start(), m.group().strip(), _moment(m)) for m in dates]
    found += [
        (m.start(), m.group().strip(), (_year(m), None, None))
        for m in _YEAR.finditer(plain)
        if not any(start <= m.start() < start + len(shown) for start, shown, _ in found)
    ]
    return [(shown, moment) for _, shown, moment in sorted(found)]


def outside(moment: Moment, fiscal: FiscalYear) -> bool:
    """Return whether the date lies outside the fiscal year; a bare year may be its first or second calendar year."""
    year, month, day = moment
    if month is None:
        return year not in (fiscal.start.year, fiscal.end.year)
    try:
        return not fiscal.start <= date(year, month, day or 1) <= fiscal.end
    except ValueError:
        return True


def _moment(match: re.Match[str]) -> Moment:
    day = match["day"]
    return _year(match), int(match["month"]), int(day) if day else None


def _year(match: re.Match[str]) -> int:
    printed = match["year"]
    if len(printed) == 4:
        return int(printed)
    return _BEFORE_ERA[match["era"] or ""] + (1 if printed == "元" else int(printed))
