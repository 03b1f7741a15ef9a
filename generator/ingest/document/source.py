"""What an ingest reads: one document or many, joined into one stream of lines that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from generator.errors import SourceError
from generator.ingest.document.collecting import Intake, take_in
from generator.ingest.document.model import Document, DocumentKind, Remark
from generator.ingest.document.stream import TextStream, build_flow

_MOST: Final = 10
"""So many documents are told of a fault."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of the source: its lines are ``first`` to ``last`` (from 1) of the whole."""

    document: Document
    first: int
    last: int

    def place(self, line: int) -> str:
        """Return where a line of the whole stands in the document: its place, or its line in a text."""
        if self.document.kind is DocumentKind.TEXT:
            return str(line - self.first + 1)
        return str(self.document.lines[line - self.first].place)


@dataclass(frozen=True)
class SourceDocument:
    """The documents that were read: where they lie, their characters, and the parts; ``several`` for a folder or zip."""

    where: str
    flow: TextStream
    parts: tuple[Part, ...] = ()
    several: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, first one at index 0."""
        return self.flow.raw

    @property
    def is_text(self) -> bool:
        """Whether the source is one text, whose lines are its places."""
        return not self.several and all(part.document.kind is DocumentKind.TEXT for part in self.parts)

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """First and last line of each document; a form never runs on from one into the next."""
        return tuple((part.first, part.last) for part in self.parts) or ((1, len(self.lines)),)

    def at(self, line: int) -> str:
        """Return how a message calls the place of a line: ``file:line``, or the file with its page or cell."""
        part = self._part(line)
        if part is None:
            return f"{self.where}:{line}"
        file = f"{self.where}/{part.document.name}" if self.several else self.where
        text = part.document.kind is DocumentKind.TEXT
        return f"{file}{':' if text else ' '}{part.place(line)}"

    def placed(self, line: int) -> str:
        """Return how a report calls the place of a line: 「12行目」, 「12ページ」, 「○○.xlsx 回答票 C14」."""
        part = self._part(line)
        if part is None or (part.document.kind is DocumentKind.TEXT and not self.several):
            return f"{line}行目"
        place = part.place(line) + ("行目" if part.document.kind is DocumentKind.TEXT else "")
        return f"{part.document.name} {place}" if self.several else place

    @cached_property
    def questions(self) -> dict[int, tuple[str, ...]]:
        """What the readers ask about lines, by line number."""
        found: dict[int, tuple[str, ...]] = {}
        for part in self.parts:
            for index, text in part.document.asked():
                line = part.first + index
                found[line] = (*found.get(line, ()), text)
        return found

    def remarks(self) -> Iterator[tuple[Part, Remark]]:
        """Yield what the readers have to say, document by document."""
        for part in self.parts:
            yield from ((part, remark) for remark in part.document.remarks)

    def _part(self, line: int) -> Part | None:
        return next((part for part in self.parts if part.first <= line <= part.last), None)


def read_source(path: Path, *, known: Sequence[str] = ()) -> SourceDocument:
    """Read a document, or every document of a folder or zip. Raises SourceError as ``take_in`` does.

    ``known`` are the hashes of the documents that tables were read from, in their order: of a folder only these are
    taken, so that the lines have the numbers that the tables cite. Raises SourceError where one of them is gone.
    """
    intake = take_in(path)
    if not intake.several or not known:
        return joined(intake)
    there = {document.sha256: document for document in intake.documents}
    absent = [number for number, hash_ in enumerate(known, start=1) if hash_ not in there]
    if absent:
        raise SourceError(
            "表を作った文書のうち、フォルダにないか、変わっているものがあります。",
            where=intake.where,
            found="、".join(f"D{number:03d}" for number in absent[:_MOST]),
            expected="documents.csv に並ぶ全ての文書",
            remedy="文書を元に戻すか、make ingest で表を作り直してください。",
        )
    return source_of([there[hash_] for hash_ in known], where=intake.where, several=True)


def joined(intake: Intake) -> SourceDocument:
    """Return the documents of an intake as one source, in their order."""
    return source_of(intake.documents, where=intake.where, several=intake.several)


def source_of(documents: Sequence[Document], *, where: str, several: bool) -> SourceDocument:
    """Return documents as one source."""
    parts: list[Part] = []
    lines: list[str] = []
    for document in documents:
        parts.append(Part(document, len(lines) + 1, len(lines) + len(document.lines)))
        lines.extend(line.text for line in document.lines)
    return SourceDocument(where, build_flow(lines), tuple(parts), several)
