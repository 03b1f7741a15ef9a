"""Page 1 and the charts as slides: of one size, legible, word for word, each told in words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from finished import built
from PIL import Image

from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.edition.delivery.slides import CAPTION_TABLE, CAPTIONS, MATRIX, PIXELS, scale_of, slides_of
from generator.edition.folder.page_one import PageOne, page_one_of, read_page_one
from generator.edition.outputs.chart_files import named_drawings, standalone
from generator.edition.outputs.digests import finding_texts
from generator.paths import TEMPLATES
from generator.typesetting.info import PdfInfo

AREAS = ["岩手県", "秋田県", "宮城県"]
CREDIT = "出典：発行者「題」（管理番号 CKB-1）"
INFO = PdfInfo("スライド", "発行者", "事業", ("岩手県",), "ja", date(2026, 12, 1))
LEAST = 12.0
"""The smallest letters on a slide, in points, are those of the source."""


@cache
def page_of(area: str) -> PageOne:
    """Page 1 as it is read from the folder."""
    return read_page_one(page_one_of(built(area)))


@cache
def drawings(area: str) -> tuple[tuple[str, bytes], ...]:
    """The charts as files."""
    words = Phrases(make_environment(), "edition/words.j2")
    return tuple((one.name, standalone(one.placed)) for one in named_drawings(built(area), words))


def drawn(page: PageOne, area: str) -> dict[str, bytes]:
    """The files of the slides of a page."""
    return dict(slides_of(page, drawings(area), environment=make_environment(), credit=CREDIT, info=INFO))


@cache
def slides(area: str) -> Mapping[str, bytes]:
    return drawn(page_of(area), area)


def told(area: str) -> list[dict[str, str]]:
    """The table of captions."""
    text = slides(area)[CAPTION_TABLE].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("area", AREAS)
def test_page_one_is_told_word_for_word(area: str) -> None:
    """Findings, tiles and matrix as the brief prints them."""
    page, view = page_of(area), built(area).view
    codes = [row.name for row in view.matrix]

    assert page.findings == finding_texts(built(area).flow)
    assert [row[0].partition("\n")[0] for row in page.rows] == codes
    assert {len(row) for row in page.rows} == {len(page.columns)}
    assert [key.name.partition(" ")[0] for key in page.keys][1:3] == ["推進員（予定）", "数値目標"]
    assert page.headline and page.control == view.control


def test_a_column_of_the_matrix_holds_one_thing() -> None:
    """Two figures that stand one below the other in the brief are two columns; a broken heading is whole."""
    page = page_of("岩手県")

    assert page.columns[-2:] == ("人口", "高齢化率")
    assert page.columns[5] == "個別事例の会議"
    assert all(re.fullmatch(r"[\d,…]+", row[-2]) and re.fullmatch(r"[\d.…]+", row[-1]) for row in page.rows)


def test_a_brief_of_a_wider_area_has_no_matrix() -> None:
    """Its page 1 is told without one."""
    page = page_of("東北地方")

    assert not page.rows
    assert not page.columns
    assert page.findings and page.keys


@pytest.mark.parametrize("data", [b"", b"[]", b'{"title": "x"}', b'{"title": 1}', b"\xff"])
def test_anything_else_is_no_page(data: bytes) -> None:
    """A file that somebody has changed is refused."""
    with pytest.raises(ValueError, match=r"."):
        read_page_one(data)


@pytest.mark.parametrize("area", AREAS)
def test_every_picture_is_as_large_as_a_slide(area: str) -> None:
    """16 to 9, 1920 by 1080, small enough to be mailed."""
    pictures = {name: data for name, data in slides(area).items() if name.endswith(".png")}

    assert {Image.open(io.BytesIO(data)).size for data in pictures.values()} == {PIXELS}
    assert max(map(len, pictures.values())) < 300_000
    assert len(pictures) >= len(drawings(area)) + 3


@pytest.mark.parametrize("area", AREAS)
def test_every_picture_is_told_in_words(area: str) -> None:
    """Alternative texts of 30 to 200 characters, with the source, in a table and in a text."""
    rows, text = told(area), slides(area)[CAPTIONS].decode()

    assert [row["ファイル"] for row in rows] == [name for name in slides(area) if name.endswith(".png")]
    assert [row for row in rows if not 30 <= len(row["代替テキスト"]) <= 200] == []
    assert all(row["出典"] == CREDIT for row in rows)
    assert all(row["ファイル"] in text and row["代替テキスト"] in text for row in rows)


def test_the_alternative_text_of_a_chart_is_that_of_the_brief() -> None:
    """Made from the same data."""
    alts = {row["代替テキスト"] for row in told("岩手県")}

    assert {
        one.placed.alt for one in named_drawings(built("岩手県"), Phrases(make_environment(), "edition/words.j2"))
    } <= alts


@pytest.mark.parametrize("area", AREAS)
def test_letters_on_a_slide_can_be_read(area: str) -> None:
    """None is smaller than the source's, in the style sheet and in the enlarged charts."""
    style = (TEMPLATES / "edition" / "slides.html.j2").read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", style)]
    placed = {
        one.name: one.placed for one in named_drawings(built(area), Phrases(make_environment(), "edition/words.j2"))
    }
    labels = [
        label.size * scale_of(data.decode()) for name, data in drawings(area) for label in placed[name].drawing.labels
    ]

    assert min(sizes) >= LEAST
    assert min(labels) >= LEAST


def test_the_matrix_is_a_table_too() -> None:
    """One value a cell, as on the slide; a line end in a cell is a blank."""
    rows = list(csv.reader(io.StringIO(slides("岩手県")[MATRIX].decode("utf-8-sig"), newline="")))
    page = page_of("岩手県")

    assert rows == [list(page.columns), *([cell.replace("\n", " ") for cell in row] for row in page.rows)]


def test_a_cell_that_looks_like_a_formula_stays_a_text() -> None:
    """The tables are for people who open them in a spreadsheet."""
    page = page_of("岩手県")
    spoilt = replace(page, rows=(("=1+1", *page.rows[0][1:]),))

    assert "'=1+1" in drawn(spoilt, "岩手県")[MATRIX].decode("utf-8-sig")


def test_what_does_not_fit_goes_on_on_another_picture() -> None:
    """No word is lost: a finding as long as a page is on two."""
    page = replace(page_of("岩手県"), findings=("長い所見である。" * 90,))
    found = drawn(page, "岩手県")

    assert "01_見出しと所見_2.png" in found
    assert found["01_見出しと所見.png"] != found["01_見出しと所見_2.png"]


def test_the_slides_are_the_same_each_time() -> None:
    """Byte for byte."""
    assert drawn(page_of("宮城県"), "宮城県") == slides("宮城県")
