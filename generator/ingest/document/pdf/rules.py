"""The grid of a page: which ruled lines bound the cell that a piece of text stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.ingest.document.pdf.glyphs import Rule

_SAME: Final = 1.5
_GAP: Final = 3.0
_SHORTEST: Final = 6.0
MOST_RULES: Final = 1_000
"""The longest are kept: a drawing with more lines is no table."""
_TOUCH: Final = 2.0


@dataclass(frozen=True, slots=True)
class Box:
    """A region of the page, bounded by ruled lines or by the page itself (infinite edges)."""

    left: float
    top: float
    right: float
    bottom: float


class Grid:
    """The ruled lines of a page, dashes joined; underlines are no part of it."""

    def __init__(self, horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> None:
        self._vertical = _joined(vertical)
        self._horizontal = [rule for rule in _joined(horizontal) if not self._is_underline(rule)]

    def columns(self, y: float) -> list[float]:
        """Return where vertical lines cross a height, from left to right."""
        return [rule.at for rule in self._vertical if rule.start - _TOUCH / 2 <= y <= rule.end + _TOUCH / 2]

    def box(self, columns: Sequence[float], x: float, y: float) -> Box:
        """Return the region around a point; ``columns`` are those of its height."""
        place = bisect_left(columns, x)
        left = columns[place - 1] if place else float("-inf")
        right = columns[place] if place < len(columns) else float("inf")
        across = [rule.at for rule in self._horizontal if rule.start - _TOUCH <= x <= rule.end + _TOUCH]
        place = bisect_right(across, y)
        top = across[place - 1] if place else float("-inf")
        bottom = across[place] if place < len(across) else float("inf")
        return Box(left, top, right, bottom)

    def _is_underline(self, rule: Rule) -> bool:
        """Whether a line ends free between two vertical ones: then it is drawn under words, not around a cell."""
        columns = self.columns(rule.at)
        left = [x for x in columns if x <= rule.start + _TOUCH]
        right = [x for x in columns if x >= rule.end - _TOUCH]
        if not left or not right:
            return False
        return rule.start - left[-1] > _TOUCH or right[0] - rule.end > _TOUCH


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return lines in the order of ``at``, those on one line that touch (or are dashes of it) as one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= _SAME:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    found = [rule for level in levels for rule in _runs(level) if rule.end - rule.start >= _SHORTEST]
    if len(found) > MOST_RULES:
        found = sorted(found, key=lambda rule: rule.start - rule.end)[:MOST_RULES]
    return sorted(found, key=lambda rule: rule.at)


def _runs(level: Sequence[Rule]) -> list[Rule]:
    """Return the pieces of one line, joined where they touch."""
    found: list[Rule] = []
    for rule in sorted(level, key=lambda rule: rule.start):
        if found and rule.start <= found[-1].end + _GAP:
            found[-1] = Rule(level[0].at, found[-1].start, max(found[-1].end, rule.end))
        else:
            found.append(Rule(level[0].at, rule.start, rule.end))
    return found
