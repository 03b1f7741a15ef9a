"""Years counted by Japanese eras, with 元年; without an era, the one that makes sense for the edition."""

from __future__ import annotations

from typing import Final

_BEFORE: Final = {"昭和": 1925, "S": 1925, "平成": 1988, "H": 1988, "令和": 2018, "R": 2018}
_NOW: Final = (1988, 2018)


def western_year(era: str, year: str, *, near: int) -> int:
    """Return the western year of 「31」 or 「元」 in an era (平成, H, 令和, R, 昭和, S; full-width is not read).

    Without an era it is the year of 平成 or 令和 that lies closer to ``near``: in an edition of 2019, 元年 is 2019 and
    31年 too. Four digits are a western year already. Raises ValueError for what is no year.
    """
    count = 1 if year == "元" else int(year)
    if len(year) == 4:
        return count
    if era:
        return _BEFORE[era.upper()] + count
    return min((before + count for before in _NOW), key=lambda candidate: abs(candidate - near))
