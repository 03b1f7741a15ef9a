"""The finished HTML as a reader meets it: runs of text and images in order, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset({"head", "style", "script", "template", "title"})
_VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_BLOCKS: Final = frozenset({"p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4"})


_ASIDES: Final = frozenset({"unit", "code"})
"""Classes of remarks that stand in a caption or heading without being part of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: section id, the headings above it, and in a table its caption and header cells."""

    section: str = ""
    h2: str = ""
    h3: str = ""
    table: str = ""
    row: str = ""
    column: str = ""

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a table's body."""
        return bool(self.row or self.column)


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two tags.

    ``figure`` and ``value`` are those of the ``<data>`` it stands in; ``given`` text comes from a table or a setting,
    ``exempt`` text is the masthead; ``block`` numbers the paragraph, cell or item.
    """

    text: str
    place: Place
    block: int
    figure: str | None = None
    value: str = ""
    given: bool = False
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its source, its alternative text (None where the attribute is missing) and the chart it is said to be."""

    source: str
    alt: str | None
    place: Place
    declared: str


@dataclass(frozen=True, slots=True)
class Flow:
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


def read_flow(html: str) -> Flow:
    """Return the flow of an HTML document whose elements are all closed, as the templates write them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Flow(tuple(reader.parts), tuple(reader.headings), frozenset(reader.columns))


@dataclass
class _Table:
    caption: str = ""
    heads: dict[int, list[str]] = field(default_factory=dict)
    depths: dict[int, int] = field(default_factory=dict)
    in_head: bool = False
    line: int = 0
    row: str = ""
    column: int = 0

    def head(self, words: str, columns: int, lines: int) -> None:
        """Enter a header cell that spans columns and lines of the head, in the next place that is free."""
        while self.depths.get(self.column, 0) >= self.line:
            self.column += 1
        for column in range(self.column, self.column + columns):
            self.heads.setdefault(column, []).append(words)
            self.depths[column] = self.line + lines - 1
        self.column += columns


Attributes = dict[str, str | None]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Run | Image] = []
        self.headings: list[tuple[str, str, str]] = []
        self.columns: set[str] = set()
        self._stack: list[tuple[str, Attributes]] = []
        self._tables: list[_Table] = []
        self._section = ""
        self._block = 0
        self._above = {"h1": "", "h2": "", "h3": ""}
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: Attributes = dict(attrs)
        if tag in _BLOCKS:
            self._block += 1
            self._text = []
        if tag == "section":
            self._section = attributes.get("id") or ""
            self._above |= {"h2": "", "h3": ""}
        elif tag == "br":
            self._text.append(" ")
        elif tag == "img":
            self._image(attributes)
        elif tag == "table":
            self._tables.append(_Table())
        elif self._tables:
            self._open_cell(tag)
        if tag not in _VOID:
            self._stack.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        attributes = self._pop(tag)
        words = "".join(self._text).strip()
        if tag in _HEADINGS:
            self._above[tag] = words
            if tag == "h2":
                self._above["h3"] = ""
            self.headings.append((tag, words, self._section))
        elif tag == "table":
            self._tables.pop()
        elif self._tables:
            self._close_cell(tag, words, attributes)

    def handle_data(self, data: str) -> None:
        if any(tag in _SILENT for tag, _ in self._stack) or not self._stack:
            return
        if not any(attributes.get("class") in _ASIDES for _, attributes in self._stack):
            self._text.append(data)
        if data.strip():
            self.parts.append(self._run(data))
            if self._tables and self._tables[-1].in_head:
                self.columns.add(data)

    def _run(self, text: str) -> Run:
        tag, attributes = self._stack[-1]
        figure = attributes.get("data-figure") if tag == "data" else None
        return Run(
            text=text,
            place=self._place(),
            block=self._block,
            figure=figure,
            value=attributes.get("value") or "",
            given=self._inside("data-given"),
            exempt=any(tag == "header" for tag, _ in self._stack),
        )

    def _image(self, attributes: Attributes) -> None:
        declared = next((a["data-chart"] for _, a in reversed(self._stack) if a.get("data-chart")), "")
        self.parts.append(Image(attributes.get("src") or "", attributes.get("alt"), self._place(), declared or ""))

    def _inside(self, attribute: str) -> bool:
        return any(attribute in attributes for _, attributes in self._stack)

    def _place(self) -> Place:
        row = column = caption = ""
        if self._tables:
            table = self._tables[-1]
            caption = table.caption
            if not table.in_head and self._stack[-1][0] not in {"caption", "th"}:
                row = table.row
                column = " ".join(table.heads.get(table.column, ()))
        return Place(self._section, self._above["h2"], self._above["h3"], caption, row, column)

    def _open_cell(self, tag: str) -> None:
        table = self._tables[-1]
        if tag in {"thead", "tbody"}:
            table.in_head = tag == "thead"
        elif tag == "tr":
            table.row, table.column = "", 0
            table.line += 1

    def _close_cell(self, tag: str, words: str, attributes: Attributes) -> None:
        table = self._tables[-1]
        columns, lines = (int(attributes.get(name) or 1) for name in ("colspan", "rowspan"))
        if tag == "caption":
            table.caption = words
        elif tag == "th" and table.in_head:
            table.head(words, columns, lines)
        elif tag in {"th", "td"}:
            table.row = words if tag == "th" else table.row
            table.column += columns

    def _pop(self, tag: str) -> Attributes:
        while self._stack:
            name, attributes = self._stack.pop()
            if name == tag:
                return attributes
        return {}
