"""Findings on levels and spreads of the main indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import fmean, pstdev
from typing import NamedTuple

from generator.findings.candidates import Finding, Relation, relation, slots
from generator.measures.areas import Subject
from generator.measures.comparison import Comparison, Position
from generator.measures.doubts import plausible, unsure
from generator.measures.figures import Figure
from generator.measures.measuring import Measures

RATES = ("aging_rate", "welfare_rate", "association_rate")
ENOUGH_TO_RANK = 20
"""A rank among fewer respondents than this is not worth telling."""
NEAR_THE_END = 10


class Named(NamedTuple):
    """A subject's name and figure."""

    name: str
    figure: Figure


def doubted(measures: Measures, metric: str) -> set[str]:
    """Return our respondents whose figure an editor has marked as unsure: corrected for now, or waived with a reason."""
    return unsure(measures.dataset, metric, measures.area.codes)


def _named(measures: Measures, comparison: Comparison) -> list[Named]:
    """Return the subjects whose figure may be told by name."""
    unsure = doubted(measures, comparison.metric.key)
    rows = (
        Named(s.name, comparison.by_subject[s.key])
        for s in measures.area.subjects
        if not (s.single and s.key in unsure) and (s.single or _rests_on_several(comparison, s))
    )
    return [row for row in rows if plausible(comparison.metric, row.figure)]


def _rests_on_several(comparison: Comparison, subject: Subject) -> bool:
    """Return whether a prefecture's figure is more than one municipality's under a wider name."""
    return sum(comparison.own[code].present for code in subject.codes) > 1


def level_findings(measures: Measures) -> Iterator[Finding]:
    """Yield one finding per rate against the nation (or all respondents where there is no national value).

    One respondent is told by its value, fewer than ``minimum_n`` by how many lie on which side, more by the mean.
    """
    for key in RATES:
        comparison = measures.comparisons[key]
        reference = comparison.nation or comparison.everyone.figure
        rows = _named(measures, comparison)
        if not rows or not reference.present:
            continue
        if comparison.area is None:
            yield _single(measures, comparison, rows[0], reference)
        elif comparison.area.n.exact < comparison.metric.minimum_n or len(rows) <= 1:
            yield from _counted(measures, comparison, rows, reference)
        elif comparison.area.figure.present:
            yield _mean(measures, comparison, reference)


def _single(measures: Measures, comparison: Comparison, row: Named, reference: Figure) -> Finding:
    position = comparison.positions[measures.area.codes[0]]
    return Finding(
        kind="level_single",
        topic=comparison.metric.key,
        score=_distance(comparison, row.figure, reference) * 0.6 + 0.12,
        slots=slots(
            metric=comparison.metric,
            name=row.name,
            value=row.figure,
            reference=reference,
            national=comparison.nation is not None,
            relation=relation(comparison.metric, row.figure, reference),
            position=position if _worth_telling(position) else None,
            edge=min(position.rank, position.from_low, key=lambda figure: figure.exact),
            from_low=position.from_low.exact < position.rank.exact,
        ),
    )


def _worth_telling(position: Position) -> bool:
    """Return whether a place is near either end of enough respondents and shared with nobody."""
    near = min(position.rank.exact, position.from_low.exact) <= NEAR_THE_END
    return near and position.tied == 0 and position.of.exact >= ENOUGH_TO_RANK


def _counted(measures: Measures, comparison: Comparison, rows: list[Named], reference: Figure) -> Iterator[Finding]:
    """Yield how many of the few lie above, near and below the reference."""
    if len(rows) < 2:
        return
    metric, ledger, base = comparison.metric, measures.ledger, f"{measures.area.key}/{comparison.metric.key}/side"
    sides: dict[Relation, list[Named]] = {"above": [], "similar": [], "below": []}
    for row in rows:
        sides[relation(metric, row.figure, reference)].append(row)
    together = next((side for side, members in sides.items() if len(members) == len(rows)), None)
    apart = fmean(_distance(comparison, row.figure, reference) for row in rows)
    ids = [row.figure.id for row in rows]
    given = ledger.count(f"{base}/given", measures.area.name, len(rows), "自治体", inputs=ids)
    counts = {
        side: ledger.count(
            f"{base}/{side}",
            measures.area.name,
            len(members),
            "自治体",
            inputs=[row.figure.id for row in members],
            among=ids,
        )
        for side, members in sides.items()
    }
    yield Finding(
        kind="level_counted",
        topic=metric.key,
        score=(apart * 0.5 + 0.14) * (1.0 if together else 0.55) * len(rows) / len(measures.area.subjects),
        slots=slots(
            metric=metric,
            reference=reference,
            national=comparison.nation is not None,
            rows=tuple(rows),
            given=given,
            counts=counts,
            sides=sides,
            together=together,
            complete=len(rows) == len(measures.area.subjects),
        ),
        headline=together in ("above", "below"),
    )


def _mean(measures: Measures, comparison: Comparison, reference: Figure) -> Finding:
    area = comparison.area
    if area is None:
        raise ValueError("a mean needs an aggregate")
    heavy = area.heaviest
    share = float(heavy[1].exact) / 100 if heavy else 0.0
    soundness = float(area.n.exact / (area.n.exact + area.missing.exact)) * (1.0 - max(0.0, share - 0.5))
    return Finding(
        kind="level",
        topic=comparison.metric.key,
        score=(_distance(comparison, area.figure, reference) * 0.6 + 0.12) * soundness,
        slots=slots(
            metric=comparison.metric,
            value=area.figure,
            reference=reference,
            national=comparison.nation is not None,
            relation=relation(comparison.metric, area.figure, reference),
            n=area.n,
            missing=area.missing,
            dominant=measures.dataset.respondents[heavy[0]].name if heavy and share > 0.5 else "",
            dominance=heavy[1] if heavy else None,
        ),
        headline=share <= 0.67,
    )


def spread_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the lowest and the highest of the subjects where they differ more than 同程度."""
    wide = measures.area.scope != "prefecture"
    for key in ("aging_rate", "welfare_rate") if wide else ("aging_rate", "welfare_rate", "population"):
        comparison = measures.comparisons[key]
        rows = _named(measures, comparison)
        if len(rows) < 2:
            continue
        low = min(rows, key=lambda row: row.figure.exact)
        high = max(rows, key=lambda row: row.figure.exact)
        if comparison.metric.is_similar(high.figure.exact, low.figure.exact):
            continue
        yield Finding(
            kind="spread",
            topic=f"{key}-spread" if key != "population" else "population",
            score=_span(comparison, low.figure, high.figure) * 0.55 + (0.1 if key == "aging_rate" else 0.0),
            slots=slots(
                metric=comparison.metric,
                low_name=low.name,
                low=low.figure,
                high_name=high.name,
                high=high.figure,
                left_out=len(rows) < len(measures.area.subjects),
            ),
        )


def extreme_findings(measures: Measures) -> Iterator[Finding]:
    """Yield respondents that stand alone among the three highest or lowest of all that give the figure."""
    if measures.area.scope != "prefecture" or len(measures.area.subjects) == 1:
        return
    for key in (*RATES, "population", "population_density"):
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
            )


def _sound_values(comparison: Comparison) -> list[float]:
    return [float(figure.exact) for figure in comparison.own.values() if plausible(comparison.metric, figure)]


def _span(comparison: Comparison, low: Figure, high: Figure) -> float:
    everyone = _sound_values(comparison)
    return min(float(high.exact - low.exact) / (max(everyone) - min(everyone)), 1.0)


def _distance(comparison: Comparison, value: Figure, reference: Figure) -> float:
    """Return the difference in standard deviations of the respondents, at most 1.5, as a share of that."""
    everyone = _sound_values(comparison)
    deviation = pstdev(everyone) if len(everyone) > 1 else 0.0
    gap = abs(value.exact - reference.exact)
    return min(float(gap) / deviation, 1.5) / 1.5 if deviation and gap > Decimal(0) else 0.0
