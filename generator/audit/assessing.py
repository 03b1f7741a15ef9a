"""The rules by which a target's assessment follows from its figures."""

from __future__ import annotations

from generator.dataset.contract import Assessment
from generator.dataset.records import Target
from generator.dataset.units import same_unit


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
