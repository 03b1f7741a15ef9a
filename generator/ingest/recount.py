"""What value a printed figure can stand for: counted again from the table's cell, apart from how it was read first.

A cell with several figures is added up here by a rule of its own: whatever stands outside parentheses counts. What the
recount shares with the reader is how one number is spelt (numbers.py) and which units a metric has (metrics.py). Which
part of the form is the cell it cannot tell: a figure that the reader left out of ``printed`` is not missed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from generator.ingest.document.characters import squeeze
from generator.ingest.document.stream import BREAK
from generator.ingest.form.metrics import ITEMS, PrintedMetric
from generator.ingest.form.numbers import ARABIC, NUMBER, read_count, read_number

_NONE: Final = re.compile(r"なし|無し?|ゼロ|該当なし")
_COORDINATORS: Final = "coordinators"
_PLACE: Final = r"(?:[かカヵケヶ箇個]所|拠点)"
_EACH: Final = re.compile(rf"(?P<places>{NUMBER}){_PLACE}\(各(?P<people>{NUMBER})[人名]\)")
_ALONE: Final = re.compile(rf"(直営|委託)\(({NUMBER}){_PLACE}?\)")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_PEOPLE: Final = re.compile(rf"{NUMBER}(?=[人名])")
_PLACES: Final = re.compile(rf"(?>{ARABIC})(?![人名])|{NUMBER}(?={_PLACE})")
_NOBODY: Final = re.compile(r"配置[^、。]*(?:ない|なし)|未配置|なし")
_NOWHERE: Final = re.compile(r"なし|無し?|ゼロ")


def values_of(metric: str, printed: str, *, line: str) -> set[Decimal]:
    """Return the values (in the contract's unit) that ``printed`` can stand for; usually one.

    ``line`` is the text in which its unit stands.
    """
    item = next((item for item in ITEMS if item.metric == metric), None)
    text = squeeze(printed.replace(BREAK, "") if item else printed)
    if _NONE.fullmatch(text):
        return {Decimal(0)}
    number = read_number(text) if re.fullmatch(NUMBER, text) else None
    if number is not None:
        return _in_units(number, text, item, squeeze(line)) if item else {number}
    pieces = [squeeze(piece) for piece in printed.split(BREAK)]
    return _people(pieces) if metric == _COORDINATORS else _places(pieces)


def _in_units(number: Decimal, text: str, item: PrintedMetric, line: str) -> set[Decimal]:
    """Return the number times the factor of each unit that follows it on the line (once, as a rule)."""
    found = set()
    for match in re.finditer(rf"(?<![\d.,]){re.escape(text)}(?![.,]?\d)", line):
        behind = line[match.end() :].lstrip("([)]")
        ahead = line[: match.start()]
        factor = next((f for unit, f in item.units if behind.startswith(unit) or ahead.endswith(f"({unit})")), None)
        if factor is not None:
            found.add(number * factor)
        elif not item.unit_needed:
            found.add(number)
    return found


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
