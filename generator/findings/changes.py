"""What is worth saying of the changes since the year before: in which direction most of the respondents went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.config.metrics import Metric
from generator.findings.candidates import ChangeFinding
from generator.ledger.figure import Figure
from generator.measures.changes import Changes
from generator.measures.measure import Measures

FEWEST: Final = 2
"""Of a single respondent the table says all."""


def change_finding(measures: Measures) -> ChangeFinding | None:
    """Return how many respondents rose, fell and stayed in the metric that moved most of them one way."""
    changes = measures.changes
    ranked = [] if changes is None else sorted(direction_findings(measures, changes), key=lambda one: one.rank)
    return ranked[0] if ranked else None


def direction_findings(measures: Measures, changes: Changes) -> Iterator[ChangeFinding]:
    """Yield one finding for each metric in which at least two respondents are compared and anything has changed."""
    for metric in changes.metrics:
        moved = [one.difference for one in changes.by_code[metric.key].values() if one.difference]
        if len(moved) >= FEWEST and any(figure.exact for figure in moved):
            yield _directions(measures, metric, moved)


def _directions(measures: Measures, metric: Metric, moved: list[Figure]) -> ChangeFinding:
    ledger, area = measures.ledger, measures.area
    base, among = f"{area.key}/{metric.key}/direction", [figure.id for figure in moved]
    groups = {
        "up": [figure.id for figure in moved if figure.exact > 0],
        "down": [figure.id for figure in moved if figure.exact < 0],
        "same": [figure.id for figure in moved if not figure.exact],
    }
    counts = {
        way: ledger.count(f"{base}/{way}", area.name, len(ids), "自治体", inputs=ids, among=among)
        for way, ids in groups.items()
    }
    most = max(len(groups["up"]), len(groups["down"]))
    return ChangeFinding(
        id=f"change/{metric.key}",
        rank=(-(most / len(moved) * (len(moved) / (len(moved) + 1))),),
        metric=metric,
        rate=metric.aggregation == "weighted_mean",
        compared=ledger.count(f"{base}/compared", area.name, len(moved), "自治体", inputs=among),
        counts=tuple((way, figure) for way, figure in counts.items() if figure.exact),
    )
