"""Reads one document, whatever its format, into lines with their places."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Final

from generator.confined import UnreadableError, confined
from generator.errors import SourceError
from generator.everyday import everyday
from generator.ingest.document.model import Document, DocumentKind, Reading
from generator.ingest.document.packages import REMEDY, Package, refuse_old_formats

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN: Final = 1024
_SECONDS: Final = 900
_BYTES: Final = 4_000_000_000
"""What reading a PDF may take: a volume of 700 pages takes a tenth of both."""
_NO_TEXT: Final = (".xlsx", ".xlsm", ".docx", ".docm", ".pdf", ".xls", ".doc")
_PICTURES: Final = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF"}


def read_bytes(data: bytes, *, name: str, where: str) -> Document:
    """Return a document as lines; ``name`` is the file's, ``where`` is how messages call it.

    The content decides the format, not the name. Raises SourceError with one message for what cannot be read.
    """
    kind = kind_of(data, name=name, where=where)
    pages = None
    if kind is DocumentKind.PDF:
        reading, pages = _pdf(data, where=where)
    elif kind is DocumentKind.EXCEL:
        from generator.ingest.document.excel.reading import read_excel  # noqa: PLC0415 - openpyxl loads slowly

        reading = read_excel(data, where=where)
    else:
        reading = _plain(data, kind, where=where)
    lines = tuple(replace(line, text=everyday(line.text)) for line in reading.lines)
    return Document(kind, name, sha256(data).hexdigest(), lines, tuple(reading.remarks), pages)


def kind_of(data: bytes, *, name: str, where: str) -> DocumentKind:
    """Return the format of a file's bytes. Raises SourceError for one that no reader takes."""
    refuse_old_formats(data, name=name, where=where)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return DocumentKind.PDF
    picture = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), None)
    if picture:
        raise SourceError(
            f"画像（{picture}）なので読めません。",
            where=where,
            expected=".xlsx、.docx、.pdf 又は .txt",
            remedy="元のファイル（Excel、Word、又は文字のあるPDF）を受け取ってください。",
        )
    if not data.startswith(_ZIP):
        if name.lower().endswith(_NO_TEXT):
            raise SourceError("ファイルが壊れていて読めません。", where=where, remedy=REMEDY)
        return DocumentKind.TEXT
    names = Package(data, where=where).names
    if "xl/workbook.xml" in names:
        return DocumentKind.EXCEL
    if "word/document.xml" in names:
        return DocumentKind.WORD
    raise SourceError(
        "Excelの表でもWordの文書でもないファイルです。",
        where=where,
        expected=".xlsx、.docx、.pdf 又は .txt",
        remedy="Excel又はWordで開き、.xlsx 又は .docx で保存し直してください。",
    )


def _pdf(data: bytes, *, where: str) -> tuple[Reading, int]:
    from generator.ingest.document.pdf.reading import read_pdf  # noqa: PLC0415 - PDFium loads slowly

    try:
        return confined(partial(read_pdf, where=where), data, seconds=_SECONDS, size=_BYTES)
    except UnreadableError as error:
        raise SourceError(
            "PDFを終わりまで読めません。", where=where, found=str(error), expected="個票のPDF", remedy=REMEDY
        ) from error


def _plain(data: bytes, kind: DocumentKind, *, where: str) -> Reading:
    if kind is DocumentKind.WORD:
        from generator.ingest.document.word.reading import read_word  # noqa: PLC0415 - with its XML reader

        return read_word(data, where=where)
    from generator.ingest.document.text import read_text  # noqa: PLC0415 - in line with the others

    return read_text(data, where=where)
