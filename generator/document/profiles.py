"""One municipality's profile: what editors and tables say of it, what came about, what is lacking, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.dataset.contract import Programme
from generator.dataset.practice.contract import HAPPENED, EventKind
from generator.dataset.records import Project, Respondent, Statement
from generator.ledger.figure import Figure
from generator.measures.achievements import Achievement, Tally
from generator.measures.measure import Measures
from generator.measures.practice.printed import EventFigures

MOST_EVENTS: Final = 3
"""How many events, issues and plans a profile prints each."""
FACILITIES: Final = ("support_centers", "self_reliance")


@dataclass(frozen=True, slots=True)
class Facility:
    """How many places of one kind there are, directly run and contracted."""

    kind: str
    direct: Figure
    outsourced: Figure
    total: Figure


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the profile partial prints; ``host`` is the form that a member municipality is printed in."""

    number: str
    respondent: Respondent
    summary: Mapping[str, Statement]
    projects: tuple[Project, ...]
    facilities: tuple[Facility, ...]
    targets: tuple[Achievement, ...]
    tally: Tally | None
    happened: tuple[EventFigures, ...]
    issues: tuple[EventFigures, ...]
    plans: tuple[EventFigures, ...]
    host: Respondent | None
    host_number: str


def profile_of(measures: Measures, code: str, numbers: Mapping[str, str]) -> Profile:
    """Return the profile of one respondent. A member's doings stand in its host's profile."""
    dataset = measures.dataset
    respondent = dataset.respondents[code]
    form = measures.practice.forms[code]
    events = form.events if form.code == code else ()
    return Profile(
        number=numbers[code],
        respondent=respondent,
        summary=dataset.summaries.get(code, {}),
        projects=tuple(
            sorted((p for p in dataset.projects if p.code == code), key=lambda p: list(Programme).index(p.programme))
        ),
        facilities=tuple(_facility(measures, kind, code) for kind in FACILITIES) if respondent.is_municipal else (),
        targets=measures.achievements.by_code.get(code, ()),
        tally=measures.achievements.by_subject.get(code) or measures.achievements.by_form.get(code),
        happened=_chosen(events, *HAPPENED, EventKind.COUNTED),
        issues=_chosen(events, EventKind.ISSUE),
        plans=_chosen(events, EventKind.PLANNED),
        host=dataset.respondents.get(respondent.parent),
        host_number=numbers.get(respondent.parent, ""),
    )


def _facility(measures: Measures, kind: str, code: str) -> Facility:
    own = {part: measures.comparisons[f"{kind}_{part}"].own[code] for part in ("direct", "outsourced", "total")}
    return Facility(kind, **own)


def _chosen(events: tuple[EventFigures, ...], *kinds: EventKind) -> tuple[EventFigures, ...]:
    """Return the first events of some kinds: those with a date first, in their order."""
    chosen = [one for one in events if one.record.kind in kinds]
    first = sorted(chosen, key=lambda one: (one.record.date == "", one.record.seq))[:MOST_EVENTS]
    return tuple(sorted(first, key=lambda one: one.record.seq))
