"""The section on what has changed since the year before: its tables, and the notes on what is not compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.config.metrics import Metric
from generator.document.about import CorrectionRow
from generator.findings.candidates import ChangeFinding
from generator.findings.changes import change_finding
from generator.ledger.figure import Figure
from generator.measures.areas import Subject
from generator.measures.changes import Change, Changes, Reason, SameChange, change_unit
from generator.measures.measure import Measures

WIDEST: Final = 3
"""As many indicators stand beside each other in one table."""
OF_WHOLE_FORM: Final = (Reason.NO_FORM, Reason.OTHER_FORM)
"""Reasons that keep all indicators of a respondent from being compared."""
OF_ONE_METRIC: Final = (Reason.NOT_ASKED, Reason.OTHER_UNIT, Reason.NO_VALUE, Reason.IN_DOUBT)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one indicator in one row; None where there is nothing to print."""

    n: Figure | None
    earlier: Figure | None
    now: Figure | None
    difference: Figure | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of a table: a subject, or what the subjects come to together."""

    name: str
    kind: Literal["subject", "area"]
    cells: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """Whom, and of which indicator, a reason keeps from being compared."""

    reason: Reason
    metric: Metric
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Some indicators with the units of their differences, and what of them is not compared."""

    columns: tuple[tuple[Metric, str], ...]
    rows: tuple[ChangeRow, ...]
    notes: tuple[ChangeNote, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All that the section prints.

    ``counted`` says that its rows are prefectures, told with how many respondents stand behind them, ``corrected`` that
    a figure is marked so, ``lone`` that a total is left out because it would rest on one respondent. ``notes`` are on
    whole forms.
    """

    earlier: str
    now: str
    publication: str
    counted: bool
    finding: ChangeFinding | None
    tables: tuple[ChangeTable, ...]
    notes: tuple[ChangeNote, ...]
    gone: tuple[str, ...]
    corrected: bool
    lone: bool
    corrections: tuple[CorrectionRow, ...]


def changes_view(measures: Measures) -> ChangesView | None:
    """Return the section's tables and notes; None without an edition of the year before, or with nothing to compare."""
    changes = measures.changes
    if changes is None or not changes.comparable:
        return None
    rates = [metric for metric in changes.metrics if metric.aggregation == "weighted_mean"]
    others = [metric for metric in changes.metrics if metric.aggregation != "weighted_mean"]
    tables = tuple(_table(measures, changes, metrics) for part in (others, rates) for metrics in _batches(part))
    cells = [one for table in tables for row in table.rows for one in row.cells]
    return ChangesView(
        earlier=changes.previous.label,
        now=measures.config.edition.short_label,
        publication=changes.previous.publication,
        counted=any(changes.by_subject.values()),
        finding=change_finding(measures),
        tables=tables,
        notes=tuple(_notes(measures, changes, changes.metrics[:1], OF_WHOLE_FORM)),
        gone=changes.gone,
        corrected=any(figure.corrected for one in cells for figure in (one.earlier, one.now) if figure),
        lone=any(one.n.exact == 1 and one.now is None for one in cells if one.n),
        corrections=tuple(_corrections(measures, changes)),
    )


def _batches(metrics: Sequence[Metric]) -> Iterator[Sequence[Metric]]:
    for start in range(0, len(metrics), WIDEST):
        yield metrics[start : start + WIDEST]


def _table(measures: Measures, changes: Changes, metrics: Sequence[Metric]) -> ChangeTable:
    area = measures.area
    rows = [
        ChangeRow(subject.name, "subject", tuple(_of_subject(changes, metric, subject) for metric in metrics))
        for subject in area.subjects
    ]
    if changes.area:
        together = tuple(_of_same(changes.area[metric.key]) for metric in metrics)
        rows.append(ChangeRow(area.name, "area", together))
    columns = tuple((metric, change_unit(metric)) for metric in metrics)
    return ChangeTable(columns, tuple(rows), tuple(_notes(measures, changes, metrics, OF_ONE_METRIC)))


def _of_subject(changes: Changes, metric: Metric, subject: Subject) -> Cells:
    if not subject.single:
        return _of_same(changes.by_subject[metric.key][subject.key])
    change: Change = changes.by_code[metric.key][subject.key]
    return Cells(None, change.earlier, change.now, change.difference)


def _of_same(same: SameChange) -> Cells:
    return Cells(same.n, same.earlier, same.now, same.difference)


def _notes(
    measures: Measures, changes: Changes, metrics: Sequence[Metric], reasons: Sequence[Reason]
) -> Iterator[ChangeNote]:
    names = {code: measures.dataset.respondents[code].name for code in measures.area.codes}
    for reason in reasons:
        for metric in metrics:
            by_code = changes.by_code[metric.key]
            if kept := tuple(name for code, name in names.items() if by_code[code].reason is reason):
                yield ChangeNote(reason, metric, kept)


def _corrections(measures: Measures, changes: Changes) -> Iterator[CorrectionRow]:
    """Yield the corrections of last year's figures that are printed or added up."""
    added_up = any(changes.by_subject.values())
    names, metrics = measures.dataset.respondents, measures.config.metrics
    for by_code in changes.by_code.values():
        for code, change in by_code.items():
            source = change.earlier.source if change.earlier else None
            if change.earlier and source and source.correction and not (added_up and change.reason):
                yield CorrectionRow(source.correction, names[code].name, metrics[source.correction.metric], change.earlier)
