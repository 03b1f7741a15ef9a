"""Findings on levels and spreads of the main indicators."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import pstdev

from generator.findings.candidates import Finding, relation, slots
from generator.measures.comparison import Comparison
from generator.measures.figures import Figure
from generator.measures.measuring import Measures

RATES = ("aging_rate", "welfare_rate", "association_rate")


def level_findings(measures: Measures) -> Iterator[Finding]:
    """Yield one finding per rate: the area against the nation, or against all respondents where no national value is."""
    for key in RATES:
        comparison = measures.comparisons[key]
        value = _value(measures, comparison)
        reference = comparison.nation or comparison.everyone.figure
        if value is None or not value.present or not reference.present:
            continue
        n = comparison.area.n if comparison.area else None
        missing = comparison.area.missing if comparison.area else None
        if n is not None and n.exact < min(comparison.metric.minimum_n, len(measures.area.codes)):
            continue
        subject = measures.area.subjects[0]
        position = comparison.positions.get(subject.key) if comparison.area is None else None
        yield Finding(
            kind="level_single" if comparison.area is None else "level",
            topic=key,
            score=_distance(comparison, value, reference) * _coverage(n, missing) * 0.6 + 0.12,
            slots=slots(
                metric=comparison.metric,
                name=subject.name,
                value=value,
                reference=reference,
                national=comparison.nation is not None,
                relation=relation(comparison.metric, value, reference),
                n=n,
                missing=missing,
                position=position,
                edge=min(position.rank, position.from_low, key=lambda figure: figure.exact) if position else None,
                from_low=bool(position and position.from_low.exact < position.rank.exact),
            ),
        )


def spread_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the lowest and the highest of the subjects where they differ more than 同程度."""
    for key in ("aging_rate", "welfare_rate", "population"):
        comparison = measures.comparisons[key]
        present = [
            (s.name, comparison.by_subject[s.key])
            for s in measures.area.subjects
            if comparison.by_subject[s.key].present
        ]
        if len(present) < 2:
            continue
        low, high = min(present, key=lambda pair: pair[1].exact), max(present, key=lambda pair: pair[1].exact)
        if comparison.metric.is_similar(high[1].exact, low[1].exact):
            continue
        span = float(high[1].exact - low[1].exact)
        everyone = [float(f.exact) for f in comparison.own.values() if f.present]
        yield Finding(
            kind="spread",
            topic=f"{key}-spread" if key != "population" else "population",
            score=min(span / (max(everyone) - min(everyone)), 1.0) * 0.55 + (0.1 if key == "aging_rate" else 0.0),
            slots=slots(metric=comparison.metric, low_name=low[0], low=low[1], high_name=high[0], high=high[1]),
        )


def extreme_findings(measures: Measures) -> Iterator[Finding]:
    """Yield respondents that stand among the three highest or lowest of all that give the figure."""
    if measures.area.scope != "prefecture":
        return
    for key in (*RATES, "population", "population_density"):
        comparison = measures.comparisons[key]
        for subject in measures.area.subjects:
            position = comparison.positions.get(subject.key)
            if position is None or position.of.exact < 20:
                continue
            from_edge = min(position.rank.exact, position.from_low.exact)
            if from_edge > 3 or len(measures.area.subjects) == 1:
                continue
            yield Finding(
                kind="extreme",
                topic=key,
                score=0.62 - 0.08 * float(from_edge),
                slots=slots(
                    metric=comparison.metric,
                    name=subject.name,
                    value=comparison.by_subject[subject.key],
                    position=position,
                    from_low=position.from_low.exact < position.rank.exact,
                    edge=min(position.rank, position.from_low, key=lambda figure: figure.exact),
                ),
            )


def _value(measures: Measures, comparison: Comparison) -> Figure | None:
    if comparison.area is not None:
        return comparison.area.figure
    return comparison.by_subject[measures.area.subjects[0].key] if measures.area.subjects[0].single else None


def _distance(comparison: Comparison, value: Figure, reference: Figure) -> float:
    """Return the difference in standard deviations of the respondents, at most 1.5, as a share of that."""
    everyone = [float(f.exact) for f in comparison.own.values() if f.present]
    deviation = pstdev(everyone) if len(everyone) > 1 else 0.0
    return min(abs(float(value.exact - reference.exact)) / deviation, 1.5) / 1.5 if deviation else 0.0


def _coverage(n: Figure | None, missing: Figure | None) -> float:
    if n is None or missing is None:
        return 1.0
    return float(n.exact / (n.exact + missing.exact)) if n.exact else 0.0
