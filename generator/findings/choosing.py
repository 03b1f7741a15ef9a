"""Choose the headline and the findings of page 1: best first, one a topic, always programmes and targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings.candidates import Finding
from generator.findings.implementation import (
    contractor_findings,
    coordinator_findings,
    facility_findings,
    programme_findings,
    target_findings,
    theme_findings,
)
from generator.findings.levels import level_findings
from generator.findings.spreads import extreme_findings, spread_findings
from generator.ledger.figure import Figure
from generator.measures.measure import Measures

MOST = 5
RULES = (
    programme_findings,
    target_findings,
    level_findings,
    spread_findings,
    extreme_findings,
    coordinator_findings,
    contractor_findings,
    facility_findings,
    theme_findings,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """The headline and what follows it; the headline's topic is told again in full among the findings."""

    headline: Finding
    told: tuple[Finding, ...]


def choose(measures: Measures) -> Findings:
    """Return headline and findings of the area. Ties are broken by kind and topic, so the choice is stable."""
    ranked = sorted(_all(measures), key=lambda f: (-round(f.score, 9), f.kind, f.topic))
    headline = next(finding for finding in ranked if finding.headline)
    told: list[Finding] = []
    # What the programme is and what was reached belongs on every page 1; the rest competes for its place.
    for finding in (*(f for f in ranked if f.topic in ("programmes", "targets")), *ranked):
        if len(told) < MOST and _adds_something(finding, told):
            told.append(finding)
    return Findings(headline, tuple(sorted(told, key=_reading_order)))


def _adds_something(finding: Finding, told: Sequence[Finding]) -> bool:
    """Return whether the finding has a topic of its own; one respondent's extreme value is told once at most."""
    if finding.topic in {one.topic for one in told}:
        return False
    if finding.kind == "extreme" and any(one.kind == "extreme" for one in told):
        return False
    return not (_told_values(finding) & {value for one in told for value in _told_values(one)})


def _told_values(finding: Finding) -> set[str]:
    """Return the ids of the figures that the finding is about (what it compares them with apart)."""
    about = [finding.slots.get(name) for name in ("value", "low", "high", "people")]
    return {figure.id for figure in about if isinstance(figure, Figure)}


def _all(measures: Measures) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(measures)


def _reading_order(finding: Finding) -> tuple[int, float]:
    if finding.topic == "programmes":
        return (0, 0.0)
    if finding.topic in ("targets", "category"):
        return (2, 0.0) if finding.topic == "targets" else (3, 0.0)
    return (1, -finding.score)
