"""What the guards of one brief cost: run as ``.venv/bin/python -m benchmarks.guards [岩手]``; the rest is drawing and layout."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from generator import build
from generator.publication import chosen

GUARDS = ("check_document", "read_back")
DATA = ("data_files",)
OTHERS = ("measure", "choose", "build_view", "render", "write_pdf")
ROUNDS = 5


def main() -> None:
    """Print the seconds of each step and the share of the guards, the median of several rounds."""
    area, inputs = chosen(sys.argv[1] if len(sys.argv) > 1 else "岩手", "", None)
    rounds = [timed(lambda: build.make_brief(area, inputs)) for _ in range(ROUNDS)]
    steps = {name: sorted(one[name] for one in rounds)[ROUNDS // 2] for name in (*OTHERS, *GUARDS, *DATA)}
    rest = sum(steps[name] for name in OTHERS)
    for name, seconds in steps.items():
        print(f"{name:<16}{seconds * 1000:8.0f} ms")
    for label, names in (("guards", GUARDS), ("guards and data", (*GUARDS, *DATA))):
        cost = sum(steps[name] for name in names)
        print(f"{label}: +{cost / rest:.0%} of {rest * 1000:.0f} ms")


def timed(make: Callable[[], object]) -> dict[str, float]:
    """Return the seconds that each step took while a brief was made."""
    spent: dict[str, float] = {}
    originals = {name: getattr(build, name) for name in (*OTHERS, *GUARDS, *DATA)}

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return step(*args, **kwargs)
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

        return run

    for name, step in originals.items():
        setattr(build, name, watched(name, step))
    try:
        make()
    finally:
        for name, step in originals.items():
            setattr(build, name, step)
    return spent


if __name__ == "__main__":
    main()
