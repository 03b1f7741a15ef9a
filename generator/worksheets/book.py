"""Work sheets as an Excel workbook: the same bytes each time, choices as lists, the source's words beside each row."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.dataset.table_descriptions import ColumnDescription
from generator.new_workbook import TYPEFACE, new_workbook
from generator.worksheets.choices import Choices, shown_choice
from generator.worksheets.layout import (
    HEADER_ROW,
    NEW_ROWS,
    SHEET_OF,
    STATES_OF,
    SheetRow,
    columns_of,
    headings,
    key_text,
    lines_of,
    print_of,
)
from generator.worksheets.quoting import quote

_BODY: Final = MappingProxyType({"font_name": TYPEFACE, "font_size": 10, "valign": "top"})
_LISTS: Final = "選択肢"
_WIDE, _NARROW, _QUOTE = 24, 11, 70
_GUIDE: Final = (
    "色の付いた欄を直す。選ぶ欄は一覧から選ぶ。「判断」で、確定、却下、削除を決める。"
    "行を加えるときは、終わりの空いた行に書く（団体コードを必ず書く）。"
)


class Book:
    """A workbook in the making; ``finished`` gives its bytes."""

    def __init__(self, title: str, *, year: int) -> None:
        self._stream = io.BytesIO()
        created = datetime(year, 4, 1, tzinfo=UTC).replace(tzinfo=None)
        self._book = new_workbook(self._stream, _BODY, title=title, created=created)
        self._title, self._year = title, year
        self.head = self.form(bold=True, bg_color="#1F3A5F", font_color="#FFFFFF", text_wrap=True)
        self.fixed = self.form(bg_color="#F5F5F5", text_wrap=True)
        self.answer = self.form(bg_color="#FFF8DC", text_wrap=True, num_format="@")
        self._bold = self.form(bold=True, font_size=14)
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_sheet: Worksheet | None = None

    def form(self, **properties: Any) -> Format:
        """Return a format of the house."""
        return self._book.add_format({**_BODY, **properties})

    def sheet(
        self, name: str, heads: Sequence[str], widths: Sequence[int], *, guide: str = _GUIDE, hidden: int = 2
    ) -> Worksheet:
        """Return a new sheet with its title, guide and headings; the last ``hidden`` columns are not shown."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, f"{self._title}　{name}", self._bold)
        sheet.write_string(1, 0, guide)
        for place, head in enumerate(heads):
            sheet.write_string(HEADER_ROW - 1, place, head, self.head)
            sheet.set_column(place, place, widths[place], None, {"hidden": place >= len(heads) - hidden})
        sheet.freeze_panes(HEADER_ROW, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW - 1)
        return sheet

    def choose(self, sheet: Worksheet, cells: str, choices: Sequence[str], *, strict: bool = True) -> None:
        """Let cells be chosen from a list, which stands on a sheet of its own: a rule holds 255 characters only."""
        if choices:
            rule = {"validate": "list", "source": self._range(tuple(choices)), "ignore_blank": True}
            stop = (
                {"error_title": "一覧にない値", "error_message": "一覧から選んでください。"}
                if strict
                else {"show_error": False}
            )
            sheet.data_validation(cells, {**rule, **stop})

    def _range(self, choices: tuple[str, ...]) -> str:
        if self._list_sheet is None:
            self._list_sheet = self._book.add_worksheet(_LISTS)
            self._list_sheet.hide()
        if choices not in self._lists:
            place = len(self._lists)
            self._list_sheet.write_column(0, place, choices)
            name = xl_col_to_name(place, col_abs=True)
            self._lists[choices] = f"={_LISTS}!{name}$1:{name}${len(choices)}"
        return self._lists[choices]

    def finished(self) -> bytes:
        """Return the workbook (.xlsx)."""
        marks = self._book.add_worksheet("様式")
        for row, (name, value) in enumerate((("様式", self._title), ("年度", str(self._year)))):
            marks.write_string(row, 0, name)
            marks.write_string(row, 1, value)
        marks.very_hidden()
        self._book.close()
        return self._stream.getvalue()


def add_table(
    book: Book,
    table: str,
    rows: Sequence[SheetRow],
    *,
    names: Mapping[str, str],
    lines: Sequence[str],
    choices: Choices,
) -> None:
    """Add the sheet of a table; ``names`` are the respondents' by code, ``lines`` those of the source."""
    columns, heads = columns_of(table), headings(table)
    widths = [16, 9, *(_width(column) for column in columns), _QUOTE, 8, 8]
    sheet = book.sheet(SHEET_OF[table], heads, widths)
    for at, row in enumerate(rows, start=HEADER_ROW):
        sheet.write_string(at, 0, names.get(row.cells["code"], ""), book.fixed)
        sheet.write_string(at, 1, row.state, book.answer)
        book.choose(sheet, f"B{at + 1}", STATES_OF[row.origin])
        for place, column in enumerate(columns, start=2):
            text = choices.words(column, row.cells, row.cells.get(column.name, ""))
            sheet.write_string(at, place, text, book.answer)
            if column.codes == "kinds":
                _choice(book, sheet, f"{xl_col_to_name(place)}{at + 1}", choices.of(column, row.cells))
        told = (quote(lines, lines_of(table, row.cells)), key_text(row.origin, table, row.cells))
        for place, text in enumerate((*told, print_of(table, row.cells, row.state)), start=2 + len(columns)):
            sheet.write_string(at, place, text, book.fixed)
    _new_rows(book, sheet, columns, first=HEADER_ROW + len(rows), choices=choices)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW + len(rows) - 1, len(heads) - 1)


def _new_rows(
    book: Book, sheet: Worksheet, columns: Sequence[ColumnDescription], *, first: int, choices: Choices
) -> None:
    """Write the empty rows, and the lists of each column for all rows."""
    last = first + NEW_ROWS
    for at in range(first, last):
        for place in range(1, 2 + len(columns)):
            sheet.write_blank(at, place, None, book.answer)
    book.choose(sheet, f"B{first + 1}:B{last}", STATES_OF[""])
    for place, column in enumerate(columns, start=2):
        if column.codes != "kinds" and not column.several:
            name = xl_col_to_name(place)
            _choice(book, sheet, f"{name}{HEADER_ROW + 1}:{name}{last}", choices.of(column, {}))


def _choice(book: Book, sheet: Worksheet, cells: str, labels: Mapping[str, str]) -> None:
    book.choose(sheet, cells, [shown_choice(code, words) for code, words in labels.items()])


def _width(column: ColumnDescription) -> int:
    wide = column.type == "string" and not column.allowed and column.name not in ("code", "id", "lines")
    return _WIDE if wide or column.codes else _NARROW
