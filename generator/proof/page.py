"""The finished HTML as a reader meets it: runs of text and images in order, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.document.markup import parse

_SILENT: Final = frozenset({"head", "style", "script", "template", "title"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_BLOCKS: Final = frozenset({"p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4"})


_ASIDES: Final = frozenset({"unit", "code", "number"})
"""Classes of remarks that stand in a caption or heading without being part of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: section id, the headings above it, and in a table its caption and header cells.

    ``roles`` are the marks (``data-role``) of those header cells: what they head, however they are worded.
    """

    section: str = ""
    h2: str = ""
    h3: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a table's body."""
        return bool(self.row or self.column)


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two tags.

    ``figure`` and ``value`` are those of the ``<data>`` it stands in; ``given`` text comes from a table or a setting,
    ``exempt`` text is the masthead; ``block`` numbers the paragraph, cell or item, ``role`` is its mark (``data-role``);
    ``sign`` is r or ?, the mark of a figure.
    """

    text: str
    place: Place
    block: int
    figure: str | None = None
    value: str = ""
    given: bool = False
    exempt: bool = False
    role: str = ""
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its source, its alternative text (None where the attribute is missing) and the chart it is said to be."""

    source: str
    alt: str | None
    place: Place
    declared: str


@dataclass(frozen=True, slots=True)
class PageFlow:
    """Everything drawn, in the order of reading; the headings (level, text, section id); the texts of table heads.

    A table's head is drawn again on each page that the table goes on to, outside the order of reading.
    """

    parts: tuple[Run | Image, ...]
    headings: tuple[tuple[str, str, str], ...]
    columns: frozenset[str]

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the runs of text."""
        return tuple(part for part in self.parts if isinstance(part, Run))

    @property
    def images(self) -> tuple[Image, ...]:
        """Return the images."""
        return tuple(part for part in self.parts if isinstance(part, Image))


def read_flow(html: str) -> PageFlow:
    """Return the flow of a page. Raises PublishError where the page is not well-formed."""
    reader = _PageReader()
    reader.visit(parse(html))
    return PageFlow(tuple(reader.parts), tuple(reader.headings), frozenset(reader.columns))


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell: its words and its mark."""

    words: str
    role: str


NO_HEAD: Final = Head("", "")


@dataclass
class _Table:
    caption: str = ""
    heads: dict[int, list[Head]] = field(default_factory=dict)
    depths: dict[int, int] = field(default_factory=dict)
    in_head: bool = False
    line: int = 0
    row: Head = NO_HEAD
    column: int = 0

    def head(self, head: Head, columns: int, lines: int) -> None:
        """Enter a header cell that spans columns and lines of the head, in the next place that is free."""
        while self.depths.get(self.column, 0) >= self.line:
            self.column += 1
        for column in range(self.column, self.column + columns):
            self.heads.setdefault(column, []).append(head)
            self.depths[column] = self.line + lines - 1
        self.column += columns


class _PageReader:
    def __init__(self) -> None:
        self.parts: list[Run | Image] = []
        self.headings: list[tuple[str, str, str]] = []
        self.columns: set[str] = set()
        self._stack: list[Element] = []
        self._tables: list[_Table] = []
        self._section = ""
        self._block = 0
        self._above = {"h1": "", "h2": "", "h3": ""}
        self._text: list[str] = []

    def visit(self, element: Element) -> None:
        """Read an element and what is in it, in the order of reading."""
        if element.tag in _SILENT:
            return
        self._stack.append(element)
        self._open(element)
        self._say(element.text)
        for child in element:
            self.visit(child)
            self._say(child.tail)
        self._stack.pop()
        self._close(element)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._block += 1
            self._text = []
        if tag == "section":
            self._section = element.get("id", "")
            self._above |= {"h2": "", "h3": ""}
        elif tag == "br":
            self._text.append(" ")
        elif tag == "img":
            self._image(element)
        elif tag == "table":
            self._tables.append(_Table())
        elif self._tables:
            self._open_cell(tag)

    def _close(self, element: Element) -> None:
        words = "".join(self._text).strip()
        if element.tag in _HEADINGS:
            self._above[element.tag] = words
            if element.tag == "h2":
                self._above["h3"] = ""
            self.headings.append((element.tag, words, self._section))
        elif element.tag == "table":
            self._tables.pop()
        elif self._tables:
            self._close_cell(element, words)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not any(element.get("class") in _ASIDES for element in self._stack):
            self._text.append(text)
        if text.strip():
            self.parts.append(self._run(text))
            if self._tables and self._tables[-1].in_head:
                self.columns.add(text)

    def _run(self, text: str) -> Run:
        inner = self._stack[-1]
        return Run(
            text=text,
            place=self._place(),
            block=self._block,
            figure=inner.get("data-figure") if inner.tag == "data" else None,
            value=inner.get("value", ""),
            given=any(element.get("data-given") is not None for element in self._stack),
            exempt=any(element.tag == "header" for element in self._stack),
            role=next((role for element in reversed(self._stack) if (role := element.get("data-role"))), ""),
            sign=inner.get("class") == "corrected",
        )

    def _image(self, image: Element) -> None:
        declared = next((chart for element in reversed(self._stack) if (chart := element.get("data-chart"))), "")
        self.parts.append(Image(image.get("src", ""), image.get("alt"), self._place(), declared))

    def _place(self) -> Place:
        row, column, caption, roles = "", "", "", frozenset[str]()
        if self._tables:
            table = self._tables[-1]
            caption = table.caption
            if not table.in_head and self._stack[-1].tag not in {"caption", "th"}:
                heads = table.heads.get(table.column, [])
                row, column = table.row.words, " ".join(head.words for head in heads)
                roles = frozenset(head.role for head in (table.row, *heads) if head.role)
        return Place(self._section, self._above["h2"], self._above["h3"], caption, row, column, roles)

    def _open_cell(self, tag: str) -> None:
        table = self._tables[-1]
        if tag in {"thead", "tbody"}:
            table.in_head = tag == "thead"
        elif tag == "tr":
            table.row, table.column = NO_HEAD, 0
            table.line += 1

    def _close_cell(self, cell: Element, words: str) -> None:
        table = self._tables[-1]
        columns, lines = (int(cell.get(name) or 1) for name in ("colspan", "rowspan"))
        if cell.tag == "caption":
            table.caption = words
        elif cell.tag == "th" and table.in_head:
            table.head(Head(words, cell.get("data-role", "")), columns, lines)
        elif cell.tag in {"th", "td"}:
            table.row = Head(words, cell.get("data-role", "")) if cell.tag == "th" else table.row
            table.column += columns
