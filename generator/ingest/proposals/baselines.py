"""Figures beside a target that are none: what was, what is, what is looked at, what only explains another figure."""

from __future__ import annotations

import re
from typing import Final

from generator.ingest.form.dates import fiscal_year_of
from generator.ingest.proposals.quantities import PLACES, Quantity

_BEFORE = re.compile(r"実績|参考|昨年度|前年度|内訳|その(?:内|うち)")
_NOW = re.compile(r"現状|現在")
_BEHIND = re.compile(
    r"[^、。\t\d]{0,6}(?:おり|ある|あった|であり)|[^。\d]{0,20}で(?:経過|推移)|[^、。\t]{0,6}(?:済|を(?:もと|ベース|対象))"
)
_SURELY_HEISEI: Final = 20
_YEAR = re.compile(r"(?:(平成|令和|[HhRr])?(\d{1,2}|元)|(20\d\d))年(?:\d{1,2}月)?")
_PAST_END = re.compile(r"(?:た|ある|おり|済み?)$")
_PER = re.compile(r"(?:に|あ?)(?:たり|つき)|当たり")
_NEAR: Final = 14
_EXPLAINING: Final = 2
_OWN_NAME = re.compile(r"\([一-龠々]{2,8}$")


def is_baseline(quantity: Quantity, previous: Quantity | None, *, fiscal_year: int) -> bool:
    """Whether the words around a figure say that it is no target but a state, an earlier year's or a part.

    What stands before the figure ``previous`` of the same item, or before an arrow, is said of another one.
    """
    before, after = quantity.before, quantity.after
    near = re.split("[→⇒]", before[previous.end if previous else 0 :])[-1][-_NEAR:]
    if _BEHIND.match(after) or _BEFORE.search(before):
        return True
    if _NOW.search(before) and (_NOW.search(near) or _PAST_END.search(quantity.item.text)):
        return True
    years = [year for year in map(_year, _YEAR.finditer(before)) if year]
    if not years or years[-1] >= fiscal_year:
        return False
    return _YEAR.search(near) is not None or _PAST_END.search(quantity.item.text) is not None


def _year(match: re.Match[str]) -> int | None:
    """Return the fiscal year of a date; a short year without its era is one of 平成 where it can be none of 令和."""
    era, short, full = match.groups()
    if era or full:
        return fiscal_year_of(match.group())
    return None if short == "元" or int(short) < _SURELY_HEISEI else fiscal_year_of(f"平成{match.group()}")


def explains(quantity: Quantity, earlier: tuple[Quantity, ...]) -> bool:
    """Whether the figure stands in a parenthesis right behind another one, without a name of its own."""
    text = quantity.item.text
    first = next((i for i in range(quantity.start, quantity.end) if text[i].isdigit()), quantity.start)
    opened = _opened(text[:first])
    if opened is None or _OWN_NAME.search(text[opened:first]):
        return False
    return any(opened - _EXPLAINING <= other.end <= opened + 1 for other in earlier)


def _opened(text: str) -> int | None:
    """Return where the last parenthesis that is still open begins."""
    stack: list[int] = []
    for position, character in enumerate(text):
        if character == "(":
            stack.append(position)
        elif character == ")" and stack:
            stack.pop()
    return stack[-1] if stack else None


def only_per(quantity: Quantity, following: Quantity | None) -> bool:
    """Whether the figure only says for what another one is meant ("1地区10人×3地区", "1拠点あたり月平均15件")."""
    if quantity.value != 1 or quantity.base not in PLACES | {"拠点", "か所"}:
        return False
    return _PER.match(quantity.after) is not None or (following is not None and quantity.end == following.start)
