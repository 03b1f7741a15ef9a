"""One typeface, complete, embedded: and what happens to a character or a font that is not in it."""

from __future__ import annotations

from io import BytesIO

import publish_sample as sample
import pydyf
import pytest
from fontTools.ttLib import TTFont
from publish_reading import elements

from generator.errors import PublishError
from generator.paths import FONTS
from generator.typesetting.fonts.typeface import FACES, check_embedded, check_glyphs, read_coverage
from generator.typesetting.pdf import write_pdf


def with_font(name: str) -> bytes:
    """A PDF whose only text is set in a standard font that is not embedded."""
    pdf = pydyf.PDF()
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": f"/{name}"})
    text = pydyf.Stream([b"BT /F 12 Tf 10 10 Td (x) Tj ET"])
    pdf.add_object(font)
    pdf.add_object(text)
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary({"F": font.reference})})
    box = pydyf.Array([0, 0, 99, 99])
    entries = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": box, "Resources": resources}
    pdf.add_page(pydyf.Dictionary({**entries, "Contents": text.reference}))
    pdf.write(written := BytesIO())
    return written.getvalue()


def test_both_weights_cover_the_same_characters() -> None:
    """One coverage stands for both files, and it is what fontTools reads."""
    regular, bold = (read_coverage(FONTS / name) for name in FACES.values())
    with TTFont(FONTS / FACES[400], lazy=True) as font:
        assert regular == bold == set(font.getBestCmap())


@pytest.mark.parametrize("character", "㍻髙﨑‰％△▲●○〇－…Ⅳ①㎢々ヶ")
def test_the_signs_of_the_brief_have_glyphs(character: str) -> None:
    """The characters that tables, names and notes need are all there."""
    check_glyphs([character], where="")


def test_a_missing_glyph_is_named_with_its_place() -> None:
    """Character, code point and what stands around it."""
    with pytest.raises(PublishError) as caught:
        check_glyphs(["ふつうの文", "この字は𠮷野家の𠮷である"], where="本文")
    assert caught.value.found == "「𠮷」U+20BB7（前後: この字は𠮷野家の𠮷である）"


def test_invisible_characters_need_no_glyph() -> None:
    """Line ends, tabs, soft hyphens and zero-width spaces are not drawn."""
    check_glyphs(["\n\t\u00ad\u200b"], where="")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>𠮷</h1>",
        "<h1>題</h1><p>前<b>太𠮷</b></p>",
        f"<h1>題</h1>{sample.image(sample.chart().replace('斜', '𠮷'))}",
    ],
)
def test_a_document_with_a_missing_glyph_is_not_made(body: str) -> None:
    """Neither text nor charts may fall back on another font."""
    with pytest.raises(PublishError, match="書体 BIZ UDPGothic にない文字") as caught:
        write_pdf(sample.document(body), info=sample.INFO)
    assert "U+20BB7" in caught.value.found


def test_a_missing_glyph_in_a_style_sheet_is_found_too() -> None:
    """Generated content comes to light as a warning of the typesetter."""
    with pytest.raises(PublishError, match="警告") as caught:
        write_pdf(sample.document("<h1>題</h1>", style="h1::before { content: '𠮷' }"), info=sample.INFO)
    assert "U+20BB7" in caught.value.found


def test_words_that_are_not_drawn_need_no_glyph() -> None:
    """Style sheets and alternative texts are not set in type."""
    chart = sample.image(sample.chart(), alt="𠮷野の図。値は28.1％である。")
    data = write_pdf(sample.document(f"<h1>題</h1>{chart}<style>/* 𠮷 */</style>"), info=sample.INFO)
    assert "𠮷" in str(elements(data, "Figure")[0].Alt)


def test_another_family_falls_back_on_the_bundled_one() -> None:
    """The machine's fonts are out of reach, whatever a style sheet asks for."""
    check_embedded(write_pdf(sample.document("<h1 style='font-family: Arial, serif'>A題</h1>"), info=sample.INFO))


def test_a_document_without_font_face_rules_is_set_all_the_same() -> None:
    """The faces come from the publisher, not from the template."""
    check_embedded(write_pdf(sample.document("<h1>題</h1>", style=""), info=sample.INFO))


def test_without_harfbuzz_subset_the_clock_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts cut down by fontTools pass, carry the edition's date and come out the same at another time."""
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    made = []
    for now in (1_000_000_000, 1_500_000_000):
        monkeypatch.setattr("time.time", lambda now=now: now)
        made.append(write_pdf(sample.document("<p>題</p>"), info=sample.INFO))
    check_embedded(made[0])
    assert made[0] == made[1]


def test_a_font_that_is_not_ours_is_found() -> None:
    """The finished file is read back: a font that is neither embedded nor the bundled one is an error."""
    with pytest.raises(PublishError, match="書体でない") as caught:
        check_embedded(with_font("Helvetica"))
    assert caught.value.found == "Helvetica"
