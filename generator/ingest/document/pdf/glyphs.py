"""The glyphs and ruled lines of a page, in points from the top left corner of the page as it is shown."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

MOST_GLYPHS: Final = 60_000
"""So many glyphs a page of a form never holds."""
MOST_OBJECTS: Final = 40_000
_THIN: Final = 2.5
_DEEPEST: Final = 6
_SYMBOLS: Final = {"4": "✔", "3": "✓", "8": "✘", "l": "●", "n": "■", "o": "☐", "q": "☐", "m": "○"}
"""What stands at these codes of ZapfDingbats: a reader that takes the code for text sees a figure 4."""

Matrix = tuple[float, float, float, float, float, float]
_STILL: Final[Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its box (top above bottom, y grows downwards), its font's size, and what is to be asked of it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    question: str = ""

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Turn:
    """How the page is turned when it is shown: quarters clockwise, and its size before turning."""

    quarters: int
    left: float
    bottom: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page's space as (x, y) from the shown page's top left corner."""
        x, y = x - self.left, y - self.bottom
        if self.quarters == 1:
            return y, x
        if self.quarters == 2:
            return self.width - x, y
        if self.quarters == 3:
            return self.height - y, self.width - x
        return x, self.height - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box as (left, top, right, bottom) of the shown page."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def turn_of(page: pypdfium2.PdfPage) -> Turn:
    """Return how a page is turned."""
    left, bottom, right, top = page.get_bbox()
    return Turn(page.get_rotation() // 90 % 4, left, bottom, right - left, top - bottom)


def glyphs_of(page: pypdfium2.PdfPage, turn: Turn) -> list[Glyph]:
    """Return the glyphs of a page in the order of its content; what PDFium made up (spaces, line ends) is left out."""
    text = page.get_textpage()
    try:
        count = min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS)
        return [glyph for index in range(count) if (glyph := _glyph(text, index, turn))]
    finally:
        text.close()


def _glyph(text: pypdfium2.PdfTextPage, index: int, turn: Turn) -> Glyph | None:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    left, top, right, bottom = turn.box(box.left, box.bottom, box.right, box.top)
    character = chr(code)
    if character in _SYMBOLS and _is_symbol(text, index):
        character = _SYMBOLS[character]
    return Glyph(character, left, top, right, bottom, _size(text, index))


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the size as shown: PDFium gives the font's, before the text's own scale."""
    matrix = pdfium.FS_MATRIX()
    scaled = pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return float(pdfium.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) if scaled else 1.0))


def _is_symbol(text: pypdfium2.PdfTextPage, index: int) -> bool:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, ctypes.byref(flags))
    return 0 < length <= 128 and b"dingbat" in buffer.value.lower()


def rules_of(page: pypdfium2.PdfPage, turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """Return (horizontal, vertical) ruled lines: strokes, edges of stroked boxes, and boxes as thin as a line."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _STILL, depth=0):
        left, top, right, bottom = turn.box(x0, y0, x1, y1)
        if bottom - top <= _THIN < right - left:
            horizontal.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN < bottom - top:
            vertical.append(Rule((left + right) / 2, top, bottom))
    return horizontal, vertical


def _strokes(
    holder: Any, count: Callable[[Any], int], at: Callable[[Any, int], Any], matrix: Matrix, *, depth: int
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the lines of a page's or form's paths as boxes."""
    for index in range(min(count(holder), MOST_OBJECTS)):
        item = at(holder, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(item, _joined(_matrix(item), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _joined(_matrix(item), matrix)
            yield from _strokes(
                item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth=depth + 1
            )


def _path(path: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    edges = list(_edges(path, matrix))
    if stroke.value:
        yield from edges
        return
    xs = [x for x0, _, x1, _ in edges for x in (x0, x1)]
    ys = [y for _, y0, _, y1 in edges for y in (y0, y1)]
    if xs and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        yield min(xs), min(ys), max(xs), max(ys)


def _edges(path: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight segments of a path, a closing one too."""
    x, y = ctypes.c_float(), ctypes.c_float()
    before = begun = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = _moved(x.value, y.value, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*before, *here)
        before = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*here, *begun)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _STILL
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix of an object inside another one."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
