"""Reads a PDF with PDFium, page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from generator.errors import SourceError
from generator.ingest.document.model import Place, Reading
from generator.ingest.document.packages import REMEDY, locked
from generator.ingest.document.pdf.fields import annotations_of, merged
from generator.ingest.document.pdf.glyphs import glyphs_of, rules_of, turn_of
from generator.ingest.document.pdf.layout import Block, blocks_of
from generator.ingest.document.pdf.rows import Row
from generator.printed.characters import squeeze

MOST_PAGES: Final = 3_000
MOST_GLYPHS: Final = 6_000_000
"""Of a whole document; a volume of 700 pages holds half a million."""
_PAGE_NUMBER = re.compile(r"-?(\d{1,4})(?:[-/]\d{0,4}-?|ページ|頁)?")
_SURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page as read."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...]
    empty: bool


def read_pdf(data: bytes, *, where: str) -> tuple[Reading, int]:
    """Return the lines of a PDF and the number of its pages.

    Raises SourceError for one that is broken, locked, too long, or holds pictures of pages only.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise locked(where) from error
        raise SourceError("PDFが壊れていて読めません。", where=where, remedy=REMEDY) from error
    with document:
        count = len(document)
        if count > MOST_PAGES:
            raise SourceError(
                "ページが多すぎます。",
                where=where,
                found=f"{count:,}ページ",
                expected=f"{MOST_PAGES:,}ページまで",
                remedy="個票のPDFかどうかを確かめ、必要なら分けてください。",
            )
        sheets = _sheets(document, where=where)
    if all(sheet.empty for sheet in sheets):
        raise SourceError(
            "文字のないPDF（紙を写した画像）なので読めません。",
            where=where,
            remedy="元のファイル（Excel、Word、又は文字のあるPDF）を受け取ってください。",
        )
    return _reading(sheets), count


def _sheets(document: pypdfium2.PdfDocument, *, where: str) -> list[_Sheet]:
    document.init_forms()
    form = document.formenv
    try:
        sheets: list[_Sheet] = []
        glyphs = 0
        for index in range(len(document)):
            sheets.append(_sheet(document[index], form))
            glyphs += sum(len(row.text) for block in sheets[-1].blocks for row in block.rows)
            if glyphs > MOST_GLYPHS:
                raise SourceError(
                    "PDFの文字が多すぎます。", where=where, expected=f"{MOST_GLYPHS:,}字まで", remedy=REMEDY
                )
        return sheets
    except pypdfium2.PdfiumError as error:
        raise SourceError("PDFに、壊れていて読めないページがあります。", where=where, remedy=REMEDY) from error


def _sheet(page: pypdfium2.PdfPage, form: Any) -> _Sheet:
    try:
        turn = turn_of(page)
        annotations = annotations_of(page, form, turn)
        glyphs = merged(glyphs_of(page, turn), annotations)
        blocks = blocks_of(glyphs, *rules_of(page, turn)) if glyphs else []
        return _Sheet(tuple(blocks), annotations.remarks, empty=not blocks)
    finally:
        page.close()


def _reading(sheets: Sequence[_Sheet]) -> Reading:
    reading = Reading()
    numbered = _numbered(sheets)
    for number, sheet in enumerate(sheets, start=1):
        place = Place(page=number)
        for block in sheet.blocks:
            for row in block.rows:
                if numbered and _number(row.text) == number + numbered[0] and row in _edges(sheet):
                    continue
                line = reading.add(row.text, place)
                for question in row.questions:
                    reading.ask(question, place, line=line)
        for remark in sheet.remarks:
            reading.tell(remark, place)
        if sheet.empty:
            reading.tell("文字のないページ（白紙か画像）", place)
    return reading


def _numbered(sheets: Sequence[_Sheet]) -> tuple[int, ...]:
    """Return (printed page number − page) where most pages print theirs at the edge, () for none."""
    counts: dict[int, int] = {}
    for number, sheet in enumerate(sheets, start=1):
        for printed in {_number(row.text) for row in _edges(sheet)}:
            if printed is not None:
                counts[printed - number] = counts.get(printed - number, 0) + 1
    shift, seen = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return (shift,) if seen >= max(2, _SURE * sum(not sheet.empty for sheet in sheets)) else ()


def _edges(sheet: _Sheet) -> list[Row]:
    """Return the first and last row of a page where they stand outside its tables."""
    if not sheet.blocks:
        return []
    first, last = sheet.blocks[0], sheet.blocks[-1]
    return [block.rows[at] for block, at in ((first, 0), (last, -1)) if not block.framed]


def _number(text: str) -> int | None:
    match = _PAGE_NUMBER.fullmatch(squeeze(text))
    return int(match.group(1)) if match else None
