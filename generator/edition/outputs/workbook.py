"""The data of a brief as an Excel workbook: a sheet a table, codes as text, figures as numbers, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.brief.build import Brief
from generator.document.phrases import Phrases
from generator.edition.archive import moment_of
from generator.edition.outputs.long_wide import wide_table
from generator.edition.outputs.readable_tables import ReadableColumn, ReadableTable, Value, readable, units_of
from generator.new_workbook import TYPEFACE, new_workbook

_BODY: Final = MappingProxyType({"font_name": TYPEFACE, "font_size": 10})
_WIDEST, _NARROWEST = 60, 8
_MARGIN: Final = 4
_A4: Final = 9


def workbook_of(brief: Brief, words: Phrases) -> bytes:
    """Return the workbook (xlsx) of the tables that the brief carries; its first sheets explain them and their units."""
    stream = io.BytesIO()
    edition = brief.inputs.config.edition
    issued = moment_of(edition.published_on)
    book = new_workbook(stream, _BODY, title=brief.view.title, author=edition.issuer, created=issued)
    figures, *others = (readable(file, brief, words) for file in brief.attached if file.name.endswith(".csv"))
    tables = [figures, _by_respondent(brief, words), *others]
    _Sheets(book).write(brief, tables, words)
    book.close()
    return stream.getvalue()


def _by_respondent(brief: Brief, words: Phrases) -> ReadableTable:
    """Return the figures with a row for each respondent, as people compare them."""
    table = wide_table(brief, words)
    columns = tuple(ReadableColumn(c.name, c.name, c.description, figures=c.type == "number") for c in table.columns)
    rows = tuple(tuple(_whole(value) or None for value in row) for row in table.rows)
    return ReadableTable(words.say("sheet", table.file), words.say("open_title", table.file), table.file, columns, rows)


def _whole(value: Value) -> Value:
    is_whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return int(value) if is_whole and value is not None else value


class _Sheets:
    """Writes the sheets of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = self._format(bold=True, bg_color="#E3ECF6")
        self._title = self._format(bold=True, font_size=14)
        self._top = self._format(valign="top")
        self._wrapped = self._format(valign="top", text_wrap=True)
        self._thousands = self._format(num_format="#,##0")

    def _format(self, **properties: Any) -> Format:
        return self._book.add_format({**_BODY, **properties})

    def write(self, brief: Brief, tables: Sequence[ReadableTable], words: Phrases) -> None:
        """Write what explains the tables, then the tables."""
        fields = [(table.sheet, one.title, one.name, one.description) for table in tables for one in table.columns]
        self._explain(brief, tables, words)
        self._list(words.say("fields_sheet"), words.say("fields_head").split("\t"), fields)
        self._list(words.say("units_sheet"), words.say("units_head").split("\t"), units_of(brief))
        for table in tables:
            quantities = frozenset(index for index, column in enumerate(table.columns) if column.is_quantity)
            self._list(table.sheet, [column.title for column in table.columns], table.rows, quantities=quantities)

    def _explain(self, brief: Brief, tables: Sequence[ReadableTable], words: Phrases) -> None:
        sheet = self._sheet(words.say("about_sheet"), (24, 90))
        about = [line.split("\t") for line in words.say("about", brief.view).splitlines()]
        sheet.write_string(0, 0, brief.view.title, self._title)
        for number, row in enumerate(about, start=1):
            self._row(sheet, number, row, (self._top, self._wrapped))
        heads = len(about) + 2
        self._row(sheet, heads, words.say("sheets_head").split("\t"), (self._head, self._head))
        for number, table in enumerate(tables, start=heads + 1):
            said = (table.sheet, f"{table.description}（{table.file}）")
            self._row(sheet, number, said, (self._top, self._wrapped))

    def _list(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[Value]],
        *,
        quantities: frozenset[int] = frozenset(),
    ) -> None:
        sheet = self._sheet(name, [_width(title, [row[index] for row in rows]) for index, title in enumerate(head)])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(head) - 1)
        sheet.repeat_rows(0)
        formats = [self._thousands if index in quantities else None for index in range(len(head))]
        self._row(sheet, 0, head, [self._head] * len(head))
        for number, row in enumerate(rows, start=1):
            self._row(sheet, number, row, formats)

    def _sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """Return a new sheet that is printed on A4 sideways, all columns on one page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        return sheet

    @staticmethod
    def _row(sheet: Worksheet, number: int, values: Sequence[Value], formats: Sequence[Format | None]) -> None:
        """Write a row; the format of a column of quantities is for whole numbers, a decimal shows its own places."""
        for index, (value, form) in enumerate(zip(values, formats, strict=True)):
            if isinstance(value, str):
                sheet.write_string(number, index, value, form)
            elif isinstance(value, int):
                sheet.write_number(number, index, value, form)
            elif value is not None:
                sheet.write_number(number, index, float(value))


def _width(title: str, values: Sequence[Value]) -> int:
    longest = max([_breadth(title) + _MARGIN, *(_breadth(str(value)) + 2 for value in values if value)])
    return min(_WIDEST, max(_NARROWEST, longest))


def _breadth(text: str) -> int:
    """Return the width in columns: full-width characters, three bytes each in UTF-8, count twice."""
    return (len(text) + len(text.encode())) // 2
