"""Two columns of prose on a page without ruled lines: found by the white strip between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.ingest.document.pdf.glyphs import Glyph
from generator.ingest.document.pdf.rows import grouped

_WIDE: Final = 0.85
_PROSE: Final = 12
_ROWS: Final = 4

Strip = tuple[float, float]


def columns_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs in parts to be read one after the other.

    Labels with their values stand in two columns as well and are read row by row. Labels are short: a column is one
    only where both sides are prose over several rows.
    """
    rows = grouped(glyphs)
    parts: list[list[Glyph]] = []
    at = 0
    while at < len(rows):
        end, strips = _run(rows, at)
        gutter = next((strip for strip in strips if _is_gutter(rows[at:end], strip)), None)
        if gutter is None:
            parts.append(rows[at])
            at += 1
            continue
        inside = [glyph for row in rows[at:end] for glyph in row]
        parts += [[g for g in inside if g.middle <= gutter[0]], [g for g in inside if g.middle > gutter[0]]]
        at = end
    return _joined(parts)


def _run(rows: Sequence[Sequence[Glyph]], at: int) -> tuple[int, list[Strip]]:
    """Return where the run of rows ends that share a white strip, and the strips they share."""
    strips, end = _strips(rows[at]), at + 1
    while end < len(rows):
        size = rows[end][0].size
        shared = [
            (max(a, c), min(b, d))
            for a, b in strips
            for c, d in _strips(rows[end])
            if min(b, d) - max(a, c) >= _WIDE * size
        ]
        if not any(a > float("-inf") and b < float("inf") for a, b in shared):
            break
        strips, end = shared, end + 1
    return end, strips


def _strips(row: Sequence[Glyph]) -> list[Strip]:
    """Return the white of a row: before it, in its wide gaps, behind it."""
    edges = sorted((glyph.left, glyph.right) for glyph in row if not glyph.text.isspace())
    if not edges:
        return [(float("-inf"), float("inf"))]
    size = max(glyph.size for glyph in row)
    gaps = [(a[1], b[0]) for a, b in pairwise(edges) if b[0] - a[1] >= _WIDE * size]
    return [(float("-inf"), edges[0][0]), *gaps, (edges[-1][1], float("inf"))]


def _is_gutter(rows: Sequence[Sequence[Glyph]], strip: Strip) -> bool:
    """Whether both sides of a strip are prose."""
    sides = ([[g for g in row if (g.middle > strip[0]) is side] for row in rows] for side in (False, True))
    for side in sides:
        lengths = [len(row) for row in side if row]
        if len(lengths) < _ROWS or sum(lengths) < _PROSE * len(lengths):
            return False
    return True


def _joined(parts: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Return parts of a single row that follow one another as one."""
    found: list[list[Glyph]] = []
    single = False
    for part in parts:
        alone = len(grouped(part)) == 1
        if alone and single and found:
            found[-1] += part
        else:
            found.append(list(part))
        single = alone
    return found
