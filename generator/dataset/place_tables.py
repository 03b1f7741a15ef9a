"""Reads documents.csv and places.csv: the documents of an edition, and which lines stand where in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from generator.dataset.contract import DOCUMENTS, PLACES
from generator.dataset.csv_reader import Row, read_table
from generator.dataset.places import NO_PLACES, PlaceRange, Places, SourceFile
from generator.dataset.rows import Whole
from generator.errors import DatasetError
from generator.paths import shown

FILES: Final = ("documents.csv", "places.csv")


def _none(value: object) -> object:
    return None if value == "" else value


Optional = Annotated[Whole | None, BeforeValidator(_none)]


class DocumentRow(Row):
    """A row of documents.csv."""

    document: Annotated[str, Field(pattern=r"^D[0-9]{3,4}$")]
    kind: Literal["text", "pdf", "xlsx", "docx"]
    file: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    pages: Optional
    received_on: Annotated[str, Field(pattern=r"^(?:\d{4}-\d{2}-\d{2})?$")]


class PlaceRow(Row):
    """A row of places.csv."""

    line_start: Whole
    line_end: Whole
    document: str
    page: Optional
    sheet: str
    cell: str


def read_places(folder: Path) -> Places:
    """Read documents.csv and places.csv of ``data/<year>/``; neither is the same as a lone text. Raises DatasetError."""
    documents, places = (folder / name for name in FILES)
    if not documents.exists() and not places.exists():
        return NO_PLACES
    rows = read_table(documents, DocumentRow, columns=DOCUMENTS, key=("document",))
    ranges = read_table(places, PlaceRow, columns=PLACES, key=("line_start",))
    _check(rows, ranges, where=shown(places))
    return Places(
        tuple(SourceFile(**row.model_dump()) for row in rows), tuple(PlaceRange(**row.model_dump()) for row in ranges)
    )


def _check(documents: Sequence[DocumentRow], rows: Sequence[PlaceRow], *, where: str) -> None:
    known = {one.document for one in documents}
    last = 0
    for row in rows:
        if row.document not in known:
            raise DatasetError(
                f"文書 {row.document} は documents.csv にありません。",
                where=where,
                remedy="make ingest で表を作り直してください。",
            )
        if not last < row.line_start <= row.line_end:
            raise DatasetError(
                "行の範囲が重なるか、逆になっています。",
                where=where,
                found=f"{row.line_start}～{row.line_end}行",
                expected=f"{last + 1}行目以降から始まる範囲",
                remedy="make ingest で表を作り直してください。",
            )
        last = row.line_end
