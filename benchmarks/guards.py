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
STEPS: Final[Mapping[Step, str]] = MappingProxyType(
    {
        (guards, "read_flow"): "HTMLを読む",
        (guards, "figures_in"): "数値を集める",
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
    spent = dict.fromkeys((*STEPS.values(), *map(_name, guards.GUARDS)), 0.0)
    originals: dict[Step, Any] = {step: getattr(*step) for step in (*STEPS, (guards, "GUARDS"))}

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                found = step(*args, **kwargs)
                return iter(list(found)) if hasattr(found, "__next__") else found
            finally:
                spent[name] += time.process_time() - start

        return run

    for (module, step), name in STEPS.items():
        setattr(module, step, watched(name, originals[module, step]))
    guards.GUARDS = tuple(watched(_name(guard), guard) for guard in guards.GUARDS)
    start = time.process_time()
    try:
        make()
    finally:
        for (module, step), original in originals.items():
            setattr(module, step, original)
    return {**spent, "全体": time.process_time() - start}


def _name(guard: Callable[..., Any]) -> str:
    return guard.__name__.strip("_").replace("_", " ")


if __name__ == "__main__":
    main()
