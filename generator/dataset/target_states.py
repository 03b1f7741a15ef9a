"""The four states of a target that a brief prints: 達成, 未達, 年度途中, 比較できない."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from generator.dataset.contract import Assessment
from generator.dataset.records import Target

PARTIAL_YEAR: Final = "partial_year"


class TargetState(StrEnum):
    """What came of a numeric target, as printed."""

    MET = "met"
    NOT_MET = "not_met"
    PARTIAL_YEAR = "partial_year"
    INCOMPARABLE = "incomparable"


def target_state(target: Target) -> TargetState:
    """Return the state: an undetermined result of a part of the year is 年度途中, any other 比較できない."""
    if target.assessment is Assessment.MET:
        return TargetState.MET
    if target.assessment is Assessment.NOT_MET:
        return TargetState.NOT_MET
    return TargetState.PARTIAL_YEAR if target.basis == PARTIAL_YEAR else TargetState.INCOMPARABLE
