"""What a returned workbook is recognised by: the id of the form, and the ids of its rows and columns.

They stand in ordinary cells of a hidden column and hidden rows. Names defined in a workbook would follow a cell that is
cut and pasted elsewhere, and get lost with a sheet that is copied into another book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MARK: Final = "chiiki-form/1"
ANSWER: Final = "="
"""Stands in the row of column ids over the answers of a block whose fields are rows."""
_FORM = re.compile(rf"{re.escape(MARK)};(?P<form>[a-z0-9_-]{{1,40}});(?P<year>\d{{4}});(?P<code>[0-9G]\d{{4,5}})")
_BLOCK = re.compile(r"@(?P<block>[a-z0-9_]{1,40})")
_ROW = re.compile(r"#(?P<block>[a-z0-9_]{1,40})\.(?P<row>[a-z0-9_]{1,40})")
_COLUMN = re.compile(r"\.(?P<field>[a-z0-9_]{1,40}|=)")


@dataclass(frozen=True, slots=True)
class FormId:
    """Which form, of which year, of which respondent."""

    questionnaire: str
    year: int
    code: str

    def __str__(self) -> str:
        return f"{MARK};{self.questionnaire};{self.year};{self.code}"


@dataclass(frozen=True, slots=True, order=True)
class ItemId:
    """An answer: its block, its row ("" where the fields are rows) and its field."""

    block: str
    row: str
    field: str

    def __str__(self) -> str:
        return ".".join(filter(None, (self.block, self.row, self.field)))


def block_mark(block: str) -> str:
    """Return what marks the row of a block's column ids."""
    return f"@{block}"


def row_mark(block: str, row: str) -> str:
    """Return what marks a row of answers: of a table, or of the field ``row``."""
    return f"#{block}.{row}"


def column_mark(field: str) -> str:
    """Return what stands over a column of answers."""
    return f".{field}"


def read_form(text: str) -> FormId | None:
    """Return the id of a form that a cell holds, None for any other text."""
    found = _FORM.fullmatch(text.strip())
    return None if found is None else FormId(found["form"], int(found["year"]), found["code"])


def read_block(text: str) -> str:
    """Return the block that a cell marks, "" for none."""
    found = _BLOCK.fullmatch(text.strip())
    return found["block"] if found else ""


def read_row(text: str) -> tuple[str, str] | None:
    """Return block and row that a cell marks, None for none."""
    found = _ROW.fullmatch(text.strip())
    return (found["block"], found["row"]) if found else None


def read_column(text: str) -> str:
    """Return the field that a cell marks, "" for none."""
    found = _COLUMN.fullmatch(text.strip())
    return found["field"] if found else ""
