"""Numbers are read as a careful reader reads them, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.printed.characters import squeeze
from generator.printed.numbers import read_count, read_number, shown

_FULL = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,966,735", "1966735"),
        ("62073", "62073"),
        ("１１４,２９２", "114292"),
        ("27, 326", "27326"),
        ("２ ５ . ５ ９", "25.59"),
        ("1362.90", "1362.90"),
        ("1,121.26", "1121.26"),
        ("2 千", "2000"),
        ("3万2千", "32000"),
        ("1億2,000万", "120000000"),
        ("1.9万", "19000"),
        ("十二", "12"),
        ("三百", "300"),
        ("百五", "105"),
        ("二千三百四", "2304"),
        ("二〇一八", "2018"),
        ("〇", "0"),
        ("0.094", "0.094"),
    ],
)
def test_number_is_read(printed: str, value: str) -> None:
    """Every way of writing a number that occurs gives its value."""
    assert read_number(squeeze(printed)) == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    ["389,0606", "2,3", "12,34,567", "1.2.3", "1,2345", "25・6", "1、234", "", "万", "人", "一1", "12a", "1,234,56"],
)
def test_doubtful_number_is_not_read(printed: str) -> None:
    """A number with false separators, two points or stray characters is no number."""
    assert read_number(squeeze(printed)) is None


@pytest.mark.parametrize(("printed", "value"), [("27", Decimal(27)), ("27.326", None), ("2.0", Decimal(2))])
def test_count_has_no_fraction(printed: str, value: Decimal | None) -> None:
    """A count with a fraction is more likely a false separator."""
    assert read_count(printed) == value


@given(st.integers(0, 10**9), st.sampled_from(["plain", "comma", "full", "spaced"]))
def test_any_integer_survives_its_printing(value: int, style: str) -> None:
    """An integer is read back however it is set."""
    text = f"{value}" if style == "plain" else f"{value:,}"
    text = text.translate(_FULL) if style in ("full", "spaced") else text
    assert read_number(squeeze(" ".join(text) if style == "spaced" else text)) == value


@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_any_decimal_survives_its_printing(value: Decimal) -> None:
    """A decimal is read back in full-width with separators."""
    assert read_number(squeeze(f"{value:,}".translate(_FULL))) == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_myriads_multiply(high: int, low: int) -> None:
    """万 multiplies what stands before it."""
    assert read_number(f"{high}万{low}") == high * 10_000 + low


@given(st.integers(1, 999), st.integers(0, 9999).filter(lambda n: len(str(n)) != 3))
def test_false_groups_are_refused(head: int, tail: int) -> None:
    """A comma before any other number of digits than three makes the number doubtful."""
    assert read_number(f"{head},{tail}") is None


@given(st.text(alphabet="0123456789,.、・十百千万億〇一二三", max_size=12))
def test_reading_never_fails(text: str) -> None:
    """Any mixture gives a finite number or None."""
    number = read_number(text)
    assert number is None or (number.is_finite() and number >= 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [("37.0", "37"), ("49.10", "49.1"), ("0", "0"), ("1000", "1000"), ("0.940", "0.94"), ("1E+3", "1000")],
)
def test_value_is_shown_without_trailing_zeros(value: str, text: str) -> None:
    """A table's value has no trailing zeros and no exponent."""
    assert shown(Decimal(value)) == text
