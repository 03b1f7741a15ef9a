"""Small multiples of one municipality: its value, large, over where it stands among all respondents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.charts.scales import Scale
from generator.ledger.figure import Figure

HEIGHT = 15.5
GAP = 4.0
VALUE = 11.0
ZERO_APART = 4.0
"""How far before a logarithmic axis its zero stands, in mm."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator of the municipality and the values of all respondents (without its figure, these are not drawn)."""

    title: str
    unit: str
    kind: Literal["linear", "log"]
    low: float
    high: float
    figure: Figure
    everyone: tuple[Decimal, ...]
    median: Figure


def draw_profile(name: str, cells: Sequence[Cell], *, width: float) -> Drawing:
    """Draw the cells beside each other."""
    canvas = Canvas(width, HEIGHT)
    each = (width - GAP * (len(cells) - 1)) / len(cells)
    for index, cell in enumerate(cells):
        _cell(canvas, index * (each + GAP), each, cell)
    return canvas.finish(name)


def _cell(canvas: Canvas, left: float, width: float, cell: Cell) -> None:
    # The value stands over its title: a line that is the same on every page must not lie where running heads do.
    canvas.text(left, 8.0, cell.title, size=style.SMALL, colour=style.MUTED)
    text = cell.figure.marked
    canvas.text(left, 3.2, text, size=VALUE, colour=style.INK, bold=True, figure=cell.figure.id)
    if cell.figure.present:
        canvas.text(left + style.text_width(text, VALUE, bold=True) + 0.8, 3.7, cell.unit, size=style.SMALL)
    else:
        # Where it stands cannot be told: a distribution without the municipality would look as if it were there.
        return
    scale = Scale.over(
        (*cell.everyone, cell.figure.exact),
        cell.low,
        cell.high,
        start=left + 0.5,
        end=left + width - 0.5,
        kind=cell.kind,
        apart=ZERO_APART,
    )
    base = 13.6
    parts = [(left, left + width)] if scale.zero is None else [(left, left + 1.6), (scale.start - 1.2, left + width)]
    canvas.lines([[(start, base), (end, base)] for start, end in parts], colour=style.RULE, width=style.THIN)
    places = {round(x, 2): x for x in map(scale.at, cell.everyone)}  # lines that fall on each other are one
    canvas.lines([[(x, base - 2.2), (x, base)] for x in places.values()], colour=style.DOT, width=style.HAIRLINE)
    if cell.median.present:
        x = scale.at(cell.median.exact)
        canvas.lines([[(x, base - 3.0), (x, base + 0.8)]], colour=style.INK, width=style.MEDIUM)
    x = scale.at(cell.figure.exact)
    if scale.holds(cell.figure.exact):
        canvas.dots([(x, base - 1.1)], radius=1.3, colour=style.ACCENT)
    else:
        canvas.dots([(x, base - 1.1)], radius=1.3, colour=style.PAPER, edge=style.ACCENT, width=style.THIN)
    canvas.mark(cell.figure.id, x, base - 1.1)
