"""From values to mm, and labels that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CLEAR = 0.8
"""mm between the end of a text and the leader of another."""
FACING = 2.0
"""How many gaps lie between two texts whose leaders stand at their far ends."""


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

    def holds(self, value: Decimal | float) -> bool:
        """Return whether the value lies on the axis (otherwise :meth:`at` gives the nearer end)."""
        return self.low <= float(value) <= self.high

    def _measure(self, value: float) -> float:
        return math.log10(value) if self.kind == "log" else value


@dataclass(frozen=True, slots=True)
class Flag:
    """A label on a leader: its place on the axis, its tier above the strip, and which way the text runs."""

    place: float
    left: float
    right: float
    tier: int

    @property
    def runs_right(self) -> bool:
        """Whether the text begins at the leader."""
        return self.left >= self.place

    @property
    def spans(self) -> bool:
        """Whether the text lies across its leader, having room on neither side."""
        return self.left < self.place < self.right


def flags(places: Sequence[float], widths: Sequence[float], *, gap: float, width: float) -> list[Flag]:
    """Place labels over their data so that no label covers another and no leader runs through one.

    Returns one flag per place, in the order given. Left of some point all labels run one way, the others the other;
    of all such points, ways and orders the one with the fewest tiers is taken.
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    for spanning in (False, True):
        attempts = (
            _attempt(places, widths, right, left, left_first, gap=gap, width=width, spanning=spanning)
            for split in range(len(order), -1, -1)
            for right, left in ((order[:split], order[split:]), (order[split:], order[:split]))
            for left_first in (False, True)
        )
        fitting = [attempt for attempt in attempts if attempt is not None]
        if fitting:
            best = min(fitting, key=lambda attempt: max((flag.tier for flag in attempt.values()), default=0))
            return [best[index] for index in range(len(places))]
    raise ValueError("the labels are wider than the sheet")


def _attempt(
    places: Sequence[float],
    widths: Sequence[float],
    right_runs: Sequence[int],
    left_runs: Sequence[int],
    left_first: bool,
    *,
    gap: float,
    width: float,
    spanning: bool,
) -> dict[int, Flag] | None:
    """Place labels that run right and labels that run left (both from left to right); None where that fails."""
    right_runners, left_runners = list(reversed(right_runs)), list(left_runs)
    placed: dict[int, Flag] = {}
    for index in (left_runners + right_runners) if left_first else (right_runners + left_runners):
        place, length = places[index], widths[index]
        left, right = (place, place + length) if index in right_runners else (place - length, place - 1e-6)
        if left < 0 or right > width:
            if not spanning or max(place, width - place) >= length or length > width:
                return None
            # Wider than the room on either side: the text spans its own leader.
            left = min(max(0.0, place - length), width - length)
            right = left + length
        flag = next(
            (
                f
                for f in (Flag(place, left, right, tier) for tier in range(len(places) + 1))
                if not any(_collide(f, other, gap) for other in placed.values())
            ),
            None,
        )
        if flag is None:
            return None
        placed[index] = flag
    return placed


def _collide(one: Flag, other: Flag, gap: float) -> bool:
    if one.tier == other.tier:
        # Between two leaders that face each other, a reader must see which text hangs on which.
        first, second = (one, other) if one.left <= other.left else (other, one)
        if second.runs_right and not first.runs_right:
            return second.left < first.right  # back to back, each text keeps off its own leader
        return second.left < first.right + gap * (FACING if first.runs_right and not second.runs_right else 1.0)
    low, high = (one, other) if one.tier < other.tier else (other, one)
    # A leader keeps off the end of a text that hangs on another leader.
    before, after = (0.0, CLEAR) if low.runs_right else (CLEAR, 0.0)
    return low.left - before < high.place < low.right + after


STEPS = (0, *(sign * step for step in range(1, 60) for sign in (1, -1)))


def swarm(places: Sequence[float], *, diameter: float) -> list[int]:
    """Return for each dot how many steps it moves off the line so that dots do not hide each other: 0, 1, -1, 2 …

    Where more dots crowd than there are steps, a dot lies on the one that is farthest from it.
    """
    offsets: list[int] = [0] * len(places)
    lanes: dict[int, float] = {}
    for index in sorted(range(len(places)), key=lambda i: (places[i], i)):
        free = (step for step in STEPS if lanes.get(step, -math.inf) + diameter <= places[index])
        lane = next(free, None)
        if lane is None:
            lane = min(STEPS, key=lambda step: lanes[step])
        lanes[lane] = places[index]
        offsets[index] = lane
    return offsets
