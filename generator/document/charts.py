"""Which charts a brief shows, drawn and placed with their alternative texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from generator.charts import plotting
from generator.document.drawings import PlacedDrawing, place
from generator.ledger.figure import Figure
from generator.measures.areas import Scope
from generator.measures.measure import Measures


@dataclass(frozen=True, slots=True)
class StripWords:
    """What the alternative text of one strip says: the lowest and the highest of ours, the median."""

    label: str
    unit: str
    name: str
    low: Figure | None
    high: Figure | None
    median: Figure


def draw_charts(measures: Measures, environment: Environment) -> dict[str, PlacedDrawing]:
    """Return the charts of the brief by name; a chart without a dot or person of ours is left out."""
    return {placed.name: placed for placed in _charts(measures, environment)}


def _charts(measures: Measures, environment: Environment) -> Iterator[PlacedDrawing]:
    area = measures.area.name
    yield place(environment, plotting.locator(measures), "tilemap", area=area, in_volume=measures.sizes.others_in_volume)


def strip_words(measures: Measures, keys: Sequence[str]) -> list[StripWords]:
    """Return what the alternative text says of each strip."""
    rows = []
    for key in keys:
        comparison = measures.comparisons[key]
        points = [point for point in plotting.strip_of(measures, comparison).ours if point.figure.present]
        ordered = sorted(points, key=lambda point: point.figure.exact)
        low, high = (ordered[0].figure, ordered[-1].figure) if ordered else (None, None)
        name = ordered[0].name if ordered else ""
        rows.append(
            StripWords(comparison.metric.short_label, comparison.metric.unit, name, low, high, comparison.median)
        )
    return rows
