"""Which way the respondents of an area went since the year before: how many rose, fell and stayed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.config.metrics import Metric
from generator.ledger.figure import Figure
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.areas import Area

FEWEST: Final = 2
"""Of a single respondent the table says all."""


@dataclass(frozen=True, slots=True)
class Directions:
    """Of one metric how many respondents are compared, and how many rose, fell and stayed (``up``, ``down``, ``same``)."""

    compared: Figure
    counts: Mapping[str, Figure]


def count_directions(area: Area, metric: Metric, moved: Sequence[Figure], ledger: Ledger) -> Directions | None:
    """Count by the differences ``moved`` which way the respondents went; None where fewer than two are compared or nothing has changed."""
    if len(moved) < FEWEST or not any(figure.exact for figure in moved):
        return None
    base, among = FigureId(area.key, metric.key, "direction"), [figure.id for figure in moved]
    ways = {
        "up": [figure.id for figure in moved if figure.exact > 0],
        "down": [figure.id for figure in moved if figure.exact < 0],
        "same": [figure.id for figure in moved if not figure.exact],
    }
    counts = {
        way: ledger.count(base.at(way), area.name, len(ids), "自治体", inputs=ids, among=among) for way, ids in ways.items()
    }
    return Directions(
        compared=ledger.count(base.at("compared"), area.name, len(moved), "自治体", inputs=among),
        counts=MappingProxyType(counts),
    )
