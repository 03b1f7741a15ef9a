"""Japanese typography of figures, dates and lists. A leaf: pure functions, and the only place that rounds.

Symbols are those of the ministry's tables: 「－」該当なし 「…」不詳・未記入 「x」値のある自治体が一つ 「△」負 「r」訂正 「?」照会中.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

NOT_APPLICABLE: Final = "－"
SINGLE: Final = "x"
MISSING: Final = "…"
MINUS: Final = "△"
CORRECTED: Final = "r"
QUERIED: Final = "?"
DRAFT: Final = "案"
"""Stands behind the control number, and in the margin, of what is not ready to leave the house."""

_DASHES = re.compile("[‐‑‒–—―−ｰ－]")
_AREA_CODE = re.compile(r"^(0\d+)\((\d+)\)(?=\d)")
_EXTENSION = re.compile(r" *\(?(?:内線?|\() *(\d+)\)?$")
_REMARK = re.compile(r"\(([^()]*)\)$")

_HEISEI = date(1989, 1, 8)
_REIWA = date(2019, 5, 1)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero at ``decimals`` places (27.25 → 27.3), as 四捨五入 is done by hand."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Decimal, decimals: int = 0) -> str:
    """Return the value rounded, with three-digit commas; a negative one carries 「△」."""
    rounded = round_half_up(value, decimals)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.{decimals}f}"


def plain(value: Decimal, decimals: int) -> str:
    """Return the rounded value for machines: no commas, ASCII minus, never an exponent."""
    rounded = round_half_up(value, decimals)
    return f"{abs(rounded) if rounded == 0 else rounded:.{decimals}f}"


def natural_decimals(value: Decimal) -> int:
    """Return how many decimals the printed figure itself has (trailing zeros of a fraction dropped)."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def fiscal_year(year: int) -> str:
    """Return 「平成30年度（2018年度）」 for 2018 and 「令和元年度（2019年度）」 for 2019."""
    # The year in which the era changed on 1 May is 令和元年度 in the government's usage, not 平成31年度.
    return f"{era_year(date(year, 5, 1))}度（{year}年度）"


def event_date(text: str) -> str:
    """Return 「平成30年10月1日」 for 2018-10-01, 「平成30年10月」 for 2018-10, 「平成31年度」 for FY2019.

    A fiscal year bears the name of the era that its first day, 1 April, lies in: the forms write 平成31年度.
    """
    if text.startswith("FY"):
        return f"{era_year(date(int(text[2:]), 4, 1))}度"
    year, month, *day = (int(part) for part in text.split("-"))
    return f"{era_year(date(year, month, day[0] if day else 1))}{month}月" + (f"{day[0]}日" if day else "")


def era_year(day: date) -> str:
    """Return the year in the era of the day: 「平成30年」「令和元年」."""
    if day >= _REIWA:
        count, era = day.year - 2018, "令和"
    elif day >= _HEISEI:
        count, era = day.year - 1988, "平成"
    else:
        raise ValueError(f"no era is kept for {day}")
    return f"{era}{'元' if count == 1 else count}年"


def era_date(day: date) -> str:
    """Return 「平成31年1月1日」."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def shorten(text: str, length: int) -> str:
    """Cut the text to ``length`` characters, the last being 「…」 where something was left out."""
    return text if len(text) <= length else text[: length - 1] + "…"


def dialled(text: str) -> str:
    """Return telephone numbers in one spelling, 「019-611-2572 内線231」; the tables keep what the form prints."""
    return "／".join(_dialled(one) for one in text.split("／"))


def _dialled(text: str) -> str:
    number = _DASHES.sub("-", unicodedata.normalize("NFKC", _DASHES.sub("-", text))).strip()
    number = _AREA_CODE.sub(r"\1-\2-", number)
    return _REMARK.sub(r" \1", _EXTENSION.sub(r" 内線\1", number))
