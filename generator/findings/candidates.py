"""A finding before it is worded: its class, what it speaks of, how rare it is among all forms.

Each kind of finding is a record of its own; ``kind`` names the macro in templates/sentences/ that words it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from generator.config.metrics import Metric
from generator.ledger.figure import Figure
from generator.measures.achievements import Achievement, Tally
from generator.measures.practice.printed import EventFigures


class FindingClass(IntEnum):
    """The order in which headlines are looked for (docs/brief.md)."""

    EVENT = 1
    CONTRAST = 2
    WAY = 3
    COUNTED = 4
    PEOPLE = 5
    NEXT = 6
    TARGETS = 7
    CHANGE = 8
    PROGRAMMES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement to make.

    ``id`` names it for the editor who prefers it as the headline (``headlines`` of the edition); ``rank`` orders the candidates of one
    class, the smallest first; ``names`` are the municipalities that it speaks of.
    """

    kind: ClassVar[str] = ""
    klass: ClassVar[FindingClass]
    id: str
    rank: tuple[float, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFinding(Finding):
    """Something that came into being this year, dated to the month."""

    kind: ClassVar[str] = "event"
    klass: ClassVar[FindingClass] = FindingClass.EVENT
    event: EventFigures
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastFinding(Finding):
    """Two results of one category and unit, told with the place of consultation that goes with each."""

    kind: ClassVar[str] = "contrast"
    klass: ClassVar[FindingClass] = FindingClass.CONTRAST
    category: str
    high: Achievement
    low: Achievement
    high_name: str
    low_name: str
    high_way: str
    low_way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFinding(Finding):
    """A way of running it that at most a tenth of the forms share."""

    kind: ClassVar[str] = "way"
    klass: ClassVar[FindingClass] = FindingClass.WAY
    group: str
    group_label: str
    label: str
    printed: str
    share: Figure
    asked: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFinding(Finding):
    """The prefecture's own count with the value before."""

    kind: ClassVar[str] = "counted"
    klass: ClassVar[FindingClass] = FindingClass.COUNTED
    event: EventFigures
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFinding(Finding):
    """The coordinators of the area: persons, 専任・兼任, where they are posted."""

    kind: ClassVar[str] = "people"
    klass: ClassVar[FindingClass] = FindingClass.PEOPLE
    total: Figure
    forms: Figure | None
    dedicated: Figure | None
    concurrent: Figure | None
    unstated: Figure | None
    postings: tuple[str, ...]
    more_postings: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFinding(Finding):
    """What is planned for the next year, or lacking, as the forms state it; at most two."""

    kind: ClassVar[str] = "next"
    klass: ClassVar[FindingClass] = FindingClass.NEXT
    planned: bool
    told: tuple[tuple[str, EventFigures], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsFinding(Finding):
    """All targets in their four states."""

    kind: ClassVar[str] = "targets"
    klass: ClassVar[FindingClass] = FindingClass.TARGETS
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammesFinding(Finding):
    """Which programmes are carried: what is left to tell where the forms say nothing else."""

    kind: ClassVar[str] = "programmes"
    klass: ClassVar[FindingClass] = FindingClass.PROGRAMMES
    respondents: Figure
    carried: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFinding(Finding):
    """In which direction most respondents went since the year before, in one indicator."""

    kind: ClassVar[str] = "changed"
    klass: ClassVar[FindingClass] = FindingClass.CHANGE
    metric: Metric
    rate: bool
    compared: Figure
    counts: tuple[tuple[str, Figure], ...]
