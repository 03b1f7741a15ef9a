"""What a work sheet looks like: its columns, the words for states, what stands hidden beside each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Final

from generator.dataset.line_numbers import APART
from generator.dataset.table_descriptions import ColumnDescription, table_descriptions

STATE: Final = "判断"
NAME: Final = "団体"
QUOTE: Final = "原文（行番号: 文）"
KEY: Final = "鍵"
PRINT: Final = "控え"
SHEET_OF: Final[Mapping[str, str]] = {
    "targets": "成果目標",
    "practice_cells": "欄の状態",
    "areas": "圏域",
    "practices": "欄に書かれたもの",
    "coordinators": "推進員",
    "meetings": "会議",
    "events": "できごと",
}
"""The sheet of each table."""
PRACTICE_SHEETS: Final = tuple(name for name in SHEET_OF if name != "targets")
TABLE, REVIEW = "table", "review"
"""Where a row comes from: the edited table, or the proposals beside it."""
CONFIRMED, REJECTED, PROPOSED, REMOVED = "確定", "却下", "未確認", "削除"
STATES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    TABLE: (CONFIRMED, REMOVED),
    REVIEW: (PROPOSED, CONFIRMED, REJECTED),
    "": (CONFIRMED,),
}
CODE_OF_STATE: Final[Mapping[str, str]] = {CONFIRMED: "confirmed", REJECTED: "rejected", PROPOSED: "proposed"}
HEADER_ROW: Final = 3
"""The row of the headings (from 1)."""
NEW_ROWS: Final = 100
"""So many empty rows stand at the end for what is added by hand."""
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that goes out: where it comes from, its state in words, and its cells as the table writes them."""

    origin: str
    state: str
    cells: Cells


def columns_of(table: str) -> tuple[ColumnDescription, ...]:
    """Return the columns of a table."""
    return table_descriptions()[table].columns


def headings(table: str) -> tuple[str, ...]:
    """Return the headings of a table's sheet, the hidden ones last."""
    return (NAME, STATE, *(column.title for column in columns_of(table)), QUOTE, KEY, PRINT)


def key_text(origin: str, table: str, cells: Cells) -> str:
    """Return the hidden key of a row."""
    return APART.join((origin, *(cells[name] for name in table_descriptions()[table].key)))


def print_of(table: str, cells: Cells, state: str) -> str:
    """Return the hidden print of a row: what it was when it went out."""
    text = "\x1f".join([state, *(cells.get(column.name, "") for column in columns_of(table))])
    return blake2s(text.encode(), digest_size=8).hexdigest()


def lines_of(table: str, cells: Cells) -> list[int]:
    """Return the lines that a row cites, ascending."""
    names = [column.name for column in columns_of(table) if "line" in column.name]
    found = {int(part) for name in names for part in cells.get(name, "").split() if part.isdecimal()}
    if table == "practice_cells" and found:
        return list(range(min(found), max(found) + 1))
    return sorted(found)


def state_words(states: Sequence[str]) -> str:
    """Return states as a message lists them."""
    return "、".join(states)
