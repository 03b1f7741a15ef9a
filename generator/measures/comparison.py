"""Each indicator across the area's subjects, the area, all respondents and the nation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.config.config import Config
from generator.config.metrics import Metric
from generator.ledger.figure import Citation, Figure, Formula
from generator.ledger.ids import ALL, NATION, SUBJECT, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.aggregate import Aggregate, Aggregator
from generator.measures.areas import Area


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric: every row that the comparison table, the strip plots and the findings draw on.

    ``by_subject`` follows the area's subjects, ``own`` holds every municipal respondent of the volume.
    ``area`` is None with a single respondent (n = 1 has no mean); ``forms`` holds what prefectures' own forms say of the whole prefecture.
    """

    metric: Metric
    by_subject: Mapping[str, Figure]
    area: Aggregate | None
    everyone: Aggregate
    median: Figure
    nation: Figure | None
    own: Mapping[str, Figure]
    forms: Mapping[str, Figure]


def compare(
    metric: Metric, area: Area, everyone: Sequence[str], *, aggregator: Aggregator, config: Config, ledger: Ledger
) -> Comparison:
    """Return the metric's comparison for the area; ``everyone`` are the codes of all municipal respondents."""
    own = {code: aggregator.own(metric, code) for code in everyone}
    by_subject = {
        subject.key: own[subject.key]
        if subject.single
        else aggregator.over(metric, subject.codes, key=f"{SUBJECT}{subject.key}", name=subject.name).figure
        for subject in area.subjects
    }
    return Comparison(
        metric=metric,
        by_subject=MappingProxyType(by_subject),
        area=aggregator.over(metric, area.codes, key=area.key, name=area.name) if len(area.codes) > 1 else None,
        everyone=aggregator.over(metric, everyone, key=ALL, name=config.words.everyone),
        median=aggregator.middle(metric, everyone, key=ALL, name=config.words.everyone),
        nation=_reference(metric, config, ledger),
        own=MappingProxyType(own),
        forms=MappingProxyType({form.code: aggregator.own(metric, form.code) for form in area.forms}),
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
