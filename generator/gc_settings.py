"""How often Python looks for cyclic garbage."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Final

THRESHOLDS: Final = (100_000, 5, 5)
"""gc thresholds for generations 0, 1 and 2."""


def search_seldom() -> None:
    """Make the garbage collector run seldom. A layout has a million objects, and nearly all are in use.

    With Python's own thresholds it takes a sixth of the time of a brief, with these a hundredth.
    docs/performance.md says what that costs in memory.
    """
    gc.set_threshold(*THRESHOLDS)


LARGE: Final = 300
"""A process above so many megabytes collects all generations after a document."""


def search_when_large() -> None:
    """Collect what earlier documents have left, when the process is large.

    Python itself collects generation 2 only when a quarter of all objects is new.
    """
    if _resident() > LARGE:
        gc.collect()


def _resident() -> float:
    """Return the megabytes that this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
