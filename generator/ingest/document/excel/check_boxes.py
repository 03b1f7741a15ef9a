"""Check boxes that float over a sheet: openpyxl drops them, so they are read from the sheet's drawing."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.packages import Package

_SHAPE = re.compile(r"<v:shape\b")
_KIND = re.compile(r'ObjectType="(Checkbox|Radio)"')
_ANCHOR = re.compile(r"<x:Anchor>([\d,\s]{1,200})</x:Anchor>")
_CHECKED = re.compile(r"<x:Checked>\s*1")
_TAG = re.compile(r"<[^<>]*>")
_TEXT_BOX: Final = "<v:textbox"
_LONGEST: Final = 5_000
MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class CheckBox:
    """One check box: the cell (row and column from 1) under its corner, its caption, ticked or not."""

    row: int
    column: int
    caption: str
    ticked: bool

    @property
    def text(self) -> str:
        """The box as a reader sees it."""
        return ("☑" if self.ticked else "☐") + self.caption


def check_boxes(package: Package, sheet: str) -> list[CheckBox]:
    """Return the check boxes of a sheet (name of its part). Raises SourceError for a broken drawing."""
    found: list[CheckBox] = []
    for target in _drawings(package, sheet):
        found.extend(_boxes(package.part(target).decode("utf-8", errors="replace")))
    return found[:MOST]


def _drawings(package: Package, sheet: str) -> Iterator[str]:
    folder, name = posixpath.split(sheet)
    relations = package.optional(f"{folder}/_rels/{name}.rels")
    for relation in relations if relations is not None else ():
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("Type", "").endswith("/vmlDrawing") and path in package.names:
            yield path


def _boxes(drawing: str) -> Iterator[CheckBox]:
    """Yield the boxes of a drawing. Excel writes it with open <br> tags, which no XML reader takes."""
    for shape in _SHAPE.split(drawing)[1:]:
        anchor = _ANCHOR.search(shape)
        if not _KIND.search(shape) or anchor is None:
            continue
        numbers = [int(part) for part in anchor.group(1).split(",")[:3] if part.strip()]
        if len(numbers) == 3:
            yield CheckBox(numbers[2] + 1, numbers[0] + 1, _caption(shape), _CHECKED.search(shape) is not None)


def _caption(shape: str) -> str:
    start = shape.find(_TEXT_BOX)
    end = shape.find("</v:textbox>", start)
    if start < 0 or end < 0:
        return ""
    return " ".join(html.unescape(_TAG.sub("", shape[start : min(end, start + _LONGEST)])).split())
