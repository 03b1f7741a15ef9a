"""A stretch of a form as items: a bullet, a sentence, or a line of its own, with the source line of each character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.stream import Span, TextStream
from generator.printed.characters import squeeze

GAP: Final = "\t"
"""Stands for a wide gap inside a line, which parts the columns of a list."""

_BULLET = re.compile(
    r"[・○〇●◎◆◇■□※*•\uf09e⇒→]|[①-⑳⑴-⒇]|\(?[0-9ア-エ]{1,2}[).．、]|[<【《]|成果目標|(?:目標|結果|実績)[:①-⑳]"
)
_PAGE_NUMBER = re.compile(r"-?\d{1,3}-?")
_SPLIT = re.compile(r"。|(?<=[^\t])\t(?=[・○〇●◆◇■])|(?=[◆◇■●])")
_FULL_LINE: Final = 0.8
_NARROWEST: Final = 60
"""A line that reaches this share of the widest one, and this many columns, goes on in the next."""


@dataclass(frozen=True, slots=True)
class TextItem:
    """``text`` is unified (see characters.squeeze); ``lines`` holds the line number (from 1) of each character."""

    text: str
    lines: tuple[int, ...]

    def line(self, position: int) -> int:
        """Return the source line of a character; at the end, that of the last one."""
        return self.lines[min(position, len(self.lines) - 1)]

    def part(self, start: int, end: int) -> TextItem:
        """Return a stretch of the item."""
        return TextItem(self.text[start:end], self.lines[start:end])


def read_items(flow: TextStream, span: Span) -> tuple[TextItem, ...]:
    """Return the items of a span in order; lines that wrap are joined, stray page numbers left out."""
    rows = [(line, text) for line, text in flow.pieces(span) if text and not _PAGE_NUMBER.fullmatch(squeeze(text))]
    widest = max((_width(text) for _, text in rows), default=0)
    items: list[TextItem] = []
    open_line = False
    for line, raw in rows:
        text = _with_gaps(raw)
        if open_line and items and not _BULLET.match(text):
            last = items.pop()
            items.append(TextItem(last.text + text, last.lines + (line,) * len(text)))
        else:
            items.append(TextItem(text, (line,) * len(text)))
        open_line = _width(raw) >= max(_FULL_LINE * widest, _NARROWEST)
    return tuple(part for item in items for part in _sentences(item))


def _sentences(item: TextItem) -> Iterator[TextItem]:
    start = 0
    for match in _SPLIT.finditer(item.text):
        if item.text[start : match.start()].strip(GAP):
            yield item.part(start, match.start())
        start = match.end()
    if item.text[start:].strip(GAP):
        yield item.part(start, len(item.text))


def _with_gaps(raw: str) -> str:
    return GAP.join(squeeze(part) for part in re.split(r"\s{2,}|\u3000", raw.strip()) if part)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
