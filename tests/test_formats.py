"""Numbers, dates and lists as the ministry prints them; rounding as it is done by hand."""

from __future__ import annotations

import ast
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import formats

GENERATOR = Path(formats.__file__).parent
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
PLACES = st.integers(min_value=0, max_value=4)


def half_up_by_hand(value: Decimal, decimals: int) -> Fraction:
    """Round half away from zero with whole numbers only."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole, 10**decimals) * (-1 if value < 0 else 1)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("27.25", 1, "27.3"),
        ("27.35", 1, "27.4"),
        ("27.249999", 1, "27.2"),
        ("0.05", 1, "0.1"),
        ("0.049", 1, "0.0"),
        ("0", 1, "0.0"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-27.25", 1, "△27.3"),
        ("-0.5", 0, "△1"),
        ("-0.04", 1, "0.0"),
        ("-0.05", 1, "△0.1"),
        ("-1234.5", 0, "△1,235"),
        ("354030", 0, "354,030"),
        ("999.5", 0, "1,000"),
        ("999", 0, "999"),
        ("1000", 0, "1,000"),
        ("1234567.891", 2, "1,234,567.89"),
        ("99.95", 1, "100.0"),
        ("14.6", 1, "14.6"),
        ("28", 1, "28.0"),
        ("2.355", 2, "2.36"),
        ("1E+3", 0, "1,000"),
        ("1E-7", 1, "0.0"),
        ("0E-10", 0, "0"),
    ],
)
def test_number(value: str, decimals: int, text: str) -> None:
    """Half goes up (away from zero), thousands carry commas, a negative number carries △, zero no sign."""
    assert formats.number(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("354030", 0, "354030"),
        ("27.25", 1, "27.3"),
        ("-27.25", 1, "-27.3"),
        ("-0.04", 1, "0.0"),
        ("1E+3", 0, "1000"),
        ("1E-9", 2, "0.00"),
    ],
)
def test_plain(value: str, decimals: int, text: str) -> None:
    """Machines get no commas, an ASCII minus, no exponent and no negative zero."""
    assert formats.plain(Decimal(value), decimals) == text


@settings(deadline=None)
@given(NUMBERS, PLACES)
def test_rounding_is_that_of_whole_numbers(value: Decimal, decimals: int) -> None:
    """The result equals rounding done with whole numbers only."""
    assert Fraction(formats.round_half_up(value, decimals)) == half_up_by_hand(value, decimals)


@settings(deadline=None)
@given(NUMBERS, PLACES)
def test_rounding_moves_by_half_a_unit_at_most(value: Decimal, decimals: int) -> None:
    """Nothing is further from its rounded value than half of the last place."""
    assert abs(formats.round_half_up(value, decimals) - value) * 2 <= Decimal(1).scaleb(-decimals)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, PLACES)
def test_rounding_keeps_the_order(one: Decimal, other: Decimal, decimals: int) -> None:
    """The larger of two values never prints smaller."""
    low, high = sorted((one, other))
    assert formats.round_half_up(low, decimals) <= formats.round_half_up(high, decimals)


@settings(deadline=None)
@given(NUMBERS, PLACES)
def test_rounding_twice_changes_nothing(value: Decimal, decimals: int) -> None:
    """A printed value, rounded again, stays."""
    once = formats.round_half_up(value, decimals)
    assert formats.round_half_up(once, decimals) == once


@settings(deadline=None)
@given(NUMBERS, PLACES)
def test_number_reads_back_as_plain(value: Decimal, decimals: int) -> None:
    """Without commas and with a minus for △, what people read is what machines read."""
    text = formats.number(value, decimals)
    assert re.fullmatch(r"△?\d{1,3}(,\d{3})*(\.\d+)?", text)
    assert text.replace(",", "").replace("△", "-") == formats.plain(value, decimals)


@settings(deadline=None)
@given(NUMBERS, PLACES)
def test_a_value_and_its_negative_differ_only_in_the_sign(value: Decimal, decimals: int) -> None:
    """四捨五入 treats both signs alike."""
    assert formats.number(value, decimals).removeprefix("△") == formats.number(-value, decimals).removeprefix("△")


@pytest.mark.parametrize(
    ("value", "decimals"),
    [("27.3", 1), ("27.30", 1), ("100", 0), ("1E+2", 0), ("0.00", 0), ("6.59", 2), ("1,000".replace(",", ""), 0)],
)
def test_natural_decimals(value: str, decimals: int) -> None:
    """Trailing zeros of a fraction do not count, those of a whole number are no decimals."""
    assert formats.natural_decimals(Decimal(value)) == decimals


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1989, "平成元年度（1989年度）"),
        (2018, "平成30年度（2018年度）"),
        (2019, "令和元年度（2019年度）"),
        (2020, "令和2年度（2020年度）"),
    ],
)
def test_fiscal_year(year: int, text: str) -> None:
    """The year of the era change is named after the new era."""
    assert formats.fiscal_year(year) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2018, 9, 15), "平成30年9月15日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2026, 12, 1), "令和8年12月1日"),
    ],
)
def test_era_date(day: date, text: str) -> None:
    """The first year is 元年, and the eras meet between 30 April and 1 May 2019."""
    assert formats.era_date(day) == text


def test_era_before_heisei_is_refused() -> None:
    """A day of 昭和 has no form here and says so."""
    with pytest.raises(ValueError, match="1989-01-07"):
        formats.era_date(date(1989, 1, 7))


@settings(deadline=None)
@given(st.text(alphabet="あい漢字A1、", max_size=30), st.integers(min_value=1, max_value=20))
def test_shorten(text: str, length: int) -> None:
    """The result is the text or its beginning with 「…」, never longer than asked."""
    short = formats.shorten(text, length)
    assert len(short) <= length
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_rounding_has_one_place() -> None:
    """No other module of a brief's making quantizes (messages of the audit and what a reader of forms sees are no figures of a brief)."""
    users = [
        path.relative_to(GENERATOR).as_posix()
        for path in GENERATOR.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "quantize"
    ]
    pictures = "edition/delivery/slides.py"  # Pillow's word for fewer colours
    assert {user for user in users if not user.startswith(("audit/", "ingest/"))} - {pictures} == {"formats.py"}
