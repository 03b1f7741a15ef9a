"""What the alternative text of each chart says: the slots of the macro of its name in sentences/alternatives.j2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.charts.plotting import strip_of, undrawn
from generator.charts.staff import METRIC, staff_rows
from generator.ledger.figure import Figure
from generator.measures.measure import Measures

MOST_TOLD = 2
"""How many indicators a text tells the ends of; it has 200 characters."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The lowest and the highest of ours in one indicator, with their names."""

    label: str
    unit: str
    low_name: str
    low: Figure
    high_name: str
    high: Figure

    @property
    def alone(self) -> bool:
        """Whether only one of ours gives the indicator."""
        return self.low.id == self.high.id


def locator_slots(measures: Measures) -> dict[str, Any]:
    """Return the slots of ``locator``."""
    return {"area": measures.area.name, "in_volume": measures.sizes.others_in_volume}


def people_slots(measures: Measures) -> dict[str, Any]:
    """Return the slots of ``people``: the sum, its parts by posting, and the row with the most, if it is one."""
    words, comparison = measures.config.words, measures.comparisons[METRIC]
    names = {"dedicated": words.dedicated, "concurrent": words.concurrent, "unstated": words.unstated}
    rows = [(row.name, row.headcount) for row in staff_rows(measures) if row.headcount is not None]
    most = max(rows, key=lambda row: row[1].exact)
    alone = [row[1].exact for row in rows].count(most[1].exact) == 1
    return {
        "area": measures.area.name,
        "total": comparison.area.figure if comparison.area is not None else most[1],
        "parts": [(names[kind], figure) for kind, figure in measures.practice.people.items() if figure.exact],
        "most": most if len(rows) > 1 and alone else None,
    }


def background_slots(measures: Measures) -> dict[str, Any]:
    """Return the slots of ``background``: the names of the strips, and the ends of the first two that are no sums."""
    left_out = undrawn(measures)
    drawn = [metric for metric in measures.config.main_metrics if metric not in left_out]
    told = [metric.key for metric in drawn if metric.aggregation != "sum"][:MOST_TOLD]
    return {
        "area": measures.area.name,
        "labels": [metric.short_label for metric in drawn],
        "rows": [ends_of(measures, key) for key in told or [metric.key for metric in drawn][:1]],
    }


def rows_slots(measures: Measures, key: str) -> dict[str, Any]:
    """Return the slots of ``prefecture_rows``."""
    median = measures.comparisons[key].median
    return {"area": measures.area.name, "row": ends_of(measures, key), "median": median}


def ends_of(measures: Measures, key: str) -> Ends:
    """Return the ends of one indicator among ours. Raises ValueError where none of ours gives it."""
    comparison = measures.comparisons[key]
    points = [point for point in strip_of(measures, comparison).ours if point.figure.present]
    ordered = sorted(points, key=lambda point: point.figure.exact)
    if not ordered:
        raise ValueError(f"no respondent of {measures.area.name} gives {key}")
    low, high = ordered[0], ordered[-1]
    metric = comparison.metric
    return Ends(metric.short_label, metric.unit, low.name, low.figure, high.name, high.figure)
