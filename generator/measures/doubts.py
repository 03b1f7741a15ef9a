"""Which figures may not be told as facts yet: out of the plausible range, or marked as unsure by an editor."""

from __future__ import annotations

from collections.abc import Collection

from generator.config.metrics import Metric
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure


def plausible(metric: Metric, figure: Figure) -> bool:
    """Return whether a present figure may be told as a fact; one out of the plausible range is for the audit first."""
    return figure.present and metric.plausible[0] <= figure.exact <= metric.plausible[1]


def unsure(dataset: Dataset, metric: str, codes: Collection[str]) -> set[str]:
    """Return those of ``codes`` whose figure an editor has marked: corrected for now, or waived with a reason."""
    corrections = [c for c in dataset.corrections if c.respondent in codes and c.metric == metric]
    corrected = {c.respondent for c in corrections if c.status != "confirmed"}
    return corrected | {waiver.respondent for waiver in dataset.waivers if waiver.item == metric}
