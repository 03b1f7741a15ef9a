"""Rows of the brief's tables: figures and names in printing order, nothing computed, nothing phrased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.config.metrics import Metric
from generator.dataset.contract import Kind, Programme
from generator.measures.achievements import Achievement, Tally, tally_targets
from generator.measures.aggregate import Aggregate
from generator.measures.areas import Scope, Subject
from generator.measures.figures import Figure
from generator.measures.measuring import Measures
from generator.measures.programmes import Assignment
from generator.measures.themes import ThemeRow

COMPARED = (
    "population",
    "households",
    "aging_rate",
    "welfare_rate",
    "area",
    "population_density",
    "association_rate",
    "elementary_schools",
    "junior_high_schools",
    "coordinators_per_100k",
)


RowKind = Literal["subject", "area", "block", "everyone", "median", "nation", "coverage"]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of the comparison table; a figure is None where the row does not have one."""

    name: str
    kind: RowKind
    first_total: bool
    figures: tuple[Figure | None, ...]
    respondents: Figure | None = None


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The table of basic indicators with what its notes need."""

    metrics: tuple[Metric, ...]
    rows: tuple[ComparisonRow, ...]
    lacking: tuple[tuple[Metric, tuple[str, ...]], ...]
    block_name: str


def comparison_table(measures: Measures) -> ComparisonTable:
    """Return our subjects, then the area, its block, all respondents and the nation."""
    comparisons = [measures.comparisons[key] for key in COMPARED]
    subjects = measures.area.subjects
    rows = [ComparisonRow(s.name, "subject", False, tuple(c.by_subject[s.key] for c in comparisons)) for s in subjects]
    aggregates: list[tuple[Literal["area", "block", "everyone"], list[Aggregate | None]]] = [
        ("area", [c.area if measures.area.scope is not Scope.NATION else None for c in comparisons]),
        ("block", [c.block for c in comparisons]),
        ("everyone", [c.everyone for c in comparisons]),
    ]
    totals: list[tuple[RowKind, tuple[Figure | None, ...]]] = []
    for kind, parts in aggregates:
        if any(parts):
            totals.append((kind, tuple(part.figure if part else None for part in parts)))
            totals.append(("coverage", tuple(part.n if part else None for part in parts)))
    totals.append(("median", tuple(c.median for c in comparisons)))
    totals.append(("nation", tuple(c.nation for c in comparisons)))
    names = {"area": measures.area.name, "block": measures.around.block_name}
    rows += [
        ComparisonRow(names.get(kind, ""), kind, index == 0, figures) for index, (kind, figures) in enumerate(totals)
    ]
    return ComparisonTable(
        metrics=tuple(c.metric for c in comparisons),
        rows=tuple(rows),
        lacking=tuple(_lacking(measures)),
        block_name=measures.around.block_name,
    )


def subject_size(measures: Measures, subject: Subject) -> Figure | None:
    """Return how many respondents stand behind a subject that is more than one respondent itself."""
    if subject.single:
        return None
    return measures.ledger.count(f"sub-{subject.key}/size/respondents", subject.name, len(subject.codes), "自治体")


def _lacking(measures: Measures) -> Iterator[tuple[Metric, tuple[str, ...]]]:
    for key in COMPARED:
        comparison = measures.comparisons[key]
        names = tuple(s.name for s in measures.area.subjects if comparison.by_subject[s.key].state == "missing")
        if names:
            yield comparison.metric, names


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One respondent of the programme matrix; ``own_form`` is False for members of a prefecture's form."""

    name: str
    kind: Kind
    assignments: Mapping[Programme, Assignment]


def programme_matrix(measures: Measures) -> tuple[MatrixRow, ...]:
    """Return the matrix's rows: municipal respondents, then the prefecture's own forms."""
    respondents = measures.dataset.respondents
    return tuple(
        MatrixRow(respondents[code].name, respondents[code].kind, row)
        for code, row in measures.programmes.matrix.items()
    )


@dataclass(frozen=True, slots=True)
class TargetRows:
    """The targets of one respondent."""

    code: str
    name: str
    tally: Tally | None
    rows: tuple[Achievement, ...]


def target_tables(measures: Measures) -> tuple[TargetRows, ...]:
    """Return the targets of each respondent that has any, the prefecture's own form last."""
    respondents = measures.dataset.respondents
    return tuple(
        TargetRows(code, respondents[code].name, measures.achievements.by_subject.get(code), rows)
        for code, rows in measures.achievements.by_code.items()
        if rows
    )


def without_targets(measures: Measures) -> tuple[str, ...]:
    """Return the names of respondents with a form of their own but no numeric target."""
    respondents = measures.dataset.respondents
    return tuple(
        respondents[code].name
        for code, rows in measures.achievements.by_code.items()
        if not rows and respondents[code].kind is not Kind.MEMBER
    )


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell of the theme table: the figure (None without a form) and its shade 0–3."""

    figure: Figure | None
    shade: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One theme across the subjects."""

    row: ThemeRow
    cells: tuple[HeatCell, ...]


def heat_table(measures: Measures) -> tuple[HeatRow, ...]:
    """Return the themes that any form of the area speaks of, most widespread here first."""
    subjects = measures.area.subjects
    rows = [row for row in measures.themes.rows if row.here.exact > 0]
    ordered = sorted(rows, key=lambda row: (-row.here.exact, row.share.exact))
    return tuple(HeatRow(row, tuple(_heat(row, subject) for subject in subjects)) for row in ordered)


def unspoken(measures: Measures) -> tuple[str, ...]:
    """Return the themes that no form of the area speaks of."""
    return tuple(row.theme.label for row in measures.themes.rows if row.here.exact == 0)


def _heat(row: ThemeRow, subject: Subject) -> HeatCell:
    figure = row.by_subject[subject.key]
    if figure is None or figure.exact == 0:
        return HeatCell(figure, 0)
    bounds = (1, 4) if subject.single else (0, 1)
    return HeatCell(figure, 1 + sum(figure.exact > bound for bound in bounds))


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The targets of one subject or one category, counted."""

    name: str
    tally: Tally


def tally_tables(measures: Measures) -> tuple[tuple[TallyRow, ...], tuple[TallyRow, ...]]:
    """Return the counts by subject and by category."""
    achievements = measures.achievements
    by_subject = tuple(TallyRow(s.name, achievements.by_subject[s.key]) for s in measures.area.subjects)
    return by_subject, tuple(TallyRow(name, tally) for name, tally in achievements.by_category.items())


@dataclass(frozen=True, slots=True)
class RespondentLine:
    """One line of a wider brief's list of municipalities."""

    name: str
    prefecture: str
    population: Figure
    aging_rate: Figure
    tally: Tally
    projects: tuple[str, ...]
    line_start: int
    line_end: int


def respondent_lines(measures: Measures) -> tuple[RespondentLine, ...]:
    """Return one line per municipal respondent, in the document's order."""
    dataset, comparisons = measures.dataset, measures.comparisons
    lines = []
    for code in measures.area.codes:
        respondent = dataset.respondents[code]
        targets = (target for target in dataset.targets if target.code == code)
        projects = [p.project_name for p in dataset.projects if p.code == code and p.project_name]
        lines.append(
            RespondentLine(
                respondent.name,
                respondent.prefecture,
                comparisons["population"].own[code],
                comparisons["aging_rate"].own[code],
                tally_targets(measures.ledger, targets, key=f"line-{code}", name=respondent.name),
                tuple(dict.fromkeys(projects)),
                respondent.line_start,
                respondent.line_end,
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class CarryingRow:
    """How many of a subject's respondents carry out each programme."""

    name: str
    respondents: Figure
    carrying: tuple[Figure, ...]


def carrying_table(measures: Measures) -> tuple[CarryingRow, ...]:
    """Return the programme counts by subject for a brief above the prefecture."""
    ledger, matrix = measures.ledger, measures.programmes.matrix
    rows = []
    for subject in measures.area.subjects:
        counts = tuple(
            ledger.count(
                f"sub-{subject.key}/programmes/{programme}",
                subject.name,
                sum(matrix[code][programme].marked for code in subject.codes),
                "自治体",
            )
            for programme in (Programme.CHIIKIRYOKU, Programme.TAKIKAN)
        )
        size = ledger.count(f"sub-{subject.key}/size/respondents", subject.name, len(subject.codes), "自治体")
        rows.append(CarryingRow(subject.name, size, counts))
    return tuple(rows)
