"""The proposals beside the tables of chapters 3 and 4: <table>_review.csv, which an editor confirms row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, create_model

from generator.config.practice import PracticeFile
from generator.dataset.csv_reader import Row, read_table
from generator.dataset.practice.contract import PRACTICE_KEYS, PRACTICE_TABLES
from generator.dataset.practice.rows import AreaRow, CoordinatorsRow, MeetingRow, PracticeCellRow, PracticeRow
from generator.dataset.rows import Number
from generator.dataset.targets_review import ProposalState
from generator.errors import DatasetError
from generator.ingest.form.cut import Form
from generator.ingest.practice.measuring import measure_lines
from generator.ingest.practice.merging import Merged, merge
from generator.ingest.practice.proposing import CONFIDENCE, Proposals, propose
from generator.ingest.tables import csv_text

_MODELS: Final[Mapping[str, type[Row]]] = {
    "practice_cells": PracticeCellRow,
    "areas": AreaRow,
    "practices": PracticeRow,
    "coordinators": CoordinatorsRow,
    "meetings": MeetingRow,
}
"""Events are in the editor's own words: none is proposed."""
_DECISION: Final = ("confidence", "state")
Files = dict[Path, str]


def practice_files(
    forms: Mapping[str, Form], headcounts: Mapping[str, Decimal | None], *, practice: PracticeFile, out: Path
) -> tuple[Files, tuple[str, ...]]:
    """Return the files to write (path, text) and the lines of the report; ``forms`` by respondent code.

    A form that has a row of the editor's own in a table was approved there: nothing of it is proposed again. No row is
    changed; rows that the editor has set to ``confirmed`` are added to the table, and those that nobody has decided on
    are replaced. A table or review file that cannot be read is left as it is, and the report says why.
    """
    proposals = propose(forms, headcounts, practice)
    files: Files = {}
    told: list[str] = []
    confirming: set[str] = set()
    for table in PRACTICE_TABLES:
        path = out / f"{table}.csv"
        if not path.exists():
            files[path] = csv_text(PRACTICE_TABLES[table], ())
        if table in _MODELS:
            try:
                more, merged = _reviewed(table, proposals, out)
            except DatasetError as fault:
                told.append(f"{table}.csv の候補は作らなかった: {fault.what}（{fault.where}）")
                continue
            files |= more
            confirming |= merged.confirming
            told += _tasks(table, merged)
    return files, (*measure_lines(proposals, out, practice, confirming=frozenset(confirming)), *told)


def _tasks(table: str, merged: Merged) -> Iterator[str]:
    if merged.joined:
        yield f"確定した候補{len(merged.joined)}件を {table}.csv に加えた"
    if merged.waiting:
        yield f"未確認の候補が{merged.waiting}件ある（{table}_review.csv）"


def _reviewed(table: str, proposals: Proposals, out: Path) -> tuple[Files, Merged]:
    """Return table and review file where they change, and what was decided."""
    columns, key = PRACTICE_TABLES[table], PRACTICE_KEYS[table]
    path, review_path = out / f"{table}.csv", out / f"{table}_review.csv"
    approved = [_cells(row, columns) for row in _read(path, _MODELS[table], columns, key)]
    review = [
        _cells(row, (*columns, *_DECISION))
        for row in _read(review_path, _with_decision(table), (*columns, *_DECISION), key)
    ]
    proposed = [
        {**_cells(record, columns), "confidence": CONFIDENCE[table], "state": ProposalState.PROPOSED.value}
        for record in proposals.rows(table)
    ]
    merged = merge(table, approved=approved, review=review, proposed=proposed)
    files: Files = {}
    if merged.review or review:
        files[review_path] = csv_text((*columns, *_DECISION), merged.review)
    if merged.joined:
        old = path.read_text(encoding="utf-8") if path.exists() else csv_text(columns, ())
        files[path] = old + csv_text(columns, merged.joined).partition("\n")[2]
    return files, merged


def _read(path: Path, model: type[Row], columns: Sequence[str], key: Sequence[str]) -> list[Row]:
    return read_table(path, model, columns=columns, key=key) if path.exists() else []


def _with_decision(table: str) -> type[Row]:
    fields: dict[str, Any] = {"confidence": (Annotated[Number, Field(ge=0, le=1)], ...), "state": (ProposalState, ...)}
    return create_model(f"{table}_review", __base__=_MODELS[table], **fields)


def _cells(row: object, columns: Iterable[str]) -> dict[str, str]:
    return {column: _cell(getattr(row, column)) for column in columns}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(getattr(value, "value", value))
