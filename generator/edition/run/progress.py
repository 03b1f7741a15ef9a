"""How a run is shown while it goes: a bar with names and the time left, or plain lines where there is no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from generator.edition.workers.pool import TaskOutcome, Watch
from generator.edition.workers.reporting import Job, Reporter

Clock = Callable[[], float]
_NAMES = 4


def reporter(echo: Callable[[str], None]) -> Reporter:
    """Return the bar on a terminal, plain lines anywhere else."""
    console = Console()
    return ProgressBar(console) if console.is_terminal else Lines(echo)


class Estimate:
    """The time left, from how long the work done so far has taken."""

    def __init__(self, jobs: Sequence[Job], clock: Clock) -> None:
        self._clock, self._begun = clock, clock()
        self._total = sum(job.effort for job in jobs)
        self._done = 0

    def add(self, job: Job) -> None:
        """Count one as done."""
        self._done += job.effort

    def text(self) -> str:
        """Return 「残り約1分20秒」, or nothing before the first is done."""
        if not self._done:
            return ""
        left = (self._clock() - self._begun) / self._done * (self._total - self._done)
        minutes, seconds = divmod(round(left), 60)
        return f"残り約{minutes}分{seconds:02d}秒" if minutes else f"残り約{seconds}秒"


class Lines:
    """Plain lines: one for each brief, with the time left."""

    def __init__(self, echo: Callable[[str], None], clock: Clock = time.monotonic) -> None:
        self._echo, self._clock = echo, clock

    def begin(self, jobs: Sequence[Job], *, kept: int, at_once: int) -> Watch[Any]:
        """Say how many there are to make."""
        self._estimate, self._total, self._count = Estimate(jobs, self._clock), len(jobs), 0
        self._echo(
            f"{self._total}件を作ります（変わっていない{kept}件はそのまま、同時に{min(at_once, self._total)}件）。"
        )
        return Watch()

    def done(self, outcome: TaskOutcome[Any, Any]) -> None:
        """Say what has been made."""
        self._count += 1
        self._estimate.add(outcome.task)
        state = "失敗" if outcome.error else "完成"
        self._echo(f"［{self._count}/{self._total}］{outcome.task.name} {state}　{self._estimate.text()}".rstrip("　 "))

    def close(self) -> None:
        """Nothing is left open."""


class ProgressBar:
    """A bar on a terminal; it is drawn by the run itself, never by a thread."""

    def __init__(self, console: Console, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.fields[left]}"), console=console, auto_refresh=False)

    def begin(self, jobs: Sequence[Job], *, kept: int, at_once: int) -> Watch[Any]:
        """Draw the bar."""
        self._estimate, self._working = Estimate(jobs, self._clock), list[str]()
        note = f"{len(jobs)}件を作ります（変わっていない{kept}件はそのまま、同時に{min(at_once, len(jobs))}件）。"
        self._progress.console.print(note)
        self._task: TaskID = self._progress.add_task("", total=len(jobs), left="")
        self._progress.start()
        return Watch(self._began, self._draw)

    def done(self, outcome: TaskOutcome[Any, Any]) -> None:
        """Move the bar on."""
        self._working.remove(outcome.task.name)
        self._estimate.add(outcome.task)
        self._progress.advance(self._task)
        if outcome.error:
            self._progress.console.print(f"失敗: {outcome.task.name}", markup=False)
        self._draw()

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._progress.stop()

    def _began(self, job: Job) -> None:
        self._working.append(job.name)
        self._draw()

    def _draw(self) -> None:
        names = "・".join(self._working[:_NAMES]) + ("ほか" if len(self._working) > _NAMES else "")
        self._progress.update(self._task, description=names, left=self._estimate.text())
        self._progress.refresh()
