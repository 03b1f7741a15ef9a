"""Reads a workbook (.xlsx, .xlsm) sheet by sheet, row by row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.errors import SourceError
from generator.ingest.document.excel.cells import CellText, cell_text
from generator.ingest.document.excel.check_boxes import CheckBox, check_boxes
from generator.ingest.document.excel.order import reading_order
from generator.ingest.document.model import Place, Reading
from generator.ingest.document.packages import BROKEN, Package

MOST_ROWS: Final = 5_000
MOST_CELLS: Final = 200_000
MOST_MERGED: Final = 100_000
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_ANSWER = re.compile(r"記入例|記載例|記入要領|記載要領|作成要領|手引|選択肢|リスト|プルダウン")
_MACROS: Final = "xl/vbaProject.bin"
_TICKS: Final = "xl/featurePropertyBag/featurePropertyBag.xml"
_BROKEN: Final = (
    *BROKEN, TypeError, AttributeError, IndexError, SyntaxError, OverflowError, RecursionError, InvalidFileException,
)  # fmt: skip


def read_excel(data: bytes, *, where: str) -> Reading:
    """Return the lines of a workbook: one for each line of each cell that shows something.

    Raises SourceError for a broken, locked or swelling file, and one of too many rows to be an answer.
    """
    package, values, formulas = open_books(data, where=where)
    reading = Reading()
    if _MACROS in package.names:
        reading.tell("マクロのあるブック（マクロは動かさず、値だけを読んだ）", Place())
    parts = _parts(package)
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            reading.tell("非表示のシートは読んでいない", Place(sheet=sheet.title))
        elif _NO_ANSWER.search(sheet.title):
            reading.tell("記入の手引などのシートは読んでいない", Place(sheet=sheet.title))
        else:
            boxes = check_boxes(package, parts[sheet.title]) if sheet.title in parts else []
            _sheet(sheet, formulas[sheet.title], boxes, reading, ticks=_TICKS in package.names)
    if not reading.lines:
        raise SourceError("値のないブックです。", where=where, remedy="記入されたファイルかどうかを確かめてください。")
    return reading


def open_books(data: bytes, *, where: str) -> tuple[Package, Workbook, Workbook]:
    """Return the package of a workbook, the workbook with its stored values, and that with its formulas.

    Raises SourceError for a broken, locked or swelling file, and one of too many rows.
    """
    package = Package(data, where=where)
    _check_size(package, where)
    try:
        return package, _loaded(data, data_only=True), _loaded(data, data_only=False)
    except _BROKEN as error:
        raise package.broken() from error


def formula_of(book: Worksheet | object, row: int, column: int) -> object:
    """Return the formula of a cell in the sheet of formulas; None where there is none."""
    return _formula(book, row, column)


def _check_size(package: Package, where: str) -> None:
    """Refuse what is no answer to one form, before openpyxl makes a cell of every cell under a merged range."""
    for name in filter(_SHEET_PART.fullmatch, sorted(package.names)):
        part = package.part(name)
        rows, cells = len(_ROW.findall(part)), len(_CELL.findall(part))
        merged = sum(_area(ref.decode()) for ref in _MERGED.findall(part))
        if rows > MOST_ROWS or cells > MOST_CELLS or merged > MOST_MERGED:
            raise SourceError(
                "行が多すぎ、1つの自治体の回答ではありません。",
                where=where,
                found=f"{rows:,}行、{cells:,}セル（結合されたセル {merged:,}）",
                expected=f"{MOST_ROWS:,}行まで",
                remedy="回答のシートだけを残したファイルを受け取ってください。",
            )


def _area(ref: str) -> int:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return ((last_column or 1) - (first_column or 1) + 1) * ((last_row or 1) - (first_row or 1) + 1)


def _loaded(data: bytes, *, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl drops when it saves does not concern us
        return load_workbook(BytesIO(data), data_only=data_only, rich_text=True, keep_links=False)


def _parts(package: Package) -> Mapping[str, str]:
    """Return the part of each sheet, by its title."""
    relations = package.optional("xl/_rels/workbook.xml.rels")
    book = package.optional("xl/workbook.xml")
    if relations is None or book is None:
        return {}
    targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
    found = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            target = targets.get(ids[0], "") if ids else ""
            found[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _sheet(sheet: Worksheet, formulas: object, boxes: list[CheckBox], reading: Reading, *, ticks: bool) -> None:
    hidden_rows, hidden_columns = set(_hidden_rows(sheet)), set(_hidden_columns(sheet))
    left: set[str] = set()
    content: dict[tuple[int, int], list[Cell | CheckBox]] = {}
    # openpyxl's public walk makes a cell of every empty one up to the last row.
    for (row, column), cell in sheet._cells.items():
        if isinstance(cell, Cell):
            content.setdefault((row, column), []).append(cell)
    for box in boxes:
        content.setdefault((box.row, box.column), []).append(box)
    before = ""
    shown = {at: "".join(map(_glance, items)) for at, items in content.items()}
    for row, column in reading_order(shown):
        place = Place(sheet=sheet.title, cell=f"{get_column_letter(column)}{row}")
        for item in content[row, column]:
            if row in hidden_rows or column in hidden_columns:
                if isinstance(item, CheckBox) or item.value is not None:
                    left.add(f"{row}行" if row in hidden_rows else f"{get_column_letter(column)}列")
            elif isinstance(item, CheckBox):
                reading.add(f"{item.text} ", place)
            else:
                before = _cell(item, _formula(formulas, row, column), before, place, reading, ticks=ticks)
    if left:
        reading.tell(f"非表示の{'、'.join(sorted(left)[:10])}は読んでいない", Place(sheet=sheet.title))


def _glance(item: Cell | CheckBox) -> str:
    """Return roughly what a cell shows, to tell headings from answers."""
    if isinstance(item, CheckBox):
        return item.text
    return "" if item.value is None else str(item.value)


def _cell(cell: Cell, formula: object, before: str, place: Place, reading: Reading, *, ticks: bool) -> str:
    """Read one cell and return its text; an empty one leaves the label of the next as it was."""
    found: CellText = cell_text(cell, formula=formula, ticks=ticks, label=before)
    lines = [line for line in found.text.replace("\r", "\n").replace("_x000D_", "").split("\n") if line.strip()]
    added = [reading.add(f"{line} ", place) for line in lines]
    if not added and found.questions:
        added = [reading.add(" ", place)]
    for question in found.questions:
        reading.ask(question, place, line=added[0])
    for note in found.notes:
        reading.tell(note, place, line=added[0] if added else None)
    if cell.comment is not None:
        said = " ".join(str(cell.comment.text).split())[:40]
        reading.tell(f"コメント「{said}」は読んでいない", place)
    return found.text.strip() or before


def _formula(formulas: object, row: int, column: int) -> object:
    cell = formulas._cells.get((row, column)) if isinstance(formulas, Worksheet) else None
    value = cell.value if isinstance(cell, Cell) else None
    if cell is None or value is None or cell.data_type != "f":
        return None
    return value if isinstance(value, str) else f"={getattr(value, 'text', '') or ''}".replace("==", "=")


def _hidden_rows(sheet: Worksheet) -> Iterator[int]:
    for number, row in sheet.row_dimensions.items():
        if row.hidden or row.height == 0:
            yield number


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            yield from range(column.min or 0, min(column.max or 0, 16_384) + 1)
