"""Dates as forms print them: H31.1.1, 平成30年4月, 31.1.1, H30, 2019/1/1."""

from __future__ import annotations

import re
import unicodedata

from generator.eras import western_year

_DATE = re.compile(
    r"(?P<era>平成|令和|[HR])?\s*(?<![\d.])(?P<year>\d{4}|\d{1,2}|元)\s*(?:年度?|[./])\s*"
    r"(?P<month>\d{1,2})\s*(?:月|[./]|(?!\d))\s*(?:(?P<day>\d{1,2})(?!\d))?"
)
_YEAR = re.compile(r"(?P<era>平成|令和|[HR])\s*(?P<year>\d{1,2}|元)(?![\d./]|\s*年\s*\d)(?:年度?)?")


Moment = tuple[int, int | None, int | None]
"""Year, month and day; the latter two may not be printed."""


def stated_dates(text: str, *, near: int) -> list[tuple[str, Moment]]:
    """Return each date of the text as printed (NFKC) with what it says; without an era it must be a full date.

    A year without an era is that of the era closer to ``near``, a fiscal year: 元年 in an edition of 2019 is 令和元年.
    """
    plain = unicodedata.normalize("NFKC", text)
    dates = (m for m in _DATE.finditer(plain) if m["era"] or m["day"] or m["year"] == "元" or len(m["year"]) == 4)
    found = [(m.start(), m.group().strip(), _moment(m, near)) for m in dates]
    found += [
        (m.start(), m.group().strip(), (_year(m, near), None, None))
        for m in _YEAR.finditer(plain)
        if not any(start <= m.start() < start + len(shown) for start, shown, _ in found)
    ]
    return [(shown, moment) for _, shown, moment in sorted(found)]


def _moment(match: re.Match[str], near: int) -> Moment:
    day = match["day"]
    return _year(match, near), int(match["month"]), int(day) if day else None


def _year(match: re.Match[str], near: int) -> int:
    return western_year(match["era"] or "", match["year"], near=near)
