"""anchors.csv: what stood on each cited line when it was cited; anchors_review.csv: the numbers that are to be decided.

No text is stored: a fingerprint cannot be read back (generator/ingest/anchoring/fingerprints.py).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from generator.dataset.anchor_states import AnchorCondition, AnchorState, OpenLine
from generator.dataset.csv_reader import Row, read_table
from generator.dataset.line_numbers import Reference
from generator.dataset.rows import OptionalLine

FILE: Final = "anchors.csv"
REVIEW_FILE: Final = "anchors_review.csv"
COLUMNS: Final = ("table", "row", "column", "line", "fingerprint")
REVIEW_COLUMNS: Final = ("table", "row", "column", "was", "line", "state", "decision")
DOCUMENTS: Final = "documents"
"""Rows of this name say which documents the lines were counted in; they stand first."""
_DIGITS: Final = 16


class AnchorRow(Row):
    """A row of anchors.csv."""

    table: str
    row: str
    column: str
    line: OptionalLine
    fingerprint: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{8}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{16})$")]


class AnchorReviewRow(Row):
    """A row of anchors_review.csv: the line as it ``was``, where the table points for now, and what is decided."""

    table: str
    row: str
    column: str
    was: OptionalLine
    line: OptionalLine
    state: AnchorState
    decision: Annotated[str, Field(pattern=r"^(?:|可|削除|[1-9][0-9]{0,6})$")]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The fingerprint of each reference, and the marks of the documents in their order."""

    documents: tuple[str, ...]
    prints: dict[Reference, str]


def document_mark(sha256: str) -> str:
    """Return what anchors.csv keeps of a document's hash."""
    return sha256[:_DIGITS]


def read_anchors(folder: Path) -> Anchors | None:
    """Read anchors.csv; None where nothing has been anchored yet. Raises DatasetError."""
    path = folder / FILE
    if not path.exists():
        return None
    rows = read_table(path, AnchorRow, columns=COLUMNS, key=("table", "row", "column", "line"))
    marks = tuple(row.fingerprint for row in rows if row.table == DOCUMENTS)
    prints = {
        Reference(row.table, row.row, row.column, row.line): row.fingerprint
        for row in rows
        if row.table != DOCUMENTS and row.line is not None
    }
    return Anchors(marks, prints)


def read_open_lines(folder: Path) -> list[AnchorReviewRow]:
    """Read anchors_review.csv; none is the same as an empty one. Raises DatasetError."""
    path = folder / REVIEW_FILE
    key = ("table", "row", "column", "line")
    return read_table(path, AnchorReviewRow, columns=REVIEW_COLUMNS, key=key) if path.exists() else []


def anchor_condition(folder: Path, known: tuple[str, ...]) -> AnchorCondition:
    """Return the state of an edition's anchors; ``known`` are the SHA-256 of documents.csv. Raises DatasetError."""
    waiting = tuple(
        OpenLine(row.table, row.row, row.column, row.was or 0, row.line or 0, row.state)
        for row in read_open_lines(folder)
    )
    marks = _marks(folder / FILE)
    return AnchorCondition(waiting, foreign=bool(marks) and marks != tuple(map(document_mark, known)))


def _marks(path: Path) -> tuple[str, ...]:
    """Return the marks of the documents, which stand first; the thousands of rows behind them are not read."""
    if not path.is_file():
        return ()
    marks: list[str] = []
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        for row in csv.DictReader(stream):
            if row.get("table") != DOCUMENTS:
                break
            marks.append(row.get("fingerprint") or "")
    return tuple(marks)
