"""Findings of what came into being, of a prefecture's own counts, and of what is planned or lacking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.dataset.practice.contract import EventKind
from generator.findings.candidates import CountedFinding, EventFinding, NextFinding
from generator.measures.measure import Measures
from generator.measures.practice.printed import EventFigures

NEW: Final = (EventKind.OPENED, EventKind.STAFFED, EventKind.ADOPTED)
"""What can be a headline, in this order: a place or service says more than a rule on paper."""
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_TOLD: Final = 2
"""How many plans one finding tells."""


def event_findings(measures: Measures) -> Iterator[EventFinding]:
    """Yield what came into being in this fiscal year, dated to the month.

    A municipality's own comes before its prefecture's, what was founded before what was begun or held, then what has
    a number, then the latest.
    """
    founding = measures.config.similarity.founding_verbs
    prefectures = {form.code for form in measures.area.forms}
    for code, form in measures.practice.own_forms:
        for event in form.events:
            record = event.record
            months = _months_into_the_year(record.date, measures.dataset.year)
            if record.kind in NEW and months is not None:
                yield EventFinding(
                    id=f"event/{code}/{record.seq}",
                    rank=(
                        NEW.index(record.kind),
                        code in prefectures,
                        record.verb not in founding,
                        event.number is None,
                        -months,
                        record.seq,
                    ),
                    names=(measures.name_of(code),),
                    event=event,
                    name=told_name(measures, code),
                )


def told_name(measures: Measures, code: str) -> str:
    """Return the name of a form as a sentence tells it: among several prefectures with its own before it."""
    one = measures.dataset.respondents[code]
    within = len(measures.area.prefectures) == 1 or one.name == one.prefecture
    return one.name if within else f"{one.prefecture}{one.name}"


def counted_findings(measures: Measures) -> Iterator[CountedFinding]:
    """Yield the prefectures' own counts that have a value before; the largest relative change first."""
    for form in measures.area.forms:
        for event in measures.practice.forms[form.code].events:
            if event.record.kind is EventKind.COUNTED and event.number and event.previous and event.previous.exact:
                change = float(event.number.exact / event.previous.exact)
                yield CountedFinding(
                    id=f"event/{form.code}/{event.record.seq}",
                    rank=(-change, event.record.seq),
                    event=event,
                    name=form.name,
                )


def next_findings(measures: Measures) -> Iterator[NextFinding]:
    """Yield what the forms plan for the next year and what they say is lacking, one municipality each."""
    for planned in (True, False):
        kind = EventKind.PLANNED if planned else EventKind.ISSUE
        told = [
            (told_name(measures, code), event)
            for code, form in measures.practice.own_forms
            for event in _foremost([one for one in form.events if one.record.kind is kind], measures.dataset.year)
        ]
        dated = sorted(told, key=lambda one: _waiting(one[1].record.date, measures.dataset.year))
        if dated:
            chosen = tuple(dated[:_TOLD])
            ids = "+".join(f"{event.record.code}-{event.record.seq}" for _, event in chosen)
            yield NextFinding(
                id=f"next/{ids}",
                rank=(not planned,),
                names=tuple(name for name, _ in chosen),
                planned=planned,
                told=chosen,
            )


def _foremost(events: list[EventFigures], year: int) -> list[EventFigures]:
    """Return the first event of a form: one of a later fiscal year, else one of this year, else one without a date."""
    return sorted(events, key=lambda one: (_waiting(one.record.date, year), one.record.date, one.record.seq))[:1]


def _waiting(date: str, year: int) -> int:
    """Return 0 for a date after the fiscal year, 1 for one in it, 2 for none."""
    if not date:
        return 2
    later = int(date[2:]) > year if date.startswith("FY") else date >= f"{year + 1}-04"
    return 0 if later else 1


def _months_into_the_year(date: str, fiscal_year: int) -> int | None:
    """Return 0 for April to 11 for March of the fiscal year; None for another year or a date without a month."""
    found = _MONTH.match(date)
    if found is None:
        return None
    months = (int(found[1]) - fiscal_year) * 12 + int(found[2]) - 4
    return months if 0 <= months < 12 else None
