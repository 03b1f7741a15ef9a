"""Names of the tables of chapters 3 and 4 that other tools read. Lists in a cell are separated by one blank."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

PRACTICE_CELLS: Final = ("code", "cell", "status", "line_start", "line_end")
AREAS: Final = (
    "code", "part", "coverage", "units", "unit_base", "area_count", "count_basis", "population", "population_max",
    "population_basis", "as_of", "lines",
)  # fmt: skip
PRACTICES: Final = (
    "code", "cell", "seq", "kind", "label", "number", "number_unit", "stage", "basis", "group", "lines", "note",
)  # fmt: skip
COORDINATORS: Final = (
    "code", "headcount", "basis", "full_time", "part_time", "dedicated", "concurrent", "sites", "note", "lines",
)  # fmt: skip
MEETINGS: Final = (
    "code", "seq", "purpose", "name", "name_source", "reuse", "parent", "times_min", "times_max", "per", "adhoc",
    "held_per", "units", "total_per_year", "members_count", "same_as", "lines",
)  # fmt: skip
EVENTS: Final = ("code", "seq", "kind", "what", "place", "date", "number", "number_unit", "previous", "lines", "verb")

PRACTICE_TABLES: Final = {
    "practice_cells": PRACTICE_CELLS,
    "areas": AREAS,
    "practices": PRACTICES,
    "coordinators": COORDINATORS,
    "meetings": MEETINGS,
    "events": EVENTS,
}
PRACTICE_KEYS: Final = {
    "practice_cells": ("code", "cell"),
    "areas": ("code", "part"),
    "practices": ("code", "cell", "seq"),
    "coordinators": ("code",),
    "meetings": ("code", "seq"),
    "events": ("code", "seq"),
}
LABEL_LONGEST: Final = 30
"""How many characters a stored name of the form may have."""
WHAT_LONGEST: Final = 40
"""How many characters an event's wording may have."""


class CellStatus(StrEnum):
    """What stands in a printed cell."""

    FILLED = "filled"
    BLANK = "blank"
    NONE = "none"
    DASH = "dash"
    REFERENCE = "reference"
    SAME = "same"
    UNDECIDED = "undecided"
    LABEL_ABSENT = "label_absent"
    NOT_APPLICABLE = "not_applicable"


EMPTY: Final = frozenset(
    {CellStatus.BLANK, CellStatus.NONE, CellStatus.DASH, CellStatus.LABEL_ABSENT, CellStatus.NOT_APPLICABLE}
)
"""Cells that may have no row in practices.csv."""


class Part(StrEnum):
    """The two parts of chapter 3: ア what residents do, イ where consultations are received."""

    A = "a"
    I = "i"  # noqa: E741


class Coverage(StrEnum):
    """How much of the municipality an area covers."""

    WHOLE = "whole"
    PART = "part"
    MULTI = "multi"


class Stage(StrEnum):
    """Whether something is done, planned or under study; stages are never added up."""

    ACT = "act"
    PLAN = "plan"
    STUDY = "study"


class HeadcountBasis(StrEnum):
    """What a number of coordinators rests on."""

    PRINTED = "printed"
    SUMMED = "summed"
    NONE = "none"
    NOT_STATED = "not_stated"
    EQUIVALENT = "equivalent"


class QualificationBasis(StrEnum):
    """Whether a qualification is held, required, assumed or an example."""

    HOLDER = "holder"
    REQUIRED = "required"
    ASSUMED = "assumed"
    CLASS = "class"


class Purpose(StrEnum):
    """What a meeting is for."""

    CASE = "case"
    NETWORK = "network"


class Reuse(StrEnum):
    """Whether a meeting existed before."""

    EXISTING = "existing"
    NEW = "new"
    UNSTATED = "unstated"


class EventKind(StrEnum):
    """What came into being, what is planned, what is lacking."""

    OPENED = "opened"
    STAFFED = "staffed"
    ADOPTED = "adopted"
    TRAINED = "trained"
    COUNTED = "counted"
    PLANNED = "planned"
    ISSUE = "issue"


HAPPENED: Final = frozenset({EventKind.OPENED, EventKind.STAFFED, EventKind.ADOPTED, EventKind.TRAINED})
"""Kinds of events that have a predicate (``verb``)."""
VERB_LONGEST: Final = 12
QUALIFICATION_GROUPS: Final = ("qualification", "career")
QUALIFICATION_CELL: Final = "t.qualification"
FUNDING_CELLS: Final = ("a.funding", "t.own_funds")
MEETING_CELLS: Final = {Purpose.CASE: "t.case", Purpose.NETWORK: "t.network"}
