"""Reads a PDF with PDFium, which had no part in writing it: what a reader sees, in the order of the tag tree."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from generator.formats import DRAFT
from generator.typesetting.fonts.typeface import fonts_of

UNMARKED: Final = -1
_PT_PER_MM: Final = 72 / 25.4
_LONGEST: Final = 4096
_LARGEST_TEXT: Final = 1_000_000
_MOST_PAGES: Final = 2_000
_MOST_OBJECTS: Final = 200_000
_MOST_ATTACHMENTS: Final = 200
_DEEPEST: Final = 100


class BoundsError(ValueError):
    """A PDF, somebody else's for sure, holds more than is read."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """One run of text as it is painted: where it begins, ends and stands, in mm from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True)
class ReadRun:
    """The text of one piece of tagged content, and the structure type of the element that it belongs to."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure of the tag tree: alternative text, top left corner in mm, and the texts painted in it."""

    alt: str
    left: float
    top: float
    texts: tuple[ReadText, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page: its tagged content in order, and what stands outside.

    ``extremes`` are the texts that begin and end farthest to the left and right; ``width`` is the sheet's, in mm;
    ``fonts`` are names of fonts and whether they are embedded.
    """

    content: tuple[ReadRun | ReadFigure, ...]
    margins: tuple[str, ...]
    extremes: tuple[ReadText, ...]
    width: float
    fonts: frozenset[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What stands in the file."""

    pages: tuple[ReadPage, ...]
    attachments: tuple[tuple[str, bytes], ...]
    title: str


def read_pdf(data: bytes) -> ReadPdf:
    """Return everything that can be read in a PDF.

    Raises pypdfium2.PdfiumError when it is none, BoundsError when there is more in it than in any brief.
    """
    with pypdfium2.PdfDocument(data) as document:
        _within(len(document), _MOST_PAGES, "pages")
        pages = tuple(_page(page) for page in document)
        attachments = tuple((file.get_name(), bytes(file.get_data())) for file in _attachments(document))
        return ReadPdf(pages, attachments, document.get_metadata_value("Title"))


def readable(data: bytes) -> ReadPdf | None:
    """Return what can be read in a file, or None where it is no PDF."""
    try:
        return read_pdf(data)
    except (pypdfium2.PdfiumError, ValueError, RecursionError):
        return None


def _within(count: int, most: int, what: str) -> int:
    if count > most:
        raise BoundsError(f"{count} {what}")
    return count


def _attachments(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfAttachment]:
    for index in range(_within(document.count_attachments(), _MOST_ATTACHMENTS, "attachments")):
        yield document.get_attachment(index)


def _page(page: pypdfium2.PdfPage) -> ReadPage:
    words = _Words(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        roots = (
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(pdfium.FPDF_StructTree_CountChildren(tree))
        )
        content = tuple(part for root in roots for part in _element(root, words))
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    margins = tuple(text.text.strip() for text in words.of(UNMARKED))
    return ReadPage(content, margins, words.extremes, page.get_width() / _PT_PER_MM, fonts_of(page))


def _element(element: Any, words: _Words, depth: int = 0) -> Iterator[ReadRun | ReadFigure]:
    _within(depth, _DEEPEST, "levels of the tag tree")
    kind = _string(pdfium.FPDF_StructElement_GetType, element)
    if kind == "Figure":
        marks = (pdfium.FPDF_StructElement_GetChildMarkedContentID(element, i) for i in range(_count(element)))
        left, top = _corner(element)
        texts = tuple(text for mark in marks if mark != UNMARKED for text in words.of(mark))
        yield ReadFigure(_string(pdfium.FPDF_StructElement_GetAltText, element), left, words.height - top, texts)
        return
    for index in range(_count(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _element(child, words, depth + 1)
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark != UNMARKED:  # the element's content on another page
            yield ReadRun(kind, "".join(text.text for text in words.of(mark)))


def _count(element: Any) -> int:
    return _within(int(pdfium.FPDF_StructElement_CountChildren(element)), _MOST_OBJECTS, "children")


def _corner(element: Any) -> tuple[float, float]:
    """Return the left and upper edge of an element's BBox, in mm from the page's lower left corner."""
    for index in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        box = pdfium.FPDF_StructElement_Attr_GetValue(
            pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index), b"BBox"
        )
        if box:
            numbers = [_number(pdfium.FPDF_StructElement_Attr_GetChildAtIndex(box, i)) for i in (0, 3)]
            return numbers[0] / _PT_PER_MM, numbers[1] / _PT_PER_MM
    return 0.0, 0.0


def _number(value: Any) -> float:
    number = ctypes.c_float()
    pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number)
    return number.value


def _string(read: Callable[[Any, Any, int], int], element: Any) -> str:
    return _text(lambda buffer, size: read(element, buffer, size))


def _text(read: Callable[[Any, int], int]) -> str:
    """Return a text of PDFium, which says how many bytes it wants and fills no buffer that holds fewer.

    Raises BoundsError for a text that no brief has.
    """
    buffer = ctypes.create_string_buffer(_LONGEST)
    wanted = read(buffer, _LONGEST)
    if wanted > _LARGEST_TEXT:
        raise BoundsError(f"a text of {wanted} bytes")
    if wanted > _LONGEST:
        buffer = ctypes.create_string_buffer(wanted)
        wanted = min(read(buffer, wanted), wanted)
    return ctypes.string_at(buffer, max(0, wanted - 2)).decode("utf-16-le", errors="replace")


def _as_shorts(buffer: Any) -> Any:
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


class _Words:
    """The texts of a page by the marked content that they are painted in."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.height = page.get_height() / _PT_PER_MM
        self._by_mark: dict[int, list[ReadText]] = {}
        self._buffer = (ctypes.c_ushort * _LONGEST)()
        self._bounds = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
        self._matrix = pdfium.FS_MATRIX()
        text_page = pdfium.FPDFText_LoadPage(page.raw)
        try:
            for index in range(_within(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS, "objects on a page")):
                part = pdfium.FPDFPage_GetObject(page.raw, index)
                if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT:
                    mark = pdfium.FPDFPageObj_GetMarkedContentID(part)
                    self._by_mark.setdefault(mark, []).append(self._read(part, text_page))
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    @property
    def extremes(self) -> tuple[ReadText, ...]:
        """Return the texts that begin farthest to the left and end farthest to the right."""
        seen = [text for texts in self._by_mark.values() for text in texts if text.text.strip(f"{DRAFT} ")]
        return (min(seen, key=lambda text: text.left), max(seen, key=lambda text: text.right)) if seen else ()

    def of(self, mark: int) -> list[ReadText]:
        """Return the texts of a marked content in the order of painting."""
        return self._by_mark.get(mark, [])

    def _read(self, part: Any, text_page: Any) -> ReadText:
        size = pdfium.FPDFTextObj_GetText(part, text_page, self._buffer, _LONGEST)
        if size <= _LONGEST:
            text = ctypes.string_at(self._buffer, max(0, size - 2)).decode("utf-16-le", errors="replace")
        else:
            text = _text(lambda buffer, room: pdfium.FPDFTextObj_GetText(part, text_page, _as_shorts(buffer), room))
        left, bottom, right, top = self._bounds
        pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
        pdfium.FPDFPageObj_GetMatrix(part, self._matrix)
        baseline = self.height - self._matrix.f / _PT_PER_MM
        return ReadText(text, left.value / _PT_PER_MM, right.value / _PT_PER_MM, baseline)
