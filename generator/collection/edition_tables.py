"""The tables of the edition under collection, respondent by respondent, their lines counted from 1 in each document.

So a respondent's rows can be set anew wherever its document comes to stand in the whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from generator.collection.tables.words import Excerpt
from generator.dataset.contract import DOCUMENTS, PLACES, TABLES
from generator.dataset.editorial import read_summaries
from generator.dataset.place_tables import read_places
from generator.dataset.places import PlaceRange, SourceFile
from generator.errors import DatasetError, SourceError
from generator.ingest.document.model import Document
from generator.ingest.tables import Cells, csv_text
from generator.paths import shown

EXCERPTS: Final = "excerpts.yaml"
SUMMARIES: Final = "summaries.yaml"
_SINGLE: Final = ("line", "line_start", "line_end", "target_line", "result_line")
_LIST: Final = "lines"
_TABLE: Final = "xlsx"
_MOST: Final = 2_000_000

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "respondents": (),
    "indicators": ("metric",),
    "projects": ("programme",),
    "targets": ("id",),
    "themes": ("theme",),
    "practice_cells": ("cell",),
    "areas": ("part",),
    "practices": ("cell", "seq"),
    "coordinators": (),
    "meetings": ("seq",),
    "events": ("seq",),
}
"""What tells the rows of one respondent apart in each table."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines (from 1 in the document) that stand in one cell."""

    first: int
    last: int
    sheet: str
    cell: str


@dataclass
class Held:
    """One respondent in the tables: its document, where its lines stand, its rows and excerpts."""

    code: str
    file: str
    sha256: str
    received_on: str
    length: int
    spans: tuple[Span, ...]
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    excerpts: tuple[Excerpt, ...] = ()
    old_first: int | None = None
    """Where its lines began in the tables as they were read, None for one that was not there."""


def spans_of(document: Document) -> tuple[Span, ...]:
    """Return where the lines of a document stand."""
    spans: list[Span] = []
    line = 1
    for place, lines in groupby(document.lines, key=lambda one: one.place):
        count = sum(1 for _ in lines)
        spans.append(Span(line, line + count - 1, place.sheet, place.cell))
        line += count
    return tuple(spans)


def as_texts(rows: Sequence[Cells]) -> list[dict[str, str]]:
    """Return rows as they are read back from a table: every cell a text."""
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def moved(row: Mapping[str, str], by: int) -> dict[str, str]:
    """Return a row with its lines moved."""
    return {name: _moved(name, value, by) for name, value in row.items()}


def _moved(name: str, value: str, by: int) -> str:
    if not value or not (name in _SINGLE or name == _LIST):
        return value
    return " ".join(str(int(part) + by) for part in value.split(" "))


def without_lines(row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says, without where it stands."""
    return {name: value for name, value in row.items() if name not in _SINGLE and name != _LIST}


def read_held(folder: Path) -> dict[str, Held]:
    """Return the respondents that are in an edition's tables; none where it has no tables yet.

    Raises DatasetError for tables that cannot be read, SourceError for those that were made by ``make ingest``.
    """
    tables = {name: list(_rows(folder / f"{name}.csv", columns)) for name, columns in TABLES.items()}
    if not tables["respondents"]:
        return {}
    places = read_places(folder)
    if not places.documents or any(one.kind != _TABLE for one in places.documents):
        raise SourceError(
            "この年度の表は、配った調査票から作られたものではありません。",
            where=shown(folder),
            expected="make collect が作った表、又は空の表",
            remedy="OUT=… で別のフォルダに書くか、表を別の場所に移してから実行してください。",
        )
    first = {row.document: row.line_start for row in reversed(places.rows)}
    by_start = {first[one.document]: one for one in places.documents if one.document in first}
    excerpts = read_summaries(folder / EXCERPTS)
    held: dict[str, Held] = {}
    for row in tables["respondents"]:
        start = int(row["line_start"])
        if start not in by_start:
            raise DatasetError(
                "respondents.csv の行が、documents.csv のどの文書の初めでもありません。",
                where=shown(folder / "respondents.csv"),
                found=f"{row['code']} {start}行目から",
                remedy="line_start を直すか、版管理から戻してください。",
            )
        own = dict(excerpts.get(row["code"], {}))
        held[row["code"]] = _held(row, by_start[start], places.rows, tables)
        held[row["code"]].excerpts = tuple(
            Excerpt(part, one.text, tuple(line - start + 1 for line in one.lines)) for part, one in own.items()
        )
    return held


def _held(
    row: Mapping[str, str],
    document: SourceFile,
    places: Sequence[PlaceRange],
    tables: Mapping[str, list[dict[str, str]]],
) -> Held:
    start, code = int(row["line_start"]), row["code"]
    own = [one for one in places if one.document == document.document]
    return Held(
        code=code,
        file=document.file,
        sha256=document.sha256,
        received_on=document.received_on,
        length=own[-1].line_end - start + 1,
        spans=tuple(Span(p.line_start - start + 1, p.line_end - start + 1, p.sheet, p.cell) for p in own),
        tables={name: [moved(one, 1 - start) for one in rows if one["code"] == code] for name, rows in tables.items()},
        old_first=start,
    )


def _rows(path: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    if not path.exists():
        return
    if path.stat().st_size > _MOST:
        raise DatasetError("表が大きすぎます。", where=shown(path), remedy="版管理から戻してください。")
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise DatasetError(
                "表の見出しが取決めと違います。",
                where=f"{shown(path)}:1",
                expected=",".join(columns),
                remedy="見出しを直すか、版管理から戻してください。",
            )
        for row in reader:
            if None in row or None in row.values():
                raise DatasetError(
                    "セルの数が見出しと違う行があります。",
                    where=f"{shown(path)}:{reader.line_num}",
                    remedy="その行を直すか、版管理から戻してください。",
                )
            yield row


def written(held: Sequence[Held]) -> dict[str, str]:
    """Return the texts of all tables, by file name, of respondents in their order."""
    tables: dict[str, list[Cells]] = {name: [] for name in TABLES}
    documents: list[Cells] = []
    places: list[Cells] = []
    for number, (one, first) in enumerate(starts(held), start=1):
        document = f"D{number:03d}"
        documents.append(
            {"document": document, "kind": _TABLE, "file": one.file, "sha256": one.sha256, "pages": "",
             "received_on": one.received_on}
        )  # fmt: skip
        for span in one.spans:
            lines = {"line_start": span.first + first - 1, "line_end": span.last + first - 1}
            places.append({**lines, "document": document, "page": "", "sheet": span.sheet, "cell": span.cell})
        for name in TABLES:
            tables[name] += [moved(row, first - 1) for row in one.tables.get(name, [])]
    texts = {f"{name}.csv": csv_text(columns, tables[name]) for name, columns in TABLES.items()}
    return texts | {"documents.csv": csv_text(DOCUMENTS, documents), "places.csv": csv_text(PLACES, places)}


def starts(held: Sequence[Held]) -> Iterator[tuple[Held, int]]:
    """Yield each respondent with the first line of its document in the whole."""
    first = 1
    for one in held:
        yield one, first
        first += one.length
