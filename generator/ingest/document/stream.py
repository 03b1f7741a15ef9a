"""The document as one stream of characters, each of which remembers the line that it stands on.

Labels are split over lines, letter-spaced or glued to their value, so patterns are matched on a stream without
white space; the printed text and its line number are then taken from where the match stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.printed.characters import unified

BREAK = "／"
"""Stands for a line break inside a quotation."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the stream, end exclusive."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class TextStream:
    """The unified text of a whole document with, for each character, its line index and its column."""

    raw: tuple[str, ...]
    text: str
    rows: Sequence[int]
    columns: Sequence[int]
    starts: tuple[int, ...]

    @property
    def whole(self) -> Span:
        """The span of the whole document."""
        return Span(0, len(self.text))

    def of(self, span: Span) -> str:
        """Return the unified text of a span."""
        return self.text[span.start : span.end]

    def line(self, position: int) -> int:
        """Return the line number (from 1) on which a character stands; at the end, that of the last character."""
        if not self.text:
            return 1
        return self.rows[min(position, len(self.text) - 1)] + 1

    def row_span(self, line: int) -> Span:
        """Return the span of one line (number from 1)."""
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return Span(self.starts[line - 1], end)

    def lines_span(self, first: int, last: int) -> Span:
        """Return the span of the lines first..last, both included."""
        return Span(self.row_span(first).start, self.row_span(last).end)

    def line_starts(self, span: Span) -> list[int]:
        """Return where the lines that are not blank begin inside a span; the span itself begins one."""
        first, last = bisect_right(self.starts, span.start), bisect_left(self.starts, span.end)
        return sorted({span.start, *self.starts[first:last]}) if span else []

    def at_line_start(self, position: int) -> bool:
        """Whether the character is the first of its line."""
        return position == 0 or self.rows[position] != self.rows[position - 1]

    def at_line_end(self, position: int) -> bool:
        """Whether a span that ends here ends with its line."""
        return position >= len(self.text) or self.at_line_start(position)

    def after_space(self, position: int) -> bool:
        """Whether the character opens a line or follows white space."""
        row, column = self.rows[position], self.columns[position]
        return self.at_line_start(position) or self.raw[row][column - 1].isspace()

    def find(self, pattern: re.Pattern[str], span: Span) -> Span | None:
        """Return the first match of a pattern inside a span."""
        match = pattern.search(self.text, span.start, span.end)
        return Span(match.start(), match.end()) if match else None

    def find_all(self, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
        """Yield every match of a pattern inside a span."""
        return pattern.finditer(self.text, span.start, span.end)

    def pieces(self, span: Span) -> list[tuple[int, str]]:
        """Return the source text of a span, line by line, as (line number, text without outer white space)."""
        found: list[tuple[int, str]] = []
        position = span.start
        while position < span.end:
            row = self.rows[position]
            stop = min(span.end, self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text))
            text = self.raw[row][self.columns[position] : self.columns[stop - 1] + 1]
            found.append((row + 1, text.strip()))
            position = stop
        return found

    def printed(self, span: Span) -> str:
        """Return a span as it stands in the source; a line break inside it shows as ／."""
        return BREAK.join(text for _, text in self.pieces(span))


def build_flow(lines: Sequence[str]) -> TextStream:
    """Make the stream of a document's lines."""
    text: list[str] = []
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    for row, line in enumerate(lines):
        starts.append(len(text))
        for column, character in enumerate(line):
            for part in unified(character):
                text.append(part)
                rows.append(row)
                columns.append(column)
    return TextStream(tuple(lines), "".join(text), tuple(rows), tuple(columns), tuple(starts))
