"""A character that the typeface lacks gets a substitute, and nothing else changes."""

from __future__ import annotations

import pytest
from finished import real_inputs
from fontTools.ttLib import TTFont

from generator.brief.lettering import printable
from generator.errors import PublishError
from generator.paths import FONTS
from generator.typesetting.fonts.substitutes import drawable, is_ordinary
from generator.typesetting.fonts.typeface import FACES, check_glyphs, is_drawn, read_variations


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("辻\U000e0100", "辻\U000e0100"),
        ("𠮷野町", "吉野町"),
        ("𠮷\U000e0101田", "吉田"),
        ("葛\U000e01ef城", "葛城"),
        ("戶", "戸"),
        ("⻝堂", "食堂"),
        ("吳市", "呉市"),
        ("ﬅ", "st"),
        ("ð", "ð"),
        ("☑済", "✓済"),
        ("😀", "〓"),
        ("\uf09e相談", "〓相談"),
        ("ふつうの文～①㎢髙﨑", "ふつうの文～①㎢髙﨑"),
        ("\U000e0100", ""),
    ],
)
def test_what_is_printed_for_a_character(written: str, printed: str) -> None:
    """A form that the font has stays, a usual form stands for others, 〓 for what has none."""
    assert drawable(written) == printed
    check_glyphs([drawable(written)], where="")


def test_both_weights_have_the_same_variations() -> None:
    """They are what fontTools reads of both files."""
    for name in FACES.values():
        with TTFont(FONTS / name, lazy=True) as font:
            (table,) = (table for table in font["cmap"].tables if table.format == 14)
            pairs = {(point, selector) for selector, entries in table.uvsDict.items() for point, _ in entries}
        assert read_variations(FONTS / name) == pairs


def test_a_variation_that_the_typeface_lacks_is_named() -> None:
    """The check alone accepts only what the font has."""
    with pytest.raises(PublishError) as caught:
        check_glyphs(["辻\U000e01ef"], where="本文")
    assert "U+E01EF" in caught.value.found


def test_ordinary_text_is_always_drawn() -> None:
    """What is told without the font's tables is true: the typeface holds all of JIS X 0213 but two brackets."""
    ordinary = [chr(point) for point in range(0x20, 0x30000) if is_ordinary(chr(point)) and chr(point) != "\x7f"]

    assert len(ordinary) > 11_000
    assert [character for character in ordinary if not is_drawn(character, "")] == []


def test_the_tables_of_the_edition_are_returned_as_they_are() -> None:
    """Nothing is copied where nothing is to be replaced."""
    dataset = real_inputs().dataset

    assert printable(dataset) is dataset
