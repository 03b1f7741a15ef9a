"""anchors.csv is written and proven here: every number that people wrote, with the fingerprint of its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from generator.dataset.anchors import (
    COLUMNS,
    DOCUMENTS,
    document_mark,
    read_anchors,
    read_open_lines,
)
from generator.dataset.line_numbers import Reference, references
from generator.errors import SourceError
from generator.ingest.anchoring.fingerprints import Fingerprint, Prints
from generator.ingest.document.source import SourceDocument
from generator.ingest.tables import csv_text
from generator.paths import shown

REMEDY: Final = "make reanchor SOURCE=新しい文書 YEAR=年度 で、行番号を付け直してください"


def marks_of(source: SourceDocument) -> tuple[str, ...]:
    """Return what anchors.csv keeps of the source's documents."""
    return tuple(document_mark(part.document.sha256) for part in source.parts)


def anchors_text(source: SourceDocument, cited: Iterable[Reference]) -> str:
    """Return anchors.csv for these numbers, counted in this source; one beyond its end is left out."""
    prints = Prints(source.lines)
    documents = [
        dict(zip(COLUMNS, (DOCUMENTS, f"D{number:03d}", "sha256", "", mark), strict=True))
        for number, mark in enumerate(marks_of(source), start=1)
    ]
    rows = [
        {**one._asdict(), "fingerprint": str(prints[one.line])} for one in cited if 1 <= one.line <= len(source.lines)
    ]
    return csv_text(COLUMNS, [*documents, *rows])


def check_anchors(source: SourceDocument, data: Path) -> Iterator[str]:
    """Yield one message for each number whose line no longer says what it said when the number was written."""
    anchors = read_anchors(data)
    if anchors is None:
        return
    for row in read_open_lines(data):
        what = f"{row.table} {row.row} {row.column}"
        yield f"{what}: 行番号（前は{row.was}行目）がまだ決まっていません。anchors_review.csv に書いてください。"
    if anchors.documents != marks_of(source):
        yield f"anchors.csv: 行番号は、別の文書で数えたものです。{REMEDY}。"
        return
    prints = Prints(source.lines)
    for one in references(data):
        known = anchors.prints.get(one)
        if known is None:
            continue
        if one.line > len(prints) or prints[one.line].own != Fingerprint.of(known).own:
            yield f"{one.table} {one.row} {one.column}: {one.line}行目の文が、行番号を書いたときと違います。{REMEDY}。"


def refuse_foreign_numbers(source: SourceDocument, data: Path) -> None:
    """Refuse a source for which the numbers in ``data`` were not counted: proposals would come twice. Raises SourceError."""
    anchors = read_anchors(data)
    if anchors is None or anchors.documents == marks_of(source) or not anchors.prints:
        return
    raise SourceError(
        "編集者の書いた行番号は、別の文書で数えたものです。",
        where=source.where,
        found=f"{len(anchors.prints):,}個の行番号（{shown(data)}）",
        expected="行番号を数えたときと同じ文書",
        remedy=f"先に {REMEDY}（付け直さずに読み取るときは FORCE=1）。",
    )
