"""Every line number that people have written into an edition's tables, and where each stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from generator.dataset.csv_reader import table_text
from generator.dataset.editorial import read_corrections, read_summaries
from generator.dataset.practice.contract import PRACTICE_KEYS

IN_WORDS: Final = re.compile(r"(?<!\d)(\d{1,6})(?:(～)(\d{1,6}))?行(?![政程])")
"""A line that a note names: 416行, 412～414行."""
APART: Final = "/"
"""Stands between the cells of a row's key."""
_TARGET_LINES: Final = ("target_line", "result_line")
_DECIDED: Final = ("confirmed", "rejected")
SUMMARIES: Final = "summaries"
CORRECTIONS: Final = "corrections"
WAIVERS: Final = "waivers"


class Cited(NamedTuple):
    """A table whose numbers are written by people: what names a row, the columns of lines, and those of words."""

    key: tuple[str, ...]
    lines: tuple[str, ...]
    words: tuple[str, ...] = ()


CITED: Final[Mapping[str, Cited]] = {
    "targets": Cited(("code", "id"), _TARGET_LINES, ("note", "remark")),
    "practice_cells": Cited(PRACTICE_KEYS["practice_cells"], ("line_start", "line_end")),
    "areas": Cited(PRACTICE_KEYS["areas"], ("lines",)),
    "practices": Cited(PRACTICE_KEYS["practices"], ("lines",), ("note",)),
    "coordinators": Cited(PRACTICE_KEYS["coordinators"], ("lines",), ("note",)),
    "meetings": Cited(PRACTICE_KEYS["meetings"], ("lines",)),
    "events": Cited(PRACTICE_KEYS["events"], ("lines",)),
}
"""What ``make ingest`` writes anew (indicators, projects, themes, respondents, places) has no lasting numbers."""
REVIEWED: Final = tuple(name for name in CITED if name != "events")
"""Tables beside which <table>_review.csv holds what an editor has decided."""


class Reference(NamedTuple):
    """One line number: its table (without .csv), the row's key, the column, and the line (from 1)."""

    table: str
    row: str
    column: str
    line: int


def references(folder: Path) -> list[Reference]:
    """Return every number of the edition's folder once, table by table. Raises DatasetError or ConfigError."""
    found = [one for table, rows in _tables(folder) for one in _of_rows(table, rows)]
    found += _of_summaries(folder / f"{SUMMARIES}.yaml")
    found += _of_corrections(folder / f"{CORRECTIONS}.yaml")
    return list(dict.fromkeys(found))


def spec_of(table: str) -> Cited:
    """Return which columns of a table, or of its review file, hold numbers."""
    return CITED[table.removesuffix("_review")]


def is_kept(table: str, row: Mapping[str, str]) -> bool:
    """Whether a row's numbers last: those of an open proposal are found anew by each ingest."""
    return not table.endswith("_review") or row.get("state") in _DECIDED


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return header and rows of a table as texts. Raises DatasetError for what is no UTF-8."""
    reader = csv.DictReader(io.StringIO(table_text(path), newline=""))
    rows = [{name: cell or "" for name, cell in row.items() if isinstance(name, str)} for row in reader]
    return list(reader.fieldnames or ()), rows


def key_of(table: str, row: Mapping[str, str]) -> str:
    """Return what names a row in messages and in anchors.csv."""
    return APART.join(row.get(name, "") for name in spec_of(table).key)


def table_names() -> Iterator[str]:
    """Yield the names of the tables and review files that may hold numbers."""
    yield from CITED
    yield from (f"{name}_review" for name in REVIEWED)


def lines_in_words(text: str) -> list[int]:
    """Return the lines that a note names, those at both ends of a range."""
    return [int(part) for match in IN_WORDS.finditer(text) for part in (match[1], match[3]) if part]


def _tables(folder: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for name in table_names():
        path = folder / f"{name}.csv"
        if path.exists():
            yield name, rows_of(path)[1]


def _of_rows(table: str, rows: Iterable[Mapping[str, str]]) -> Iterator[Reference]:
    spec = spec_of(table)
    for row in rows:
        if is_kept(table, row):
            key = key_of(table, row)
            for column in spec.lines:
                yield from (Reference(table, key, column, int(n)) for n in row.get(column, "").split() if n.isdecimal())
            for column in spec.words:
                yield from (Reference(table, key, column, n) for n in lines_in_words(row.get(column, "")))


def _of_summaries(path: Path) -> Iterator[Reference]:
    for code, parts in read_summaries(path).items():
        for part, statement in parts.items():
            yield from (Reference(SUMMARIES, code, part, line) for line in statement.lines)


def _of_corrections(path: Path) -> Iterator[Reference]:
    corrections, waivers = read_corrections(path)
    for one in corrections:
        key = APART.join((one.respondent, one.metric))
        yield from (Reference(CORRECTIONS, key, "reason", line) for line in lines_in_words(one.reason))
    for waiver in waivers:
        key = APART.join((waiver.check, waiver.respondent, waiver.item))
        yield from (Reference(WAIVERS, key, "reason", line) for line in lines_in_words(waiver.reason))
