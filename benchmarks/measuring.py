"""Wall time, processor time and peak memory of a piece of work done in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from generator.paths import ROOT

_KIB = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of the processor, megabytes at the peak; ``found`` is what the work printed last."""

    wall: float
    cpu: float
    megabytes: float
    found: dict[str, Any] = field(default_factory=dict)


def run(work: str, *arguments: str) -> Cost:
    """Run a function of benchmarks.works in a new process, children included; it prints its findings as JSON, last."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.works", work, *arguments]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return Cost(wall, cpu, found.pop("megabytes"), found)


def megabytes() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB


@dataclass
class Share:
    """Processor seconds spent inside the drawing (matplotlib) and the typesetting (WeasyPrint)."""

    drawing: float = 0.0
    typesetting: float = 0.0

    @property
    def both(self) -> float:
        """What no program of ours can save."""
        return self.drawing + self.typesetting


@contextmanager
def counted() -> Iterator[Share]:
    """Count the time inside matplotlib's savefig and WeasyPrint (reading the HTML, layout, writing) while the block runs."""
    from matplotlib.figure import Figure
    from weasyprint import HTML, Document

    from generator.typesetting.page_source import PageSource

    share = Share()
    places = (
        (Figure, "savefig", "drawing"),
        (PageSource, "__init__", "typesetting"),  # reads the HTML in the place of WeasyPrint's own reader
        (HTML, "render", "typesetting"),
        (Document, "write_pdf", "typesetting"),
    )
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    for owner, name, part in places:
        setattr(owner, name, _timed(getattr(owner, name), share, part))
    try:
        yield share
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def _timed(function: Any, share: Share, part: str) -> Any:
    @wraps(function)
    def timed(*arguments: Any, **options: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            setattr(share, part, getattr(share, part) + time.process_time() - begun)

    return timed
