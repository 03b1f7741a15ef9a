"""Rows of chapters 3 and 4 for tests: each maker gives a sound row, and any field of it may be another."""

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
    Stage,
)
from generator.dataset.practice.records import Coordinators, Event, Meeting, Practice, PracticeArea, PracticeCell

CODE, LINE = "032018", 150


def cell(name: str = "i.place", status: CellStatus = CellStatus.FILLED, *, code: str = CODE) -> PracticeCell:
    """A cell of a form."""
    return PracticeCell(code, name, status, LINE, LINE)


def area(**changes: Any) -> PracticeArea:
    """The sphere of part ア."""
    fields: dict[str, Any] = {
        "code": CODE, "part": Part.A, "coverage": Coverage.WHOLE, "units": ("shogakko",), "unit_base": "",
        "area_count": None, "count_basis": "", "population": 290_000, "population_max": None, "population_basis": "total",
        "as_of": "", "lines": (LINE,),
    }  # fmt: skip
    return PracticeArea(**{**fields, **changes})


def value(**changes: Any) -> Practice:
    """A value of a cell."""
    fields: dict[str, Any] = {
        "code": CODE, "cell": "i.place", "seq": 1, "kind": "kominkan", "label": "公民館", "number": None, "number_unit": "",
        "stage": None, "basis": "", "group": "", "lines": (LINE,), "note": "",
    }  # fmt: skip
    return Practice(**{**fields, **changes})


def money(stage: Stage | None = Stage.ACT, **changes: Any) -> Practice:
    """A source of money."""
    return value(**{"cell": "t.own_funds", "kind": "kyobo", "label": "共同募金", "stage": stage, **changes})


def people(**changes: Any) -> Coordinators:
    """The coordinators of a form."""
    fields: dict[str, Any] = {
        "code": CODE, "headcount": 20, "basis": HeadcountBasis.PRINTED, "full_time": None, "part_time": None,
        "dedicated": None, "concurrent": None, "sites": None, "note": "", "lines": (LINE,),
    }  # fmt: skip
    return Coordinators(**{**fields, **changes})


def meeting(times: int | None = 4, per: str = "year", **changes: Any) -> Meeting:
    """A meeting, held four times a year."""
    held = None if times is None else Decimal(times)
    fields: dict[str, Any] = {
        "code": CODE, "seq": 1, "purpose": Purpose.CASE, "name": "連絡会議", "name_source": "column",
        "reuse": Reuse.EXISTING, "parent": "none", "times_min": held, "times_max": held, "per": per, "adhoc": False,
        "held_per": "", "units": None, "total_per_year": None, "members_count": None, "same_as": None, "lines": (LINE,),
    }  # fmt: skip
    return Meeting(**{**fields, **changes})


def event(**changes: Any) -> Event:
    """Something that came into being in the year 2018."""
    fields: dict[str, Any] = {
        "code": CODE, "seq": 1, "kind": EventKind.OPENED, "what": "総合相談の窓口", "place": "", "date": "2018-10",
        "number": None, "number_unit": "", "previous": None, "lines": (LINE,), "verb": "を開設",
    }  # fmt: skip
    return Event(**{**fields, **changes})
