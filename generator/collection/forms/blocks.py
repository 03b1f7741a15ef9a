"""Writes the blocks of one sheet: label, answer, unit, last year's answer; or a table of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from generator.collection.form import Block, Field, Row, Sheet
from generator.collection.form_ids import ANSWER, ItemId, block_mark, column_mark, row_mark
from generator.collection.forms.last_year import LastYear
from generator.collection.forms.places import Placed, Places
from generator.collection.forms.styles import Styles
from generator.collection.forms.validation import limits, validation_of

IDS, LABELS, FIRST = 0, 1, 2
"""Columns: the hidden ids, the labels, the first answers."""
_LABEL_WIDTH: Final = 30
_BEFORE_WIDTH: Final = 44
_HELP_WIDTH: Final = 40
_ANSWER_WIDTH: Final = 24
_LONG_WIDTH: Final = 70
_UNIT_WIDTH: Final = 9
_ROW: Final = 21.0
_LONG_ROW: Final = 120.0
_LINE: Final = 15.0


class SheetWriter:
    """Writes one sheet from its third line on; ``last`` is the column of last year's answers."""

    def __init__(self, target: Worksheet, sheet: Sheet, styles: Styles, places: Places) -> None:
        self._target, self._sheet, self._styles, self._places = target, sheet, styles, places
        self._answers = max([2, *(len(block.fields) for block in sheet.blocks if block.rows)])
        self.last = FIRST + self._answers
        self._widths = self._column_widths()
        self._row = 2

    def _column_widths(self) -> list[float]:
        columns = [float(_UNIT_WIDTH)] * self._answers
        for block in self._sheet.blocks:
            for index, field in enumerate(block.fields if block.rows else ()):
                columns[index] = max(columns[index], float(field.width))
        singles = [field for block in self._sheet.blocks if not block.rows for field in block.fields]
        if singles:
            columns[0] = max(columns[0], _ANSWER_WIDTH, *(float(field.width) for field in singles))
        missing = _LONG_WIDTH - sum(columns)
        if missing > 0 and any(field.type == "long" for field in singles):
            columns[0] += missing
        return [_LABEL_WIDTH, *columns, _BEFORE_WIDTH, _HELP_WIDTH]

    def write(self, lists: Mapping[tuple[str, ...], str], before: LastYear, *, year: int) -> None:
        """Write all blocks."""
        for index, width in enumerate(self._widths, start=LABELS):
            self._target.set_column(index, index, width)
        self._target.set_column(IDS, IDS, 4, self._styles.id, {"hidden": True})
        for block in self._sheet.blocks:
            self._band(block)
            if block.rows:
                self._table(block, lists, before, year=year)
            else:
                self._singles(block, lists, before, year=year)
            self._row += 1

    def _band(self, block: Block) -> None:
        target, styles = self._target, self._styles
        target.set_row(self._row, 24)
        target.write_string(self._row, LABELS, block.title, styles.band)
        for column in range(FIRST, self.last + 2):
            target.write_blank(self._row, column, None, styles.band)
        self._row += 1
        if block.note:
            target.merge_range(self._row, LABELS, self._row, self.last + 1, block.note, styles.note)
            target.set_row(self._row, _ROW)
            self._row += 1

    def _heads(self, block: Block, heads: Sequence[tuple[str, int]], marks: Sequence[str]) -> None:
        """Write the visible heads of a block (text, columns), and the hidden row of ids below them."""
        target, styles = self._target, self._styles
        titles, column = [title for title, _ in heads], LABELS
        for title, columns in heads:
            self._across(column, column + columns - 1, title, styles.head)
            column += columns
        target.set_row(self._row, 20 if all(len(title) < 11 for title in titles) else 34)
        self._row += 1
        target.set_row(self._row, None, styles.id, {"hidden": True})
        target.write_string(self._row, IDS, block_mark(block.id), styles.id)
        for column, mark in enumerate(marks, start=FIRST):
            target.write_string(self._row, column, mark, styles.id)
        self._row += 1

    def _singles(self, block: Block, lists: Mapping[tuple[str, ...], str], last: LastYear, *, year: int) -> None:
        prose = all(field.type == "long" for field in block.fields)
        answer = [("回答", self._answers)] if prose else [("回答", 1), ("単位", 1)]
        before = ("前年度の回答", 1 if prose else self._answers - 1)
        heads = [("項目（＊は必須）", 1), *answer, before, ("記入の目安", 1)]
        self._heads(block, heads, [column_mark(ANSWER)])
        for field in block.fields:
            item = ItemId(block.id, "", field.id)
            self._single(Placed(item, self._sheet.title, self._row, FIRST, block, field, None), last)
            self._accept(self._row, FIRST, field, lists, year=year)
            self._row += 1

    def _single(self, placed: Placed, before: LastYear) -> None:
        target, styles, field, row = self._target, self._styles, placed.field, self._row
        target.write_string(row, IDS, row_mark(placed.block.id, field.id), styles.id)
        target.write_string(row, LABELS, field.title + ("＊" if field.required else ""), styles.label)
        if field.type == "long":
            target.merge_range(row, FIRST, row, self.last - 1, "", styles.answer("long"))
        else:
            target.write_blank(row, FIRST, None, styles.answer(field.type))
            target.write_string(row, FIRST + 1, field.unit, styles.unit)
        told, advice = before.texts.get(placed.item, ""), _advice(field)
        width = self._across(self.last if field.type == "long" else FIRST + 2, self.last, told, styles.before)
        target.write_string(row, self.last + 1, advice, styles.help)
        heights = (_height(told, width), _height(field.title, _LABEL_WIDTH), _height(advice, _HELP_WIDTH))
        target.set_row(row, max(_LONG_ROW if field.type == "long" else _ROW, *heights))
        self._places.cells.append(placed)

    def _table(self, block: Block, lists: Mapping[tuple[str, ...], str], before: LastYear, *, year: int) -> None:
        titles = [(_head(field), 1) for field in block.fields]
        rest = self._answers - len(titles) + 1
        heads = [("項目", 1), *titles, ("前年度の回答", rest)]
        self._heads(block, heads, [column_mark(field.id) for field in block.fields])
        begin = self._row
        for row in block.rows:
            self._line(block, row, before)
            self._row += 1
        for index, field in enumerate(block.fields):
            for line in range(begin, self._row):
                self._accept(line, FIRST + index, field, lists, year=year)
            if field.required:
                self._want(begin, FIRST + index, block)

    def _line(self, block: Block, row: Row, before: LastYear) -> None:
        target, styles = self._target, self._styles
        target.write_string(self._row, IDS, row_mark(block.id, row.id), styles.id)
        target.write_string(self._row, LABELS, row.title or f"{block.title} {row.id}", styles.label)
        for column, field in enumerate(block.fields, start=FIRST):
            target.write_blank(self._row, column, None, styles.answer(field.type))
            item = ItemId(block.id, row.id, field.id)
            self._places.cells.append(Placed(item, self._sheet.title, self._row, column, block, field, row))
        told = before.texts.get(ItemId(block.id, row.id, ""), "")
        width = self._across(FIRST + len(block.fields), self.last, told, styles.before)
        target.set_row(self._row, max(_ROW, _height(told, width), _height(row.title, _LABEL_WIDTH)))

    def _across(self, first: int, last: int, text: str, style: Format) -> float:
        """Write a text over some columns of the current row and return their width."""
        if first == last or not text:
            # Cells that are not joined are read several times faster when the workbook comes back.
            for column in range(first, last + 1):
                self._target.write_string(self._row, column, text, style)
        else:
            self._target.merge_range(self._row, first, self._row, last, text, style)
        return sum(self._widths[first - LABELS : last - LABELS + 1])

    def _accept(self, row: int, column: int, field: Field, lists: Mapping[tuple[str, ...], str], *, year: int) -> None:
        rule: dict[str, Any] | None = validation_of(field, lists, year=year)
        if rule is not None:
            self._target.data_validation(row, column, row, column, rule)

    def _want(self, begin: int, column: int, block: Block) -> None:
        """Colour a required cell of a row that has been begun."""
        start = xl_rowcol_to_cell(begin, FIRST, col_abs=True)
        end = xl_rowcol_to_cell(begin, FIRST + len(block.fields) - 1, col_abs=True)
        own = xl_rowcol_to_cell(begin, column, col_abs=True)
        rule = {"type": "formula", "criteria": f"=AND(COUNTA({start}:{end})>0,LEN({own})=0)"}
        self._target.conditional_format(begin, column, self._row - 1, column, {**rule, "format": self._styles.wanting})


def _head(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    return f"{field.title}{unit}{'＊' if field.required else ''}"


def _advice(field: Field) -> str:
    """Return what a cell is to hold, in words beside it."""
    said = [field.help] if field.help else []
    if field.choices:
        said.append("一覧から選択")
    if field.is_number and limits(field):
        said.append(f"目安 {limits(field)}{field.unit}")
    if field.longest:
        said.append(f"{field.longest}字まで")
    return "　".join(said)


def _height(text: str, width: float) -> float:
    """Return the height of a cell that holds a text: full-width letters take two columns."""
    columns = sum(2 if ord(letter) > 0xFF else 1 for letter in text)
    return 6 + _LINE * max(1, -(-columns // int(width - 2)))
