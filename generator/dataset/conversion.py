"""A result in the unit of its target: as printed, or by the one step of arithmetic that the table names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from generator.dataset.records import Target
from generator.dataset.units import same_unit

PATTERN: Final = r"(?:[×÷](?:[1-9]|1[0-2]))?"
"""What the column ``conversion`` may hold: nothing, or × or ÷ and a number of months (×1: another word, same thing)."""
_PARTS: Final = re.compile("([×÷])([0-9]+)")


def exact_result(target: Target) -> Decimal | None:
    """Return the result in ``target_unit``, unrounded; None without a result, or in a unit that is not converted."""
    if target.result is None:
        return None
    if target.conversion:
        return convert(target.result, target.conversion)
    return target.result if same_unit(target.target_unit, target.result_unit) else None


def convert(result: Decimal, conversion: str) -> Decimal:
    """Return the result multiplied or divided as the column says. Raises ValueError for another text."""
    parts = _PARTS.fullmatch(conversion)
    if parts is None:
        raise ValueError(conversion)
    months = Decimal(parts[2])
    return result * months if parts[1] == "×" else result / months
