"""What value a printed figure can stand for: read again from the table's cell, apart from how it was read first."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from generator.ingest.characters import squeeze
from generator.ingest.coordinators import count_people
from generator.ingest.counts import marked_counts, total_of
from generator.ingest.flow import BREAK, build_flow
from generator.ingest.metrics import ITEMS, Item
from generator.ingest.numbers import NUMBER, read_number
from generator.ingest.region import Region, region_of

_NONE: Final = re.compile(r"なし|無し?|ゼロ|該当なし")
_COORDINATORS: Final = "coordinators"


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
    if metric == _COORDINATORS:
        people = count_people(_region(printed)).value
        return set() if people is None else {people}
    return _counted(printed)


def _in_units(number: Decimal, text: str, item: Item, line: str) -> set[Decimal]:
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


def _counted(printed: str) -> set[Decimal]:
    region = _region(printed)
    counts = marked_counts(region)
    if counts:
        total = total_of(counts)
    else:
        pieces = [read_number(squeeze(piece)) for piece in printed.split(BREAK)]
        total = sum((p for p in pieces if p is not None), Decimal(0)) if None not in pieces else None
    return set() if total is None else {total}


def _region(printed: str) -> Region:
    flow = build_flow(printed.split(BREAK))
    return region_of(flow, flow.whole)
