"""How full pages are: measured on pages made for it, and asked of every brief of the edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import real_areas
from finished import built
from PIL import Image, ImageDraw

from generator.errors import PublishError
from generator.measures.areas import Scope
from generator.review.fill import BOTTOM_MM, TOP_MM, Fill, fill_of, told

A4 = (210, 297)
DOTS = 4
"""Dots a millimetre of the pages made here."""
AREAS = [name for name, area in real_areas().items() if area.scope is not Scope.BLOCK or len(area.prefectures) > 1]
"""A block of one prefecture is not issued."""


def pages(path: Path, *ends: float) -> Path:
    """A PDF of A4 pages, each black from the top margin down to a height in mm, with a footer."""
    sheets = []
    for end in ends:
        sheet = Image.new("L", (A4[0] * DOTS, A4[1] * DOTS), 255)
        draw = ImageDraw.Draw(sheet)
        draw.rectangle((80, TOP_MM * DOTS, 600, end * DOTS), fill=0)
        draw.rectangle((80, 285 * DOTS, 200, 287 * DOTS), fill=0)
        sheets.append(sheet)
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=DOTS * 25.4)
    return path


def test_a_page_is_full_down_to_its_lowest_ink(tmp_path: Path) -> None:
    """Half of the text area is a half; the footer is none of it."""
    half = (TOP_MM + BOTTOM_MM) / 2
    found = fill_of(pages(tmp_path / "a.pdf", BOTTOM_MM - 0.5, half))
    assert found.name == "a"
    assert found.pages == pytest.approx((1, 0.5), abs=0.01)


def test_pages_that_are_too_empty_are_named() -> None:
    """Two thirds are asked of each page, one third of the last."""
    assert Fill("a", (0.66, 0.67, 0.34)).faults == (1,)
    assert Fill("a", (1, 0.33)).faults == (2,)
    assert "| a | 2 | 100 ▲33 |" in told([Fill("a", (1, 0.33))])


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    """The file is named."""
    (tmp_path / "a.pdf").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="PDF"):
        fill_of(tmp_path / "a.pdf")


@pytest.mark.parametrize("name", AREAS)
def test_no_page_of_the_edition_is_too_empty(name: str, tmp_path: Path) -> None:
    """Each page but the last is two thirds full, the last one third."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(built(name).pdf)
    assert fill_of(path).faults == ()
