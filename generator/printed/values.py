"""What value a printed cell can stand for: counted again from its text alone, apart from how the form was read.

A cell with several figures is added up by a rule of its own: whatever stands outside parentheses counts. Another unit
than the contract's is known by the note of the conversion: 「％の印字を10倍」.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from generator.printed.characters import squeeze
from generator.printed.numbers import ARABIC, NUMBER, read_count, read_number

BREAK: Final = "／"
"""Stands in a cell where the printed text goes on in the next line."""
COORDINATORS: Final = "coordinators"
FACILITIES: Final = ("support_centers", "self_reliance")
_NONE: Final = re.compile(r"なし|無し?|ゼロ|該当なし")
_PLACE: Final = r"(?:[かカヵケヶ箇個]所|拠点)"
_EACH: Final = re.compile(rf"(?P<places>{NUMBER}){_PLACE}\(各(?P<people>{NUMBER})[人名]\)")
_ALONE: Final = re.compile(rf"(直営|委託)\(({NUMBER}){_PLACE}?\)")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_PEOPLE: Final = re.compile(rf"{NUMBER}(?=[人名])")
_PLACES: Final = re.compile(rf"(?>{ARABIC})(?![人名])|{NUMBER}(?={_PLACE})")
_NOBODY: Final = re.compile(r"配置[^、。]*(?:ない|なし)|未配置|なし")
_NOWHERE: Final = re.compile(r"なし|無し?|ゼロ")
_TIMES: Final = re.compile(r"の印字を(\d{1,8}(?:\.\d{1,8})?)倍")
_SHARE: Final = re.compile(r"の印字を(\d{1,8}(?:\.\d{1,8})?)分の1に換算")


def is_plain(metric: str) -> bool:
    """Return whether the metric's cell holds one figure, not people or places to be added up."""
    return metric != COORDINATORS and not metric.startswith(FACILITIES)


def value_follows(metric: str, printed: str, note: str, value: Decimal) -> bool:
    """Return whether a value (in the contract's unit) is one that ``printed`` can stand for."""
    if printed.isascii() and printed.isdigit():  # most cells, and there are many
        return value == Decimal(printed) * conversion(note)
    return value in values_of(metric, printed, note)


def values_of(metric: str, printed: str, note: str) -> set[Decimal]:
    """Return the values (in the contract's unit) that ``printed`` can stand for; usually one, none when unreadable."""
    plain = is_plain(metric)
    number = single_number(printed.replace(BREAK, "") if plain else printed)
    if number is not None:
        return {number * conversion(note)} if plain else {number}
    return set() if plain else counted_values(metric, printed)


def conversion(note: str) -> Decimal:
    """Return the factor that the note of a figure names; 1 where it names none."""
    if times := _TIMES.search(note):
        return Decimal(times.group(1))
    if share := _SHARE.search(note):
        return 1 / Decimal(share.group(1)) if Decimal(share.group(1)) else Decimal(1)
    return Decimal(1)


def single_number(printed: str) -> Decimal | None:
    """Return the number that a text is as a whole (なし is 0); None for any other text."""
    text = squeeze(printed)
    if _NONE.fullmatch(text):
        return Decimal(0)
    return read_number(text) if re.fullmatch(NUMBER, text) else None


def counted_values(metric: str, printed: str) -> set[Decimal]:
    """Return what the people or places of a cell make together."""
    pieces = [squeeze(piece) for piece in printed.split(BREAK)]
    return _people(pieces) if metric == COORDINATORS else _places(pieces)


def _people(pieces: Sequence[str]) -> set[Decimal]:
    """Return the number of people in a cell: 常勤1人、非常勤2人 is three, 2か所(各2人) is four, 配置しない is none."""
    each = [match for piece in pieces for match in _EACH.finditer(piece)]
    found = [match for piece in pieces for match in _PEOPLE.findall(_ASIDE.sub("", _EACH.sub("", piece)))]
    if not each and not found:
        return {Decimal(0)} if any(map(_NOBODY.search, pieces)) else set()
    products = [_product(read_count(match["places"]), read_count(match["people"])) for match in each]
    return _sum([*map(read_count, found), *products])


def _product(places: Decimal | None, people: Decimal | None) -> Decimal | None:
    return None if places is None or people is None else places * people


def _places(pieces: Sequence[str]) -> set[Decimal]:
    """Return the number of places in a cell: 直営:1か所、委託:2か所 is three, 直営・委託なし is none."""
    texts = [_ASIDE.sub("", _ALONE.sub(r"\1\2", piece)) for piece in pieces]
    found = [match for text in texts for match in _PLACES.findall(text)]
    if not found:
        return {Decimal(0)} if any(map(_NOWHERE.search, texts)) else set()
    return _sum([read_count(number) for number in found])


def _sum(numbers: Sequence[Decimal | None]) -> set[Decimal]:
    """Return the sum, nothing where one of the numbers cannot be read."""
    known = [number for number in numbers if number is not None]
    return {sum(known, Decimal(0))} if len(known) == len(numbers) else set()
