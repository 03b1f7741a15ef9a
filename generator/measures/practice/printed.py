"""The numbers that one form prints in chapters 3 and 4, as figures with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from generator.dataset.practice.contract import Part
from generator.dataset.practice.records import Coordinators, Event, Meeting, Practice, PracticeArea, PracticeTables
from generator.dataset.records import Dataset
from generator.formats import natural_decimals
from generator.ledger.figure import Citation, Figure, Formula
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """A sphere with its number of units and its people."""

    record: PracticeArea
    count: Figure | None
    population: Figure | None
    population_max: Figure | None


@dataclass(frozen=True, slots=True)
class CoordinatorFigures:
    """The coordinators of one form; ``unstated`` are those whose kind the form does not tell."""

    record: Coordinators
    headcount: Figure | None
    dedicated: Figure | None
    concurrent: Figure | None
    unstated: Figure | None
    sites: Figure | None


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """A meeting with how often it is held."""

    record: Meeting
    times: Figure | None
    times_max: Figure | None
    total: Figure | None


@dataclass(frozen=True, slots=True)
class EventFigures:
    """An event with its number and the one before."""

    record: Event
    number: Figure | None
    previous: Figure | None


@dataclass(frozen=True, slots=True)
class FormPractice:
    """All that one form says in chapters 3 and 4; ``cells`` maps cell -> its values in the printed order."""

    code: str
    areas: Mapping[Part, AreaFigures]
    cells: Mapping[str, tuple[Practice, ...]]
    statuses: Mapping[str, str]
    coordinators: CoordinatorFigures | None
    meetings: tuple[MeetingFigures, ...]
    events: tuple[EventFigures, ...]


def forms_of(
    dataset: Dataset, codes: tuple[str, ...], ledger: Ledger, *, people: Mapping[str, Figure]
) -> Mapping[str, FormPractice]:
    """Return what the forms of these codes say, in their order; a form without the chapters has empty parts.

    ``people`` maps code -> the number of coordinators as the indicators have it, corrections included.
    """
    rows = _rows_of(dataset.practice, frozenset(codes))
    names = {code: dataset.respondents[code].name for code in codes}
    return MappingProxyType({code: _form(rows[code], code, names[code], ledger, people.get(code)) for code in codes})


def _rows_of(tables: PracticeTables, codes: frozenset[str]) -> Mapping[str, PracticeTables]:
    """Return code -> the rows of its form, each table gone through once."""
    found: dict[str, dict[str, list[Any]]] = {code: {one.name: [] for one in fields(tables)} for code in codes}
    for table in fields(tables):
        for row in getattr(tables, table.name):
            if row.code in codes:
                found[row.code][table.name].append(row)
    return {code: PracticeTables(**{name: tuple(rows) for name, rows in parts.items()}) for code, parts in found.items()}


def _form(tables: PracticeTables, code: str, name: str, ledger: Ledger, headcount: Figure | None) -> FormPractice:
    cells: dict[str, list[Practice]] = {}
    for one in tables.practices:
        cells.setdefault(one.cell, []).append(one)
    people = next(iter(tables.coordinators), None)
    given = headcount if headcount is not None and headcount.present else None
    return FormPractice(
        code=code,
        areas=MappingProxyType({a.part: _area(a, name, ledger) for a in tables.areas}),
        cells=MappingProxyType({cell: tuple(values) for cell, values in cells.items()}),
        statuses=MappingProxyType({one.cell: one.status.value for one in tables.cells}),
        coordinators=_coordinators(people, name, given, ledger) if people else None,
        meetings=tuple(_meeting(one, name, ledger) for one in tables.meetings),
        events=tuple(_event(one, name, ledger) for one in tables.events),
    )


def _printed(
    figure_id: FigureId, label: str, value: Decimal | int | None, unit: str, lines: tuple[int, ...], ledger: Ledger
) -> Figure | None:
    if value is None:
        return None
    exact = Decimal(value)
    source = Citation(lines=lines)
    decimals = natural_decimals(exact)
    formula = Formula.PRINTED
    return ledger.add(
        Figure(figure_id, label, value=exact, unit=unit, decimals=decimals, formula=formula, source=source)
    )


def _area(area: PracticeArea, name: str, ledger: Ledger) -> AreaFigures:
    base = FigureId(area.code, f"area-{area.part.value}")
    return AreaFigures(
        area,
        count=_printed(base.at("count"), f"{name} 圏域の数", area.area_count, "か所", area.lines, ledger),
        population=_printed(base.at("population"), f"{name} 圏域の人口", area.population, "人", area.lines, ledger),
        population_max=_printed(
            base.at("population-max"), f"{name} 圏域の人口（上限）", area.population_max, "人", area.lines, ledger
        ),
    )


def _coordinators(people: Coordinators, name: str, headcount: Figure | None, ledger: Ledger) -> CoordinatorFigures:
    def part(key: str, label: str, value: int | None, unit: str = "人") -> Figure | None:
        return _printed(FigureId(people.code, "people", key), f"{name} {label}", value, unit, people.lines, ledger)

    dedicated, concurrent = part("dedicated", "専任", people.dedicated), part("concurrent", "兼任", people.concurrent)
    return CoordinatorFigures(
        people,
        headcount=headcount,
        dedicated=dedicated,
        concurrent=concurrent,
        unstated=_unstated(people, name, headcount, dedicated, concurrent, ledger),
        sites=part("sites", "配置先", people.sites, "か所"),
    )


def _unstated(
    people: Coordinators,
    name: str,
    headcount: Figure | None,
    dedicated: Figure | None,
    concurrent: Figure | None,
    ledger: Ledger,
) -> Figure | None:
    """Enter how many coordinators are neither said to be 専任 nor 兼任; None where there are none."""
    if headcount is None:
        return None
    known = [one for one in (dedicated, concurrent) if one is not None]
    rest = headcount.exact - sum((one.exact for one in known), Decimal(0))
    if not rest:
        return None
    inputs = (headcount.id, *(one.id for one in known))
    return ledger.add(
        Figure(
            FigureId(people.code, "people", "unstated"),
            f"{name} 区分の記載なし",
            value=rest,
            unit="人",
            decimals=0,
            formula=Formula.DIFFERENCE,
            inputs=inputs,
        )
    )


_PER = {"month": "回/月", "year": "回/年"}


def _meeting(meeting: Meeting, name: str, ledger: Ledger) -> MeetingFigures:
    base, unit = FigureId(meeting.code, f"meeting-{meeting.seq}"), _PER.get(meeting.per, "回")
    wider = meeting.times_max if meeting.times_max != meeting.times_min else None
    return MeetingFigures(
        meeting,
        times=_printed(base.at("times"), f"{name} 会議", meeting.times_min, unit, meeting.lines, ledger),
        times_max=_printed(base.at("times-max"), f"{name} 会議", wider, unit, meeting.lines, ledger),
        total=_printed(base.at("total"), f"{name} 会議", meeting.total_per_year, "回/年", meeting.lines, ledger),
    )


def _event(event: Event, name: str, ledger: Ledger) -> EventFigures:
    base, label = FigureId(event.code, f"event-{event.seq}"), f"{name} {event.what}"
    return EventFigures(
        event,
        number=_printed(base.at("number"), label, event.number, event.number_unit, event.lines, ledger),
        previous=_printed(base.at("previous"), label, event.previous, event.number_unit, event.lines, ledger),
    )
