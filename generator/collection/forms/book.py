"""One respondent's workbook: guide, sheets of answers, what is missing, hidden lists. The same bytes each time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.collection.form import Form, Sheet
from generator.collection.form_ids import FormId
from generator.collection.forms.blocks import IDS, LABELS, SheetWriter
from generator.collection.forms.choices import write_choices
from generator.collection.forms.last_year import LastYear
from generator.collection.forms.missing import TITLE as MISSING
from generator.collection.forms.missing import MissingSheet
from generator.collection.forms.places import Places
from generator.collection.forms.styles import BODY, Styles
from generator.new_workbook import new_workbook

GUIDE: Final = "記入要領"
_A4: Final = 9
_GUIDE_LINE: Final = 54
_PROTECTION: Final = MappingProxyType({"format_rows": True, "format_columns": True, "select_locked_cells": True})
"""Rows and columns may be made wider: somebody needs large letters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a workbook says of itself: its title, whom it is for, whom it goes back to (lines)."""

    title: str
    place: str
    issuer: str
    sender: tuple[str, ...]


def workbook_of(form: Form, form_id: FormId, heading: Heading, before: LastYear) -> bytes:
    """Return the workbook (.xlsx) of a respondent; ``before`` stands beside the new answers."""
    stream = io.BytesIO()
    title, created = f"{heading.title} {heading.place}", datetime(form.year, 4, 1)
    book = new_workbook(stream, BODY, title=title, author=heading.issuer, created=created)
    book.set_size(2000, 1400)
    _Book(book, form, form_id, heading).write(before)
    book.close()
    return stream.getvalue()


class _Book:
    """Writes the sheets of a workbook."""

    def __init__(self, book: Workbook, form: Form, form_id: FormId, heading: Heading) -> None:
        self._book, self._form, self._id, self._heading = book, form, form_id, heading
        self._styles = Styles(book)
        self._places = Places()

    def write(self, before: LastYear) -> None:
        """Write the guide first, the sheets in their order, what is missing last."""
        guide = self._book.add_worksheet(GUIDE)
        targets = [self._book.add_worksheet(sheet.title) for sheet in self._form.sheets]
        missing = self._book.add_worksheet(MISSING)
        lists = write_choices(self._book, self._form)
        for target, sheet in zip(targets, self._form.sheets, strict=True):
            self._head(target, sheet)
            writer = SheetWriter(target, sheet, self._styles, self._places)
            writer.write(lists, before, year=self._form.year)
            self._page(target)
            target.freeze_panes(2, LABELS + 1)
            target.repeat_rows(0, 1)
            first = self._first(sheet)
            target.set_selection(*first, *first)
        states = MissingSheet(missing, self._form, self._places, before, self._styles)
        opened = states.write()
        self._page(missing)
        missing.freeze_panes(5, 0)
        self._guide(guide, states.open_formula, opened)
        self._page(guide)
        guide.fit_to_pages(1, 1)
        guide.activate()

    def _first(self, sheet: Sheet) -> tuple[int, int]:
        return next((one.row, one.column) for one in self._places.cells if one.sheet == sheet.title)

    def _head(self, target: Worksheet, sheet: Sheet) -> None:
        target.set_row(0, 30)
        target.write_string(0, IDS, str(self._id), self._styles.id)
        target.write_string(0, LABELS, sheet.title, self._styles.title)
        target.write_string(0, LABELS + 1, f"{self._heading.title}　{self._heading.place}", self._styles.place)
        target.set_row(1, 22)
        target.write_string(1, LABELS, sheet.note, self._styles.place)

    def _page(self, target: Worksheet) -> None:
        """Protect all but the answers, and print on A4 sideways with the place's name on each page."""
        target.protect("", dict(_PROTECTION))
        target.hide_gridlines(2)
        target.set_landscape()
        target.set_paper(_A4)
        target.fit_to_pages(1, 0)
        target.set_margins(0.4, 0.4, 0.5, 0.6)
        target.set_footer(f"&L{self._heading.place}&C&A&R&P／&N")

    def _guide(self, target: Worksheet, open_formula: str, opened: int) -> None:
        styles, heading = self._styles, self._heading
        target.set_column(0, 0, 3)
        target.set_column(1, 1, 18)
        target.set_column(2, 2, 100)
        target.set_row(0, 30)
        target.write_string(0, 1, heading.title, styles.title)
        target.write_string(1, 1, heading.place, styles.count)
        target.write_formula(2, 1, f'="未記入の欄 "&({open_formula})&"件"', styles.bold, f"未記入の欄 {opened}件")
        row = 4
        for number, text in enumerate(self._form.guide, start=1):
            target.write_string(row, 1, f"{number}", styles.bold)
            target.write_string(row, 2, text, styles.text)
            target.set_row(row, _height(text))
            row += 1
        target.write_string(row, 1, "", styles.sample)
        target.write_string(row, 2, "この色の欄に記入します。", styles.text)
        row += 2
        target.write_string(row, 1, "シート", styles.head)
        target.write_string(row, 2, "記入すること", styles.head)
        notes = [(sheet.title, sheet.note or "、".join(b.title for b in sheet.blocks)) for sheet in self._form.sheets]
        for title, note in (*notes, (MISSING, "未記入の欄と、確かめる値を示します。送る前に見てください。")):
            row += 1
            target.write_url(row, 1, f"internal:'{title}'!A1", styles.link, title)
            target.write_string(row, 2, note, styles.text)
            target.set_row(row, _height(note))
        row += 2
        target.write_string(row, 1, "送り先・問合せ", styles.bold)
        target.write_string(row, 2, "　".join(heading.sender), styles.text)


def _height(text: str) -> int:
    return 38 if len(text) > _GUIDE_LINE else 21
