"""The rows of a table and of its review file as texts, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.dataset.csv_reader import Row
from generator.dataset.line_numbers import CITED, REVIEWED, rows_of
from generator.dataset.practice.rows import (
    AreaRow,
    CoordinatorsRow,
    EventRow,
    MeetingRow,
    PracticeCellRow,
    PracticeRow,
)
from generator.dataset.rows import TargetRow
from generator.dataset.targets_review import ProposalState
from generator.ingest.tables import csv_text
from generator.worksheets.layout import CONFIRMED, PROPOSED, REJECTED, REVIEW, TABLE, Cells, SheetRow, columns_of

MODELS: Mapping[str, type[Row]] = {
    "targets": TargetRow,
    "practice_cells": PracticeCellRow,
    "areas": AreaRow,
    "practices": PracticeRow,
    "coordinators": CoordinatorsRow,
    "meetings": MeetingRow,
    "events": EventRow,
}
_WORDS: Mapping[str, str] = {
    ProposalState.CONFIRMED: CONFIRMED,
    ProposalState.REJECTED: REJECTED,
    ProposalState.PROPOSED: PROPOSED,
}
_CONFIDENCE, _STATE = "confidence", "state"


@dataclass(frozen=True)
class Held:
    """A table as it is: its rows, and those of the review file (with confidence and state)."""

    table: str
    rows: list[dict[str, str]]
    review: list[dict[str, str]]

    @cached_property
    def by_key(self) -> dict[tuple[str, ...], dict[str, str]]:
        """The table's rows by their key; whoever adds or removes a row does so here too."""
        return {key_of_row(self.table, row): row for row in self.rows}

    @cached_property
    def review_by_key(self) -> dict[tuple[str, ...], dict[str, str]]:
        """The rows of the review file by their key."""
        return {key_of_row(self.table, row): row for row in self.review}

    def add(self, row: dict[str, str]) -> None:
        """Put a row behind those of its respondent."""
        own = [place for place, other in enumerate(self.rows) if other["code"] == row["code"]]
        self.rows.insert(own[-1] + 1 if own else len(self.rows), row)
        self.by_key[key_of_row(self.table, row)] = row

    def remove(self, key: tuple[str, ...]) -> None:
        """Take a row out of the table."""
        row = self.by_key.pop(key)
        self.rows[:] = [one for one in self.rows if one is not row]

    def sheet_rows(self) -> list[SheetRow]:
        """Return what goes out: the table's rows, then what is proposed and not in the table."""
        out = [SheetRow(TABLE, CONFIRMED, row) for row in self.rows]
        out += [
            SheetRow(REVIEW, _WORDS[row[_STATE]], row) for row in self.review if row[_STATE] != ProposalState.CONFIRMED
        ]
        return out


def read_held(table: str, data: Path) -> Held:
    """Read a table and its review file as texts. Raises DatasetError."""
    path, review = data / f"{table}.csv", data / f"{table}_review.csv"
    rows = rows_of(path)[1] if path.exists() else []
    return Held(table, rows, rows_of(review)[1] if table in REVIEWED and review.exists() else [])


def files_of(held: Held, data: Path) -> dict[Path, bytes]:
    """Return the table's files as they are to be."""
    columns = [column.name for column in columns_of(held.table)]
    files = {data / f"{held.table}.csv": csv_text(columns, held.rows).encode()}
    if held.review or (data / f"{held.table}_review.csv").exists():
        review = data / f"{held.table}_review.csv"
        files[review] = csv_text((*columns, _CONFIDENCE, _STATE), held.review).encode()
    return files


def key_of_row(table: str, cells: Cells) -> tuple[str, ...]:
    """Return what names a row."""
    return tuple(cells[name] for name in CITED[table].key)


def with_number(table: str, cells: Cells, rows: Sequence[Cells]) -> dict[str, str]:
    """Return a new row with the next number of its group, where it has none."""
    *group, last = CITED[table].key
    if last not in ("id", "seq") or cells[last]:
        return dict(cells)
    used = [int(row[last].lstrip("T")) for row in rows if all(row[name] == cells[name] for name in group)]
    number = max(used, default=0) + 1
    return {**cells, last: f"T{number:02d}" if last == "id" else str(number)}
