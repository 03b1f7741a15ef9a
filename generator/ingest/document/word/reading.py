"""Reads a Word document paragraph by paragraph, its tables row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.errors import SourceError
from generator.ingest.document.model import Place, Reading
from generator.ingest.document.packages import Package
from generator.ingest.document.word.elements import attribute, child, children, name_of, switched_on
from generator.ingest.document.word.fields import control_text
from generator.ingest.document.word.numbering import Numbering, numbering_of
from generator.ingest.document.word.paragraphs import read_paragraph

MOST_LINES: Final = 50_000
_MACROS: Final = "word/vbaProject.bin"
_PASS_THROUGH: Final = frozenset({"customXml", "sdtContent", "ins", "moveTo", "smartTag"})
_DEEPEST: Final = 30


def read_word(data: bytes, *, where: str) -> Reading:
    """Return the lines of a document. Raises SourceError for a broken, locked, swelling or empty one."""
    package = Package(data, where=where)
    body = child(package.xml("word/document.xml"), "body")
    if body is None:
        raise package.broken()
    numbering = numbering_of(package.optional("word/numbering.xml"), package.optional("word/styles.xml"))
    walk = _Walk(numbering, _notes(package))
    if _MACROS in package.names:
        walk.reading.tell("マクロのある文書（マクロは動かさず、文字だけを読んだ）", Place())
    walk.blocks(body)
    comments = package.optional("word/comments.xml")
    for comment in children(comments, "comment"):
        walk.reading.tell(f"コメント「{_plain(comment)[:40]}」は読んでいない", Place())
    if not walk.reading.lines:
        raise SourceError(
            "文字のない文書（画像だけか、白紙）なので読めません。",
            where=where,
            remedy="記入されたファイルかどうかを確かめてください。",
        )
    if len(walk.reading.lines) > MOST_LINES:
        raise package.too_large()
    return walk.reading


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Return the texts of foot- and endnotes by (part, id)."""
    found = {}
    for part in ("footnotes", "endnotes"):
        root = package.optional(f"word/{part}.xml")
        for note in root if root is not None else ():
            found[part, attribute(note, "id")] = _plain(note).strip()
    return found


def _plain(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if name_of(one) == "t")


@dataclass(slots=True)
class _Walk:
    """Where the walk through a document is."""

    numbering: Numbering
    notes: dict[tuple[str, str], str]
    reading: Reading = field(default_factory=Reading)
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, parent: Element, *, cell: str = "", depth: int = 0) -> None:
        """Read paragraphs and tables; ``cell`` is the table's cell that they stand in."""
        if depth > _DEEPEST:
            return
        for block in parent:
            name = name_of(block)
            if name == "p":
                self._paragraph(block, cell=cell, depth=depth)
            elif name == "tbl":
                self._table(block, depth=depth)
            elif name == "sdt":
                self._control(block, cell=cell, depth=depth)
            elif name in _PASS_THROUGH:
                self.blocks(block, cell=cell, depth=depth + 1)
            elif name == "altChunk":
                self.reading.tell("差し込まれた別の文書は読んでいない", Place(cell=cell))

    def _control(self, control: Element, *, cell: str, depth: int) -> None:
        content = child(control, "sdtContent")
        shown = control_text(control)
        if shown:
            self.reading.add(f"{shown} ", Place(cell=cell or f"本文{self.paragraphs + 1}段落"))
        elif shown is None and content is not None:
            self.blocks(content, cell=cell, depth=depth + 1)

    def _paragraph(self, element: Element, *, cell: str, depth: int) -> None:
        self.paragraphs += not cell
        place = Place(cell=cell or f"本文{self.paragraphs}段落")
        read = read_paragraph(element, self.notes)
        label = self.numbering.label(element) if read.text.strip() else ""
        text = _labelled(label, read.text)
        lines = [line for line in text.split("\n") if line.strip()]
        added = [self.reading.add(f"{line} ", place) for line in lines]
        if not added and read.questions:
            added = [self.reading.add(" ", place)]
        for question in read.questions:
            self.reading.ask(question, place, line=added[0])
        for told in read.told:
            self.reading.tell(told, place, line=added[0] if added else None)
        for box in read.boxes:
            self.blocks(box, cell=cell or f"{place.cell}の図形", depth=depth + 1)

    def _table(self, table: Element, *, depth: int) -> None:
        self.tables += 1
        number = self.tables
        for row, tr in enumerate(_rows(table), start=1):
            changed = next((m for m in ("ins", "del") if child(tr, "trPr", m) is not None), "")
            first = len(self.reading.lines)
            if changed == "del":
                self.reading.ask("変更履歴で削除された行がある", Place(cell=f"表{number} {row}行"))
                continue
            self._row(tr, f"表{number} {row}行", depth=depth)
            if changed and len(self.reading.lines) > first:
                self.reading.ask("変更履歴で追加された行", Place(cell=f"表{number} {row}行"), line=first)

    def _row(self, tr: Element, place: str, *, depth: int) -> None:
        if switched_on(child(tr, "trPr"), "hidden"):
            self.reading.tell("隠された行は読んでいない", Place(cell=place))
            return
        column = 1
        for cell, shown in _cells(tr):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            span = attribute(child(properties, "gridSpan"), "val", "1")
            if merged is None or attribute(merged, "val", "continue") == "restart":
                self._cell(cell, shown, f"{place}{column}列", depth=depth + 1)
            column += int(span) if span.isascii() and span.isdigit() and len(span) < 4 else 1

    def _cell(self, cell: Element, shown: str | None, place: str, *, depth: int) -> None:
        """Read a cell; ``shown`` stands in it where a control around it holds a tick, or still its placeholder."""
        if shown is None:
            self.blocks(cell, cell=place, depth=depth)
        elif shown:
            self.reading.add(f"{shown} ", Place(cell=place))


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table, those inside content controls too."""
    return [row for row, _ in _inside(table, "tr")]


def _cells(row: Element) -> list[tuple[Element, str | None]]:
    """Return the cells of a row, each with what a content control around it shows in its place (None for nothing)."""
    return list(_inside(row, "tc"))


def _inside(parent: Element, name: str, shown: str | None = None) -> Iterator[tuple[Element, str | None]]:
    for one in parent:
        if name_of(one) == name:
            yield one, shown
        elif name_of(one) in ("sdt", "sdtContent", "customXml", "ins"):
            inner = control_text(one) if name_of(one) == "sdt" else shown
            yield from _inside(one, name, inner)


def _labelled(label: str, text: str) -> str:
    """Return a paragraph behind its number. "1." in front of "50名" would be read as 1.50: it becomes "1)"."""
    if not label:
        return text
    touching = label.rstrip().endswith((".", "．", "、", ",")) or label[-1:].isdigit()
    if touching and text.lstrip()[:1].isdigit():
        return f"{label.rstrip().rstrip('.．、,')}) {text}"
    return f"{label} {text}"
