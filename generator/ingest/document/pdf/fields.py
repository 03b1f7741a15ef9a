"""Form fields of a page by their values, and what was added to it later: notes, stamps, struck-out text."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from generator.ingest.document.pdf.glyphs import Glyph, Turn
from generator.printed.characters import squeeze

MOST_ANNOTATIONS: Final = 5_000
_LONGEST: Final = 20_000
_TICKS: Final = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_CHOICES: Final = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_ADDED: Final = {
    pdfium.FPDF_ANNOT_TEXT: "付箋",
    pdfium.FPDF_ANNOT_FREETEXT: "書き込み",
    pdfium.FPDF_ANNOT_STAMP: "スタンプ",
    pdfium.FPDF_ANNOT_INK: "手書きの線",
    pdfium.FPDF_ANNOT_STRIKEOUT: "取消線",
    pdfium.FPDF_ANNOT_CARET: "挿入の印",
}
_BLANKS: Final = str.maketrans("", "", "_＿…‥-")
_TEXT_SIZE: Final = 10.0
_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Annotations:
    """The fields of a page as glyphs where they are shown, with their boxes, and remarks on what is not read."""

    fields: tuple[tuple[tuple[float, float, float, float], tuple[Glyph, ...]], ...]
    remarks: tuple[str, ...]


def annotations_of(page: pypdfium2.PdfPage, form: Any, turn: Turn) -> Annotations:
    """Return the fields and remarks of a page; ``form`` is PDFium's handle of the document's form, None for none."""
    fields = []
    remarks = []
    for annotation in _annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        box = _box(annotation, turn)
        if kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
            text = _value(form, annotation)
            if text.strip():
                fields.append((box, tuple(_laid(text, box))))
        elif kind in _ADDED:
            said = _string(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")).strip()
            words = f"「{said[:_SHOWN]}」" if said else ""
            remarks.append(f"後から加えられた{_ADDED[kind]}{words}は読んでいない")
    return Annotations(tuple(fields), tuple(dict.fromkeys(remarks)))


def merged(glyphs: Sequence[Glyph], annotations: Annotations) -> list[Glyph]:
    """Return the page's glyphs with the fields' values in them; what the page shows in a field's place gives way.

    A page that shows something else than the field's value is asked about.
    """
    left = list(glyphs)
    added: list[Glyph] = []
    for (x0, y0, x1, y1), value in annotations.fields:
        under = [g for g in left if x0 <= g.middle <= x1 and y0 <= g.centre <= y1]
        printed = squeeze("".join(g.text for g in under)).translate(_BLANKS)
        said = squeeze("".join(g.text for g in value))
        if printed and printed == said:
            continue
        question = f"入力欄の値と、紙面の「{printed[:_SHOWN]}」が違う" if printed else ""
        left = [g for g in left if g not in under]
        first, *others = value
        added += [Glyph(first.text, first.left, first.top, first.right, first.bottom, first.size, question), *others]
    return [*left, *added]


def _annotations(page: pypdfium2.PdfPage) -> Iterator[Any]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _box(annotation: Any, turn: Turn) -> tuple[float, float, float, float]:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
    return turn.box(rect.left, rect.bottom, rect.right, rect.top)


def _value(form: Any, annotation: Any) -> str:
    """Return what a field holds: its text, the chosen option, or a tick."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _TICKS:
        return "☑" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "☐"
    if kind in _CHOICES:
        chosen = [
            _string(partial(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, index))
            for index in range(min(pdfium.FPDFAnnot_GetOptionCount(form, annotation), MOST_ANNOTATIONS))
            if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, index)
        ]
        if chosen:
            return "、".join(chosen)
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, *_CHOICES):
        return _string(partial(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation))
    return ""


def _string(get: Callable[[Any, int], int]) -> str:
    """Return a UTF-16 text of PDFium: asked for its length first."""
    length = min(get(None, 0), _LONGEST)
    if length < 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


def _laid(text: str, box: tuple[float, float, float, float]) -> Iterator[Glyph]:
    """Yield a field's text as glyphs set in its box, line by line from the top."""
    x0, y0, x1, y1 = box
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    height = max((y1 - y0) / len(lines), 1.0)
    for row, line in enumerate(lines):
        width = min(_TEXT_SIZE, max(x1 - x0, 1.0) / max(len(line), 1))
        top = y0 + row * height
        for column, character in enumerate(line):
            left = x0 + column * width
            yield Glyph(character, left, top, left + width, top + height, max(height, width))
