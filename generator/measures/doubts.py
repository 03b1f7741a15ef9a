"""Which figures may not be told as facts yet: out of the plausible range, or asked about."""

from __future__ import annotations

from collections.abc import Collection

from generator.config.metrics import Metric
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure


def plausible(metric: Metric, figure: Figure) -> bool:
    """Return whether a present figure may be told as a fact; one out of the plausible range is for the audit first."""
    return figure.present and metric.plausible[0] <= figure.exact <= metric.plausible[1]


def unsure(dataset: Dataset, metric: str, codes: Collection[str]) -> set[str]:
    """Return those of ``codes`` whose figure is asked about, or is corrected without the respondent's answer."""
    corrected = {
        c.respondent for c in dataset.corrections if c.metric == metric and c.respondent in codes and c.status != "confirmed"
    }
    return corrected | {code for code in codes if dataset.queried(code, metric)}
