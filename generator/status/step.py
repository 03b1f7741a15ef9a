"""One step of an edition's year: how far it is, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """Done, begun, waiting for an earlier step, or at fault."""

    DONE = "○"
    OPEN = "△"
    WAITING = "－"
    FAULT = "×"


@dataclass(frozen=True, slots=True)
class Step:
    """``told`` says how far the step is; ``todo`` is what to do next, "" where nothing is.

    ``optional``: the publication does not wait for it.
    """

    name: str
    mark: Mark
    told: str
    todo: str = ""
    optional: bool = False

    def lines(self) -> list[str]:
        """Return the step as the command line shows it."""
        more = [f"    → {self.todo}"] if self.todo and self.mark is not Mark.DONE else []
        return [f"{self.mark} {self.name}: {self.told}", *more]


def done(name: str, told: str) -> Step:
    """Return a step that nobody need think of any more."""
    return Step(name, Mark.DONE, told)


def begun(name: str, told: str, todo: str, *, optional: bool = False) -> Step:
    """Return a step that waits for somebody."""
    return Step(name, Mark.OPEN, told, todo, optional)


def waiting(name: str, told: str = "表ができてから") -> Step:
    """Return a step that waits for an earlier one."""
    return Step(name, Mark.WAITING, told)
