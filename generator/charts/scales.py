"""From values to mm, and labels that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``low``…``high`` to ``start``…``end`` mm, linearly or by logarithm."""

    low: float
    high: float
    start: float
    end: float
    kind: Literal["linear", "log"] = "linear"

    def at(self, value: Decimal | float) -> float:
        """Return the place of the value in mm; values outside are clamped to the ends."""
        low, high, v = self._measure(self.low), self._measure(self.high), self._measure(float(value))
        share = (min(max(v, low), high) - low) / (high - low)
        return self.start + share * (self.end - self.start)

    def _measure(self, value: float) -> float:
        return math.log10(value) if self.kind == "log" else value


def ticks(low: float, high: float, kind: Literal["linear", "log"], *, count: int = 5) -> tuple[float, ...]:
    """Return round tick values within the range: powers of ten, or multiples of 1, 2, 2.5 or 5."""
    if kind == "log":
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        return tuple(float(10**power) for power in range(first, last + 1))
    step = _round_step((high - low) / count)
    first = math.ceil(low / step - 1e-9)
    return tuple(round(step * i, 10) for i in range(first, math.floor(high / step + 1e-9) + 1))


def _round_step(raw: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw - 1e-12)


def stack(centres: Sequence[float], widths: Sequence[float], *, gap: float, low: float, high: float) -> list[tuple[float, int]]:
    """Place labels over their data without overlap: returns (x of centre, tier) in the order given.

    Labels keep their centre where it fits between ``low`` and ``high`` and rise to the first tier with room.
    """
    tiers: list[list[tuple[float, float]]] = []
    placed: list[tuple[float, int]] = [(0.0, 0)] * len(centres)
    for index in sorted(range(len(centres)), key=lambda i: (centres[i], i)):
        half = widths[index] / 2
        x = min(max(centres[index], low + half), high - half)
        tier = next((t for t, taken in enumerate(tiers) if _free(taken, x - half - gap, x + half + gap)), len(tiers))
        if tier == len(tiers):
            tiers.append([])
        tiers[tier].append((x - half, x + half))
        placed[index] = (x, tier)
    return placed


def _free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or end <= left for start, end in taken)


def swarm(places: Sequence[float], *, diameter: float) -> list[int]:
    """Return for each dot how many steps it moves off the line so that dots do not hide each other: 0, 1, -1, 2 …"""
    offsets: list[int] = [0] * len(places)
    lanes: dict[int, float] = {}
    for index in sorted(range(len(places)), key=lambda i: (places[i], i)):
        lane = next(step for step in _steps() if lanes.get(step, -math.inf) + diameter <= places[index])
        lanes[lane] = places[index]
        offsets[index] = lane
    return offsets


def _steps() -> Sequence[int]:
    return [0] + [sign * step for step in range(1, 60) for sign in (1, -1)]
