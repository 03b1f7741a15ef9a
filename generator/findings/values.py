"""Which figures page 1 may tell by name, which it holds back, and how far values lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import pstdev
from typing import NamedTuple

from generator.ledger.figure import Figure
from generator.measures.areas import Subject
from generator.measures.comparison import Comparison
from generator.measures.doubts import plausible, unsure
from generator.measures.measure import Measures


class Named(NamedTuple):
    """A subject's name and figure."""

    name: str
    figure: Figure


def doubted(measures: Measures, metric: str) -> set[str]:
    """Return our respondents whose figure an editor has marked as unsure: corrected for now, or waived with a reason."""
    return unsure(measures.dataset, metric, measures.area.codes)


def named_values(measures: Measures, comparison: Comparison) -> list[Named]:
    """Return the subjects whose figure may be told by name."""
    back = {figure.id for figure in _held_back(measures, comparison)}
    rows = (
        Named(s.name, comparison.by_subject[s.key])
        for s in measures.area.subjects
        if s.single or _rests_on_several(comparison, s)
    )
    return [row for row in rows if plausible(comparison.metric, row.figure) and row.figure.id not in back]


def held_back(measures: Measures, comparison: Comparison) -> Figure | None:
    """Return how many respondents give a figure that may not be told as a fact yet; None when there is none."""
    back = _held_back(measures, comparison)
    if not back:
        return None
    figure_id = f"{measures.area.key}/{comparison.metric.key}/held-back"
    inputs = [figure.id for figure in back]
    return measures.ledger.count(figure_id, measures.area.name, len(back), "自治体", inputs=inputs)


def _held_back(measures: Measures, comparison: Comparison) -> Sequence[Figure]:
    unsure_ones = doubted(measures, comparison.metric.key)
    given = ((s.key, comparison.by_subject[s.key]) for s in measures.area.subjects if s.single)
    return [
        figure
        for key, figure in given
        if figure.present and (key in unsure_ones or not plausible(comparison.metric, figure))
    ]


def _rests_on_several(comparison: Comparison, subject: Subject) -> bool:
    """Return whether a prefecture's figure is more than one municipality's under a wider name."""
    return sum(comparison.own[code].present for code in subject.codes) > 1


def span(comparison: Comparison, low: Figure, high: Figure) -> float:
    """Return the difference as a share of the range of all respondents' sound values, at most 1."""
    everyone = _sound_values(comparison)
    return min(float(high.exact - low.exact) / (max(everyone) - min(everyone)), 1.0)


def distance(comparison: Comparison, value: Figure, reference: Figure) -> float:
    """Return the difference in standard deviations of the respondents, at most 1.5, as a share of that."""
    everyone = _sound_values(comparison)
    deviation = pstdev(everyone) if len(everyone) > 1 else 0.0
    gap = abs(value.exact - reference.exact)
    return min(float(gap) / deviation, 1.5) / 1.5 if deviation and gap > Decimal(0) else 0.0


def _sound_values(comparison: Comparison) -> list[float]:
    return [float(figure.exact) for figure in comparison.own.values() if plausible(comparison.metric, figure)]
