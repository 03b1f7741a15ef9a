"""What a guard finds wrong in a brief, and the one message that stops its build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.errors import PublishError
from generator.proof.page import Place

MOST_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be: which guard saw it, what is wrong, where, and what stands there."""

    guard: str
    what: str
    where: str
    found: str
    expected: str = ""

    def line(self) -> str:
        """Return the fault as one line of a message."""
        wanted = f"（期待: {self.expected}）" if self.expected else ""
        return f"{self.what} ― {self.where}: 「{self.found}」{wanted}"


def spot(place: Place) -> str:
    """Return the place in words: headings, table, row and column."""
    cell = " × ".join(part for part in (place.row, place.column) if part)
    return " ＞ ".join(part for part in (place.h2 or place.section, place.h3, place.table, cell) if part)


def refuse(faults: Sequence[Fault], *, what: str, remedy: str) -> None:
    """Raise a PublishError that lists the faults; without any, do nothing."""
    if not faults:
        return
    lines = [fault.line() for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        lines.append(f"ほか{len(faults) - MOST_SHOWN}件")
    where = "次の各行の箇所"
    raise PublishError(f"{what}（{len(faults)}件）。", where=where, found="\n        ".join(lines), remedy=remedy)
