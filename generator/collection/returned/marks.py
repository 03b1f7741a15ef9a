"""Finds the hidden ids of a workbook: whose form it is, and in which cell each answer stands."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from generator.collection.form_ids import ANSWER, FormId, ItemId, read_block, read_column, read_form, read_row
from generator.ingest.document.model import Place

_HEAD: Final = 40
"""So many rows and columns of a sheet are searched for the id of its form: rows may have been put before it."""
_WIDEST: Final = 120
Cells = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Marks:
    """The forms that the sheets belong to; where each answer stands, and which of them hold a value."""

    forms: tuple[FormId, ...]
    answers: Mapping[ItemId, Place]
    doubled: tuple[ItemId, ...]
    valued: tuple[ItemId, ...]


def marks_of(data: bytes) -> Marks:
    """Return the ids of a workbook that has been read already; a book without ids has no form."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl would drop on saving does not concern us
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    forms: dict[FormId, None] = {}
    answers: dict[ItemId, Place] = {}
    doubled: list[ItemId] = []
    valued: list[ItemId] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = [row[:_WIDEST] for row in sheet.iter_rows(values_only=True)]
        found = _form(rows)
        if found is None:
            continue
        form, column = found
        forms.setdefault(form)
        for item, row, at in _items(rows, column):
            place = Place(sheet=sheet.title, cell=f"{get_column_letter(at + 1)}{row + 1}")
            if answers.setdefault(item, place) is not place:
                doubled.append(item)
            if at < len(rows[row]) and rows[row][at] not in (None, ""):
                valued.append(item)
    book.close()
    return Marks(tuple(forms), answers, tuple(doubled), tuple(valued))


def _form(rows: Cells) -> tuple[FormId, int] | None:
    """Return the form that a sheet belongs to, and the column of its ids."""
    for row in rows[:_HEAD]:
        for column, value in enumerate(row[:_HEAD]):
            form = read_form(value) if isinstance(value, str) else None
            if form is not None:
                return form, column
    return None


def _items(rows: Cells, column: int) -> Iterator[tuple[ItemId, int, int]]:
    """Yield each answer with its row and column (from 0)."""
    block, fields = "", dict[int, str]()
    for number, row in enumerate(rows):
        mark = row[column] if column < len(row) else None
        if not isinstance(mark, str):
            continue
        if read_block(mark):
            block = read_block(mark)
            fields = {at: read_column(v) for at, v in enumerate(row) if isinstance(v, str) and read_column(v)}
        elif (found := read_row(mark)) and found[0] == block:
            for at, field in fields.items():
                item = ItemId(block, "", found[1]) if field == ANSWER else ItemId(block, found[1], field)
                yield item, number, at
