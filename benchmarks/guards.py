"""What each guard of one brief costs: run as ``.venv/bin/python -m benchmarks.guards [岩手]``; the rest is drawing and layout."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, Final

from generator.brief import build
from generator.brief.which_area import chosen
from generator.proof import guards
from generator.typesetting.fonts import typeface

Step = tuple[ModuleType, str]
GUARDS: Final[Mapping[Step, str]] = MappingProxyType(
    {
        (guards, "read_flow"): "HTMLを読む",
        (guards, "figures_in"): "数値を集める",
        (guards, "_figures"): "figures",
        (guards, "_cells"): "cells",
        (guards, "unregistered_digits"): "literals",
        (guards, "_charts"): "charts",
        (guards, "_marks"): "marks",
        (guards, "_sections"): "sections",
        (guards, "_foreign_names"): "foreign names",
        (typeface, "check_glyphs"): "字形のない文字",
        (build, "read_back"): "読み戻し",
    }
)
ROUNDS: Final = 5
TARGET: Final = 0.30


def main() -> None:
    """Print the milliseconds of each guard and their share of a brief, the median of several rounds."""
    area, inputs = chosen(sys.argv[1] if len(sys.argv) > 1 else "岩手", "", None)
    rounds = [timed(lambda: build.make_brief(area, inputs)) for _ in range(ROUNDS)]
    median = {name: sorted(one[name] for one in rounds)[ROUNDS // 2] for name in rounds[0]}
    whole = median.pop("全体")
    for name, seconds in median.items():
        print(f"{seconds * 1000:8.1f} ms  {seconds / (whole - sum(median.values())):6.2%}  {name}")
    cost = sum(median.values())
    print(
        f"{cost * 1000:8.1f} ms  検査の合計。検査のない作成（{(whole - cost) * 1000:.0f} ms）に対し +{cost / (whole - cost):.1%}"
    )
    print(f"（目標 +{TARGET:.0%} 以下）")


def timed(make: Callable[[], object]) -> dict[str, float]:
    """Return the processor seconds that each guard, and the whole, took while a brief was made."""
    spent = dict.fromkeys(GUARDS.values(), 0.0)
    originals = {step: getattr(*step) for step in GUARDS}

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                found = step(*args, **kwargs)
                return iter(list(found)) if hasattr(found, "__next__") else found
            finally:
                spent[name] += time.process_time() - start

        return run

    for (module, step), original in originals.items():
        setattr(module, step, watched(GUARDS[module, step], original))
    start = time.process_time()
    try:
        make()
    finally:
        for (module, step), original in originals.items():
            setattr(module, step, original)
    return {**spent, "全体": time.process_time() - start}


if __name__ == "__main__":
    main()
