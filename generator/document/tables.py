"""Rows of the brief's tables: figures and names in printing order, nothing computed, nothing phrased."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from generator.dataset.contract import Kind
from generator.document.practice.contacts import profile_numbers
from generator.ledger.figure import Figure
from generator.measures.achievements import Tally
from generator.measures.areas import Subject
from generator.measures.measure import Measures


@dataclass(frozen=True, slots=True)
class ThemeWord:
    """A theme that a form speaks of: its label, how often, and how many forms of all do."""

    label: str
    mentions: Figure
    everyone: Figure


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """The rarer themes of one subject, told as words; the themes that most forms share say nothing of one."""

    name: str
    words: tuple[ThemeWord, ...]


MOST_WORDS: Final = 5
COMMON: Final = Decimal("0.5")
"""A theme that more than half of all forms speak of is no news."""


def theme_lines(measures: Measures) -> tuple[ThemeLine, ...]:
    """Return for each subject with a form the themes that at most half of all forms speak of, the rarest first."""
    whole = measures.themes.forms_everyone.exact
    rows = [row for row in measures.themes.rows if row.everyone.exact <= whole * COMMON]
    lines = []
    for subject in measures.area.subjects:
        held = [(row, figure) for row in rows if (figure := row.by_subject[subject.key]) is not None and figure.exact]
        ordered = sorted(held, key=lambda one: (one[0].everyone.exact, -one[1].exact))[:MOST_WORDS]
        words = tuple(ThemeWord(row.theme.label, figure, row.everyone) for row, figure in ordered)
        if words:
            lines.append(ThemeLine(subject.name, words))
    return tuple(lines)


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
    """One line of a wider brief's list of municipalities; ``number`` is that of its profile."""

    number: str
    name: str
    prefecture: str
    population: Figure
    coordinators: Figure
    tally: Tally
    projects: tuple[str, ...]
    member: bool


def respondent_lines(measures: Measures) -> tuple[RespondentLine, ...]:
    """Return one line per municipal respondent, in the document's order."""
    dataset, comparisons = measures.dataset, measures.comparisons
    numbers = profile_numbers(dataset)
    lines = []
    for code in measures.area.codes:
        respondent = dataset.respondents[code]
        projects = [p.project_name for p in dataset.projects if p.code == code and p.project_name]
        lines.append(
            RespondentLine(
                numbers[code],
                respondent.name,
                respondent.prefecture,
                comparisons["population"].own[code],
                comparisons["coordinators"].own[code],
                measures.wide.targets[code],
                tuple(dict.fromkeys(projects)),
                respondent.kind is Kind.MEMBER,
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class WideRow:
    """One prefecture of a wider brief: respondents, programmes, coordinators by kind, units, targets by state."""

    name: str
    only: str
    respondents: Figure
    carrying: tuple[Figure, ...]
    coordinators: Figure
    units: tuple[str, ...]
    places: tuple[str, ...]
    tally: Tally


MOST_KINDS: Final = 3


def wide_rows(measures: Measures) -> tuple[WideRow, ...]:
    """Return one row a prefecture, from north to south."""
    rows = []
    for subject in measures.area.subjects:
        rows.append(
            WideRow(
                subject.name,
                measures.name_of(subject.codes[0]) if len(subject.codes) == 1 else "",
                measures.wide.respondents[subject.key],
                measures.wide.carrying[subject.key],
                measures.comparisons["coordinators"].by_subject[subject.key],
                _kinds(measures, subject, "unit"),
                _kinds(measures, subject, "place"),
                measures.achievements.by_subject[subject.key],
            )
        )
    return tuple(rows)


def _kinds(measures: Measures, subject: Subject, group: str) -> tuple[str, ...]:
    """Return the kinds that most forms of a prefecture name, in the list's words."""
    features = measures.practice.features
    codes = {measures.practice.forms[code].code for code in subject.codes}
    held = {
        key: sum(code in holders for code in codes) for key, holders in features.holders.items() if key.group == group
    }
    settings = next(one for one in measures.config.practice.features if one.id == group)
    labels = measures.config.practice.codes_of(settings)
    ranked = sorted((key for key in held if held[key]), key=lambda key: (-held[key], list(labels).index(key.kind)))
    return tuple(labels[key.kind].brief for key in ranked[:MOST_KINDS])
