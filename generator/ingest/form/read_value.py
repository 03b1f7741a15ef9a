"""What was read of one figure, and the remarks that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.dataset.contract import Status

DOUBT: Final = "要確認: "
"""A note that starts so is a flag: the report lists it for the editor."""


NOT_ASKED: Final = "この年度の調査票にない項目"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure: its value in the contract's unit, the text as printed, the line that it stands on.

    ``value`` is None for a missing (or not applicable) one; ``line`` is None where the form has no such item.
    """

    value: Decimal | None
    printed: str
    line: int | None
    status: Status
    notes: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The notes as one cell."""
        return "。".join(dict.fromkeys(self.notes))

    @property
    def doubts(self) -> tuple[str, ...]:
        """The notes that ask for an editor's eye."""
        return tuple(note.removeprefix(DOUBT) for note in self.notes if note.startswith(DOUBT))


def reported(value: Decimal, *, printed: str, line: int, notes: Iterable[str] = ()) -> Reading:
    """Return a figure that the form reports."""
    return Reading(value, printed, line, Status.REPORTED, tuple(notes))


def missing(line: int | None, *, printed: str = "", notes: Iterable[str] = ()) -> Reading:
    """Return an item that the form leaves open."""
    return Reading(None, printed, line, Status.MISSING, tuple(notes))


def not_applicable(note: str) -> Reading:
    """Return an item that the form cannot have."""
    return Reading(None, "", None, Status.NOT_APPLICABLE, (note,))


def doubt(text: str) -> str:
    """Return a note that the report lists as a flag."""
    return DOUBT + text


def quoted(text: str, *, limit: int = 20) -> str:
    """Return a short quotation of the source for a note."""
    return f"「{text if len(text) <= limit else text[:limit] + '…'}」"
