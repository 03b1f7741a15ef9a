"""Findings on coordinators (persons with their kind and posting, never a rate) and on targets in four states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.findings.candidates import PeopleFinding, TargetsFinding
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
    kinds = measures.practice.people
    yield PeopleFinding(
        id="people",
        rank=(0.0,),
        names=tuple(measures.name_of(code) for code in given),
        total=people.area.figure if several and people.area else people.own[given[0]],
        forms=people.area.n if several and people.area else None,
        dedicated=kinds.get("dedicated"),
        concurrent=kinds.get("concurrent"),
        unstated=kinds.get("unstated"),
        postings=_postings(measures, given),
    )


def _postings(measures: Measures, codes: list[str]) -> tuple[str, ...]:
    """Return the kinds of posting that most forms name, in the list's words."""
    kinds = measures.config.practice.kinds["t.posting"]
    found = Counter(
        kind
        for code in codes
        for kind in dict.fromkeys(one.kind for one in measures.practice.forms[code].cells.get("t.posting", ()))
    )
    ranked = sorted(found, key=lambda kind: (-found[kind], list(kinds).index(kind)))
    return tuple(kinds[kind].label for kind in ranked if kind not in ("other", "kikan"))[:_POSTINGS]


def target_findings(measures: Measures) -> Iterator[TargetsFinding]:
    """Yield the four states of all targets, where there are any."""
    tally = measures.achievements.tally
    if tally.targets.exact:
        yield TargetsFinding(id="targets", rank=(0.0,), tally=tally)
