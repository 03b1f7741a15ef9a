"""All proposals for the tables of chapters 3 and 4, form by form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.config.practice import PracticeFile
from generator.dataset.practice.records import Coordinators, Meeting, Practice, PracticeArea, PracticeCell
from generator.ingest.form.cut import Form
from generator.ingest.practice.cells import find_cells
from generator.ingest.practice.numbers import propose_areas, propose_coordinators, propose_meetings
from generator.ingest.practice.values import propose_values

CONFIDENCE: Final[Mapping[str, str]] = MappingProxyType(
    {"practice_cells": "0.95", "areas": "0.7", "practices": "0.8", "coordinators": "0.9", "meetings": "0.6"}
)
"""How often a proposal of the table was right in the edition of 2018, rounded down."""
Record = PracticeCell | PracticeArea | Practice | Coordinators | Meeting


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the rules propose, in the order of the document."""

    cells: tuple[PracticeCell, ...]
    areas: tuple[PracticeArea, ...]
    practices: tuple[Practice, ...]
    coordinators: tuple[Coordinators, ...]
    meetings: tuple[Meeting, ...]

    def rows(self, table: str) -> tuple[Record, ...]:
        """Return the proposals for a table."""
        rows: dict[str, tuple[Record, ...]] = {
            "practice_cells": self.cells,
            "areas": self.areas,
            "practices": self.practices,
            "coordinators": self.coordinators,
            "meetings": self.meetings,
        }
        return rows[table]


def propose(forms: Mapping[str, Form], headcounts: Mapping[str, Decimal | None], practice: PracticeFile) -> Proposals:
    """Return the proposals for the forms by respondent code; ``headcounts`` are the numbers of coordinators read."""
    cells: list[PracticeCell] = []
    areas: list[PracticeArea] = []
    values: list[Practice] = []
    people: list[Coordinators] = []
    meetings: list[Meeting] = []
    for code, form in forms.items():
        found = find_cells(code, form, practice)
        by_name = {one.record.cell: one for one in found}
        cells.extend(one.record for one in found)
        areas.extend(propose_areas(code, form, by_name))
        values.extend(propose_values(code, form, found, practice))
        people.extend(propose_coordinators(code, form, by_name, headcounts.get(code)))
        meetings.extend(propose_meetings(code, form, by_name))
    return Proposals(tuple(cells), tuple(areas), tuple(values), tuple(people), tuple(meetings))
