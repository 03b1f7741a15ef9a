"""From the source to the rows of documents.csv and places.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from generator.dataset.place_tables import read_places
from generator.errors import DatasetError
from generator.ingest.document.model import Place
from generator.ingest.document.source import Part, SourceDocument
from generator.ingest.tables import Cells


def document_rows(source: SourceDocument, *, received: Mapping[str, str]) -> list[Cells]:
    """Return the rows of documents.csv; ``received`` are dates of receipt by hash, which an editor has entered."""
    return [
        {
            "document": _id(number),
            "kind": part.document.kind.value,
            "file": part.document.name,
            "sha256": part.document.sha256,
            "pages": part.document.pages,
            "received_on": received.get(part.document.sha256, ""),
        }
        for number, part in enumerate(source.parts, start=1)
    ]


def place_rows(source: SourceDocument) -> list[Cells]:
    """Return the rows of places.csv: lines that follow one another in one place are one row."""
    return [row for number, part in enumerate(source.parts, start=1) for row in _ranges(part, _id(number))]


def received_dates(folder: Path) -> dict[str, str]:
    """Return the dates of receipt that documents.csv of an earlier ingest holds, by hash; none where it cannot be read."""
    try:
        return {one.sha256: one.received_on for one in read_places(folder).documents}
    except DatasetError:
        return {}


def _ranges(part: Part, document: str) -> Iterator[Cells]:
    line = part.first
    for place, lines in groupby(part.document.lines, key=lambda line: line.place):
        count = sum(1 for _ in lines)
        yield {"line_start": line, "line_end": line + count - 1, "document": document, **_cells(place)}
        line += count


def _cells(place: Place) -> Cells:
    return {"page": place.page, "sheet": place.sheet, "cell": place.cell}


def _id(number: int) -> str:
    return f"D{number:03d}"
