"""Cells without ruled lines: a piece that runs on in the next line is read to its end before the piece beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.pdf.glyphs import Glyph
from generator.ingest.document.pdf.rows import grouped

_WIDE: Final = 0.9
"""A gap of so much of the type size parts two cells."""
_ALIGNED: Final = 0.3
_MARGINS: Final = 0.7
"""What two cells leave free between their texts, in type sizes."""
_PITCH: Final = 1.9
_OPENING: Final = "（(「『［["
_CLOSING: Final = "）)」』］]"
_LONGEST: Final = 4


@dataclass(slots=True)
class _Cell:
    """The glyphs of one cell, and where its last line ends."""

    left: float
    right: float
    bottom: float
    glyphs: list[Glyph]


def cells_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of an unruled stretch in reading order: row by row, wrapped cells put together.

    A line continues the one above where each of its pieces stands exactly below a piece that is full, that is, runs up
    to the piece beside it (or to the right edge). Labels that begin a new row stand below one that is not full.
    """
    right = max((glyph.right for glyph in glyphs), default=0.0)
    done: list[list[Glyph]] = []
    open_cells: list[_Cell] = []
    for row in grouped(glyphs):
        pieces = _pieces(row)
        homes = [_home(piece, open_cells, right) for piece in pieces]
        if len(open_cells) > 1 and all(home is not None for home in homes):
            for piece, home in zip(pieces, homes, strict=True):
                _extend(home, piece)
            continue
        done += [cell.glyphs for cell in _closed(open_cells)]
        open_cells = [_Cell(p[0].left, p[-1].right, max(g.bottom for g in p), list(p)) for p in pieces]
    return [*done, *(cell.glyphs for cell in _closed(open_cells))]


def _pieces(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the pieces of a line that wide gaps part; blanks at the edges of a piece are no part of it."""
    pieces: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if glyph.text.isspace():
            if pieces:
                pieces[-1].append(glyph)
            continue
        before = next((other for other in reversed(pieces[-1]) if not other.text.isspace()), None) if pieces else None
        if before is not None and glyph.left - before.right < _WIDE * glyph.size:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return pieces


def _home(piece: Sequence[Glyph], cells: Sequence[_Cell], right: float) -> _Cell | None:
    """Return the cell whose last line a piece continues, None where it begins a row of its own."""
    first = piece[0]
    for cell, following in zip(cells, [*cells[1:], None], strict=False):
        if abs(cell.left - first.left) > _ALIGNED * first.size or first.top - cell.bottom > _PITCH * first.size:
            continue
        edge = following.left if following is not None else right
        full = edge - cell.right < _unbroken(piece) + _MARGINS * first.size
        inside = max(glyph.right for glyph in piece) <= edge + _ALIGNED * first.size
        return cell if full and inside else None
    return None


def _unbroken(piece: Sequence[Glyph]) -> float:
    """Return the width of what no line end may part: a word or figure, a bracket with what it opens, else one kanji."""
    first = piece[0]
    if first.text in _OPENING:
        closing = next((at for at, glyph in enumerate(piece) if glyph.text in _CLOSING), 1)
        return piece[min(closing, _LONGEST, len(piece) - 1)].right - first.left
    latin = next((at for at, glyph in enumerate(piece) if not glyph.text.isascii()), len(piece))
    return piece[max(latin - 1, 0)].right - first.left


def _extend(cell: _Cell | None, piece: Sequence[Glyph]) -> None:
    if cell is not None:
        cell.glyphs += piece
        cell.right, cell.bottom = piece[-1].right, max(glyph.bottom for glyph in piece)


def _closed(cells: Sequence[_Cell]) -> list[_Cell]:
    """Return the cells of a row; those of a single line stay together as the one line that they are."""
    if all(len(grouped(cell.glyphs)) == 1 for cell in cells):
        return [_Cell(c.left, c.right, c.bottom, [g for cell in cells for g in cell.glyphs]) for c in cells[:1]]
    return list(cells)
