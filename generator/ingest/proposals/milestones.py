"""Several figures of one indicator in a row: a present state, then milestones by year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.eras import western_year
from generator.ingest.proposals.quantities import Quantity

_LABEL = re.compile(r"(?:現状|(平成|令和|[HR])(\d{1,2}|元)年?度?末?)[:\t]?$")
_ARROW = re.compile(r"(?:\([^()]*\))?(?:→|⇒)")


def pick_milestone(quantities: Sequence[Quantity], *, fiscal_year: int) -> tuple[Quantity, ...]:
    """Return the figures without the milestones that are not this year's.

    Of "現状 x、平成30年度 y、平成32年度 z" the one of the fiscal year stays, else the first to come; of "x→y" in a
    box the second.
    """
    labelled = [(quantity, match) for quantity in quantities if (match := _LABEL.search(quantity.before))]
    dropped: list[Quantity] = []
    if len(labelled) > 1 and len({quantity.base for quantity, _ in labelled}) == 1:
        years = {id(quantity): _year(match) for quantity, match in labelled if match[2]}
        ahead = [quantity for quantity, _ in labelled if years.get(id(quantity), 0) >= fiscal_year]
        kept = min(ahead, key=lambda quantity: years[id(quantity)], default=labelled[-1][0])
        dropped = [quantity for quantity, _ in labelled if quantity is not kept]
    for one, two in pairwise(quantities):
        if one.base == two.base and _ARROW.fullmatch(one.item.text[one.end : two.start]):
            dropped.append(one)
    return tuple(quantity for quantity in quantities if not any(quantity is other for other in dropped))


def later_year(quantity: Quantity, *, fiscal_year: int) -> str:
    """Return the label of a milestone that comes after the fiscal year (平成34年度), or ""."""
    match = _LABEL.search(quantity.before)
    if match is None or not match[2] or _year(match) <= fiscal_year:
        return ""
    era = {"H": "平成", "R": "令和"}.get(match[1], match[1])
    return f"{era}{match[2]}年度"


def _year(match: re.Match[str]) -> int:
    return western_year(match[1], match[2], near=0)
