"""Hatching as strokes, because pattern fills do not survive every SVG reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Place = tuple[float, float]


def hatch(corners: Sequence[Place], step: float) -> list[list[Place]]:
    """Return the rising diagonals, ``step`` mm apart along x, inside a convex outline.

    Equal distances are kept over the whole sheet, so that neighbours look alike.
    """
    sums = [x + y for x, y in corners]
    first, last = math.floor(min(sums) / step) + 1, math.ceil(max(sums) / step) - 1
    strokes = (_cut(corners, number * step) for number in range(first, last + 1))
    return [stroke for stroke in strokes if len(stroke) == 2]


def _cut(corners: Sequence[Place], total: float) -> list[Place]:
    """Return the two places where the line x + y = ``total`` crosses the outline, if it does."""
    found: dict[Place, None] = {}
    for (x1, y1), (x2, y2) in pairwise((*corners, corners[0])):
        one, other = x1 + y1 - total, x2 + y2 - total
        if one == other or one * other > 0:
            continue
        share = one / (one - other)
        found[round(x1 + share * (x2 - x1), 6), round(y1 + share * (y2 - y1), 6)] = None
    return list(found)
