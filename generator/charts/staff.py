"""Which coordinators stand in which row: a municipality in a prefecture's brief, a prefecture one level up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.charts.people import PeopleWords, Staff
from generator.charts.persons import Posting
from generator.config.words import Words
from generator.dataset.contract import Programme
from generator.dataset.practice.contract import HeadcountBasis
from generator.ledger.figure import Figure
from generator.measures.areas import Subject
from generator.measures.measure import Measures
from generator.measures.practice.printed import CoordinatorFigures

METRIC = "coordinators"


def people_words(words: Words) -> PeopleWords:
    """Return the printed words of the chart."""
    postings = {
        Posting.DEDICATED: words.dedicated,
        Posting.CONCURRENT: words.concurrent,
        Posting.UNSTATED: words.unstated,
    }
    return PeopleWords(tuple(postings.items()), each=words.one_mark, sites=words.sites)


def staff_rows(measures: Measures) -> tuple[Staff, ...]:
    """Return a row for each subject of the area, in its order."""
    return tuple(_row(measures, subject) for subject in measures.area.subjects)


def _row(measures: Measures, subject: Subject) -> Staff:
    found = [(code, own) for code in subject.codes if (own := coordinators_of(measures, code)) is not None]
    groups = sorted((group for _, own in found for group in _groups(own)), key=lambda g: list(Posting).index(g[0]))
    single = subject.single
    return Staff(
        name=subject.name,
        headcount=_headcount(measures, subject),
        groups=tuple(groups),
        sites=found[0][1].sites if single and found else None,
        note=_note(measures, subject.key) if single else _unknown(measures, subject.codes),
    )


def coordinators_of(measures: Measures, code: str) -> CoordinatorFigures | None:
    """Return what a respondent's own form says; those of a prefecture's form are not its members'."""
    form = measures.practice.forms[code]
    return form.coordinators if form.code == code else None


def _groups(own: CoordinatorFigures) -> Iterator[tuple[Posting, Figure]]:
    parts = {
        Posting.DEDICATED: own.dedicated,
        Posting.CONCURRENT: own.concurrent,
        Posting.UNSTATED: own.unstated,
    }
    yield from ((posting, figure) for posting, figure in parts.items() if figure is not None and figure.exact > 0)


def _headcount(measures: Measures, subject: Subject) -> Figure | None:
    figure = measures.comparisons[METRIC].by_subject[subject.key]
    return figure if figure.present else None


def _note(measures: Measures, code: str) -> str:
    """Return the words for a municipality without marks, or whose number does not count heads."""
    words, own = measures.config.words, coordinators_of(measures, code)
    if own is None:
        part = measures.programmes.matrix[code][Programme.TAKIKAN]
        return words.not_applicable if part.marked or part.project else words.without_takikan
    if own.headcount is None:
        return words.number_unknown
    if not own.headcount.exact:
        return words.none_posted
    return words.equivalents if own.record.basis is HeadcountBasis.EQUIVALENT else ""


def _unknown(measures: Measures, codes: Sequence[str]) -> str:
    """Return whose number is unknown, with the word for it; another word where nobody runs the programme."""
    words = measures.config.words
    found = [(code, coordinators_of(measures, code)) for code in codes]
    if all(own is None for _, own in found):
        return words.without_takikan
    names = [measures.name_of(code) for code, own in found if own is not None and own.headcount is None]
    return f"{'、'.join(names)}は{words.number_unknown}" if names else ""
