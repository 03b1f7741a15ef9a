"""A table, its review file and new proposals become one: no decision of the editor is lost, none is asked twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.dataset.practice.contract import PRACTICE_KEYS
from generator.dataset.targets_review import ProposalState
from generator.ingest.pairing import paired

Cells = Mapping[str, str]
_Test = Callable[[Cells, Cells], bool]
_NUMBERED: Final = "seq"
_ABOUT: Final[Mapping[str, tuple[str, ...]]] = {"practices": ("code", "cell", "kind"), "meetings": ("code", "purpose")}
"""What two rows of one value have in common, besides a line."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows that join the table, the new review file, and what is to be told.

    ``waiting`` is how many proposals wait, ``confirming`` the codes of forms of which proposals were confirmed.
    """

    joined: tuple[Cells, ...]
    review: tuple[Cells, ...]
    waiting: int
    confirming: frozenset[str]


def merge(table: str, *, approved: Sequence[Cells], review: Sequence[Cells], proposed: Sequence[Cells]) -> Merged:
    """Return what becomes of the rows (cells as texts, ``review`` with its ``state``).

    Rows are known again by what they say, not by their number: an earlier row may have taken it.
    """
    decided = [row for row in review if row["state"] != ProposalState.PROPOSED]
    confirmed = [row for row in decided if row["state"] == ProposalState.CONFIRMED]
    there = _paired(table, confirmed, approved)
    missing = [row for place, row in enumerate(confirmed) if place not in there]
    joined = _numbered(table, missing, approved)
    own = {row["code"] for place, row in enumerate(approved) if place not in there.values()}
    known = [*approved, *decided]
    old = _paired(table, proposed, known)
    fresh = [row for place, row in enumerate(proposed) if place not in old and row["code"] not in own]
    fresh = _numbered(table, fresh, known)
    return Merged(
        tuple(joined),
        (*decided, *fresh),
        len(fresh),
        frozenset(row["code"] for row in confirmed),
    )


def _paired(table: str, rows: Sequence[Cells], known: Sequence[Cells]) -> dict[int, int]:
    """Return which row is which known one; a form's rows are compared with its own only."""
    found: dict[int, int] = {}
    for code in dict.fromkeys(row["code"] for row in rows):
        left = [place for place, row in enumerate(rows) if row["code"] == code]
        right = [place for place, row in enumerate(known) if row["code"] == code]
        pairs = paired([rows[i] for i in left], [known[i] for i in right], *_tests(table))
        found |= {left[one]: right[other] for one, other in pairs.items()}
    return found


def _tests(table: str) -> tuple[_Test, ...]:
    about = _ABOUT.get(table)
    if about is None:
        return (lambda one, two: _key(table, one) == _key(table, two),)

    def equal(one: Cells, two: Cells) -> bool:
        return all(one[name] == two.get(name) for name in one if name not in (_NUMBERED, "confidence", "state"))

    def alike(one: Cells, two: Cells) -> bool:
        shared = set(one["lines"].split()) & set(two["lines"].split())
        return bool(shared) and all(one[name] == two[name] for name in about)

    def named(one: Cells, two: Cells) -> bool:
        name = "label" if table == "practices" else "name"
        return alike(one, two) and one[name] == two[name]

    return equal, named, alike


def _numbered(table: str, rows: Iterable[Cells], known: Iterable[Cells]) -> list[Cells]:
    """Return the rows with numbers that no known row of their cell has; one keeps its own where it is free."""
    if _NUMBERED not in PRACTICE_KEYS[table]:
        return list(rows)
    taken = set(_keys(table, known))
    found: list[Cells] = []
    for row in rows:
        number = int(row[_NUMBERED])
        while _key(table, {**row, _NUMBERED: str(number)}) in taken:
            number += 1
        found.append({**row, _NUMBERED: str(number)})
        taken.add(_key(table, found[-1]))
    return found


def _keys(table: str, rows: Iterable[Cells]) -> set[tuple[str, ...]]:
    return {_key(table, row) for row in rows}


def _key(table: str, row: Cells) -> tuple[str, ...]:
    return tuple(row[column] for column in PRACTICE_KEYS[table])
