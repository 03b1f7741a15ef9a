"""Where cited lines stand in a revised source. What is not certain is said to be lost; nothing is guessed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generator.dataset.anchor_states import AnchorState
from generator.ingest.anchoring.fingerprints import Fingerprint, Prints

_BOTH_SIDES: Final = 2
_MOVED_TOGETHER: Final = 3
"""So many lines found nowhere else must have moved by the same distance."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a line stands now. With a ``state`` the place is only near: an editor has to say."""

    line: int
    state: AnchorState | None = None


def placed(old: Mapping[int, Fingerprint], new: Prints) -> dict[int, Placement]:
    """Return the place of each cited line (old number → place).

    Lines that occur once hold the order; the others are looked for between them. A section that stands elsewhere is
    known by lines that occur nowhere else.
    """
    lines = sorted(old)
    chain = _chain(old, new)
    found: dict[int, Placement] = {}
    bounds = [(0, 0), *sorted(chain.items()), (max(lines, default=0) + 1, len(new) + 1)]
    for left, right in pairwise(bounds):
        inner = lines[bisect_right(lines, left[0]) : bisect_left(lines, right[0])]
        _fill(inner, left, right, old, new, found)
        if right[0] in chain:
            found[right[0]] = Placement(right[1])
    _take_moved(old, new, found)
    return found


def _chain(old: Mapping[int, Fingerprint], new: Prints) -> dict[int, int]:
    """Return the longest run of lines that occur once, before and now, in the same order."""
    times = Counter(old.values())
    seeds = []
    for line in sorted(old):
        alike = [at for at in new.by_own.get(old[line].own, ()) if new[at] == old[line]]
        if len(alike) == 1 and times[old[line]] == 1:
            seeds.append((line, alike[0]))
    return dict(_ascending(seeds))


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs whose second numbers ascend."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, (_, place) in enumerate(pairs):
        position = bisect_left(ends, place)
        before.append(at[position - 1] if position else None)
        ends[position : position + 1] = [place]
        at[position : position + 1] = [index]
    chosen: list[tuple[int, int]] = []
    step = at[-1] if at else None
    while step is not None:
        chosen.append(pairs[step])
        step = before[step]
    return chosen[::-1]


def _fill(
    inner: Iterable[int],
    left: tuple[int, int],
    right: tuple[int, int],
    old: Mapping[int, Fingerprint],
    new: Prints,
    found: dict[int, Placement],
) -> None:
    """Place the lines between two that are certain, in their order."""
    rigid = right[0] - left[0] == right[1] - left[1]
    low = left[1] + 1
    for line in inner:
        if rigid:
            at = line + left[1] - left[0]
            place = Placement(at, None if new[at].own == old[line].own else AnchorState.CHANGED)
        else:
            shifts = (left[1] - left[0], right[1] - right[0])
            place = _between(line, old[line], range(low, right[1]), shifts, new)
        found[line] = place
        if place.state is None:
            low = place.line + 1


def _between(line: int, wanted: Fingerprint, where: range, shifts: tuple[int, int], new: Prints) -> Placement:
    """Look for a line in a stretch that has grown or shrunk."""
    alike = new.by_own.get(wanted.own, [])
    near = alike[bisect_left(alike, where.start) : bisect_left(alike, where.stop)]
    most = max((new[at].around(wanted) for at in near), default=0)
    best = [at for at in near if new[at].around(wanted) == most]
    if len(best) > 1:
        best = [at for at in best if at - line in shifts]
    if len(best) == 1 and (most == _BOTH_SIDES or len(alike) == 1 or (most and best[0] - line in shifts)):
        return Placement(best[0])
    if not near:
        reworded = [at for at in where if new[at].around(wanted) == 2 and new.lines[at - 1].strip()]
        if len(reworded) == 1:
            return Placement(reworded[0], AnchorState.CHANGED)
    return Placement(max(1, min(where.start, len(new))), AnchorState.LOST)


def _take_moved(old: Mapping[int, Fingerprint], new: Prints, found: dict[int, Placement]) -> None:
    """Place sections that stand elsewhere now: lines found nowhere else, all moved by the same distance."""
    lost = [line for line in sorted(old) if found[line].state is not None]
    held = {place.line for place in found.values() if place.state is None}
    runs: dict[int, list[int]] = {}
    for line in lost:
        alike = new.by_own.get(old[line].own, [])
        if len(alike) == 1 and alike[0] not in held:
            runs.setdefault(alike[0] - line, []).append(line)
    for shift, members in runs.items():
        if len(members) < _MOVED_TOGETHER:
            continue
        for line in lost:
            at = line + shift
            if members[0] <= line <= members[-1] and at not in held and new[at].own == old[line].own:
                found[line] = Placement(at)
