"""Choose the headline and the findings of page 1 by the classes of docs/brief.md; an editor may prefer another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.errors import DatasetError
from generator.findings.candidates import Finding, FindingClass
from generator.findings.contrasts import contrast_findings
from generator.findings.events import counted_findings, event_findings, next_findings
from generator.findings.people import people_findings, programme_findings, target_findings
from generator.findings.ways import way_findings
from generator.measures.areas import Area
from generator.measures.measure import Measures

FEWEST: Final = 3
MOST: Final = 5
RULES: Final = (
    event_findings,
    contrast_findings,
    way_findings,
    counted_findings,
    people_findings,
    next_findings,
    target_findings,
    programme_findings,
)
HEADLINES: Final = tuple(klass for klass in FindingClass if klass <= FindingClass.NEXT)
ALONE: Final = (FindingClass.EVENT, FindingClass.NEXT)
"""What is a headline where there is one respondent: the others need somebody to compare with."""
ABOVE: Final = (FindingClass.PEOPLE, FindingClass.TARGETS)
"""What is a headline of several prefectures: one town's doings are no news of a whole block."""
LEFT: Final = (FindingClass.TARGETS, FindingClass.PROGRAMMES)
"""What is a headline where the forms say nothing else: a brief is never without one."""
ORDER: Final = (
    FindingClass.EVENT,
    FindingClass.COUNTED,
    FindingClass.CONTRAST,
    FindingClass.PEOPLE,
    FindingClass.WAY,
    FindingClass.TARGETS,
    FindingClass.NEXT,
    FindingClass.PROGRAMMES,
)
"""In which order the findings are read: what came about, how it is run, what was reached, what comes next."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The headline and what follows it; ``preferred`` is the editor's reason where the rule would choose another."""

    headline: Finding
    told: tuple[Finding, ...]
    preferred: str = ""


def choose(measures: Measures) -> Findings:
    """Return headline and findings of the area; the same tables give the same choice."""
    found = candidates(measures)
    wanted = measures.config.edition.preferred_headline(measures.area.name)
    if wanted is None:
        order = _order(measures.area)
        headline, reason = next(one for klass in order for one in found[klass]), ""
    else:
        headline, reason = (
            _preferred(found, wanted.choose, area=measures.area.name, year=measures.dataset.year),
            wanted.reason,
        )
    return Findings(headline, _told(found, headline), reason)


def candidates(measures: Measures) -> Mapping[FindingClass, Sequence[Finding]]:
    """Return all candidates by class, the best of each first."""
    found: dict[FindingClass, list[Finding]] = {klass: [] for klass in FindingClass}
    for rule in RULES:
        for one in rule(measures):
            found[one.klass].append(one)
    return {klass: sorted(some, key=lambda one: (one.rank, one.id)) for klass, some in found.items()}


def _order(area: Area) -> Sequence[FindingClass]:
    """Return in which order the classes are asked for a headline; with one respondent events and plans come first."""
    first = ALONE if len(area.codes) == 1 else () if len(area.prefectures) == 1 else ABOVE
    return (*first, *HEADLINES, *LEFT)


def _preferred(found: Mapping[FindingClass, Sequence[Finding]], wanted: str, *, area: str, year: int) -> Finding:
    known = {one.id: one for some in found.values() for one in some}
    if wanted not in known:
        raise DatasetError(
            f"{area}の見出しに選ばれた候補がありません。",
            where=f"config/editions/{year}.yaml の headlines",
            found=wanted,
            expected="、".join(known),
            remedy="候補の番号を書き直すか、行を消して規則に任せてください。",
        )
    return known[wanted]


def _told(found: Mapping[FindingClass, Sequence[Finding]], headline: Finding) -> tuple[Finding, ...]:
    """Return up to five findings, one of each class, the headline's own apart; a class with more fills what is left."""
    telling = [klass for klass in ORDER if klass is not FindingClass.PROGRAMMES]
    firsts = [next(iter(_others_first(found[klass], headline)), None) for klass in telling]
    told = [one for one in firsts if one is not None]
    seconds = [one for klass in telling for one in found[klass] if one not in told and one is not headline]
    told += _apart(seconds, told)[: max(0, FEWEST - len(told))]
    if len(told) < FEWEST:
        told += [one for one in found[FindingClass.PROGRAMMES] if one is not headline]
    chosen = sorted(told, key=_reading_order)
    return tuple(_shortened(chosen))


def _others_first(some: Sequence[Finding], headline: Finding) -> list[Finding]:
    """Return the findings without the headline: those that speak of other municipalities first."""
    named = set(headline.names)
    return sorted((one for one in some if one is not headline), key=lambda one: bool(named & set(one.names)))


def _apart(more: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Return the further findings that speak of other municipalities than those told."""
    named = {name for one in told for name in one.names}
    return [one for one in more if not set(one.names) & named]


def _shortened(chosen: Sequence[Finding]) -> Iterator[Finding]:
    """Yield at most five: the rare way is left out first, then the contrast."""
    drop = [FindingClass.WAY, FindingClass.CONTRAST]
    over = len(chosen) - MOST
    dropped = drop[: max(0, over)]
    yield from [one for one in chosen if one.klass not in dropped][:MOST]


def _reading_order(finding: Finding) -> tuple[int, tuple[float, ...]]:
    return ORDER.index(finding.klass), finding.rank
