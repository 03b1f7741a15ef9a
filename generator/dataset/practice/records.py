"""The frozen records of chapters 3 and 4. One record is one row of a table; ``id`` names it in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from generator.dataset.practice.contract import (
    CellStatus,
    Coverage,
    EventKind,
    HeadcountBasis,
    Part,
    Purpose,
    Reuse,
    Stage,
)


@dataclass(frozen=True, slots=True)
class PracticeCell:
    """One printed cell and whether something stands in it."""

    code: str
    cell: str
    status: CellStatus
    line_start: int | None
    line_end: int | None

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/cell/{self.cell}"


@dataclass(frozen=True, slots=True)
class PracticeArea:
    """The sphere of one part of chapter 3: units, their number, people (人)."""

    code: str
    part: Part
    coverage: Coverage
    units: tuple[str, ...]
    unit_base: str
    area_count: int | None
    count_basis: str
    population: int | None
    population_max: int | None
    population_basis: str
    as_of: str
    lines: tuple[int, ...]

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/area/{self.part.value}"


@dataclass(frozen=True, slots=True)
class Practice:
    """One value of a cell: its kind, its name as printed, the stage where the form tells one."""

    code: str
    cell: str
    seq: int
    kind: str
    label: str
    number: Decimal | None
    number_unit: str
    stage: Stage | None
    basis: str
    group: str
    lines: tuple[int, ...]
    note: str

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/practice/{self.cell}/{self.seq}"


@dataclass(frozen=True, slots=True)
class Coordinators:
    """The coordinators (相談支援包括化推進員) of one form, in persons."""

    code: str
    headcount: int | None
    basis: HeadcountBasis
    full_time: int | None
    part_time: int | None
    dedicated: int | None
    concurrent: int | None
    sites: int | None
    note: str
    lines: tuple[int, ...]

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/coordinators"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: its purpose, name, whether it existed before, how often it is held."""

    code: str
    seq: int
    purpose: Purpose
    name: str
    name_source: str
    reuse: Reuse
    parent: str
    times_min: Decimal | None
    times_max: Decimal | None
    per: str
    adhoc: bool
    held_per: str
    units: int | None
    total_per_year: Decimal | None
    members_count: int | None
    same_as: int | None
    lines: tuple[int, ...]

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/meeting/{self.seq}"


@dataclass(frozen=True, slots=True)
class Event:
    """What came into being, is planned or is lacking, in the project's own words.

    ``date`` is an ISO day or month, or ``FY2018`` for a fiscal year; ``previous`` is the value before.
    ``verb`` is what happened (を開設), so that place, date, ``what`` and it make a headline.
    """

    code: str
    seq: int
    kind: EventKind
    what: str
    place: str
    date: str
    number: Decimal | None
    number_unit: str
    previous: Decimal | None
    lines: tuple[int, ...]
    verb: str

    @property
    def id(self) -> str:
        """The row's name in the ledger."""
        return f"{self.code}/event/{self.seq}"


@dataclass(frozen=True, slots=True)
class PracticeTables:
    """All rows of chapters 3 and 4, in the order of the document."""

    cells: tuple[PracticeCell, ...] = field(default=())
    areas: tuple[PracticeArea, ...] = field(default=())
    practices: tuple[Practice, ...] = field(default=())
    coordinators: tuple[Coordinators, ...] = field(default=())
    meetings: tuple[Meeting, ...] = field(default=())
    events: tuple[Event, ...] = field(default=())

    def rows(self) -> Iterator[PracticeArea | Practice | Coordinators | Meeting | Event]:
        """Yield the rows that rest on lines, table by table."""
        yield from self.areas
        yield from self.practices
        yield from self.coordinators
        yield from self.meetings
        yield from self.events


NO_PRACTICE: Final = PracticeTables()
"""What an edition without the tables has."""
