"""From the glyphs of one cell to its rows of text: doubled text once, ruby left out, raised digits asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generator.ingest.document.pdf.glyphs import Glyph

_OVERLAP: Final = 0.5
_APART: Final = 0.22
"""A gap of so much of the type size parts words; Word sets a quarter between kanji and figures."""
_DOUBLED: Final = 0.3
_RUBY: Final = 0.62
_RAISED: Final = 0.92
_LIFT: Final = 0.12
_UNITS: Final = "mｍ㎜㎝㎞米"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text: where it stands, its text, and what is to be asked about it."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str
    questions: tuple[str, ...] = ()


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the rows of the glyphs from top to bottom."""
    rows = [row for group in grouped(glyphs) if (row := _row(group)) is not None]
    return [row for index, row in enumerate(rows) if not _is_ruby(row, rows[index + 1 : index + 2])]


def grouped(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs row by row, from top to bottom."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.centre, glyph.left)):
        home = next((group for group in reversed(groups[-3:]) if _on_row(glyph, group)), None)
        if home is None:
            groups.append([glyph])
        else:
            home.append(glyph)
    return groups


def _on_row(glyph: Glyph, group: Sequence[Glyph]) -> bool:
    """Whether a glyph overlaps the tallest glyph of a row by half of the smaller one."""
    tallest = max(group, key=lambda other: other.size)
    shared = min(glyph.bottom, tallest.bottom) - max(glyph.top, tallest.top)
    return shared > _OVERLAP * min(glyph.bottom - glyph.top, tallest.bottom - tallest.top)


def _row(group: Sequence[Glyph]) -> Row | None:
    kept, questions = _readable(sorted(group, key=lambda glyph: (glyph.left, glyph.centre)))
    if not any(glyph.text.strip() for glyph in kept):
        return None
    text = kept[0].text
    for before, glyph in pairwise(kept):
        gap = glyph.left - before.right > _APART * max(before.size, glyph.size)
        # PDFium gives several blanks as one: behind a blank, a gap is another.
        text += f" {glyph.text}" if gap and not glyph.text.isspace() else glyph.text
    return Row(
        left=kept[0].left,
        top=min(glyph.top for glyph in kept),
        right=max(glyph.right for glyph in kept),
        bottom=max(glyph.bottom for glyph in kept),
        size=max(glyph.size for glyph in kept),
        text=text,
        questions=tuple(questions),
    )


def _readable(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[str]]:
    """Return the glyphs to read and the questions: text drawn twice for bold counts once, raised digits do not."""
    kept: list[Glyph] = []
    questions: list[str] = []
    for glyph in glyphs:
        if any(_is_double(glyph, other) for other in kept[-3:]):
            continue
        if kept and _is_raised(glyph, kept[-1]):
            questions.append(f"上付きの「{glyph.text}」は数に入れていない（注の番号か）")
            continue
        if glyph.question:
            questions.append(glyph.question)
        kept.append(glyph)
    return kept, questions


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    near = _DOUBLED * min(glyph.size, other.size)
    return (
        glyph.text == other.text
        and not glyph.text.isspace()
        and abs(glyph.left - other.left) < near
        and abs(glyph.top - other.top) < near
    )


def _is_raised(glyph: Glyph, before: Glyph) -> bool:
    """Whether a digit is set small and high behind a full-sized character that is no unit (㎡ as m and 2)."""
    small = glyph.text.isdigit() and glyph.size < _RAISED * before.size
    return small and glyph.bottom < before.bottom - _LIFT * before.size and before.text not in _UNITS


def _is_ruby(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row is the reading set small over the row below."""
    if not below or row.size > _RUBY * below[0].size or not all("ぁ" <= c <= "ヿ" or c.isspace() for c in row.text):
        return False
    base = below[0]
    return base.top - row.bottom < base.size * _OVERLAP and base.left - base.size <= row.left <= base.right
