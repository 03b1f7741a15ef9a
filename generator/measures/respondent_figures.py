"""Figures as respondents print them, and those derived for one respondent (per 100,000 people and the like)."""

from __future__ import annotations

from generator.config.metrics import Metric
from generator.dataset.contract import Status
from generator.dataset.records import Dataset, Indicator
from generator.ledger.figure import Citation, Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.doubts import unsure

_STATES = {Status.MISSING: State.MISSING, Status.NOT_APPLICABLE: State.NOT_APPLICABLE}


def printed_figure(ledger: Ledger, dataset: Dataset, metric: Metric, code: str) -> Figure:
    """Enter and return the respondent's own figure, with the metric's decimals."""
    indicator = dataset.indicators[code, metric.key]
    return ledger.add(
        Figure(
            id=FigureId(code, metric.key),
            label=f"{dataset.respondents[code].name} {metric.label}",
            value=indicator.value,
            unit=metric.unit,
            decimals=metric.decimals,
            formula=Formula.CORRECTED if indicator.correction else Formula.PRINTED,
            state=_STATES.get(indicator.status, State.VALUE),
            source=_source(indicator, queried=code in unsure(dataset, metric.key, (code,))),
        )
    )


def _source(indicator: Indicator, *, queried: bool) -> Citation:
    lines = () if indicator.line is None else (indicator.line,)
    return Citation(
        lines=lines,
        printed=indicator.printed,
        note=indicator.note,
        correction=indicator.correction,
        queried=queried,
    )


def ratio_figure(ledger: Ledger, dataset: Dataset, metric: Metric, parts: tuple[Metric, Metric], code: str) -> Figure:
    """Enter and return numerator ÷ denominator × per for one respondent; without either part it has no value."""
    over, under = (printed_figure(ledger, dataset, part, code) for part in parts)
    value = over.exact / under.exact * metric.factor if over.present and under.present and under.exact else None
    state = State.VALUE if value is not None else _worse(over.state, under.state)
    return ledger.add(
        Figure(
            id=FigureId(code, metric.key),
            label=f"{dataset.respondents[code].name} {metric.label}",
            value=value,
            unit=metric.unit,
            decimals=metric.decimals,
            formula=Formula.RATIO,
            state=state,
            inputs=(over.id, under.id),
        )
    )


def _worse(first: State, second: State) -> State:
    return State.NOT_APPLICABLE if State.NOT_APPLICABLE in (first, second) else State.MISSING
