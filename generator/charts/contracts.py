"""直営／委託: how many places each municipality runs itself and how many it contracts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.measures.figures import Figure

ROW = 6.2
HEAD = 9.0
NAME_WIDTH = 34.0
NUMBERS_WIDTH = 27.0
PANEL_GAP = 5.0
BAR = 3.4


@dataclass(frozen=True, slots=True)
class Places:
    """One municipality's places of one kind; a figure without value is not drawn, its symbol is printed."""

    direct: Figure
    outsourced: Figure
    total: Figure


@dataclass(frozen=True, slots=True)
class Words:
    """The printed words of the chart."""

    direct: str
    outsourced: str
    total: str


def draw_contracts(
    name: str, subjects: Sequence[str], panels: Sequence[tuple[str, Sequence[Places]]], words: Words, *, width: float
) -> Drawing:
    """Draw one row per subject and one panel per kind of place."""
    canvas = Canvas(width, HEAD + ROW * len(subjects))
    panel_width = (width - NAME_WIDTH - PANEL_GAP * (len(panels) - 1)) / len(panels)
    for index, subject in enumerate(subjects):
        y = HEAD + ROW * index
        canvas.lines([[(0, y), (width, y)]], colour=style.RULE, width=style.HAIRLINE)
        canvas.text(0, y + ROW / 2, style.fit(subject, style.NAME, NAME_WIDTH - 1.0), size=style.NAME)
    for column, (title, rows) in enumerate(panels):
        left = NAME_WIDTH + column * (panel_width + PANEL_GAP)
        canvas.text(left, 2.0, title, size=style.NAME, bold=True)
        _legend(canvas, left, words)
        longest = max((row.total.exact for row in rows if row.total.present), default=0)
        unit = (panel_width - NUMBERS_WIDTH) / max(float(longest), 1.0)
        for index, row in enumerate(rows):
            _row(canvas, left, HEAD + ROW * (index + 0.5), unit, row, words)
    return canvas.finish(name)


def _legend(canvas: Canvas, left: float, words: Words) -> None:
    canvas.box(left, 4.9, 2.6, 2.6, fill=style.ACCENT)
    canvas.text(left + 3.4, 6.2, words.direct, size=style.SMALL)
    second = left + 3.4 + style.text_width(words.direct, style.SMALL) + 3
    canvas.box(second, 4.9, 2.6, 2.6, fill=style.DOT)
    canvas.text(second + 3.4, 6.2, words.outsourced, size=style.SMALL)


def _row(canvas: Canvas, left: float, middle: float, unit: float, row: Places, words: Words) -> None:
    x = left
    split = row.direct.present or row.outsourced.present
    for figure, colour in ((row.direct, style.ACCENT), (row.outsourced, style.DOT)):
        if figure.present and figure.exact > 0:
            length = float(figure.exact) * unit
            canvas.box(x, middle - BAR / 2, length, BAR, fill=colour, edge=style.PAPER, line=0.3)
            x += length
            canvas.mark(figure.id, x, middle)
    if not split and row.total.present and row.total.exact > 0:
        length = float(row.total.exact) * unit
        canvas.box(x, middle - BAR / 2, length, BAR, fill=style.PAPER, edge=style.MUTED, line=style.THIN)
        x += length
        canvas.mark(row.total.id, x, middle)
    pieces = [(words.direct, row.direct), (words.outsourced, row.outsourced)] if split else [(words.total, row.total)]
    x += 1.2
    for word, figure in pieces:
        canvas.text(x, middle, word, size=style.SMALL, colour=style.MUTED)
        x += style.text_width(word, style.SMALL) + 0.7
        canvas.text(x, middle, figure.marked, size=style.LABEL, figure=figure.id, bold=True)
        x += style.text_width(figure.marked, style.LABEL, bold=True) + 1.6
