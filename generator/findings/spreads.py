"""Findings on how far the values of an area lie apart, and on those that stand at an end of all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings.candidates import Finding, slots
from generator.findings.values import doubted, held_back, named_values, span
from generator.measures.doubts import plausible
from generator.measures.measure import Measures

SPREAD = ("aging_rate", "welfare_rate")
EXTREME = ("aging_rate", "welfare_rate", "association_rate", "population", "population_density")
TOO_MANY = 5
"""With as many subjects one's extreme value is not what is distinctive of the area."""
ENOUGH_TO_RANK = 20
"""A rank among fewer respondents than this is not worth telling."""


def spread_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the lowest and the highest of the subjects where they differ more than 同程度."""
    wide = measures.area.scope != "prefecture"
    for key in SPREAD if wide else (*SPREAD, "population"):
        comparison = measures.comparisons[key]
        rows = named_values(measures, comparison)
        if len(rows) < 2:
            continue
        low = min(rows, key=lambda row: row.figure.exact)
        high = max(rows, key=lambda row: row.figure.exact)
        if comparison.metric.is_similar(high.figure.exact, low.figure.exact):
            continue
        back = held_back(measures, comparison)
        yield Finding(
            kind="spread",
            topic=f"{key}-spread" if key != "population" else "population",
            score=span(comparison, low.figure, high.figure) * 0.55 + (0.1 if key == "aging_rate" else 0.0),
            slots=slots(
                metric=comparison.metric,
                low_name=low.name,
                low=low.figure,
                high_name=high.name,
                high=high.figure,
                left_out=len(rows) < len(measures.area.subjects),
                held_back=back,
            ),
            headline=back is None,
        )


def extreme_findings(measures: Measures) -> Iterator[Finding]:
    """Yield respondents that stand alone among the three highest or lowest of all that give the figure."""
    if measures.area.scope != "prefecture" or len(measures.area.subjects) == 1:
        return
    for key in EXTREME:
        comparison = measures.comparisons[key]
        unsure = doubted(measures, key)
        for subject in (s for s in measures.area.subjects if s.key not in unsure):
            position, value = comparison.positions.get(subject.key), comparison.by_subject[subject.key]
            if position is None or position.tied or position.of.exact < ENOUGH_TO_RANK:
                continue
            edge = min(position.rank, position.from_low, key=lambda figure: figure.exact)
            if edge.exact > 3 or not plausible(comparison.metric, value):
                continue
            yield Finding(
                kind="extreme",
                topic=key,
                score=0.62 - 0.08 * float(edge.exact),
                slots=slots(
                    metric=comparison.metric,
                    name=subject.name,
                    value=value,
                    position=position,
                    edge=edge,
                    from_low=position.from_low.exact < position.rank.exact,
                ),
                headline=len(measures.area.subjects) < TOO_MANY,
            )
