"""The mark of a person: head and shoulders, filled 専任, open 兼任, hatched where the form does not say."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from matplotlib.path import Path

from generator.charts import style
from generator.charts.canvas import Canvas
from generator.charts.hatching import Place, hatch

HEAD_RADIUS = 0.72
WIDTH = 2.3
BODY_HEIGHT = 2.0
SHOULDER = 0.95
HATCH = 0.62
CURVE = 0.552
"""How far the handles of a quarter circle reach, in radii."""


class Posting(StrEnum):
    """How a coordinator is posted, in the order of drawing."""

    DEDICATED = "dedicated"
    CONCURRENT = "concurrent"
    UNSTATED = "unstated"


def draw_persons(canvas: Canvas, posting: Posting, places: Sequence[Place]) -> None:
    """Draw persons around the places; head and shoulders of one person are two parts of one path."""
    outlines = [part for place in places for part in (_head(place), _body(place))]
    if posting is Posting.DEDICATED:
        canvas.outlines(outlines, fill=style.ACCENT, edge=style.ACCENT, line=style.THIN)
    elif posting is Posting.CONCURRENT:
        canvas.outlines(outlines, fill=style.PAPER, edge=style.ACCENT, line=style.THIN)
    else:
        canvas.outlines(outlines, fill=style.PAPER, edge=style.MUTED, line=style.HAIRLINE)
        strokes = [stroke for place in places for stroke in hatch(_corners(place), HATCH)]
        canvas.lines(strokes, colour=style.MUTED, width=style.HAIRLINE)


def _head(place: Place) -> Path:
    x, y = place
    return Path.circle((x, y - BODY_HEIGHT + HEAD_RADIUS + 0.1), HEAD_RADIUS)


def _body(place: Place) -> Path:
    """Return the shoulders: a box whose upper corners are quarter circles."""
    left, right, top, foot, r = *_box(place), SHOULDER
    k = r * (1 - CURVE)
    points = [
        (left, foot), (left, top + r), (left, top + k), (left + k, top), (left + r, top), (right - r, top),
        (right - k, top), (right, top + k), (right, top + r), (right, foot), (left, foot),
    ]  # fmt: skip
    codes = [
        Path.MOVETO, Path.LINETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.LINETO, Path.CLOSEPOLY,
    ]  # fmt: skip
    return Path(points, codes)


def _box(place: Place) -> tuple[float, float, float, float]:
    x, y = place
    top = y - BODY_HEIGHT / 2 + 1.2
    return x - WIDTH / 2, x + WIDTH / 2, top, top + BODY_HEIGHT - 0.35


def _corners(place: Place) -> list[Place]:
    """Return the body as an outline of straight edges, for the hatching."""
    left, right, top, foot = _box(place)
    r, k = SHOULDER, SHOULDER * 0.293
    return [
        (left, foot), (left, top + r), (left + k, top + k), (left + r, top),
        (right - r, top), (right - k, top + k), (right, top + r), (right, foot),
    ]  # fmt: skip
