"""What one row of each table of chapters 3 and 4 must look like, and the record that it becomes."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.dataset.csv_reader import Row
from generator.dataset.practice.contract import (
    HAPPENED,
    LABEL_LONGEST,
    QUALIFICATION_CELL,
    QUALIFICATION_GROUPS,
    VERB_LONGEST,
    WHAT_LONGEST,
    CellStatus,
    Coverage,
    EventKind,
    HeadcountBasis,
    Part,
    Purpose,
    QualificationBasis,
    Reuse,
    Stage,
)
from generator.dataset.practice.records import (
    Coordinators,
    Event,
    Meeting,
    Practice,
    PracticeArea,
    PracticeCell,
)
from generator.dataset.rows import Code, Flag, Line, OptionalLine, OptionalNumber, Whole

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|FY\d{4}")


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _listed(value: Any) -> Any:
    return tuple(part for part in value.split(" ") if part) if isinstance(value, str) else value


def _dated(value: str) -> str:
    if value and not _DATE.fullmatch(value):
        raise ValueError("2018-10-01、2018-10 又は FY2018 の形")
    return value


Count = Annotated[Whole, Field(ge=0)]
OptionalCount = Annotated[Count | None, BeforeValidator(_blank_is_none)]
Serial = Annotated[Whole, Field(ge=1)]
OptionalSerial = Annotated[Serial | None, BeforeValidator(_blank_is_none)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed), Field(min_length=1)]
Codes = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_LONGEST)]
Name = Annotated[str, Field(max_length=LABEL_LONGEST)]


class PracticeCellRow(Row):
    """practice_cells.csv"""

    code: Code
    cell: str
    status: CellStatus
    line_start: OptionalLine
    line_end: OptionalLine

    @model_validator(mode="after")
    def _agrees(self) -> PracticeCellRow:
        if (self.line_start is None) != (self.line_end is None):
            raise ValueError("line_start と line_end は、両方書くか、両方空欄")
        if self.line_start is not None and self.line_end is not None and self.line_start > self.line_end:
            raise ValueError("line_start は line_end 以下")
        if self.line_start is None and self.status not in (CellStatus.NOT_APPLICABLE, CellStatus.LABEL_ABSENT):
            raise ValueError("欄のある行（line_start、line_end）を書く")
        return self

    def record(self) -> PracticeCell:
        """Return the frozen record."""
        return PracticeCell(**self.model_dump())


class AreaRow(Row):
    """areas.csv"""

    code: Code
    part: Part
    coverage: Coverage
    units: Annotated[Codes, Field(min_length=1)]
    unit_base: str
    area_count: OptionalCount
    count_basis: str
    population: OptionalCount
    population_max: OptionalCount
    population_basis: str
    as_of: str
    lines: Lines

    @model_validator(mode="after")
    def _agrees(self) -> AreaRow:
        if (self.area_count is None) != (self.count_basis == ""):
            raise ValueError("area_count に数を書くときだけ count_basis を書く")
        if (self.population is None) != (self.population_basis == ""):
            raise ValueError("population に数を書くときだけ population_basis を書く")
        if self.population_max is not None and (self.population is None or self.population_max < self.population):
            raise ValueError("population_max は population 以上")
        return self

    def record(self) -> PracticeArea:
        """Return the frozen record."""
        return PracticeArea(**self.model_dump())


class PracticeRow(Row):
    """practices.csv"""

    code: Code
    cell: str
    seq: Serial
    kind: str
    label: Label
    number: OptionalNumber
    number_unit: str
    stage: Annotated[Stage | None, BeforeValidator(_blank_is_none)]
    basis: str
    group: str
    lines: Lines
    note: str

    @model_validator(mode="after")
    def _agrees(self) -> PracticeRow:
        if self.cell == QUALIFICATION_CELL:
            if self.group not in QUALIFICATION_GROUPS:
                raise ValueError(f"{self.cell} の group は {'、'.join(QUALIFICATION_GROUPS)} のいずれか")
            QualificationBasis(self.basis)
        return self

    def record(self) -> Practice:
        """Return the frozen record."""
        return Practice(**self.model_dump())


class CoordinatorsRow(Row):
    """coordinators.csv"""

    code: Code
    headcount: OptionalCount
    basis: HeadcountBasis
    full_time: OptionalCount
    part_time: OptionalCount
    dedicated: OptionalCount
    concurrent: OptionalCount
    sites: OptionalCount
    note: str
    lines: Lines

    @model_validator(mode="after")
    def _agrees(self) -> CoordinatorsRow:
        parts = [one for one in (self.dedicated, self.concurrent) if one is not None]
        if self.headcount is not None and sum(parts) > self.headcount:
            raise ValueError("dedicated と concurrent の和は headcount 以下")
        return self

    def record(self) -> Coordinators:
        """Return the frozen record."""
        return Coordinators(**self.model_dump())


class MeetingRow(Row):
    """meetings.csv"""

    code: Code
    seq: Serial
    purpose: Purpose
    name: Name
    name_source: str
    reuse: Reuse
    parent: str
    times_min: OptionalNumber
    times_max: OptionalNumber
    per: Annotated[str, Field(pattern="^(month|year)?$")]
    adhoc: Flag
    held_per: str
    units: OptionalCount
    total_per_year: OptionalNumber
    members_count: OptionalCount
    same_as: OptionalSerial
    lines: Lines

    @model_validator(mode="after")
    def _agrees(self) -> MeetingRow:
        if (self.times_min is None) != (self.per == ""):
            raise ValueError("times_min に数を書くときだけ per を書く")
        if self.times_max is not None and (self.times_min is None or self.times_max < self.times_min):
            raise ValueError("times_max は times_min 以上")
        return self

    def record(self) -> Meeting:
        """Return the frozen record."""
        fields = self.model_dump()
        return Meeting(**{**fields, "adhoc": bool(self.adhoc)})


class EventRow(Row):
    """events.csv"""

    code: Code
    seq: Serial
    kind: EventKind
    what: Annotated[str, Field(min_length=1, max_length=WHAT_LONGEST)]
    place: Name
    date: Annotated[str, AfterValidator(_dated)]
    number: OptionalNumber
    number_unit: str
    previous: OptionalNumber
    lines: Lines
    verb: Annotated[str, Field(max_length=VERB_LONGEST)]

    @model_validator(mode="after")
    def _agrees(self) -> EventRow:
        if (self.kind in HAPPENED) != bool(self.verb):
            raise ValueError("verb は、opened、staffed、adopted、trained の行にだけ書く（を開設、が発足など）")
        return self

    def record(self) -> Event:
        """Return the frozen record."""
        return Event(**self.model_dump())
