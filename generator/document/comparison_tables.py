"""The comparison of the basic indicators: figures by subject and in total, laid out in tables that fit the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

from generator.config.metrics import Metric
from generator.ledger.figure import Figure, State
from generator.measures.aggregate import Aggregate
from generator.measures.areas import Scope, Subject
from generator.measures.measure import Measures

WIDEST: Final = 6
"""The columns that the sheet is wide enough for; more indicators are laid out in a further table."""

RowKind = Literal["subject", "form", "area", "everyone", "median", "nation", "coverage"]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of the comparison table; a figure is None where the row does not have one.

    Behind a prefecture's line stand ``respondents``, or with one that one's name: ``only``.
    """

    name: str
    kind: RowKind
    first_total: bool
    figures: tuple[Figure | None, ...]
    respondents: Figure | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonPart:
    """One table: its columns and its lines."""

    metrics: tuple[Metric, ...]
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the totals of some indicators are made; ``weight`` is the indicator that weighs a mean."""

    aggregation: str
    weight: Metric | None
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The basic indicators, in one table or, where there are many, in several; with what the notes need."""

    parts: tuple[ComparisonPart, ...]
    rules: tuple[Rule, ...]
    lacking: tuple[tuple[Metric, tuple[str, ...]], ...]

    @property
    def has_single(self) -> bool:
        """Whether a total is not shown because it would be one respondent's figure."""
        figures = (figure for part in self.parts for row in part.rows for figure in row.figures)
        return any(figure.state is State.SINGLE for figure in figures if figure)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The indicators of all parts."""
        return tuple(metric for part in self.parts for metric in part.metrics)


def comparison_table(measures: Measures) -> ComparisonTable:
    """Return the indicators that config/metrics.yaml shows here, in tables of about equal width."""
    metrics = measures.config.shown_in("comparison")
    size = ceil(len(metrics) / ceil(len(metrics) / WIDEST)) if metrics else 1
    shared: dict[tuple[str, str | None], list[Metric]] = {}
    for metric in metrics:
        shared.setdefault((metric.aggregation, metric.weight), []).append(metric)
    return ComparisonTable(
        parts=tuple(_part(measures, metrics[start : start + size]) for start in range(0, len(metrics), size)),
        rules=tuple(
            Rule(kind, measures.config.metrics[weight] if weight else None, tuple(alike))
            for (kind, weight), alike in shared.items()
        ),
        lacking=tuple(_lacking(measures, metrics)),
    )


def _part(measures: Measures, metrics: Sequence[Metric]) -> ComparisonPart:
    """Return our subjects, then the area, all respondents and the nation."""
    comparisons = [measures.comparisons[metric.key] for metric in metrics]
    subjects = measures.area.subjects
    rows = [
        ComparisonRow(s.name, "subject", False, tuple(c.by_subject[s.key] for c in comparisons), *_behind(measures, s))
        for s in subjects
    ]
    aggregates: list[tuple[Literal["area", "everyone"], list[Aggregate | None]]] = [
        ("area", [c.area if measures.area.scope is not Scope.NATION else None for c in comparisons]),
        ("everyone", [c.everyone for c in comparisons]),
    ]
    totals: list[tuple[RowKind, tuple[Figure | None, ...]]] = []
    for kind, parts in aggregates:
        if any(parts):
            totals.append((kind, tuple(part.figure if part else None for part in parts)))
            totals.append(("coverage", tuple(part.n if part else None for part in parts)))
        if kind == "area" and measures.area.scope is Scope.PREFECTURE:
            totals += [("form", tuple(c.forms[form.code] for c in comparisons)) for form in measures.area.forms]
    totals.append(("median", tuple(c.median for c in comparisons)))
    totals.append(("nation", tuple(c.nation for c in comparisons)))
    names = {"area": measures.area.name, "form": measures.area.name}
    rows += [
        ComparisonRow(names.get(kind, ""), kind, index == 0, figures) for index, (kind, figures) in enumerate(totals)
    ]
    return ComparisonPart(tuple(metrics), tuple(rows))


def _behind(measures: Measures, subject: Subject) -> tuple[Figure | None, str]:
    """Return of whom a subject's figures tell: how many respondents, or the name of the only one."""
    if subject.single:
        return None, ""
    if len(subject.codes) == 1:
        return None, measures.dataset.respondents[subject.codes[0]].name
    return measures.wide.respondents[subject.key], ""


def _lacking(measures: Measures, metrics: Sequence[Metric]) -> Iterator[tuple[Metric, tuple[str, ...]]]:
    for comparison in (measures.comparisons[metric.key] for metric in metrics):
        names = tuple(s.name for s in measures.area.subjects if comparison.by_subject[s.key].state == "missing")
        if names:
            yield comparison.metric, names
