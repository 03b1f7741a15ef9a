"""直営／委託: how many places each municipality runs itself and how many it contracts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.formats import MISSING
from generator.ledger.figure import Figure

ROW = 6.2
HEAD = 9.0
NAME_WIDTH = 34.0
PANEL_GAP = 5.0
BAR = 3.4
SHORTEST = 0.8
"""A bar of one place is this wide at least, in mm, and never lost between longer ones."""
LONGEST_PLACE = 4.0
"""One place takes no more than this: a row of single places is no row of full bars."""


@dataclass(frozen=True, slots=True)
class PlacesBar:
    """One subject's places of one kind; a figure without value is not drawn, its symbol is printed.

    None stands for a sum that would be 0 only because those who run such places did not say so: printed as unknown.
    """

    direct: Figure | None
    outsourced: Figure | None
    total: Figure

    @property
    def split(self) -> tuple[Figure, ...]:
        """Return what is known of the two ways, in drawing order."""
        return tuple(figure for figure in (self.direct, self.outsourced) if figure is not None and figure.present)

    @property
    def rest(self) -> Decimal:
        """Return how many places of the total belong to no known way."""
        return self.total.exact - sum((f.exact for f in self.split), Decimal(0)) if self.total.present else Decimal(0)


@dataclass(frozen=True, slots=True)
class ContractWords:
    """The printed words of the chart."""

    direct: str
    outsourced: str
    total: str


def draw_contracts(
    name: str, subjects: Sequence[str], panels: Sequence[tuple[str, Sequence[PlacesBar]]], words: ContractWords, *, width: float
) -> Drawing:
    """Draw one row per subject and one panel per kind of place."""
    canvas = Canvas(width, HEAD + ROW * len(subjects))
    panel_width = (width - NAME_WIDTH - PANEL_GAP * (len(panels) - 1)) / len(panels)
    for index, subject in enumerate(subjects):
        y = HEAD + ROW * index
        canvas.lines([[(0, y), (width, y)]], colour=style.RULE, width=style.HAIRLINE)
        canvas.text(0, y + ROW / 2, style.fit(subject, style.NAME, NAME_WIDTH - 1.0), size=style.NAME)
    unit = _unit([row for _, rows in panels for row in rows], words, panel_width)
    for column, (title, rows) in enumerate(panels):
        left = NAME_WIDTH + column * (panel_width + PANEL_GAP)
        canvas.text(left, 2.0, title, size=style.NAME, bold=True)
        _legend(canvas, left, words)
        for index, row in enumerate(rows):
            _row(canvas, left, HEAD + ROW * (index + 0.5), unit, row, words)
    return canvas.finish(name)


def _unit(rows: Sequence[PlacesBar], words: ContractWords, panel_width: float) -> float:
    """Return the mm of one place, the same in all panels: as long as every row's numbers fit after its bars."""
    units = [LONGEST_PLACE]
    for row in rows:
        counts = [float(figure.exact) for figure in row.split] + [max(float(row.rest), 0.0)]  # a total may contradict its parts
        room = panel_width - sum(width for *_, width in _pieces(row, words)) - 2.0 - SHORTEST * len(counts)
        units += [room / sum(counts)] if sum(counts) else []
    return min(units)


def _legend(canvas: Canvas, left: float, words: ContractWords) -> None:
    canvas.box(left, 4.9, 2.6, 2.6, fill=style.ACCENT)
    canvas.text(left + 3.4, 6.2, words.direct, size=style.SMALL)
    second = left + 3.4 + style.text_width(words.direct, style.SMALL) + 3
    canvas.box(second, 4.9, 2.6, 2.6, fill=style.DOT)
    canvas.text(second + 3.4, 6.2, words.outsourced, size=style.SMALL)


def _row(canvas: Canvas, left: float, middle: float, unit: float, row: PlacesBar, words: ContractWords) -> None:
    x = left
    for figure, colour in ((row.direct, style.ACCENT), (row.outsourced, style.DOT)):
        if figure is not None and figure.present and figure.exact > 0:
            length = _length(figure.exact, unit)
            canvas.box(x, middle - BAR / 2, length, BAR, fill=colour)
            x += length
            canvas.mark(figure.id, x, middle)
    if row.rest > 0:
        length = _length(row.rest, unit)
        canvas.box(x, middle - BAR / 2, length, BAR, fill=style.PAPER, edge=style.MUTED, line=style.THIN)
        x += length
        canvas.mark(row.total.id, x, middle)
    x += 1.2
    for word, text, figure_id, width in _pieces(row, words):
        canvas.text(x, middle, word, size=style.SMALL, colour=style.MUTED)
        number = x + style.text_width(word, style.SMALL) + 0.7
        canvas.text(number, middle, text, size=style.LABEL, figure=figure_id, bold=True)
        x += width


def _length(places: Decimal, unit: float) -> float:
    return max(float(places) * unit, SHORTEST)


def _pieces(row: PlacesBar, words: ContractWords) -> list[tuple[str, str, str | None, float]]:
    """Return what is printed after the bars: word, number, the figure's id, and the mm that both take."""
    ways = [(words.direct, row.direct), (words.outsourced, row.outsourced)] if row.split else []
    whole = [(words.total, row.total)] if row.rest > 0 or not ways else []
    pieces: list[tuple[str, str, str | None, float]] = []
    for word, figure in (*ways, *whole):
        text = MISSING if figure is None else figure.marked
        width = style.text_width(word, style.SMALL) + 0.7 + style.text_width(text, style.LABEL, bold=True) + 1.6
        pieces.append((word, text, figure.id if figure is not None else None, width))
    return pieces
