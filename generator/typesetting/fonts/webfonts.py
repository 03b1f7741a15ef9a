"""The bundled typeface cut down to the characters of a page, for pages and drawings that must stand on their own."""

from __future__ import annotations

import base64
import ctypes
import io
import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import Any, Final

from generator.paths import FONTS
from generator.typesetting.fonts.typeface import FACES, FAMILY, covered

_PLACE: Final = "/* faces */"
_TAG: Final = re.compile(r"<[^>]*>")
_LIBRARIES: Final = ("libharfbuzz.so.0", "libharfbuzz-subset.so.0")
_NO_HINTING: Final = 1
_COPIED: Final = 0  # HB_MEMORY_MODE_DUPLICATE
_DROPPED: Final = 3  # HB_SUBSET_SETS_DROP_TABLE_TAG
_TABLES: Final = ("BASE", "DSIG", "GPOS", "GSUB", "meta", "vhea", "vmtx")


def with_faces(page: str) -> str:
    """Return a page with the typeface cut down to its characters, where its style sheet marks the place."""
    return page.replace(_PLACE, font_faces("".join(sorted(set(unescape(_TAG.sub("", page)))))), 1)


def font_faces(text: str, weights: Iterable[int] = (400, 700)) -> str:
    """Return @font-face rules that hold the characters of ``text`` in themselves (data: URIs)."""
    points = frozenset(map(ord, text)) & covered()
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{base64.b64encode(_cut(weight, points)).decode()})}}"
        for weight in weights
    )


def _cut(weight: int, points: frozenset[int]) -> bytes:
    library = _library()
    if library is None:
        return _cut_in_python(weight, points)
    harfbuzz, subset = library
    wish = subset.hb_subset_input_create_or_fail()
    for point in sorted(points):
        harfbuzz.hb_set_add(subset.hb_subset_input_unicode_set(wish), point)
    for table in _TABLES:
        harfbuzz.hb_set_add(subset.hb_subset_input_set(wish, _DROPPED), int.from_bytes(table.encode(), "big"))
    subset.hb_subset_input_set_flags(wish, _NO_HINTING)
    small = subset.hb_subset_or_fail(_face(harfbuzz, subset, weight), wish)
    result = harfbuzz.hb_face_reference_blob(small)
    length = ctypes.c_uint()
    content = ctypes.string_at(harfbuzz.hb_blob_get_data(result, ctypes.byref(length)), length.value)
    for release, thing in (("hb_blob", result), ("hb_face", small)):
        getattr(harfbuzz, f"{release}_destroy")(thing)
    subset.hb_subset_input_destroy(wish)
    return content


@cache
def _face(harfbuzz: Any, subset: Any, weight: int) -> Any:
    """Return HarfBuzz's face of a weight, which this process keeps: reading the file takes longer than cutting it.

    HarfBuzz 6 and later can make the face ready for being cut many times; what comes out is the same.
    """
    data = (FONTS / FACES[weight]).read_bytes()
    blob = harfbuzz.hb_blob_create(data, len(data), _COPIED, None, None)
    face = ctypes.c_void_p(harfbuzz.hb_face_create(blob, 0))
    harfbuzz.hb_blob_destroy(blob)  # the face holds it
    if not hasattr(subset, "hb_subset_preprocess"):
        return face
    subset.hb_subset_preprocess.restype, subset.hb_subset_preprocess.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    return ctypes.c_void_p(subset.hb_subset_preprocess(face))


@cache
def _library() -> tuple[Any, Any] | None:
    """Return HarfBuzz and its subsetter, None where either is not installed."""
    try:
        harfbuzz, subset = map(ctypes.CDLL, _LIBRARIES)
    except OSError:
        return None
    pointers = (
        *(
            (harfbuzz, name)
            for name in ("hb_blob_create", "hb_face_create", "hb_face_reference_blob", "hb_blob_get_data")
        ),
        *((subset, f"hb_subset_{n}") for n in ("input_create_or_fail", "input_unicode_set", "input_set", "or_fail")),
    )
    for owner, name in pointers:
        getattr(owner, name).restype = ctypes.c_void_p
    given = ctypes.c_void_p
    harfbuzz.hb_blob_create.argtypes = [ctypes.c_char_p, ctypes.c_uint, ctypes.c_int, given, given]
    harfbuzz.hb_face_create.argtypes = [given, ctypes.c_uint]
    harfbuzz.hb_face_reference_blob.argtypes = [given]
    harfbuzz.hb_blob_get_data.argtypes = [given, given]
    harfbuzz.hb_set_add.argtypes = [given, ctypes.c_uint]
    harfbuzz.hb_blob_destroy.argtypes = harfbuzz.hb_face_destroy.argtypes = [given]
    subset.hb_subset_input_unicode_set.argtypes = subset.hb_subset_input_destroy.argtypes = [given]
    subset.hb_subset_input_set.argtypes = subset.hb_subset_input_set_flags.argtypes = [given, ctypes.c_uint]
    subset.hb_subset_or_fail.argtypes = [given, given]
    return harfbuzz, subset


def _cut_in_python(weight: int, points: frozenset[int]) -> bytes:
    """Return the same without HarfBuzz; it takes a second."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415  # most systems have HarfBuzz
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = Options(hinting=False, notdef_outline=True, layout_features=[], drop_tables=[*_TABLES])
    font = TTFont(FONTS / FACES[weight], recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
