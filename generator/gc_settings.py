"""How often Python looks for cyclic garbage."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Final

THRESHOLDS: Final = (100_000, 5, 5)
"""New objects before a search, searches of the young before one of the middle-aged, of these before one of all."""


def search_seldom() -> None:
    """Let a process that makes documents search seldom: a layout is a million objects, nearly all of them in use.

    With Python's own thresholds the searches take a sixth of the time of a brief; with these a hundredth; what it
    costs in memory stands in docs/performance.md.
    """
    gc.set_threshold(*THRESHOLDS)


LARGE: Final = 300
"""Megabytes from which on a process looks through everything between two documents; this edition's stay below."""


def search_when_large() -> None:
    """Let go of what earlier documents have left in circles, once it has come to much.

    Python itself looks through everything only when a quarter of it is new.
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
