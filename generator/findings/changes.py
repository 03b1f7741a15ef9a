"""What is worth saying of the changes since the year before: in which direction most of the respondents went."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config.metrics import Metric
from generator.findings.candidates import ChangeFinding
from generator.measures.changes import Changes
from generator.measures.directions import Directions
from generator.measures.measure import Measures


def change_finding(measures: Measures) -> ChangeFinding | None:
    """Return how many respondents rose, fell and stayed in the metric that moved most of them one way."""
    changes = measures.changes
    ranked = [] if changes is None else sorted(direction_findings(changes), key=lambda one: one.rank)
    return ranked[0] if ranked else None


def direction_findings(changes: Changes) -> Iterator[ChangeFinding]:
    """Yield one finding for each metric in which at least two respondents are compared and anything has changed."""
    for metric in changes.metrics:
        if metric.key in changes.directions:
            yield _finding(metric, changes.directions[metric.key])


def _finding(metric: Metric, directions: Directions) -> ChangeFinding:
    counts, moved = directions.counts, directions.compared.exact
    most = max(counts["up"].exact, counts["down"].exact)
    return ChangeFinding(
        id=f"change/{metric.key}",
        rank=(-float(most / (moved + 1)),),
        metric=metric,
        rate=metric.aggregation == "weighted_mean",
        compared=directions.compared,
        counts=tuple((way, figure) for way, figure in counts.items() if figure.exact),
    )
