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
        low, high = self._measure(self.low), self._measure(self.high)
        share = (self._measure(min(max(float(value), self.low), self.high)) - low) / (high - low)
        return self.start + share * (self.end - self.start)

    def _measure(self, value: float) -> float:
        return math.log10(value) if self.kind == "log" else value


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
