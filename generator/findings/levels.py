"""Findings on the level of the rates: against the nation, or against all respondents."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from generator.config.metrics import Metric
from generator.findings.candidates import Finding, Relation, relation, slots
from generator.findings.spreads import ENOUGH_TO_RANK
from generator.findings.values import Named, distance, held_back, named_values
from generator.ledger.figure import Figure
from generator.measures.areas import Scope
from generator.measures.comparison import Comparison, Position
from generator.measures.measure import Measures

RATES = ("aging_rate", "welfare_rate", "association_rate")
NEAR_THE_END = 10


def level_findings(measures: Measures) -> Iterator[Finding]:
    """Yield one finding per rate against the nation (or all respondents where there is no national value).

    One respondent is told by its value, fewer than ``minimum_n`` by how many lie on which side, more by the mean.
    """
    for key in RATES:
        comparison = measures.comparisons[key]
        if comparison.nation is None and measures.area.scope is Scope.NATION:
            continue
        reference = comparison.nation or comparison.everyone.figure
        rows = named_values(measures, comparison)
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
        score=distance(comparison, row.figure, reference) * 0.6 + 0.12,
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
    metric = comparison.metric
    sides: dict[Relation, list[Named]] = {"above": [], "similar": [], "below": []}
    for row in rows:
        sides[relation(metric, row.figure, reference)].append(row)
    together = next((side for side, members in sides.items() if len(members) == len(rows)), None)
    apart = fmean(distance(comparison, row.figure, reference) for row in rows)
    back = held_back(measures, comparison)
    yield Finding(
        kind="level_counted",
        topic=metric.key,
        score=(apart * 0.5 + 0.14) * (1.0 if together else 0.55) * len(rows) / len(measures.area.subjects),
        slots=slots(
            metric=metric,
            reference=reference,
            national=comparison.nation is not None,
            rows=tuple(rows),
            given=_count(measures, metric, "given", rows, rows),
            counts={side: _count(measures, metric, side, members, rows) for side, members in sides.items()},
            sides=sides,
            together=together,
            low=min(rows, key=lambda row: row.figure.exact),
            high=max(rows, key=lambda row: row.figure.exact),
            complete=len(rows) + (int(back.exact) if back else 0) == len(measures.area.subjects),
            held_back=back,
        ),
        headline=together in ("above", "below") and back is None,
    )


def _count(measures: Measures, metric: Metric, part: str, members: list[Named], rows: list[Named]) -> Figure:
    """Enter how many of the rows are members."""
    area, inputs, among = measures.area, [row.figure.id for row in members], [row.figure.id for row in rows]
    key = f"{area.key}/{metric.key}/side/{part}"
    return measures.ledger.count(key, area.name, len(members), "自治体", inputs=inputs, among=among)


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
        score=(distance(comparison, area.figure, reference) * 0.6 + 0.12) * soundness,
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
            weight=measures.config.metrics[comparison.metric.weight] if comparison.metric.weight else None,
        ),
        headline=share <= 0.67,
    )
