"""Numbers as respondents write them: full-width, kanji, 千 and 万, with thousands separators that may be wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "億": 10**8}
_KANJI: Final = "〇一二三四五六七八九十百千万億"

ARABIC: Final = r"\d+(?:[,.、・'’]\d+)*"
NUMBER: Final = rf"(?:(?:(?:{ARABIC})[十百千万億]*)+|[{_KANJI}]+)"
"""A number in unified text (see characters.squeeze). Whether it can be read for sure is for read_number to say."""

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_SEPARATED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ARABIC = re.compile(ARABIC)
_TOKEN = re.compile(rf"{ARABIC}|[{_KANJI}]")


def read_number(text: str) -> Decimal | None:
    """Read one number of unified text ("12,345", "2千", "三百", "1億2,000万"); None when it is not certain.

    A comma must part groups of three digits ("389,0606" is no number), and there is at most one decimal point.
    """
    if _ARABIC.fullmatch(text):
        return _plain(text)
    if not text or not _TOKEN.match(text):
        return None
    if all(c in _DIGITS for c in text) and len(text) > 1:
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    return _multiplied(text)


def read_count(text: str) -> Decimal | None:
    """Read a number of things or people; a broken one ("27.326") is more likely a false separator, hence None."""
    number = read_number(text)
    return number if number is not None and number == number.to_integral_value() else None


def _plain(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _SEPARATED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def _multiplied(text: str) -> Decimal | None:
    """Read digits with multipliers: each of 十百千 multiplies the digit before it, 万 and 億 all before them."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            return None
        position, token = match.end(), match.group()
        if token in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[token]
            digit = None
        elif token in _LARGE:
            if digit is None and not section:
                return None
            total += (section + (digit or 0)) * _LARGE[token]
            section, digit = Decimal(0), None
        elif digit is not None:
            return None
        else:
            digit = Decimal(_DIGITS[token]) if token in _DIGITS else _plain(token)
            if digit is None:
                return None
    return total + section + (digit or 0) if position == len(text) else None


def shown(value: Decimal) -> str:
    """Return a value for a table: no exponent, no trailing zeros ("3.70" → "3.7", "37.0" → "37")."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
