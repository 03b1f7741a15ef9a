"""What lies under a strip: its axis with the numbers, and below them the values to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generator import formats
from generator.charts import style
from generator.charts.canvas import Canvas
from generator.charts.scales import Scale

TICK = 0.9
NUMBERS = 2.0
"""How far under the axis the numbers stand, in mm (the middle of their height)."""
BELOW = 4.9
"""How far under the axis the words of the reference lines stand."""
HEIGHT = 5.9
ZERO_APART = 8.0
"""How far before a logarithmic axis its zero stands."""

Stretch = tuple[float, float]


def draw_axis(canvas: Canvas, scale: Scale, ticks: Sequence[Decimal], *, base: float, left: float) -> list[Stretch]:
    """Draw the axis from ``left`` to the sheet's right edge; returns the stretches that its numbers take."""
    canvas.lines(
        [[(start, base), (end, base)] for start, end in _parts(scale, left, canvas.width)],
        colour=style.RULE,
        width=style.THIN,
    )
    if scale.zero is not None:
        canvas.lines(_break(scale, base), colour=style.MUTED, width=style.THIN)
    taken: list[Stretch] = []
    strokes = []
    for tick in (*((Decimal(0),) if scale.zero is not None else ()), *ticks):
        x, text = scale.at(tick), formats.number(tick, formats.natural_decimals(tick))
        half = style.text_width(text, style.SMALL) / 2
        strokes.append([(x, base), (x, base + TICK)])
        if x - half >= left and x + half <= canvas.width:
            canvas.text(x, base + NUMBERS, text, size=style.SMALL, colour=style.MUTED, anchor="center")
            taken.append((x - half, x + half))
    canvas.lines(strokes, colour=style.RULE, width=style.THIN)
    return taken


def _parts(scale: Scale, left: float, right: float) -> list[Stretch]:
    """Return the stretches of the axis: two where zero stands apart."""
    if scale.zero is None:
        return [(left, right)]
    return [(left, scale.zero + 2.2), (scale.start - 2.2, right)]


def _break(scale: Scale, base: float) -> list[list[tuple[float, float]]]:
    """Return the two strokes that say that the axis is broken between zero and its beginning."""
    return [[(x - 0.5, base + 1.0), (x + 0.5, base - 1.0)] for x in ((scale.zero or 0.0) + 2.2, scale.start - 2.2)]


def line_foot(place: float, numbers: Sequence[Stretch], base: float) -> float:
    """Return how far down a reference line goes: to its words, or to the axis where a number stands in between."""
    free = all(place <= start - 0.5 or end + 0.5 <= place for start, end in numbers)
    return base + (BELOW - 1.6 if free else TICK)


def side_by_side(places: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Return centres for labels on one line: each as near its place as its neighbours allow."""
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    centres = [min(max(places[i], widths[i] / 2), width - widths[i] / 2) for i in range(len(places))]
    for left, right in pairwise(order):
        need = (widths[left] + widths[right]) / 2 + 1.5
        overlap = need - (centres[right] - centres[left])
        if overlap > 0:
            centres[left] -= overlap / 2
            centres[right] += overlap / 2
            shift = max(0.0, widths[left] / 2 - centres[left]) - max(0.0, centres[right] + widths[right] / 2 - width)
            centres[left] += shift
            centres[right] += shift
    return centres
