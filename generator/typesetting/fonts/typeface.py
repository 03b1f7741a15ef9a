"""The one typeface of the document: which characters it draws, and whether a PDF is set in it and nothing else.

Nothing here loads WeasyPrint: a brief's own process reads the PDF back while another one lays it out.
"""

from __future__ import annotations

import ctypes
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.ttLib.sfnt import SFNTReader

from generator.errors import PublishError
from generator.everyday import is_selector
from generator.paths import FONTS

FAMILY: Final = "BIZ UDPGothic"
FACES: Final = {400: "BIZUDPGothic-Regular.ttf", 700: "BIZUDPGothic-Bold.ttf"}
_SUBSET: Final = re.compile(r"[A-Z]{6}\+BIZ-UDPGothic(-Bold)?")
_LONGEST_NAME: Final = 128
_NOT_DRAWN: Final = frozenset({"head", "title", "style", "script", "template"})
_CONTEXT: Final = 10


@cache
def covered() -> frozenset[int]:
    """Return the code points that the bundled typeface draws (both weights cover the same; a test holds them to it)."""
    return read_coverage(FONTS / FACES[400])


@cache
def variations() -> frozenset[tuple[int, int]]:
    """Return the (character, selector) pairs that the bundled typeface draws in a form of their own (辻 + U+E0100)."""
    return read_variations(FONTS / FACES[400])


def read_coverage(path: Path) -> frozenset[int]:
    """Return the code points of a font file from its segmented cmap (format 12), without decoding glyph names."""
    table, offset = _subtable(path, (3, 10), "形式12")
    (groups,) = struct.unpack_from(">L", table, offset + 12)
    spans = struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * groups])
    return frozenset(point for first, last, _ in spans for point in range(first, last + 1))


def read_variations(path: Path) -> frozenset[tuple[int, int]]:
    """Return the variation sequences of a font file (cmap format 14): those of usual and of other glyphs."""
    table, start = _subtable(path, (0, 5), "形式14")
    (records,) = struct.unpack_from(">L", table, start + 6)
    found: set[tuple[int, int]] = set()
    for record in range(records):
        high, low, usual, other = struct.unpack_from(">BHLL", table, start + 10 + 11 * record)
        selector = high << 16 | low
        if usual:
            (count,) = struct.unpack_from(">L", table, start + usual)
            for number in range(count):
                high, low, more = struct.unpack_from(">BHB", table, start + usual + 4 + 4 * number)
                first = high << 16 | low
                found |= {(point, selector) for point in range(first, first + more + 1)}
        if other:
            (count,) = struct.unpack_from(">L", table, start + other)
            for number in range(count):
                high, low = struct.unpack_from(">BH", table, start + other + 4 + 5 * number)
                found.add((high << 16 | low, selector))
    return frozenset(found)


def _subtable(path: Path, kind: tuple[int, int], what: str) -> tuple[bytes, int]:
    """Return the cmap of a font file and where its table of a (platform, encoding) begins."""
    with path.open("rb") as file:
        table: bytes = SFNTReader(file)["cmap"]
    (count,) = struct.unpack_from(">H", table, 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * index)
        if (platform, encoding) == kind:
            return table, offset
    raise PublishError(
        f"書体のファイルに文字の対応表（cmap {what}）がありません。",
        where=path.name,
        remedy="ファイルを元に戻してください（git checkout assets/fonts）。",
    )


def is_drawn(character: str, before: str) -> bool:
    """Return whether the typeface draws the character, or as a selector changes the one ``before`` it."""
    if is_selector(character):
        return bool(before) and (ord(before), ord(character)) in variations()
    return ord(character) in covered() or _invisible(character)


def check_glyphs(texts: Iterable[str], *, where: str) -> None:
    """Raise a PublishError that names every character that has no glyph, with code point and context."""
    missing: dict[str, str] = {}
    for text in texts:
        for index, character in enumerate(text):
            if ord(character) not in covered() and not is_drawn(character, text[index - 1 : index]):
                around = text[max(0, index - _CONTEXT) : index + _CONTEXT + 1]
                missing.setdefault(character, " ".join(around.split()))
    if missing:
        raise PublishError(
            f"書体 {FAMILY} にない文字が {len(missing)} 種あります。",
            where=where,
            found="、".join(f"「{c}」U+{ord(c):04X}（前後: {around}）" for c, around in missing.items()),
            expected=f"{FAMILY} に字形のある文字",
            remedy="設定（config）やテンプレートの側を、字形のある文字に直してください（表の文字は、自動で置き換わります）。",
        )


def drawn_texts(root: Element) -> Iterator[str]:
    """Yield the character data that a document draws, without its head."""
    if root.tag in _NOT_DRAWN:
        return
    if isinstance(root.tag, str) and root.text:
        yield root.text
    for child in root:
        yield from drawn_texts(child)
        if child.tail:
            yield child.tail


def _invisible(character: str) -> bool:
    return character in "\t\n\r\f" or unicodedata.category(character) == "Cf"


def check_embedded(data: bytes) -> None:
    """Read a PDF back: raise a PublishError unless all text is set in embedded subsets of the bundled typeface."""
    with pypdfium2.PdfDocument(data) as document:
        strange = foreign_fonts(font for page in document for font in fonts_of(page))
    if strange:
        raise PublishError(
            "PDFに、同梱の書体でない、又は埋め込まれていない書体があります。",
            where="書き出したPDF",
            found="、".join(strange),
            expected=f"{FAMILY}（埋込み・部分集合）",
            remedy="CSSと図の font-family を確かめてください。",
        )


def foreign_fonts(fonts: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the names of the fonts that are no embedded subset of the bundled typeface."""
    return sorted({name for name, embedded in fonts if not (embedded and _SUBSET.fullmatch(name))})


def fonts_of(page: pypdfium2.PdfPage) -> frozenset[tuple[str, bool]]:
    """Return name and embedding of each font that a text on a page, or in a form on it, is set in."""
    found: dict[int, tuple[str, bool]] = {}
    for font in _fonts(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        place = ctypes.addressof(font.contents)
        if place not in found:
            found[place] = _described(font)
    return frozenset(found.values())


def _fonts(holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    for index in range(count(holder)):
        part = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield pdfium.FPDFTextObj_GetFont(part)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _fonts(part, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _described(font: Any) -> tuple[str, bool]:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return name.value.decode(), pdfium.FPDFFont_GetIsEmbedded(font) == 1
