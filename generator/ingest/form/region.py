"""A part of a form as text to match on: what is no value (examples, remarks, dates) is blanked out in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.stream import Span, TextStream
from generator.ingest.form.dates import DATE

BLANK: Final = "\0"
_OPEN: Final = "([{【〔〈《"
_CLOSE: Final = ")]}】〕〉》"
_EXAMPLE = re.compile(r"[※＊*]?記入例")
_REMARK_LINE = re.compile(r"\(?注[)\d:]|上記|なお|ただし")
_REMARK = re.compile(r"[※＊*](?!約?(?:\d|[〇一二三四五六七八九十百千万]+[(人名校世戸か箇ヶカ%‰]))")


@dataclass(frozen=True, slots=True)
class Region:
    """A span's text, position for position, with blanks where nothing may be read.

    ``remarks`` stood behind a value (※…), ``footnotes`` on lines of their own; both without their mark.
    """

    flow: TextStream
    span: Span
    text: str
    dates: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()

    def outer(self) -> str:
        """Return the text with everything in parentheses blanked out."""
        depth, out = 0, []
        for character in self.text:
            depth += character in _OPEN
            out.append(BLANK if depth else character)
            depth -= character in _CLOSE and depth > 0
        return "".join(out)

    def groups(self) -> list[Span]:
        """Return the outermost parenthesised groups, without their parentheses (positions in ``text``)."""
        found, depth, start = [], 0, 0
        for position, character in enumerate(self.text):
            if character in _OPEN:
                start = position + 1 if not depth else start
                depth += 1
            elif character in _CLOSE and depth:
                depth -= 1
                if not depth:
                    found.append(Span(start, position))
        if depth:
            found.append(Span(start, len(self.text)))
        return found

    def part(self, inner: Span) -> Region:
        """Return a part of the region (positions in ``text``)."""
        span = Span(self.span.start + inner.start, self.span.start + inner.end)
        return Region(self.flow, span, self.text[inner.start : inner.end], self.dates, self.remarks, self.footnotes)

    def source(self, start: int, end: int) -> Span:
        """Return the document's span of a stretch of the text."""
        return Span(self.span.start + start, self.span.start + end)

    def printed(self, start: int, end: int) -> str:
        """Return a stretch of the text as it stands in the source."""
        return self.flow.printed(self.source(start, end))

    def line(self, start: int) -> int:
        """Return the line number of a character of the text."""
        return self.flow.line(self.span.start + start)

    @property
    def first_line(self) -> int:
        """The line of the value (of what stands outside parentheses first), or of the label when it is blank."""
        for text in (self.outer(), self.text):
            position = len(text) - len(text.lstrip(BLANK))
            if position < len(text):
                return self.line(position)
        return self.flow.line(max(self.span.start - 1, 0))

    @property
    def plain(self) -> str:
        """The text without blanks."""
        return self.text.replace(BLANK, "")


def region_of(flow: TextStream, span: Span, *, dates: bool = True) -> Region:
    """Return the region of a span. Leftover examples go to the end of their line, remark lines go whole."""
    text = list(flow.of(span))
    remarks: list[str] = []
    footnotes: list[str] = []
    for start, end in _lines(flow, span):
        cut, remark = _cut(flow, start, end)
        if cut < end:
            text[cut - span.start : end - span.start] = BLANK * (end - cut)
        if remark is not None:
            (footnotes if cut == start and flow.at_line_start(start) else remarks).append(remark.lstrip("※＊*"))
    found: tuple[str, ...] = ()
    joined = "".join(text)
    if dates:
        found = tuple(match.group() for match in DATE.finditer(joined))
        joined = DATE.sub(lambda match: BLANK * len(match.group()), joined)
    return Region(flow, span, joined, found, tuple(remarks), tuple(footnotes))


def _cut(flow: TextStream, start: int, end: int) -> tuple[int, str | None]:
    """Return where the value of a line ends, and the remark that follows it (None for none, or an example)."""
    line = flow.text[start:end]
    example, remark = _EXAMPLE.search(line), _REMARK.search(line)
    if flow.at_line_start(start) and _REMARK_LINE.match(line):
        return start, line
    if example:
        return start + example.start(), None
    if remark:
        return start + remark.start(), line[remark.start() :]
    return end, None


def _lines(flow: TextStream, span: Span) -> list[tuple[int, int]]:
    starts = flow.line_starts(span)
    return list(zip(starts, [*starts[1:], span.end], strict=True)) if starts else []
