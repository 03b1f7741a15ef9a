"""Dates as Japanese forms write them: by era, with 元年."""

from __future__ import annotations

from datetime import date
from typing import Final

_ERAS: Final = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 1, 25), "明治", "M"),
)


def era_of(day: date) -> tuple[str, str, int]:
    """Return (era, its letter, year of the era) of a day; before 明治 the western year without an era."""
    for first, name, letter in _ERAS:
        if day >= first:
            return name, letter, day.year - first.year + 1
    return "", "", day.year
