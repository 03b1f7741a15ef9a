"""The palette: contrast, three colour-vision deficiencies, greyscale; charts and style sheets agree."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from generator.charts import style
from generator.paths import TEMPLATES

RGB = tuple[float, float, float]
CSS = TEMPLATES / "document" / "css"

TEXT_ON = [
    ("INK", "PAPER"), ("INK", "FAINT"), ("INK", "ACCENT_SOFT"), ("MUTED", "PAPER"), ("MUTED", "FAINT"),
    ("ACCENT", "PAPER"), ("ACCENT", "FAINT"), ("PAPER", "ACCENT"), ("REFERENCE", "PAPER"),
]  # fmt: skip
TOUCHING = [
    ("ACCENT", "PAPER", "dots, persons and tiles on the sheet"),
    ("DOT", "PAPER", "dots, tiles and outlines on the sheet"),
    ("MUTED", "PAPER", "hatching, outlines of persons"),
    ("INK", "PAPER", "the median, the national value"),
    ("ACCENT", "DOT", "ours over the others, tiles beside each other"),
    ("INK", "DOT", "median and national value between the dots"),
]
# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
SIMULATIONS: dict[str, tuple[RGB, RGB, RGB]] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def colour(name: str) -> str:
    value = getattr(style, name)
    assert isinstance(value, str)
    return value


def linear(hexadecimal: str) -> RGB:
    """The colour as linear red, green and blue."""
    parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def luminance(rgb: RGB) -> float:
    """Relative luminance as WCAG defines it."""
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(rgb: RGB, kind: str) -> RGB:
    """The colour as somebody with the deficiency sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(factor * part for factor, part in zip(row, rgb, strict=True))))
        for row in SIMULATIONS[kind]
    )
    return red, green, blue


def lightness(rgb: RGB) -> float:
    """CIE L*: how light a copy in grey is, 0 to 100."""
    y = luminance(rgb)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#777777", "#777777", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known pairs come out as the standard's own examples."""
    assert contrast(linear(one), linear(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(text: str, ground: str) -> None:
    """Text differs from its ground by 4.5 : 1."""
    assert contrast(linear(colour(text)), linear(colour(ground))) >= 4.5


@pytest.mark.parametrize(("one", "other", "where"), TOUCHING)
def test_touching_fills_can_be_told_apart(one: str, other: str, where: str) -> None:
    """Fills and lines that touch differ by 3 : 1."""
    assert contrast(linear(colour(one)), linear(colour(other))) >= 3.0, where


@pytest.mark.parametrize("kind", SIMULATIONS)
@pytest.mark.parametrize(("one", "other", "where"), TOUCHING)
def test_touching_fills_in_three_deficiencies(kind: str, one: str, other: str, where: str) -> None:
    """The same, as people see it who lack red, green or blue cones."""
    first, second = seen(linear(colour(one)), kind), seen(linear(colour(other)), kind)
    assert contrast(first, second) >= 3.0, where


@pytest.mark.parametrize("kind", SIMULATIONS)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_in_three_deficiencies(kind: str, text: str, ground: str) -> None:
    """Text keeps 4.5 : 1 for them too."""
    assert contrast(seen(linear(colour(text)), kind), seen(linear(colour(ground)), kind)) >= 4.5


def test_categories_differ_in_grey() -> None:
    """ACCENT, DOT and PAPER, the three fills that carry meaning, stay 25 steps of lightness apart in a grey copy."""
    fills = [lightness(linear(colour(name))) for name in ("ACCENT", "DOT", "PAPER")]
    assert min(abs(one - other) for one, other in combinations(fills, 2)) >= 25


def tokens() -> dict[str, str]:
    """The colours of the style sheet by name."""
    sheet = (CSS / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", sheet))


@pytest.mark.parametrize("token", ["ink", "muted", "rule", "faint", "paper", "accent", "accent-soft", "reference"])
def test_style_sheets_and_charts_share_the_palette(token: str) -> None:
    """A colour is the same in text and in charts."""
    assert tokens()[token] == colour(token.replace("-", "_").upper())


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_no_colour_outside_the_palette(path: Path) -> None:
    """Style sheets use no colour that is not checked here."""
    known = {
        value
        for name, value in vars(style).items()
        if name.isupper() and isinstance(value, str) and value.startswith("#")
    }
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8")))
    assert used <= known


def test_one_accent() -> None:
    """All colours but the accent, its tint and the national value's brown are greys."""
    chromatic = {
        name
        for name, value in vars(style).items()
        if name.isupper() and isinstance(value, str) and value.startswith("#")
        if max(parts := [int(value[i : i + 2], 16) for i in (1, 3, 5)]) - min(parts) > 24
    }
    assert chromatic == {"ACCENT", "ACCENT_SOFT", "REFERENCE"}
