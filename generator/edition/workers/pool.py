"""Runs tasks in several processes. A task that fails or is killed does not stop the others."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

from generator.errors import PublishError, ReportedError, UserError
from generator.gc_settings import search_seldom, search_when_large
from generator.unexpected_error import bug, unmanageable

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[], Callable[[Task], Result]]
"""Called once in each process; what it returns is called for each task. Both must be picklable."""

PRELOADED: Final = "generator.edition.run.preloaded"
TICK: Final = 0.5
_PATIENCE: Final = 5.0


@dataclass(frozen=True)
class TaskOutcome(Generic[Task, Result]):
    """What became of a task: a result, or the error that a user reads (``trace`` is for us, with a BugError)."""

    task: Task
    result: Result | None = None
    error: ReportedError | None = None
    trace: str = ""


@dataclass(frozen=True)
class Watch(Generic[Task]):
    """Whom to tell: of each task begun, and twice a second."""

    began: Callable[[Task], None] = lambda _: None
    tick: Callable[[], None] = lambda: None


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    tasks: Sequence[Task], work: Work[Task, Result], *, jobs: int, watch: Watch[Task] | None = None
) -> Iterator[TaskOutcome[Task, Result]]:
    """Do the tasks in order of ``tasks`` with at most ``jobs`` at a time; yield each outcome as it comes.

    Closing the iterator or an interruption ends the processes at once.
    """
    pool = _Pool(deque(tasks), work, jobs, watch or Watch())
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Worker(Generic[Task, Result]):
    def __init__(self, context: BaseContext, work: Work[Task, Result]) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        with suppress(OSError):  # it died in between: :meth:`take` will find out
            self.connection.send((task,))

    def take(self) -> TaskOutcome[Task, Result]:
        """Return what the process says of its task; if it is dead, that."""
        task, self.task = self.task, None
        try:
            result, error, trace = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(_PATIENCE)
            return TaskOutcome(task, error=_died(self.process.exitcode))  # type: ignore[arg-type]
        return TaskOutcome(task, result, error, trace)  # type: ignore[arg-type]

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(_PATIENCE)


class _Pool(Generic[Task, Result]):
    def __init__(self, tasks: deque[Task], work: Work[Task, Result], jobs: int, watch: Watch[Task]) -> None:
        self._tasks, self._work, self._watch = tasks, work, watch
        self._context = _context()
        self._workers: list[_Worker[Task, Result]] = []
        self._jobs = min(jobs, len(tasks))

    def run(self) -> Iterator[TaskOutcome[Task, Result]]:
        self._employ()
        while busy := {one.connection: one for one in self._workers if one.task is not None}:
            for connection in wait(list(busy), timeout=TICK):
                worker = busy[connection]  # type: ignore[index]
                outcome = worker.take()
                if not worker.process.is_alive():
                    self._workers.remove(worker)
                    worker.end()
                self._employ()
                yield outcome
            self._watch.tick()

    def close(self) -> None:
        for worker in self._workers:
            worker.end()

    def _employ(self) -> None:
        while self._tasks and len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._context, self._work))
            self._start(self._workers[-1])
        for worker in self._workers:
            if self._tasks and worker.task is None:
                self._start(worker)

    def _start(self, worker: _Worker[Task, Result]) -> None:
        task = self._tasks.popleft()
        worker.give(task)
        self._watch.began(task)


def prepare() -> None:
    """Let the server that processes are forked from load its libraries while this process does something else."""
    if _context().get_start_method() == "forkserver":
        forkserver.ensure_running()


def _context() -> BaseContext:
    """Return the way to start processes: from a server that has the heavy libraries loaded, where the system can."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each process is one worker
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


def _serve(connection: Connection, work: Work[Any, Any]) -> None:
    """Do tasks until the other end is closed."""
    search_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    do: Callable[[Any], Any] | None = None
    while True:
        try:
            (task,) = connection.recv()
        except EOFError:
            return
        try:
            do = do or work()
            answer: tuple[Any, ReportedError | None, str] = (do(task), None, "")
        except UserError as error:
            answer = (None, error, "")
        except OSError as error:
            answer = (None, unmanageable(error), "")
        except Exception:  # whatever it is, the other tasks go on
            trace = traceback.format_exc()
            answer = (None, bug(trace), trace)
        connection.send(answer)
        search_when_large()


def _end_with_parent() -> None:
    """End this process in the middle of a task when the main one has been killed: the next run may begin at once."""
    main = parent_process()
    if main is not None:
        wait([main.sentinel])
        os._exit(1)


def _died(code: int | None) -> PublishError:
    by_signal = code is not None and code < 0
    return PublishError(
        "作成中の処理が途中で止まりました。",
        where="この資料を作る処理",
        found=f"信号 {-(code or 0)} で終了" if by_signal else f"終了コード {code}",
        remedy="メモリーが足りないときは、JOBS=1 で同時に作る数を減らしてください。",
    )
