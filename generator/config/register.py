"""Municipalities over the years: which rows of the table held on a day, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from generator.config.places import FormerMunicipality, Municipality

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class DatedMunicipality:
    """A row of config/municipalities.csv: from and to which day (both included) the municipality had code and name.

    ``successor`` is the code of the row that it went into the day after ``valid_to``; "" while it lasts.
    """

    municipality: Municipality
    valid_from: date
    valid_to: date
    successor: str

    def on(self, day: date) -> bool:
        """Return whether the row held on the day."""
        return self.valid_from <= day <= self.valid_to

    def meets(self, other: DatedMunicipality) -> bool:
        """Return whether there is a day on which both rows held."""
        return self.valid_from <= other.valid_to and other.valid_from <= self.valid_to


@dataclass(frozen=True)
class Register:
    """All dated rows in the order of the table."""

    rows: tuple[DatedMunicipality, ...]

    def on(self, day: date) -> tuple[Municipality, ...]:
        """Return the municipalities of a day, the prefectures' own rows among them, by code."""
        held = (row.municipality for row in self.rows if row.on(day))
        return tuple(sorted(held, key=lambda municipality: municipality.code))

    def successor_of(self, row: DatedMunicipality) -> DatedMunicipality | None:
        """Return the row that a row went into, None for one that lasts or whose successor is not in the table."""
        if not row.successor or row.valid_to == date.max:
            return None
        day = row.valid_to + _DAY
        return next((new for new in self._by_code.get(row.successor, ()) if new.valid_from == day), None)

    def former(self, start: date, end: date) -> tuple[FormerMunicipality, ...]:
        """Return the rows that ended in a period, each with the code it has at the period's end.

        A day before ``start`` counts: what ended on 31 March is the year before's, and its code is joined here.
        """
        ended = [row for row in self.rows if start - _DAY <= row.valid_to < end]
        found = [(row.municipality, last.municipality.code) for row in ended if (last := self._later(row, end))]
        into = Counter(code for _, code in found)
        return tuple(
            FormerMunicipality(old.code, old.prefecture, old.name, new_code=code, merged=into[code] > 1)
            for old, code in found
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all municipalities at any time, written 岩手県盛岡市."""
        return frozenset(self._by_name)

    def names_on(self, name: str, day: date) -> tuple[str, ...]:
        """Return what a place written 岩手県盛岡市 is called on a day; several where it was made of several.

        Empty for a name that no row has.
        """
        rows = self._by_name.get(name, ())
        found = [row for row in rows if row.on(day)] or [later for row in rows if (later := self._later(row, day))]
        while rows and not found:
            rows = [old for old in self.rows for row in rows if self.successor_of(old) is row]
            found = [row for row in rows if row.on(day)]
        return tuple(dict.fromkeys(_full(row) for row in found))

    def _later(self, row: DatedMunicipality, day: date) -> DatedMunicipality | None:
        """Return the row that a row has become by the day; itself while it holds."""
        current: DatedMunicipality | None = row
        while current is not None and current.valid_to < day:
            current = self.successor_of(current)
        return current if current is not None and current.on(day) else None

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[DatedMunicipality]]:
        found: dict[str, list[DatedMunicipality]] = {}
        for row in self.rows:
            found.setdefault(_full(row), []).append(row)
        return found

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[DatedMunicipality]]:
        found: dict[str, list[DatedMunicipality]] = {}
        for row in self.rows:
            found.setdefault(row.municipality.code, []).append(row)
        return found

    def unjoined(self) -> Iterator[tuple[int, str]]:
        """Yield (index of the row, what is wrong) for rows that are not joined old to new without a gap."""
        joined = {id(self.successor_of(row)) for row in self.rows}
        for index, row in enumerate(self.rows):
            if row.successor and row.valid_to == date.max:
                yield index, "no_end"
            elif row.valid_to != date.max and self.successor_of(row) is None:
                yield index, "no_successor"
            elif row.valid_from != date.min and id(row) not in joined:
                yield index, "no_predecessor"


def _full(row: DatedMunicipality) -> str:
    return row.municipality.prefecture + row.municipality.name
