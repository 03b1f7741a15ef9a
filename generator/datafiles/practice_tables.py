"""The rows of chapters 3 and 4 that a brief carries inside: one value a cell, so lists have tables of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final

from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.dataset.practice.records import PracticeTables

_LISTS: Final = ("units", "lines")
AREA_UNITS: Final = ("code", "part", "unit")
PRACTICE_LINES: Final = ("table", "code", "part", "cell", "seq", "line")
_ATTRIBUTES: Final = {"practice_cells": "cells"}
Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def practice_tables(tables: PracticeTables, own: Collection[str]) -> dict[str, Table]:
    """Return header and rows of the tables for the respondents ``own``, in the order of the tables."""
    rows: dict[str, list[Any]] = {
        name: [one for one in getattr(tables, _ATTRIBUTES.get(name, name)) if one.code in own]
        for name in PRACTICE_TABLES
    }
    found: dict[str, Table] = {}
    for name, columns in PRACTICE_TABLES.items():
        header = [column for column in columns if column not in _LISTS]
        found[name] = (header, [attrgetter(*header)(row) for row in rows[name]])
        if name == "areas":
            units = [(area.code, area.part, unit) for area in rows[name] for unit in area.units]
            found["area_units"] = (AREA_UNITS, units)
    return found | {"practice_lines": (PRACTICE_LINES, _lines(rows))}


def _lines(rows: dict[str, list[Any]]) -> Iterator[tuple[object, ...]]:
    """Yield one row for each line that a row of the tables rests on."""
    for name, records in rows.items():
        for record in records:
            key = [getattr(record, column, None) for column in ("part", "cell", "seq")]
            yield from ((name, record.code, *key, line) for line in getattr(record, "lines", ()))
