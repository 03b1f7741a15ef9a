"""Reports of a run: its progress and its result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from generator.edition.workers.pool import TaskOutcome, Watch, Work, spread
from generator.errors import OutputError


class Job(Protocol):
    """Something to be made: the key and the name of its area, and a guess of its share of the work."""

    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def effort(self) -> int: ...  # noqa: D102


J = TypeVar("J", bound=Job)
R = TypeVar("R")


class Reporter(Protocol):
    """Receives the progress of a run."""

    def begin(self, jobs: Sequence[Job], *, kept: int, at_once: int) -> Watch[Any]:
        """Return the callback for each started job. Called before the first one."""

    def done(self, outcome: TaskOutcome[Any, Any]) -> None:
        """Take the result of a finished or failed job."""

    def close(self) -> None:
        """End the display, also after an error."""


@dataclass(frozen=True)
class Summary:
    """How the run went: things made, things that had not changed, failures, and what was not begun because of them."""

    made: int
    kept: int
    failures: tuple[TaskOutcome[Any, Any], ...]
    out: Path
    left: int = 0

    @property
    def exit_code(self) -> int:
        """0, or the code of the failures: a mistake of ours comes before those of the user."""
        return min((failure.error.exit_code for failure in self.failures if failure.error), default=0)


def reported(
    pending: Sequence[J], work: Work[J, R], *, kept: int, at_once: int, report: Reporter
) -> Iterator[TaskOutcome[J, R]]:
    """Do the jobs, the largest first, and yield each outcome after telling it.

    Ends early when the folder takes no more (a full disk, lost rights): no other job could write there either.
    """
    watch = report.begin(pending, kept=kept, at_once=at_once)
    try:
        for outcome in spread(sorted(pending, key=lambda job: -job.effort), work, jobs=at_once, watch=watch):
            report.done(outcome)
            yield outcome
            if isinstance(outcome.error, OutputError):
                return
    finally:
        report.close()
