"""Rows of the brief's tables: figures and names in printing order, nothing computed, nothing phrased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.dataset.contract import Kind, Programme
from generator.ledger.figure import Figure
from generator.measures.achievements import Achievement, Tally, tally_targets
from generator.measures.areas import Subject
from generator.measures.measure import Measures, respondents_of
from generator.measures.programmes import Assignment
from generator.measures.themes import ThemeCount


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One respondent of the programme matrix, with the coordinators that it places (None for a prefecture's form)."""

    name: str
    kind: Kind
    assignments: Mapping[Programme, Assignment]
    coordinators: Figure | None


def programme_matrix(measures: Measures) -> tuple[MatrixRow, ...]:
    """Return the matrix's rows: municipal respondents, then the prefecture's own forms."""
    respondents, people = measures.dataset.respondents, measures.comparisons["coordinators"].by_subject
    return tuple(
        MatrixRow(respondents[code].name, respondents[code].kind, row, people.get(code))
        for code, row in measures.programmes.matrix.items()
    )


def takes_part(assignment: Assignment) -> bool:
    """Say whether a respondent has any part in a programme."""
    return assignment.marked or assignment.project is not None


def without_coordinators(measures: Measures) -> tuple[str, ...]:
    """Return the municipalities that carry out the programme of the coordinators and do not say how many they place."""
    people, matrix = measures.comparisons["coordinators"].by_subject, measures.programmes.matrix
    return tuple(
        subject.name
        for subject in measures.area.subjects
        if subject.single and matrix[subject.key][Programme.TAKIKAN].marked and not people[subject.key].present
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

    row: ThemeCount
    cells: tuple[HeatCell, ...]


MOST_COLUMNS = 20
"""As many subjects as stand beside each other on the sheet; of more the table shows the sums alone."""


def heat_subjects(measures: Measures) -> tuple[Subject, ...]:
    """Return the subjects that have a column of their own in the table of themes."""
    subjects = measures.area.subjects
    return subjects if len(subjects) <= MOST_COLUMNS else ()


def heat_table(measures: Measures) -> tuple[HeatRow, ...]:
    """Return the themes that any form of the area speaks of, most widespread here first."""
    subjects = heat_subjects(measures)
    rows = [row for row in measures.themes.rows if row.here.exact > 0]
    ordered = sorted(rows, key=lambda row: (-row.here.exact, row.share.exact))
    return tuple(HeatRow(row, tuple(_heat(row, subject) for subject in subjects)) for row in ordered)


def unspoken(measures: Measures) -> tuple[str, ...]:
    """Return the themes that no form of the area speaks of."""
    return tuple(row.theme.label for row in measures.themes.rows if row.here.exact == 0)


def _heat(row: ThemeCount, subject: Subject) -> HeatCell:
    figure = row.by_subject[subject.key]
    if figure is None or figure.exact == 0:
        return HeatCell(figure, 0)
    bounds = (1, 4) if subject.single else (1, 3)
    return HeatCell(figure, 1 + sum(figure.exact > bound for bound in bounds))


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The targets of one subject or one category, of the prefectures' own forms, or of all, counted."""

    kind: Literal["part", "forms", "total"]
    name: str
    tally: Tally


def tally_tables(measures: Measures) -> tuple[tuple[TallyRow, ...], tuple[TallyRow, ...]]:
    """Return the counts by subject and by category, each with their sum."""
    achievements = measures.achievements
    by_subject = [TallyRow("part", s.name, achievements.by_subject[s.key]) for s in measures.area.subjects]
    if achievements.of_forms.targets.exact:
        by_subject.append(TallyRow("forms", "", achievements.of_forms))
    by_category = [TallyRow("part", name, tally) for name, tally in achievements.by_category.items()]
    total = TallyRow("total", "", achievements.tally)
    return (*by_subject, total), (*by_category, total)


@dataclass(frozen=True, slots=True)
class RespondentLine:
    """One line of a wider brief's list of municipalities."""

    name: str
    prefecture: str
    population: Figure
    aging_rate: Figure
    tally: Tally
    projects: tuple[str, ...]
    member: bool
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
                tally_targets(measures.ledger, targets, key=f"line-{code}", name=respondent.name, forms=(code,)),
                tuple(dict.fromkeys(projects)),
                respondent.kind is Kind.MEMBER,
                respondent.line_start,
                respondent.line_end,
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class CarryingRow:
    """How many of a subject's respondents carry out each programme, and the coordinators that they place."""

    name: str
    respondents: Figure
    carrying: tuple[Figure, ...]
    coordinators: Figure


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
                inputs=[code for code in subject.codes if matrix[code][programme].marked],
                among=subject.codes,
            )
            for programme in (Programme.CHIIKIRYOKU, Programme.TAKIKAN)
        )
        people = measures.comparisons["coordinators"].by_subject[subject.key]
        rows.append(CarryingRow(subject.name, respondents_of(ledger, subject), counts, people))
    return tuple(rows)
