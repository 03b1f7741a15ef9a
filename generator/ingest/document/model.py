"""What a reader returns: the document's lines with their places, and what it has to say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class DocumentKind(StrEnum):
    """The format of a document."""

    TEXT = "text"
    PDF = "pdf"
    EXCEL = "xlsx"
    WORD = "docx"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document: a page (from 1), a sheet with a cell, or a table's cell in Word."""

    page: int | None = None
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        page = f"{self.page}ページ" if self.page else ""
        return " ".join(filter(None, (page, self.sheet, self.cell)))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a careful reader sees it. White space at its end says that a paragraph ends there."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader saw and did not read as text.

    ``line`` is the index of the line that it concerns, None for the whole document. ``asks``: the figure on that line
    needs an editor's eye.
    """

    text: str
    place: Place
    line: int | None = None
    asks: bool = False

    def __str__(self) -> str:
        place = str(self.place)
        return f"{place}: {self.text}" if place else self.text


@dataclass(slots=True)
class Reading:
    """Collects lines and remarks while a document is read."""

    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, text: str, place: Place) -> int:
        """Add a line and return its index."""
        self.lines.append(Line(text, place))
        return len(self.lines) - 1

    def tell(self, text: str, place: Place, *, line: int | None = None) -> None:
        """Keep a remark for the editor."""
        self.remarks.append(Remark(text, place, line))

    def ask(self, text: str, place: Place, *, line: int | None = None) -> None:
        """Keep a remark that makes the figure on the line doubtful."""
        self.remarks.append(Remark(text, place, line, asks=True))


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read; ``name`` is its file's name, ``sha256`` the hash of its bytes, ``pages`` of a PDF."""

    kind: DocumentKind
    name: str
    sha256: str
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    pages: int | None = None

    def asked(self) -> Iterator[tuple[int, str]]:
        """Yield (index of the line, remark) of every remark that makes a line's figure doubtful."""
        yield from ((remark.line, remark.text) for remark in self.remarks if remark.asks and remark.line is not None)
