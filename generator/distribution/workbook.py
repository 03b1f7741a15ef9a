"""The data of a brief as an Excel workbook: a sheet a table, codes as text, figures as numbers, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.build import Brief
from generator.config.edition import Edition
from generator.distribution.archive import moment_of, timeless
from generator.document.phrases import Phrases
from generator.publish.attachments import DataFile

NUMBERS: Final = frozenset(
    {"値", "value", "target", "result", "municipalities", "mentions", "line", "line_start", "line_end"}
    | {"target_line", "result_line", "chiikiryoku", "takikan", "todofuken"}
)
_FONT: Final = "BIZ UDPゴシック"
_HEAD: Final = PatternFill("solid", fgColor="E3ECF6")
_WIDEST, _NARROWEST = 60, 8


def workbook_of(brief: Brief, words: Phrases) -> bytes:
    """Return the workbook (xlsx) of the tables that the brief carries, with a first sheet that explains them."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):  # a new workbook always has one
        raise TypeError("workbook without a worksheet")
    tables = [file for file in brief.attached if file.name.endswith(".csv")]
    _explain(first, brief, tables, words)
    for file in tables:
        _table(book.create_sheet(words.say("sheet", file.name) or file.name.removesuffix(".csv")), file.data)
    edition = brief.view.config.edition
    _properties(book, brief, edition)
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue(), edition.published_on)


def _explain(sheet: Worksheet, brief: Brief, tables: Sequence[DataFile], words: Phrases) -> None:
    sheet.title = words.say("about_sheet")
    about = [line.split("\t") for line in words.say("about", brief.view).splitlines()]
    rows = [[brief.view.title, ""], *about, ["", ""]]
    rows += [[words.say("sheet", file.name) or file.name, file.description] for file in tables]
    for row in rows:
        sheet.append(row)
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=cell.column == 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90


def _table(sheet: Worksheet, data: bytes) -> None:
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    sheet.append(head)
    for row in rows:
        sheet.append([_value(name, text) for name, text in zip(head, row, strict=True)])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(name=_FONT, size=10, bold=True), _HEAD
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"  # a text that begins with = is no formula
    for index, name in enumerate(head, start=1):
        longest = max(_breadth(text) for text in (name, *(row[index - 1] for row in rows)))
        sheet.column_dimensions[get_column_letter(index)].width = min(_WIDEST, max(_NARROWEST, longest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _value(column: str, text: str) -> Decimal | int | str | None:
    if not text:
        return None
    if column not in NUMBERS:
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else number


def _breadth(text: str) -> int:
    """Return the width in columns: full-width characters count twice."""
    return sum(1 if ord(character) < 0x2000 else 2 for character in text)


def _properties(book: Workbook, brief: Brief, edition: Edition) -> None:
    book.properties.title = brief.view.title
    book.properties.creator = edition.issuer
    book.properties.created = book.properties.modified = moment_of(edition.published_on)
