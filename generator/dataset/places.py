"""Where a line of the source stands for a reader: the page of a PDF, the cell of a workbook or of a Word table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One document that the tables were read from; ``received_on`` is a date or "", ``pages`` those of a PDF."""

    document: str
    kind: str
    file: str
    sha256: str
    pages: int | None
    received_on: str


@dataclass(frozen=True, slots=True)
class PlaceRange:
    """Lines of the text as read, and where they stand in a document."""

    line_start: int
    line_end: int
    document: str
    page: int | None
    sheet: str
    cell: str

    @property
    def shown(self) -> str:
        """The place inside its document: 「12ページ」, 「回答票 C14」."""
        return " ".join(filter(None, (f"{self.page}ページ" if self.page else "", self.sheet, self.cell)))


@dataclass(frozen=True, slots=True)
class Places:
    """The documents of an edition and the places of its lines; empty where the tables came from one text."""

    documents: tuple[SourceFile, ...] = ()
    rows: tuple[PlaceRange, ...] = ()
    part: bool = False
    """Whether these are some of the places of several documents, so that even a single text is named."""

    @property
    def lone_text(self) -> bool:
        """Whether all was read from one text, whose lines say it all."""
        return not self.part and len(self.documents) < 2 and all(one.kind == TEXT for one in self.documents)

    @property
    def hashes(self) -> tuple[str, ...]:
        """The SHA-256 of each document, in their order."""
        return tuple(one.sha256 for one in self.documents)

    @property
    def last(self) -> int | None:
        """The last line of several documents or of one that is no text; None for a lone text, whose edition counts it."""
        return None if self.lone_text or not self.rows else self.rows[-1].line_end

    def within(self, first: int, last: int) -> Places:
        """Return the places of a stretch of lines, none for a lone text; ranges are whole, so that lines stay counted."""
        if self.lone_text:
            return NO_PLACES
        rows = tuple(row for row in self.rows if row.line_start <= last and first <= row.line_end)
        held = {row.document for row in rows}
        return Places(tuple(one for one in self.documents if one.document in held), rows, part=True)

    def cover(self, lines: Iterable[int]) -> bool:
        """Whether it is known where all the lines stand; a text's lines always are."""
        return self.lone_text or all(self._row(line) is not None for line in lines)

    def of(self, line: int) -> tuple[str, str]:
        """Return (document's file, place in it) of a line; of a text the place is its line, a lone text has no file."""
        row = self._row(line)
        if row is None:
            return "", f"{line}行"
        document = next(one for one in self.documents if one.document == row.document)
        if document.kind != TEXT:
            return document.file, row.shown
        first = next(one.line_start for one in self.rows if one.document == row.document)
        return ("" if self.lone_text else document.file), f"{line - first + 1}行"

    def cite(self, lines: Iterable[int]) -> str:
        """Return where lines stand, as a message or table says it; "" for none.

        「原資料 5、7行」 for a text, else 「○○.pdf 12ページ」 or 「○○.xlsx 回答票 C14、回答票 C15」.
        """
        files: dict[str, list[str]] = {}
        for line in lines:
            file, place = self.of(line)
            known = files.setdefault(file, [])
            if place not in known:
                known.append(place)
        return "、".join(self._cited(file, places) for file, places in files.items())

    def beside(self, line: int) -> str:
        """Return file and place of one line, "" where the source is one text and its line says it all."""
        file, place = self.of(line)
        return f"{file} {place}" if file else ""

    def span(self, first: int, last: int) -> str:
        """Return where a stretch of lines stands: 「原資料 1～501行」, 「○○.pdf 1～12ページ」, 「○○.xlsx」."""
        (file, begin), (_, end) = self.of(first), self.of(last)
        if begin == end:
            return f"{file or '原資料'} {begin}"
        for unit in ("行", "ページ"):
            if begin.endswith(unit) and end.endswith(unit) and begin.removesuffix(unit).isdigit():
                return f"{file or '原資料'} {begin.removesuffix(unit)}～{end}"
        return file or "原資料"

    def _cited(self, file: str, places: Sequence[str]) -> str:
        if all(place.endswith("行") and place[:-1].isdigit() for place in places):
            return f"{file or '原資料'} {'、'.join(place.removesuffix('行') for place in places)}行"
        return f"{file or '原資料'} {'、'.join(places)}"

    def _row(self, line: int) -> PlaceRange | None:
        at = bisect_right(self.rows, line, key=lambda row: row.line_start) - 1
        row = self.rows[at] if at >= 0 else None
        return row if row is not None and line <= row.line_end else None


NO_PLACES: Final = Places()


def together(parts: Iterable[Places]) -> Places:
    """Return places of several parts as one, in the order of their lines."""
    some = [part for part in parts if part.rows]
    documents = {one.document: one for part in some for one in part.documents}
    rows = {row.line_start: row for part in some for row in part.rows}
    if not rows:
        return NO_PLACES
    return Places(
        tuple(documents[key] for key in sorted(documents)), tuple(rows[line] for line in sorted(rows)), part=True
    )
