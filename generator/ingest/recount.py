"""What value a printed figure can stand for, its unit taken from the source's line and not from the reader's note.

What this shares with the reader is how one number is spelt (printed/numbers.py) and which units a metric has
(metrics.py). Which part of the form is the cell it cannot tell: a figure that the reader left out of ``printed`` is not
missed here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.dataset.contract import UNITS as UNIT_OF
from generator.ingest.form.metrics import UNIT_NEEDED, UNITS
from generator.printed.characters import squeeze
from generator.printed.values import BREAK, counted_values, is_plain, single_number


def values_of(metric: str, printed: str, *, line: str) -> set[Decimal]:
    """Return the values (in the contract's unit) that ``printed`` can stand for; usually one.

    ``line`` is the text in which its unit stands.
    """
    unit = UNIT_OF[metric] if is_plain(metric) else ""
    text = squeeze(printed.replace(BREAK, "") if unit else printed)
    number = single_number(text)
    if number is not None:
        return _in_units(number, text, unit, squeeze(line)) if unit and number else {number}
    return counted_values(metric, printed)


def _in_units(number: Decimal, text: str, wanted: str, line: str) -> set[Decimal]:
    """Return the number times the factor of each unit that follows it on the line (once, as a rule)."""
    found = set()
    for match in re.finditer(rf"(?<![\d.,]){re.escape(text)}(?![.,]?\d)", line):
        behind = line[match.end() :].lstrip("([)]")
        ahead = line[: match.start()]
        factor = next((f for unit, f in UNITS[wanted] if behind.startswith(unit) or ahead.endswith(f"({unit})")), None)
        if factor is not None:
            found.add(number * factor)
        elif wanted not in UNIT_NEEDED:
            found.add(number)
    return found
