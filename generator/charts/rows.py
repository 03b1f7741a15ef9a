"""One row for each prefecture with its municipalities' dots, and how many there are; never a prefecture's mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts import field, references, style
from generator.charts.background import flow
from generator.charts.canvas import Canvas, Drawing
from generator.charts.field import BELOW, TICK, Axis, Point, draw_axis, draw_dots, lane_step
from generator.charts.references import Reference
from generator.charts.scales import Scale, swarm
from generator.ledger.figure import Figure

HEAD = 5.0
ROW = 6.2
LIST = 3.7
"""Height in mm that the names of a row take on a phone."""
NAME_WIDTH = 22.0
COUNT_RIGHT = 25.0
LEFT = 28.0
RADIUS = 1.1
SPREAD = 1.7
APART = 1.0
FOOT = BELOW + 1.8


@dataclass(frozen=True, slots=True)
class Row:
    """A prefecture: its name, how many of its municipalities give the value, and their values."""

    name: str
    n: Figure
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What the chart shows: the axis, the rows from north to south, what to compare with, and the printed words."""

    axis: Axis
    rows: tuple[Row, ...]
    references: tuple[Reference, ...]
    unit: str
    count: str
    """Over the column of numbers: 自治体."""
    lacking: str
    """In a row without a value."""


def draw_rows(name: str, data: Rows, *, width: float, narrow: bool) -> Drawing:
    """Draw the rows over one axis; the lowest and the highest dot of a row bear their names where there is room."""
    left = 0.0 if narrow else LEFT
    scale = data.axis.scale(left, width)
    each = ROW + LIST if narrow else ROW
    words = references.lefts(scale, data.references, left=left, right=width)
    lines = [(0, x) for x in words]
    if narrow:
        lines = flow([reference.width for reference in data.references], references.APART, width)
    below = BELOW + (lines[-1][0] * 4.0 if lines else 0.0) + 1.8
    base = HEAD + each * len(data.rows) + 0.6
    canvas = Canvas(width, base + below)
    ends, ticks, lined = (left, width), data.axis.ticks, data.references
    feet = field.feet(scale, lined, words, ticks=ticks, ends=ends, base=base)
    _heads(canvas, data)
    for index in range(len(data.rows)):
        y = HEAD + each * index
        canvas.lines([[(0, y), (width, y)]], colour=style.RULE, width=style.HAIRLINE)
    draw_axis(canvas, scale, ticks, base=base, ends=ends)
    references.draw_lines(
        canvas, scale, lined, top=HEAD, base=base, feet=[base + TICK] * len(lined) if narrow else feet
    )
    for index, row in enumerate(data.rows):
        _draw_row(canvas, row, data, scale, HEAD + each * index, narrow=narrow)
    for reference, (line, x) in zip(data.references, lines, strict=True):
        references.draw_word(canvas, reference, x, base + BELOW + 4.0 * line)
    return canvas.finish(
        name,
        abridged=any(len(row.points) > 2 for row in data.rows),
        beyond=not all(scale.holds(value) for value in _values(data)),
    )


def _values(data: Rows) -> list[Decimal]:
    return [point.figure.exact for row in data.rows for point in row.points]


def _heads(canvas: Canvas, data: Rows) -> None:
    """Set the heads of the columns: over the numbers, and the axis' unit at its end."""
    canvas.text(COUNT_RIGHT, HEAD / 2, data.count, size=style.SMALL, colour=style.MUTED, anchor="right")
    canvas.text(canvas.width, HEAD / 2, data.unit, size=style.SMALL, colour=style.MUTED, anchor="right")


def _draw_row(canvas: Canvas, row: Row, data: Rows, scale: Scale, top: float, *, narrow: bool) -> None:
    named = top + (LIST / 2 + 0.5 if narrow else ROW / 2)
    canvas.text(0, named, style.fit(row.name, style.LABEL, NAME_WIDTH), size=style.LABEL, bold=True)
    canvas.text(COUNT_RIGHT, named, row.n.text, size=style.LABEL, anchor="right", figure=row.n.id)
    if not row.points:
        x = COUNT_RIGHT + 3.0
        _grounded(canvas, x, named, data.lacking, None, colour=style.MUTED)
        return
    middle = top + ROW / 2 + (LIST - 0.4 if narrow else 0.0)
    points = sorted(row.points, key=lambda point: point.figure.exact)
    places = [scale.at(point.figure.exact) for point in points]
    lanes = swarm(places, diameter=2 * RADIUS * 0.92)
    step = lane_step(lanes, radius=RADIUS, spread=SPREAD)
    if narrow:
        _list_ends(canvas, points, named, COUNT_RIGHT + 3.0)
    else:
        _name_ends(canvas, points, places, middle)
    heights = [middle + lane * step for lane in lanes]
    values = [point.figure.exact for point in points]
    draw_dots(canvas, scale, zip(values, places, heights, strict=True), radius=RADIUS, colour=style.ACCENT)
    for point, x, y in zip(points, places, heights, strict=True):
        canvas.mark(point.figure.id, x, y)


def _name_ends(canvas: Canvas, points: Sequence[Point], places: Sequence[float], middle: float) -> None:
    """Name the highest and the lowest beside their dots, outwards if there is room, else inwards."""
    taken = [(place - RADIUS, place + RADIUS) for place in places]
    last = len(points) - 1
    for index in (last, 0)[: len(points)]:
        point, width = points[index], style.text_width(points[index].text, style.SMALL)
        after, before = places[index] + RADIUS + APART, places[index] - RADIUS - APART - width
        for start in (after, before) if index == last else (before, after):
            stretch = (start - APART / 2, start + width + APART / 2)
            if (
                start >= COUNT_RIGHT + 1.5
                and start + width <= canvas.width
                and not any(_meet(stretch, one) for one in taken)
            ):
                _grounded(canvas, start, middle, point.text, point.figure.id)
                taken.append(stretch)
                break


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _list_ends(canvas: Canvas, points: Sequence[Point], y: float, left: float) -> None:
    """List the lowest and the highest over the row's dots."""
    texts = [(point.text, point.figure.id) for point in (points[:1] if len(points) == 1 else (points[0], points[-1]))]
    x = canvas.width - sum(style.text_width(text, style.SMALL) for text, _ in texts) - 2.5 * (len(texts) - 1)
    for text, figure in texts if x >= left else texts[-1:]:
        x = x if x >= left else canvas.width - style.text_width(text, style.SMALL)
        _grounded(canvas, x, y, text, figure)
        x += style.text_width(text, style.SMALL) + 2.5


def _grounded(canvas: Canvas, x: float, y: float, text: str, figure: str | None, *, colour: str = style.INK) -> None:
    """Set a text on a piece of paper, so that no reference line runs through it."""
    height = style.SMALL * style.POINT_MM
    canvas.box(x - 0.4, y - height / 2, style.text_width(text, style.SMALL) + 0.8, height, fill=style.PAPER)
    canvas.text(x, y, text, size=style.SMALL, colour=colour, figure=figure)
