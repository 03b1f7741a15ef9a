"""データについて: definitions, corrections, queries and every decision of judgement in this brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.config.config import Config
from generator.config.edition import Contact, EditionSource
from generator.config.metrics import Metric
from generator.dataset.records import Correction
from generator.findings.choosing import Findings
from generator.ledger.figure import Figure
from generator.measures.doubts import unsure
from generator.measures.measure import Measures

TOLD: Final = ("coordinators",)
"""Indicators that are defined although they stand in no comparison table."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with the respondent's name, the metric and the figure used."""

    correction: Correction
    name: str
    metric: Metric
    figure: Figure


@dataclass(frozen=True, slots=True)
class QueriedRow:
    """A figure that stands as given though an editor has doubts."""

    name: str
    metric: Metric
    figure: Figure


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One decision of judgement: whose, what kind (headline, waiver), and the reason. Targets tell theirs in the table."""

    name: str
    item: str
    decision: str


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Where a national figure comes from: the indicator's label, the publication and its date."""

    label: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class AboutView:
    """Everything that the section prints.

    ``everyone`` counts the respondents of the volume, ``everyone_municipalities`` the municipalities behind them.
    """

    corrections: tuple[CorrectionRow, ...]
    corrected_elsewhere: tuple[Metric, ...]
    queried: tuple[QueriedRow, ...]
    judgements: tuple[JudgementRow, ...]
    defined: tuple[Metric, ...]
    references: tuple[ReferenceRow, ...]
    everyone: Figure
    everyone_municipalities: Figure
    source: EditionSource
    contact: Contact
    documents: tuple[str, ...]
    """The files that the area's forms came in; none where the source is one text."""


def about_view(measures: Measures, findings: Findings) -> AboutView:
    """Return what the section prints."""
    return AboutView(
        corrections=tuple(_corrections(measures)),
        corrected_elsewhere=tuple(_corrected_elsewhere(measures)),
        queried=tuple(_queried(measures)),
        judgements=(*_preferred(measures, findings), *_judgements(measures)),
        defined=tuple(metric for metric in measures.config.metrics.values() if metric.shown or metric.key in TOLD),
        references=tuple(_references(measures.config)),
        everyone=measures.sizes.everyone,
        everyone_municipalities=measures.sizes.everyone_municipalities,
        source=measures.config.edition.source,
        contact=measures.config.edition.contact,
        documents=tuple(dict.fromkeys(one.file for one in measures.dataset.places.documents)),
    )


def _references(config: Config) -> Iterator[ReferenceRow]:
    for one in config.edition.reference_values:
        yield ReferenceRow(config.metrics[one.metric].label, one.source, one.as_of)


def _preferred(measures: Measures, findings: Findings) -> Iterator[JudgementRow]:
    if findings.preferred:
        yield JudgementRow(measures.area.name, "headline", findings.preferred)


def _judgements(measures: Measures) -> Iterator[JudgementRow]:
    """Yield the waivers: what a check raised and an editor let stand, with the reason."""
    ours = _ours(measures)
    for one in measures.dataset.waivers:
        if one.respondent in ours:
            yield JudgementRow(measures.name_of(one.respondent), "waiver", one.reason.rstrip("。"))


def _ours(measures: Measures) -> set[str]:
    return {*measures.area.codes, *(form.code for form in measures.area.forms)}


def _corrections(measures: Measures) -> Iterator[CorrectionRow]:
    """Yield the corrections of figures that this brief prints or carries as data."""
    dataset, metrics, ours = measures.dataset, measures.config.metrics, _ours(measures)
    for one in dataset.corrections:
        if one.respondent in ours:
            metric = metrics[one.metric]
            figure = measures.corrected[one.respondent, one.metric]
            yield CorrectionRow(one, measures.name_of(one.respondent), metric, figure)


def _corrected_elsewhere(measures: Measures) -> Iterator[Metric]:
    """Yield the indicators whose totals over all respondents contain a corrected figure of another area."""
    for metric in (one for one in measures.config.metrics.values() if one.shown and one.key in measures.comparisons):
        own = measures.comparisons[metric.key].own
        codes = [c.respondent for c in measures.dataset.corrections if c.metric == metric.key]
        if any(code in own and own[code].present and code not in measures.area.codes for code in codes):
            yield metric


def _queried(measures: Measures) -> Iterator[QueriedRow]:
    """Yield the figures that stand as they were given, though an editor has doubts about them."""
    corrected = {(one.respondent, one.metric) for one in measures.dataset.corrections}
    for metric in measures.config.metrics.values():
        doubted = unsure(measures.dataset, metric.key, measures.area.codes)
        for code in (code for code in measures.area.codes if code in doubted and (code, metric.key) not in corrected):
            if metric.shown and (figure := measures.comparisons[metric.key].own[code]).present:
                yield QueriedRow(measures.name_of(code), metric, figure)
