"""The look of all charts: colours, type sizes, line weights, sizes in mm. Chart modules hold none of these."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from generator.errors import PublishError
from generator.everyday import without_selectors
from generator.page_geometry import page_geometry
from generator.paths import FONTS, shown

SALT: Final = "chiiki-kyosei-brief"
FAMILY: Final = "BIZ UDPGothic"
REGULAR: Final = FONTS / "BIZUDPGothic-Regular.ttf"
BOLD: Final = FONTS / "BIZUDPGothic-Bold.ttf"

# Color Universal Design: one accent, greys; every pair that touches differs by 3:1 or more (tests/charts/test_palette.py).
ACCENT: Final = "#0a4080"
ACCENT_SOFT: Final = "#cfe0f2"
INK: Final = "#1f2328"
MUTED: Final = "#5c636b"
DOT: Final = "#949494"
RULE: Final = "#c9ced4"
FAINT: Final = "#eef1f4"
PAPER: Final = "#ffffff"
REFERENCE: Final = "#8a3b00"

SMALL: Final = 8.0
"""No text of a chart is smaller."""
LABEL: Final = 8.5
NAME: Final = 9.0
POINT_MM: Final = 25.4 / 72
_SIZE: Final = 100
"""The size at which the font is measured."""

HAIRLINE: Final = 0.4
THIN: Final = 0.7
MEDIUM: Final = 1.2
DASHED: Final = (3.0, 2.0)
DOTTED: Final = (1.0, 1.4)

TEXT_WIDTH: Final = page_geometry().text_width
"""Width of the text column in mm."""
MIDDLE: Final = 0.36
"""How far, in em, the optical middle of Japanese glyphs lies above the baseline."""
NARROW_WIDTH: Final = 88.0
"""Width in mm of a drawing made for phones."""


def register_fonts() -> None:
    """Make the bundled font known to matplotlib and set what every drawing shares. Safe to repeat."""
    if mpl.rcParams["svg.hashsalt"] == SALT:
        return
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in (REGULAR, BOLD):
        if _font(path) and str(path) not in known:
            font_manager.fontManager.addfont(str(path))
    mpl.rcParams.update(
        {
            "font.family": [FAMILY],
            "svg.fonttype": "none",
            "svg.hashsalt": SALT,
            "path.simplify": False,
            "axes.unicode_minus": False,
        }
    )


@cache
def _font(path: Path) -> FT2Font:
    """Return a bundled font. Raises PublishError when its file is missing, broken or another font's.

    It is read whole: forked processes would move about in one open file together, and draw each other's glyphs.
    """
    found, wanted = "", f"{FAMILY} {path.stem.rpartition('-')[2]}"
    try:
        font = FT2Font(BytesIO(path.read_bytes()))
        found = f"{font.family_name} {font.style_name}"
    except (OSError, RuntimeError):
        pass
    if found != wanted:
        raise PublishError(
            "書体のファイルがないか、壊れているか、別の書体のものです。",
            where=shown(path),
            found=found or "読めない",
            expected=wanted,
            remedy="版管理から戻してください（git checkout -- assets/fonts）。",
        )
    font.set_size(_SIZE, 72)
    return font


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in mm of one line of text set in ``size`` points: what its characters take, as in the PDF."""
    path = BOLD if bold else REGULAR
    return sum(_advance(path, character) for character in without_selectors(text)) * size * POINT_MM


@cache
def _advance(path: Path, character: str) -> float:
    """Return how far a character moves on, in em; the bundled typeface has no kerning (tests/charts/test_widths.py)."""
    font = _font(path)
    if not font.get_char_index(ord(character)):
        raise PublishError(
            f"図の文字が、書体 {FAMILY} にありません。",
            where=shown(path),
            found=f"「{character}」U+{ord(character):04X}",
            remedy="書体のファイルを版管理から戻すか、字形のある文字に直してください。",
        )
    return float(font.load_char(ord(character), flags=LoadFlags.NO_HINTING).horiAdvance) / 64 / _SIZE


def fit(text: str, size: float, width: float) -> str:
    """Return the text, its end replaced by 「…」 where it is wider than ``width`` mm."""
    length = len(text)
    while length > 1 and text_width(text if length == len(text) else text[:length] + "…", size) > width:
        length -= 1
    return text if length == len(text) else text[:length] + "…"
