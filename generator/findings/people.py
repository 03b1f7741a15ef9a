"""Findings on coordinators (persons with their kind and posting, never a rate) and on targets in four states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.dataset.contract import Programme
from generator.findings.candidates import PeopleFinding, ProgrammesFinding, TargetsFinding
from generator.measures.measure import Measures

_POSTINGS: Final = 2
"""How many kinds of posting are named."""


def people_findings(measures: Measures) -> Iterator[PeopleFinding]:
    """Yield the coordinators of the area where any are placed."""
    people = measures.comparisons["coordinators"]
    given = [code for code in measures.area.codes if people.own[code].present and people.own[code].exact]
    if not given:
        return
    several = len(given) > 1 and people.area is not None
    kinds, (postings, more) = measures.practice.people, _postings(measures, given)
    yield PeopleFinding(
        id="people",
        rank=(0.0,),
        names=tuple(measures.name_of(code) for code in given),
        total=people.area.figure if several and people.area else people.own[given[0]],
        forms=measures.practice.people_placing if several else None,
        dedicated=kinds.get("dedicated"),
        concurrent=kinds.get("concurrent"),
        unstated=kinds.get("unstated"),
        postings=postings,
        more_postings=more,
    )


def _postings(measures: Measures, codes: list[str]) -> tuple[tuple[str, ...], bool]:
    """Return the kinds of posting that most forms name, in the list's words, and whether there are others."""
    kinds = measures.config.practice.kinds["t.posting"]
    found = Counter(
        kind
        for code in codes
        for kind in dict.fromkeys(one.kind for one in measures.practice.forms[code].cells.get("t.posting", ()))
    )
    ranked = sorted(found, key=lambda kind: (-found[kind], list(kinds).index(kind)))
    named = tuple(kinds[kind].label for kind in ranked if kind not in ("other", "kikan"))[:_POSTINGS]
    return named, len(found) > len(named)


def programme_findings(measures: Measures) -> Iterator[ProgrammesFinding]:
    """Yield how many respondents carry each programme."""
    carrying, programmes = measures.programmes.carrying, measures.config.edition.programmes
    yield ProgrammesFinding(
        id="programmes",
        rank=(0.0,),
        respondents=measures.sizes.respondents,
        carried=tuple(
            (one.name, carrying[Programme(one.key)]) for one in programmes if carrying[Programme(one.key)].exact
        ),
    )


def target_findings(measures: Measures) -> Iterator[TargetsFinding]:
    """Yield the four states of all targets, where there are any."""
    tally = measures.achievements.tally
    if tally.targets.exact:
        yield TargetsFinding(id="targets", rank=(0.0,), tally=tally)
