"""The proposals beside the tables of chapters 3 and 4: <table>_review.csv, which an editor confirms row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    A form that has a row in a table was approved there: nothing of it is proposed again, and no row is changed. Rows
    that the editor has set to ``confirmed`` are added to the table; those that nobody has decided on are replaced. A
    table or review file that cannot be read is left as it is, and the report says why.
    """
    proposals = propose(forms, headcounts, practice)
    files: Files = {}
    lines = list(measure_lines(proposals, out, practice))
    for table in PRACTICE_TABLES:
        path = out / f"{table}.csv"
        if not path.exists():
            files[path] = csv_text(PRACTICE_TABLES[table], ())
        if table in _MODELS:
            try:
                more, waiting = _reviewed(table, proposals, out)
            except DatasetError as fault:
                lines.append(f"{table}.csv の候補は作らなかった: {fault.what}（{fault.where}）")
                continue
            files |= more
            if waiting:
                lines.append(f"未確認の候補が{waiting}件ある（{table}_review.csv）")
    return files, tuple(lines)


def _reviewed(table: str, proposals: Proposals, out: Path) -> tuple[Files, int]:
    """Return table and review file where they change, and how many proposals wait."""
    columns, key = PRACTICE_TABLES[table], PRACTICE_KEYS[table]
    path, review_path = out / f"{table}.csv", out / f"{table}_review.csv"
    approved = [_cells(row, columns) for row in _read(path, _MODELS[table], columns, key)]
    review = [
        _cells(row, (*columns, *_DECISION))
        for row in _read(review_path, _with_decision(table), (*columns, *_DECISION), key)
    ]
    keys = {_key(row, key) for row in approved}
    confirmed = [row for row in review if row["state"] == ProposalState.CONFIRMED and _key(row, key) not in keys]
    decided = [row for row in review if row["state"] != ProposalState.PROPOSED]
    known = {row["code"] for row in (*approved, *confirmed)}
    taken = {_key(row, key) for row in decided}
    fresh = [
        {**_cells(record, columns), "confidence": CONFIDENCE[table], "state": ProposalState.PROPOSED.value}
        for record in proposals.rows(table)
        if record.code not in known
    ]
    fresh = [row for row in fresh if _key(row, key) not in taken]
    files: Files = {}
    if fresh or review:
        files[review_path] = csv_text((*columns, *_DECISION), [*decided, *fresh])
    if confirmed:
        old = path.read_text(encoding="utf-8") if path.exists() else csv_text(columns, ())
        files[path] = old + csv_text(columns, confirmed).partition("\n")[2]
    return files, len(fresh)


def _read(path: Path, model: type[Row], columns: Sequence[str], key: Sequence[str]) -> list[Row]:
    return read_table(path, model, columns=columns, key=key) if path.exists() else []


def _with_decision(table: str) -> type[Row]:
    fields: dict[str, Any] = {"confidence": (Annotated[Number, Field(ge=0, le=1)], ...), "state": (ProposalState, ...)}
    return create_model(f"{table}_review", __base__=_MODELS[table], **fields)


def _key(row: Mapping[str, object], key: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in key)


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
