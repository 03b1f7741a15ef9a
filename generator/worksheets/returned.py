"""Reads a returned work sheet (.xlsx, or .csv saved from it) row by row, as the sender sees it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.everyday import everyday
from generator.ingest.document.collecting import file_bytes
from generator.ingest.document.excel.cells import cell_text
from generator.ingest.document.excel.reading import formula_of, open_books
from generator.paths import shown
from generator.worksheets.errors import WorksheetError
from generator.worksheets.layout import KEY

_SEARCHED: Final = 12
"""So many rows are searched for the headings."""
_LONGEST: Final = 32_767
_MOST_ROWS: Final = 20_000
_AGAIN: Final = "作業表（.xlsx）を作り直し、記入し直してください。"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row: where it stands, its texts by heading, all headings in order, what its reader asks."""

    place: str
    texts: Mapping[str, str]
    heads: tuple[str, ...]
    questions: tuple[str, ...] = ()

    def at(self, heading: str) -> str:
        """Return how a message calls one of its cells."""
        letter = get_column_letter(self.heads.index(heading) + 1) if heading in self.heads else ""
        return f"{self.place} {letter}列「{heading}」"


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A sheet: its name, headings, and rows that hold anything."""

    name: str
    heads: tuple[str, ...]
    rows: list[ReturnedRow] = field(default_factory=list)


def read_returned(path: Path, *, year: int) -> list[ReturnedSheet]:
    """Return the sheets that have the hidden column of keys. Raises SourceError or WorksheetError."""
    where, data = shown(path), file_bytes(path)
    sheets = _of_csv(data, where) if path.suffix.lower() == ".csv" else _of_excel(data, where, year)
    if not sheets:
        raise WorksheetError(
            "作業表ではありません。",
            where=where,
            expected=f"見出しに「{KEY}」のある表",
            remedy="make targets-sheet などで作った表を指定してください。隠れた列は消さないでください。",
        )
    return sheets


def _of_excel(data: bytes, where: str, year: int) -> list[ReturnedSheet]:
    _, values, formulas = open_books(data, where=where)
    marks = values["様式"] if "様式" in values.sheetnames else None
    stated = str(marks["B2"].value) if isinstance(marks, Worksheet) else ""
    if stated and stated != str(year):
        raise WorksheetError(
            "別の年度の作業表です。",
            where=where,
            found=f"{stated[:10]}年度",
            expected=f"{year}年度",
            remedy="YEAR= に作業表の年度を指定してください。",
        )
    found = []
    for sheet in values.worksheets:
        if sheet.sheet_state == "visible":
            grid = _grid(sheet, formulas[sheet.title])
            found += _sheets(sheet.title, grid, f"{where} {sheet.title}")
    return found


def _grid(sheet: Worksheet, formulas: object) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield number, texts and questions of each row."""
    rows: dict[int, dict[int, Cell]] = {}
    # openpyxl's public walk makes a cell of every empty one up to the last row.
    for (row, column), cell in sheet._cells.items():
        if isinstance(cell, Cell) and cell.value is not None:
            rows.setdefault(row, {})[column] = cell
    for row in sorted(rows):
        texts = [""] * max(rows[row])
        asked: list[str] = []
        for column, cell in rows[row].items():
            read = cell_text(cell, formula=formula_of(formulas, row, column), ticks=False, label="")
            texts[column - 1] = read.text
            asked += [f"{get_column_letter(column)}{row}: {question}" for question in read.questions]
        yield row, texts, asked


def _of_csv(data: bytes, where: str) -> list[ReturnedSheet]:
    """Read what a spreadsheet saves as CSV: UTF-8 with or without its mark, or the old Japanese code."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp932")
        except UnicodeDecodeError:
            raise WorksheetError(
                "CSVの文字コードが読めません。", where=where, remedy="「CSV UTF-8」を選んで保存し直してください。"
            ) from None
    try:
        rows: list[tuple[int, list[str], list[str]]] = [
            (number, row, []) for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), start=1)
        ]
    except csv.Error as error:
        raise WorksheetError("CSVとして読めません。", where=where, remedy=_AGAIN) from error
    return _sheets("", iter(rows), where)


def _sheets(name: str, grid: Iterator[tuple[int, list[str], list[str]]], where: str) -> list[ReturnedSheet]:
    heads: tuple[str, ...] = ()
    sheet: ReturnedSheet | None = None
    for number, texts, asked in grid:
        if sheet is None:
            if number > _SEARCHED:
                return []
            if KEY in (text.strip() for text in texts):
                heads = tuple(text.strip() for text in texts)
                sheet = ReturnedSheet(name, heads)
        elif any(text.strip() for text in texts):
            sheet.rows.append(_row(f"{where} {number}行目", heads, texts, asked))
            _refuse_endless(sheet.rows, where)
    return [sheet] if sheet is not None else []


def _refuse_endless(rows: Sequence[ReturnedRow], where: str) -> None:
    if len(rows) > _MOST_ROWS:
        raise WorksheetError(
            "行が多すぎます。", where=where, found=f"{len(rows):,}行", expected=f"{_MOST_ROWS:,}行まで", remedy=_AGAIN
        )


def _row(place: str, heads: Sequence[str], texts: Sequence[str], asked: Sequence[str]) -> ReturnedRow:
    cells = dict(zip(heads, (plain(text) for text in texts), strict=False))
    return ReturnedRow(place, {head: cells.get(head, "") for head in heads}, tuple(heads), tuple(asked))


def plain(text: str) -> str:
    """Return a cell's text on one line, in everyday characters."""
    return unicodedata.normalize("NFC", everyday(" ".join(text.replace("_x000D_", "").split())))[:_LONGEST]
