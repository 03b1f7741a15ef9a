"""Coordinators row by row: the number, one mark for each person, where they are posted, or words instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.charts import persons, style
from generator.charts.canvas import Canvas, Drawing
from generator.charts.hatching import Place
from generator.charts.persons import Posting, draw_persons
from generator.ledger.figure import Figure

ROW = 5.6
PITCH = 3.1
FIVES = 1.1
"""mm left free after every fifth mark, so that marks can be counted."""
LEGEND = 6.6
KEY = persons.WIDTH + 1.2
"""mm that a mark of the legend takes."""
NOTE = 4.2
"""Height in mm of a note under the marks."""


class Columns(NamedTuple):
    """Where the columns stand, in mm: width of the names, right end of the numbers, both ends of the marks."""

    name: float
    number: float
    left: float
    right: float
    with_sites: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """One row: who posts them, how many there are, of which posting, at how many places, and a note in words.

    Each figure of ``groups`` is a whole number of persons and is drawn with as many marks.
    """

    name: str
    headcount: Figure | None
    groups: tuple[tuple[Posting, Figure], ...]
    sites: Figure | None
    note: str


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The printed words: of each posting, of what a mark is, and before the number of places."""

    postings: tuple[tuple[Posting, str], ...]
    each: str
    sites: str


def draw_people(name: str, rows: Sequence[Staff], words: PeopleWords, *, width: float, narrow: bool) -> Drawing:
    """Draw a row for each of ``rows`` under the legend; a phone has no room for the number of places."""
    columns = Columns(22.0, 31.0, 34.0, width, False) if narrow else Columns(30.0, 41.0, 45.0, width - 27.0, True)
    plans = [_Row(row, words, columns) for row in rows]
    keys = _legend(rows, words, width)
    head = LEGEND + keys[-1][2]
    canvas = Canvas(width, head + sum(plan.height for plan in plans))
    for posting, x, y, text in keys:
        if posting is not None:
            draw_persons(canvas, posting, [(x + persons.WIDTH / 2, y + 2.5)])
        canvas.text(x + (KEY if posting else 0.0), y + 2.5, text, size=style.SMALL)
    top = head
    for plan in plans:
        canvas.lines([[(0, top), (width, top)]], colour=style.RULE, width=style.HAIRLINE)
        plan.draw(canvas, top)
        top += plan.height
    return canvas.finish(name)


def _legend(rows: Sequence[Staff], words: PeopleWords, width: float) -> list[tuple[Posting | None, float, float, str]]:
    """Return posting, place and text of the legend's entries: the postings that are drawn, and what a mark is."""
    drawn = {posting for row in rows for posting, _ in row.groups}
    entries = [*((posting, text) for posting, text in words.postings if posting in drawn), (None, words.each)]
    placed: list[tuple[Posting | None, float, float, str]] = []
    x, y = 0.0, 0.0
    for posting, text in entries:
        taken = style.text_width(text, style.SMALL) + (KEY if posting else 0.0)
        if x > 0 and x + taken > width:
            x, y = 0.0, y + 4.6
        placed.append((posting, x, y, text))
        x += taken + 5.0
    return placed


class _Row:
    """Where the parts of one row stand: its marks on as many lines as they need, a note beside or under them."""

    def __init__(self, row: Staff, words: PeopleWords, columns: Columns) -> None:
        self.row, self.words, self.columns = row, words, columns
        room = columns.right - columns.left
        self.each = max(5, int((room + FIVES) / (5 * PITCH + FIVES)) * 5)
        self.persons = [(posting, figure) for posting, figure in row.groups for _ in range(int(figure.exact))]
        lines = -(-len(self.persons) // self.each)
        count = len(self.persons)
        self.beside = columns.left + (_across(count - 1) + persons.WIDTH + 1.8 if count else 0.0)
        fits = lines <= 1 and self.beside + style.text_width(row.note, style.SMALL) <= columns.right
        self.note_below = bool(row.note and count and not fits)
        self.height = ROW * max(1, lines) + (NOTE if self.note_below else 0.0)

    def places(self, top: float) -> Iterator[tuple[Posting, Figure, Place]]:
        """Yield posting, figure and middle of each mark, five by five."""
        for index, (posting, figure) in enumerate(self.persons):
            line, column = divmod(index, self.each)
            x = self.columns.left + persons.WIDTH / 2 + _across(column)
            yield posting, figure, (x, top + ROW / 2 + line * ROW)

    def draw(self, canvas: Canvas, top: float) -> None:
        y, row = top + ROW / 2, self.row
        canvas.text(0, y, style.fit(row.name, style.LABEL, self.columns.name), size=style.LABEL)
        if row.headcount is not None and row.headcount.present:
            text, x = f"{row.headcount.marked}{row.headcount.unit}", self.columns.number
            canvas.text(x, y, text, size=style.LABEL, anchor="right", bold=True, figure=row.headcount.id)
        placed = list(self.places(top))
        for kind in Posting:
            draw_persons(canvas, kind, [place for posting, _, place in placed if posting is kind])
        for _, figure, (x, middle) in placed:
            canvas.mark(figure.id, x, middle)
        if row.note:
            below = (self.columns.left, top + self.height - NOTE / 2 - 0.6)
            canvas.text(
                *(below if self.note_below else (self.beside, y)), row.note, size=style.SMALL, colour=style.MUTED
            )
        if row.sites is not None and self.columns.with_sites:
            text = f"{self.words.sites} {row.sites.text}{row.sites.unit}"
            canvas.text(
                canvas.width, y, text, size=style.SMALL, colour=style.MUTED, anchor="right", figure=row.sites.id
            )


def _across(column: int) -> float:
    """Return how far from the first mark's left edge that of another in its line lies."""
    return column * PITCH + column // 5 * FIVES
