"""Rows that are one and the same in two tables: each has at most one partner, the likest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

L = TypeVar("L")
R = TypeVar("R")


def paired(left: Sequence[L], right: Sequence[R], *tests: Callable[[L, R], bool]) -> dict[int, int]:
    """Return index of left → index of right. The tests go from the strictest to the widest; each row is taken once."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for test in tests:
        for one, row in enumerate(left):
            if one not in found:
                other = next((i for i, candidate in enumerate(right) if i not in taken and test(row, candidate)), None)
                if other is not None:
                    found[one] = other
                    taken.add(other)
    return found
