"""The order in which a page is read: cell by cell, a label before its value, columns of prose one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.pdf.columns import columns_of
from generator.ingest.document.pdf.glyphs import Glyph, Rule
from generator.ingest.document.pdf.rows import Row, rows_of
from generator.ingest.document.pdf.rules import Box, Grid
from generator.ingest.document.pdf.wrapped import cells_of

_HALF_POINTS: Final = 2
_RAISED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in one cell, or between cells: its box and its rows from top to bottom."""

    box: Box
    rows: tuple[Row, ...]

    @property
    def framed(self) -> bool:
        """Whether ruled lines stand at its left and right."""
        return self.box.left > float("-inf") and self.box.right < float("inf")

    @property
    def top(self) -> float:
        """Where the block begins: the ruled line above a cell, else its first row, a little raised.

        A label without a frame then stands before the cell at its right. A foot below a table that runs on over the
        page has no line above it but the table's first.
        """
        return self.box.top if self.framed else self.rows[0].top - _RAISED * self.rows[0].size


def blocks_of(glyphs: Sequence[Glyph], horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Block]:
    """Return the blocks of a page in reading order."""
    grid = Grid(horizontal, vertical)
    cells: dict[Box, list[Glyph]] = {}
    columns: dict[int, list[float]] = {}
    known: dict[tuple[int, int], Box] = {}
    for glyph in glyphs:
        height = round(glyph.centre * _HALF_POINTS)
        if height not in columns:
            columns[height] = grid.columns(glyph.centre)
        place = height, bisect_left(columns[height], glyph.middle)
        if place not in known:
            known[place] = grid.box(columns[height], glyph.middle, glyph.centre)
        cells.setdefault(known[place], []).append(glyph)
    blocks = [Block(box, tuple(rows)) for box, inside in cells.items() if (rows := _rows(box, inside))]
    return sorted(blocks, key=lambda block: (block.top, block.box.left, block.rows[0].left))


def _rows(box: Box, glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the rows of a box; outside tables by columns of prose, and wrapped pieces put together."""
    if box.left > float("-inf") and box.right < float("inf"):
        return rows_of(glyphs)
    return [row for part in columns_of(glyphs) for cell in cells_of(part) for row in rows_of(cell)]
