"""Rows of chapters 3 and 4 made by hand: what the tests of matrix, design, partners and headlines start from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.dataset.practice.contract import (
    CellStatus,
    Coverage,
    EventKind,
    HeadcountBasis,
    Part,
    Purpose,
    Reuse,
)
from generator.dataset.practice.records import (
    Coordinators,
    Event,
    Meeting,
    Practice,
    PracticeArea,
    PracticeCell,
    PracticeTables,
)

Row = PracticeCell | PracticeArea | Practice | Coordinators | Meeting | Event
TABLES = {
    PracticeCell: "cells",
    PracticeArea: "areas",
    Practice: "practices",
    Coordinators: "coordinators",
    Meeting: "meetings",
    Event: "events",
}


def tables_of(*rows: Row) -> PracticeTables:
    """The tables of the rows; a cell that a value stands in is filled."""
    found: dict[str, list[Any]] = {name: [] for name in TABLES.values()}
    for row in rows:
        found[TABLES[type(row)]].append(row)
    held = {(one.code, one.cell) for one in found["cells"]}
    for one in found["practices"]:
        if (one.code, one.cell) not in held:
            held.add((one.code, one.cell))
            found["cells"].append(cell(one.code, one.cell))
    return PracticeTables(**{name: tuple(some) for name, some in found.items()})


def cell(code: str, name: str, status: str = "filled") -> PracticeCell:
    """A printed cell."""
    return PracticeCell(code, name, CellStatus(status), 30, 31)


def value(code: str, name: str, kind: str, label: str = "", seq: int = 1, **changes: Any) -> Practice:
    """A value of a cell, in the form's words."""
    values: dict[str, Any] = {"number": None, "number_unit": "", "stage": None, "basis": "", "group": "", "note": ""}
    return Practice(code=code, cell=name, seq=seq, kind=kind, label=label or kind, lines=(32,), **(values | changes))


def sphere(code: str, *units: str, part: str = "a", **changes: Any) -> PracticeArea:
    """A sphere of the whole municipality."""
    values: dict[str, Any] = {
        "coverage": Coverage.WHOLE,
        "unit_base": "",
        "area_count": None,
        "count_basis": "",
        "population": None,
        "population_max": None,
        "population_basis": "",
        "as_of": "",
    }
    return PracticeArea(code=code, part=Part(part), units=units, lines=(33,), **(values | changes))


def people(code: str, headcount: int | None = None, **changes: Any) -> Coordinators:
    """Coordinators of one form."""
    values: dict[str, Any] = {
        "basis": HeadcountBasis.PRINTED,
        "full_time": None,
        "part_time": None,
        "dedicated": None,
        "concurrent": None,
        "sites": None,
        "note": "",
    }
    return Coordinators(code=code, headcount=headcount, lines=(34,), **(values | changes))


def meeting(code: str, seq: int = 1, purpose: str = "case", times: str = "", **changes: Any) -> Meeting:
    """A meeting that is held ``times`` a month."""
    values: dict[str, Any] = {
        "name": "支援会議",
        "name_source": "column",
        "reuse": Reuse.UNSTATED,
        "parent": "none",
        "times_min": Decimal(times) if times else None,
        "times_max": None,
        "per": "month" if times else "",
        "adhoc": False,
        "held_per": "",
        "units": None,
        "total_per_year": None,
        "members_count": None,
        "same_as": None,
    }
    return Meeting(code=code, seq=seq, purpose=Purpose(purpose), lines=(35,), **(values | changes))


def event(code: str, kind: str = "opened", date: str = "2018-10", seq: int = 1, **changes: Any) -> Event:
    """A counter that a form tells of; plans and what is lacking have no predicate."""
    values: dict[str, Any] = {
        "what": "総合相談窓口",
        "place": "",
        "number": None,
        "number_unit": "",
        "previous": None,
        "verb": "を開設" if kind in ("opened", "staffed", "adopted", "trained") else "",
    }
    return Event(code=code, seq=seq, kind=EventKind(kind), date=date, lines=(36,), **(values | changes))
