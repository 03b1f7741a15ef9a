"""Targets and what came of them: counts by state and category, and each result as a share of its target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.dataset.contract import CATEGORIES, UNCOMPARED
from generator.dataset.records import Dataset, Target
from generator.dataset.target_states import TargetState, target_state
from generator.dataset.units import same_unit
from generator.formats import natural_decimals
from generator.ledger.figure import Citation, Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger

HUNDRED = Decimal(100)
TWICE = Decimal(200)
"""From twice the target on a result is told as a multiple: 102 ％ would be 1.0 倍."""
_SAME_THING = "×1"
"""The conversion between two words for one unit (1世帯, 1件)."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """One target with its figures; ``share`` is the result in ％ of the target where both count the same as printed.

    ``times`` is the same as a multiple of the target (倍), from twice the target on; None below.
    """

    record: Target
    target: Figure
    result: Figure
    share: Figure | None
    times: Figure | None

    @property
    def state(self) -> TargetState:
        """Return the state that is printed."""
        return target_state(self.record)

    @property
    def reason(self) -> str:
        """Return the basis of the assessment; a result of another indicator is told from one in another unit."""
        record = self.record
        other = record.basis == "other_unit" and record.result is not None
        return "other_indicator" if other and same_unit(record.target_unit, record.result_unit) else record.basis


@dataclass(frozen=True, slots=True)
class Tally:
    """All targets in their four states: 達成, 未達, 年度途中, 比較できない. The four always add up to ``targets``."""

    targets: Figure
    met: Figure
    not_met: Figure
    partial_year: Figure
    incomparable: Figure

    @property
    def states(self) -> tuple[tuple[TargetState, Figure], ...]:
        """Return the four counts in the printed order."""
        return tuple((state, getattr(self, state.value)) for state in TargetState)


@dataclass(frozen=True, slots=True)
class Achievements:
    """The area's targets by respondent, the tallies of the area, each subject, the prefectures' own forms, each category."""

    by_code: Mapping[str, tuple[Achievement, ...]]
    tally: Tally
    by_subject: Mapping[str, Tally]
    by_form: Mapping[str, Tally]
    of_forms: Tally
    by_category: Mapping[str, Tally]
    everyone: Tally


def tally_targets(ledger: Ledger, targets: Iterable[Target], *, key: str, name: str, forms: Sequence[str]) -> Tally:
    """Count the targets by assessment under ``key``; ``forms`` are the codes of the respondents that may have some."""
    chosen, base = tuple(targets), FigureId.parse(key).at("targets")

    def count(part: str, *states: TargetState) -> Figure:
        counted = [target for target in chosen if target_state(target) in states]
        inputs = [FigureId(target.code, target.id) for target in counted]
        among = [base.at("all")] if chosen and len(states) < len(TargetState) else forms
        return ledger.count(base.at(part), name, len(counted), "件", inputs=inputs, among=among)

    return Tally(
        targets=count("all", *TargetState), **{state.value: count(state.value, state) for state in TargetState}
    )


def achievements_of(dataset: Dataset, ledger: Ledger, code: str) -> tuple[Achievement, ...]:
    """Return one respondent's targets as figures, in the table's order."""
    name = dataset.respondents[code].name
    return tuple(_achievement(target, name, ledger) for target in dataset.targets if target.code == code)


def by_category(
    ledger: Ledger, targets: Iterable[Target], *, key: str, name: str, forms: Sequence[str]
) -> Mapping[str, Tally]:
    """Count the targets of each category that occurs."""
    chosen = tuple(targets)
    return MappingProxyType(
        {
            category: tally_targets(
                ledger,
                (t for t in chosen if t.category == category),
                key=FigureId(key, category),
                name=name,
                forms=forms,
            )
            for category in CATEGORIES
            if any(t.category == category for t in chosen)
        }
    )


def _achievement(target: Target, name: str, ledger: Ledger) -> Achievement:
    base, label = FigureId(target.code, target.id), f"{name} {target.indicator}"
    goal = ledger.add(
        Figure(
            base,
            label,
            value=target.target,
            unit=target.target_unit,
            decimals=natural_decimals(target.target),
            formula=Formula.PRINTED,
            source=Citation(lines=(target.target_line,)),
        )
    )
    lines = () if target.result_line is None else (target.result_line,)
    result = ledger.add(
        Figure(
            base.at("result"),
            label,
            value=target.result,
            unit=target.result_unit,
            decimals=0 if target.result is None else natural_decimals(target.result),
            formula=Formula.PRINTED,
            state=State.VALUE if target.result is not None else State.MISSING,
            source=Citation(lines=lines),
        )
    )
    share = _share(target, goal, result, ledger)
    return Achievement(target, goal, result, share, _times(share, goal, result, ledger))


def _share(target: Target, goal: Figure, result: Figure, ledger: Ledger) -> Figure | None:
    alike = target.conversion == _SAME_THING or same_unit(target.target_unit, target.result_unit)
    if target.result is None or not target.target or not alike or target.basis in UNCOMPARED:
        return None
    value = target.result / target.target * HUNDRED
    return ledger.add(
        Figure(
            goal.id.at("share"),
            goal.label,
            value=value,
            unit="％",
            decimals=0,
            formula=Formula.SHARE,
            inputs=(result.id, goal.id),
        )
    )


def _times(share: Figure | None, goal: Figure, result: Figure, ledger: Ledger) -> Figure | None:
    """Enter a result far beyond its target as a multiple of it."""
    if share is None or share.exact < TWICE:
        return None
    value = result.exact / goal.exact
    return ledger.add(
        Figure(
            goal.id.at("times"),
            goal.label,
            value=value,
            unit="倍",
            decimals=1,
            formula=Formula.SHARE,
            inputs=(result.id, goal.id),
        )
    )
