"""Whether the line numbers that people wrote are those of the documents; see anchors.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class AnchorState(StrEnum):
    """Why a number is to be decided."""

    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A cited line of which an editor has to say where it stands now."""

    table: str
    row: str
    column: str
    was: int
    line: int
    state: AnchorState

    @property
    def code(self) -> str:
        """The respondent's code; empty where the row names none."""
        return next((part for part in self.row.split("/") if len(part) in (5, 6) and part[1:].isdecimal()), "")


@dataclass(frozen=True, slots=True)
class AnchorCondition:
    """What the audit has to know: numbers to be decided, and whether lines were counted in other documents."""

    open: tuple[OpenLine, ...] = ()
    foreign: bool = False


ANCHORED: Final = AnchorCondition()
