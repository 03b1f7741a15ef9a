"""What Excel shows for a stored number: percent, separators, decimals, units in the format, dates by era."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from generator.ingest.document.excel.eras import era_of

# Excel's own numbers for Japanese dates; files hold no text for them, and openpyxl knows none.
_ERA_DOTS: Final = "[$-411]ge.m.d"
_ERA_WORDS: Final = '[$-411]ggge"年"m"月"d"日"'
_YEAR_MONTH: Final = 'yyyy"年"m"月"'
_MONTH_DAY: Final = 'm"月"d"日"'
JAPANESE_FORMATS: Final = {
    27: _ERA_DOTS, 28: _ERA_WORDS, 29: _ERA_WORDS, 30: "yyyy/m/d", 31: 'yyyy"年"m"月"d"日"', 34: _YEAR_MONTH,
    35: _MONTH_DAY, 36: _ERA_DOTS, 50: _ERA_DOTS, 51: _ERA_WORDS, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _ERA_WORDS,
    55: _YEAR_MONTH, 56: _MONTH_DAY, 57: _ERA_DOTS, 58: _ERA_WORDS,
}  # fmt: skip
_SHORT_DATE: Final = "mm-dd-yy"
"""Format 14: Excel shows it in the order of the country, here year/month/day."""
_LONGEST: Final = 255
_WORDS: Final = {ord(letter): 0xE000 + ord(letter) for letter in "#0?.,%/Ee+-"}
"""Figures and marks inside quoted words are words: they change places until the format has been read."""
_BACK: Final = {to: letter for letter, to in _WORDS.items()}
_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|g+|e+|y+|m+|d+|a{3,4}|[^"\\]', re.IGNORECASE)
_PATTERN = re.compile(r"[#0?][#0?,.]*|\.[0#?]+")


def shown_number(value: float | Decimal, pattern: str) -> str:
    """Return a number as a format shows it; a format that is not understood leaves the number as it is."""
    number = _decimal(value)
    if number is None:
        return str(value)
    plain = f"{number.normalize():f}"
    section = _section(pattern[:_LONGEST], number)
    if section is None or section.strip().lower() in ("general", "g/標準", "@", ""):
        return plain
    literal = "".join(_literal(token) for token in _TOKEN.findall(section))
    digits = _PATTERN.search(literal)
    if digits is None and literal.strip():
        return literal.translate(_BACK).strip()
    if digits is None or re.search(r"[eE][+-]|/", literal):
        return plain
    figure = _figure(abs(number) * 100 ** literal.count("%"), digits.group())
    minus = "-" if number < 0 and ";" not in pattern else ""
    return f"{literal[: digits.start()]}{minus}{figure}{literal[digits.end() :]}".translate(_BACK).strip()


def shown_date(value: datetime | date | time, pattern: str) -> str:
    """Return a day as a format shows it; the time of day is left out of a format that shows none."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if pattern.lower().startswith(_SHORT_DATE):
        return f"{value.year}/{value.month}/{value.day}"
    section = pattern[:_LONGEST].split(";", maxsplit=1)[0]
    text = "".join(_date_part(token, value, first_year="gannen" in pattern) for token in _TOKEN.findall(section))
    return text.strip() or f"{value.year}/{value.month}/{value.day}"


def _decimal(value: float | Decimal) -> Decimal | None:
    """Return the number that is meant: Excel keeps 15 digits, so 0.1+0.2 is 0.3."""
    try:
        number = Decimal(f"{value:.15g}")
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None


def _section(pattern: str, number: Decimal) -> str | None:
    """Return the part of a format that is for a number of this sign; None for one with conditions."""
    if re.search(r"\[[<>=]", pattern):
        return None
    parts = pattern.split(";")
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def _literal(token: str) -> str:
    """Return what a token shows: quoted words as they are, colours and gaps as nothing."""
    if token.startswith('"'):
        return token[1:-1].translate(_WORDS)
    if token.startswith("\\"):
        return token[1:].translate(_WORDS)
    if token.startswith("[$"):
        return token[2:-1].split("-", maxsplit=1)[0]
    return "" if token[0] in "[_*" else token


def _figure(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    scaled = number / 1000 ** (len(whole) - len(whole.rstrip(",")))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional and "." in text:
        kept = text[:-optional] + text[-optional:].rstrip("0")
        text = kept.rstrip(".")
    head, dot, tail = text.partition(".")
    return head.zfill(whole.count("0")) + dot + tail


def _date_part(token: str, day: date, *, first_year: bool) -> str:
    """Return what one token of a date's format shows; hours, minutes and seconds show nothing."""
    era, letter, year = era_of(date(day.year, day.month, day.day))
    long = len(token)
    shown = {
        "g": {1: letter, 2: era[:1]}.get(long, era),
        "e": "元" if first_year and year == 1 else str(year).zfill(long),
        "y": str(day.year) if long > 2 else f"{day.year % 100:02d}",
        "m": str(day.month).zfill(min(long, 2)),
        "d": str(day.day).zfill(min(long, 2)),
        "a": "月火水木金土日"[day.weekday()] + ("曜日" if long > 3 else ""),
        "h": "",
        "s": "",
        ":": "",
        "@": "",
    }
    return shown.get(token[0].lower(), _literal(token).translate(_BACK))
