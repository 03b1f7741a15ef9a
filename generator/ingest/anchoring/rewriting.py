"""Line numbers in the tables become others. Everything else stays to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator.config.yaml_loader import read_text
from generator.dataset.line_numbers import (
    CORRECTIONS,
    IN_WORDS,
    SUMMARIES,
    WAIVERS,
    Reference,
    is_kept,
    key_of,
    rows_of,
    spec_of,
    table_names,
)
from generator.ingest.tables import csv_text

Files = dict[Path, str]
Moves = Mapping[Reference, int | None]
"""The new number of each reference that changes; None takes it away."""
_LIST = re.compile(r"(\blines:\s*\[)([^\]]*)(\])")
_RESPONDENT = re.compile(r"""^\s*-?\s*respondent:\s*["']?(\w+)""", re.MULTILINE)
_PART = re.compile(r"^\s*(特色|ねらい|取組|成果):", re.MULTILINE)


def rewritten(folder: Path, moves: Moves) -> Files:
    """Return the tables that change (path, text)."""
    files: Files = {}
    for name in table_names():
        path = folder / f"{name}.csv"
        if path.exists() and any(one.table == name for one in moves):
            columns, rows = rows_of(path)
            files[path] = csv_text(columns, [_row(name, row, moves) for row in rows])
    if any(one.table == SUMMARIES for one in moves):
        path = folder / f"{SUMMARIES}.yaml"
        files[path] = _summaries(read_text(path), moves)
    if told := {one.line: new for one, new in moves.items() if one.table in (CORRECTIONS, WAIVERS)}:
        path = folder / f"{CORRECTIONS}.yaml"
        files[path] = _words(read_text(path), lambda line: told.get(line, line))
    return files


def _row(table: str, row: dict[str, str], moves: Moves) -> dict[str, str]:
    if not is_kept(table, row):
        return row
    spec, key = spec_of(table), key_of(table, row)
    changed = dict(row)
    for column in spec.lines:
        changed[column] = _numbers(row.get(column, ""), " ", partial(_new, moves, table, key, column))
    for column in spec.words:
        changed[column] = _words(row.get(column, ""), partial(_new, moves, table, key, column))
    return changed


def _new(moves: Moves, table: str, key: str, column: str, line: int) -> int | None:
    return moves.get(Reference(table, key, column, line), line)


def _numbers(cell: str, apart: str, new: Callable[[int], int | None]) -> str:
    """Return a list of lines with its new numbers; what was in order stays in order."""
    old = [int(part) for part in cell.replace(",", " ").split()]
    now = [line for line in map(new, old) if line is not None]
    return apart.join(map(str, sorted(set(now)) if old == sorted(set(old)) else now))


def _words(text: str, new: Callable[[int], int | None]) -> str:
    def put(match: re.Match[str]) -> str:
        first, last = new(int(match[1])), match[3] and new(int(match[3]))
        numbers = f"{first or match[1]}" + (f"～{last or match[3]}" if match[2] else "")
        return f"{numbers}行"

    return IN_WORDS.sub(put, text)


def _summaries(text: str, moves: Moves) -> str:
    """Return summaries.yaml with new numbers in its lists of lines."""
    marks = sorted(
        [(m.start(), "respondent", m[1]) for m in _RESPONDENT.finditer(text)]
        + [(m.start(), "part", m[1]) for m in _PART.finditer(text)]
    )

    def put(match: re.Match[str]) -> str:
        before = [mark for mark in marks if mark[0] < match.start()]
        code = next((mark[2] for mark in reversed(before) if mark[1] == "respondent"), "")
        part = next((mark[2] for mark in reversed(before) if mark[1] == "part"), "")
        return match[1] + _numbers(match[2], ", ", partial(_new, moves, SUMMARIES, code, part)) + match[3]

    return _LIST.sub(put, text)
