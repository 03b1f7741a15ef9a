"""The rules by which a target's assessment follows from its figures."""

from __future__ import annotations

import re
from typing import Final

from generator.dataset.contract import Assessment
from generator.dataset.records import Target

_ALIKE: Final = {"名": "人", "箇所": "か所", "ヶ所": "か所", "ヵ所": "か所", "カ所": "か所", "ケ所": "か所", "ケース": "件"}
_PER_YEAR = re.compile(r"[/／]年度?$")


def same_unit(first: str, second: str) -> bool:
    """Return whether two units count the same: 名 is 人, and a figure of the year is one per year."""
    return _plain(first) == _plain(second)


def _plain(unit: str) -> str:
    head, *rest = _PER_YEAR.sub("", unit.strip()).removeprefix("延べ").split("/")
    return "/".join([_ALIKE.get(head, head), *rest])


def comparable(target: Target) -> bool:
    """Return whether target and result are figures of one unit."""
    return target.result is not None and same_unit(target.target_unit, target.result_unit)


def wanted(target: Target) -> Assessment | None:
    """Return the assessment that the rules give, or None where words or an editor's reading decide.

    Compared figures and ranges (by their lower bound) are met from the target upwards. Part of a year that already
    reaches the target is met, and undetermined below it. Without a result or in another unit nothing is decided.
    """
    if target.basis in ("no_result", "other_unit"):
        return Assessment.UNDETERMINED
    if target.result is None:
        return Assessment.UNDETERMINED if target.basis in ("compared", "range", "partial_year") else None
    reached = target.result >= target.target
    if target.basis in ("compared", "range"):
        return Assessment.MET if reached else Assessment.NOT_MET
    if target.basis == "partial_year":
        return Assessment.MET if reached and comparable(target) else Assessment.UNDETERMINED
    return None
