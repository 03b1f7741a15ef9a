"""The data of a brief as an Excel workbook: a sheet a table, codes as text, figures as numbers, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.build import Brief
from generator.config.edition import Edition
from generator.distribution.archive import moment_of, timeless
from generator.distribution.readable import Table, Value, readable, units_of
from generator.document.phrases import Phrases

_FONT: Final = "BIZ UDPゴシック"
_HEAD: Final = PatternFill("solid", fgColor="E3ECF6")
_WIDEST, _NARROWEST = 60, 8
_MARGIN: Final = 4
_THOUSANDS: Final = "#,##0"


def workbook_of(brief: Brief, words: Phrases) -> bytes:
    """Return the workbook (xlsx) of the tables that the brief carries; its first sheets explain them and their units."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):  # a new workbook always has one
        raise TypeError("workbook without a worksheet")
    tables = [readable(file, brief, words) for file in brief.attached if file.name.endswith(".csv")]
    _explain(first, brief, tables, words)
    fields = [(table.sheet, one.title, one.name, one.description) for table in tables for one in table.columns]
    _list(book.create_sheet(words.say("fields_sheet")), words.say("fields_head").split("\t"), fields)
    _list(book.create_sheet(words.say("units_sheet")), words.say("units_head").split("\t"), units_of(brief))
    for table in tables:
        _table(book.create_sheet(table.sheet), table)
    edition = brief.view.config.edition
    _properties(book, brief, edition)
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue(), edition.published_on)


def _explain(sheet: Worksheet, brief: Brief, tables: Sequence[Table], words: Phrases) -> None:
    sheet.title = words.say("about_sheet")
    about = [line.split("\t") for line in words.say("about", brief.view).splitlines()]
    rows = [[brief.view.title, ""], *about, ["", ""], words.say("sheets_head").split("\t")]
    rows += [[table.sheet, f"{table.description}（{table.file}）"] for table in tables]
    for row in rows:
        sheet.append(row)
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    for cell in sheet[len(about) + 3]:
        cell.font, cell.fill = Font(name=_FONT, size=10, bold=True), _HEAD
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=cell.column == 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    _for_print(sheet)


def _table(sheet: Worksheet, table: Table) -> None:
    _list(sheet, [column.title for column in table.columns], table.rows)
    quantities = [index for index, column in enumerate(table.columns) if column.is_quantity]
    for number, row in enumerate(table.rows, start=2):
        for index in quantities:
            if isinstance(row[index], int):
                sheet.cell(number, index + 1).number_format = _THOUSANDS


def _list(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    lines = [list(row) for row in rows]
    for line in (list[Value](head), *lines):
        sheet.append(line)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(name=_FONT, size=10, bold=True), _HEAD
    for number, line in enumerate(lines, start=2):
        for index, value in enumerate(line, start=1):
            if isinstance(value, str) and value.startswith("="):
                sheet.cell(number, index).data_type = "s"  # a text that begins with = is no formula
    for index, name in enumerate(head):
        longest = max([_breadth(name) + _MARGIN, *(_breadth(str(line[index])) + 2 for line in lines if line[index])])
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(_WIDEST, max(_NARROWEST, longest))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _for_print(sheet)


def _for_print(sheet: Worksheet) -> None:
    """Print on A4 sideways, all columns on one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _breadth(text: str) -> int:
    """Return the width in columns: full-width characters, three bytes each in UTF-8, count twice."""
    return (len(text) + len(text.encode())) // 2


def _properties(book: Workbook, brief: Brief, edition: Edition) -> None:
    book.properties.title = brief.view.title
    book.properties.creator = edition.issuer
    book.properties.created = book.properties.modified = moment_of(edition.published_on)
