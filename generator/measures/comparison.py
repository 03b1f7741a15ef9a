"""Each indicator across the area's subjects, the area, its block, all respondents and the nation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.config.config import Config
from generator.config.metrics import Metric
from generator.ledger.figure import Citation, Figure, Formula
from generator.ledger.ids import ALL, NATION, SUBJECT, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.aggregate import Aggregate, Aggregator
from generator.measures.areas import Area, Surroundings


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands among all respondents that give one, counted from either end.

    Values are compared as printed; equal ones share the rank, and ``tied`` counts the others with the same.
    """

    rank: Figure
    from_low: Figure
    of: Figure
    tied: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric: every row that the comparison table, the strip plots and the findings draw on.

    ``by_subject`` follows the area's subjects, ``own`` holds every municipal respondent of the volume.
    ``area`` is None with a single respondent (n = 1 has no mean), ``block`` where the area is the block or wider;
    ``forms`` holds what prefectures' own forms say of the whole prefecture.
    """

    metric: Metric
    by_subject: Mapping[str, Figure]
    area: Aggregate | None
    block: Aggregate | None
    everyone: Aggregate
    median: Figure
    nation: Figure | None
    own: Mapping[str, Figure]
    forms: Mapping[str, Figure]
    positions: Mapping[str, Position]


def compare(
    metric: Metric, area: Area, around: Surroundings, *, aggregator: Aggregator, config: Config, ledger: Ledger
) -> Comparison:
    """Return the metric's comparison for the area."""
    own = {code: aggregator.own(metric, code) for code in around.everyone}
    by_subject = {
        subject.key: own[subject.key]
        if subject.single
        else aggregator.over(metric, subject.codes, key=f"{SUBJECT}{subject.key}", name=subject.name).figure
        for subject in area.subjects
    }
    block = None
    if around.block_codes:
        block = aggregator.over(metric, around.block_codes, key=f"block-{around.block_key}", name=around.block_name)
    return Comparison(
        metric=metric,
        by_subject=MappingProxyType(by_subject),
        area=aggregator.over(metric, area.codes, key=area.key, name=area.name) if len(area.codes) > 1 else None,
        block=block,
        everyone=aggregator.over(metric, around.everyone, key=ALL, name=config.words.everyone),
        median=aggregator.middle(metric, around.everyone, key=ALL, name=config.words.everyone),
        nation=_reference(metric, config, ledger),
        own=MappingProxyType(own),
        forms=MappingProxyType({form.code: aggregator.own(metric, form.code) for form in area.forms}),
        positions=MappingProxyType(_positions(metric, [own[code] for code in area.codes], list(own.values()), ledger)),
    )


def _reference(metric: Metric, config: Config, ledger: Ledger) -> Figure | None:
    reference = config.edition.reference(metric.key)
    if reference is None:
        return None
    return ledger.add(
        Figure(
            FigureId(NATION, metric.key),
            f"{config.words.nation} {metric.label}",
            value=reference.value,
            unit=metric.unit,
            decimals=metric.decimals,
            formula=Formula.REFERENCE,
            source=Citation(publication=f"{reference.source}（{reference.as_of}）"),
        )
    )


def _positions(
    metric: Metric, ours: Sequence[Figure], everyone: Sequence[Figure], ledger: Ledger
) -> dict[str, Position]:
    values = sorted(figure.rounded for figure in everyone if figure.present)
    inputs = tuple(figure.id for figure in everyone if figure.present)
    of = ledger.count(FigureId(ALL, metric.key, "given"), metric.label, len(values), "自治体", inputs=inputs)
    return {figure.id.owner: _position(figure, values, of, ledger) for figure in ours if figure.present}


def _position(figure: Figure, values: Sequence[Decimal], of: Figure, ledger: Ledger) -> Position:
    """Return the place of a figure among ``values``, which are in order."""
    own = figure.rounded
    below, above = bisect_left(values, own), len(values) - bisect_right(values, own)

    def rank(part: str, better: int) -> Figure:
        inputs = (figure.id, of.id)
        return ledger.add(
            Figure(
                figure.id.at(part),
                figure.label,
                value=Decimal(1 + better),
                unit="番目",
                decimals=0,
                formula=Formula.RANK,
                inputs=inputs,
            )
        )

    return Position(
        rank=rank("rank", above), from_low=rank("rank-low", below), of=of, tied=len(values) - below - above - 1
    )
