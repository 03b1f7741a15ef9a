"""Judge a target by the fixed rules: what the form states, else the figures, and never on a guess."""

from __future__ import annotations

import re
from typing import Final

from generator.dataset.contract import MANIFOLD, Assessment
from generator.dataset.units import same_unit
from generator.ingest.proposals.quantities import Quantity
from generator.ingest.proposals.results import PossibleResult
from generator.ingest.proposals.targets import Candidate

_MET: Final = re.compile(
    r"(?<!未)達成(?!予定|でき(?:ず|な)|し(?:ていな|な)|状況|率|見込)|計画(?:どおり|通り)|目標[^。]{0,10}達し(?!て(?:いな|おら)|な)"
)
_NOT_MET: Final = re.compile(
    r"未達|達し(?:ていな|ておら|な)|達成(?:でき(?:ず|な)|し(?:ていな|な))|(?:実施|開催)(?:は|を)?(?:せず|しなかった|できな)"
)
_MOSTLY: Final = re.compile(r"(?:概ね|おおむね|ほぼ)[^。]{0,10}達成")
_PARTIAL: Final = re.compile(
    r"\d{1,2}月(?:末日?|\d{1,2}日)?(?:時点|現在|まで|分)|~[^、。~]{0,8}\d{1,2}月|現在は?|H\d\d\.\d{1,2}\.\d{1,2}現在"
)
_LESS: Final = re.compile(r"減少|削減|以下|未満")
_SHORT: Final = 45

Judgement = tuple[Assessment, str]


def judge(target: Candidate, finding: PossibleResult | None) -> Judgement:
    """Return the assessment and its basis (one of the contract's words)."""
    if finding is None:
        return Assessment.UNDETERMINED, "no_result"
    words = _words(finding)
    if finding.quantity is None:
        if _NOT_MET.search(words):
            return Assessment.NOT_MET, "stated"
        if _MET.search(words) and not _MOSTLY.search(words):
            return Assessment.MET, "stated"
        return Assessment.UNDETERMINED, "no_result"
    if not same_unit(target.quantity.unit, finding.quantity.unit):
        return Assessment.UNDETERMINED, "other_unit"
    return _compared(target, finding, finding.quantity, words)


def _compared(target: Candidate, finding: PossibleResult, result: Quantity, words: str) -> Judgement:
    basis = "range" if result.ranged or target.quantity.ranged else "compared"
    less = _LESS.search(target.name + target.quantity.printed) is not None
    reached = result.value <= target.quantity.value if less else result.value >= target.quantity.value
    if not less and result.value > MANIFOLD * target.quantity.value > 0:
        return Assessment.UNDETERMINED, "counted_otherwise"
    if reached:
        return Assessment.MET, basis
    if _NOT_MET.search(words):
        return Assessment.NOT_MET, "stated"
    if _partial(finding):
        return Assessment.UNDETERMINED, "partial_year"
    return Assessment.NOT_MET, basis


def _words(finding: PossibleResult) -> str:
    return "。".join(item.text for item in finding.items)


def _partial(finding: PossibleResult) -> bool:
    """Whether the figure is of a part of the year: said beside it, or in a line of its own in the same passage."""
    if _PARTIAL.search(_words(finding)):
        return True
    return any(len(item.text) <= _SHORT and _PARTIAL.search(item.text) for item in finding.passage.items)
