"""目標と実績: one list by 分野; target and result in one row with the bar in the row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.dataset.contract import CATEGORIES, Kind
from generator.dataset.target_states import TargetState
from generator.formats import plain
from generator.measures.achievements import Achievement, Tally
from generator.measures.measure import Measures

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of one municipality. ``width`` is the bar in ％ of its room (CSS), empty where nothing is drawn."""

    code: str
    name: str
    row: Achievement
    width: str

    @property
    def state(self) -> TargetState:
        """Return the state that is printed."""
        return self.row.state


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The targets of one category, with their count by state."""

    category: str
    tally: Tally
    lines: tuple[TargetLine, ...]


def target_groups(measures: Measures) -> tuple[TargetGroup, ...]:
    """Return the area's targets by category, in the order of the document within each."""
    lines = list(_lines(measures))
    return tuple(
        TargetGroup(category, measures.achievements.by_category[category], tuple(chosen))
        for category in CATEGORIES
        if (chosen := [line for line in lines if line.row.record.category == category])
    )


def without_targets(measures: Measures) -> tuple[str, ...]:
    """Return the names of respondents with a form of their own but no numeric target."""
    respondents = measures.dataset.respondents
    return tuple(
        respondents[code].name
        for code, rows in measures.achievements.by_code.items()
        if not rows and respondents[code].kind is not Kind.MEMBER
    )


def _lines(measures: Measures) -> Iterator[TargetLine]:
    for code, rows in measures.achievements.by_code.items():
        for row in rows:
            yield TargetLine(code, measures.name_of(code), row, _width(row))


def _width(row: Achievement) -> str:
    """Return the bar's width in ％, at most 100; nothing where result and target cannot be compared."""
    if row.share is None or row.state is TargetState.INCOMPARABLE:
        return ""
    return plain(min(row.share.exact, FULL), 1)
