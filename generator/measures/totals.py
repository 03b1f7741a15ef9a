"""Sums of many metrics over many sets of respondents: exact decimals, each row read once for each set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.config.metrics import Metric
from generator.dataset.contract import Status
from generator.dataset.records import Dataset

_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Total:
    """One metric over one set. ``value`` is None where nobody gives the figure, or all weights are zero.

    ``given`` are the codes that it rests on, ``concerned`` those to whom the metric applies; both in the set's order.
    """

    value: Decimal | None
    given: tuple[str, ...]
    concerned: tuple[str, ...]


Asked = tuple[str, tuple[str, ...]]
"""The key of a metric and the codes of a set."""


class Indicators:
    """The indicators of a dataset, added up for any number of sets at once."""

    def __init__(self, dataset: Dataset, metrics: Mapping[str, Metric]) -> None:
        self._metrics = metrics
        self._rows = dataset.indicators

    def totals(self, asked: Iterable[Asked]) -> dict[Asked, Total]:
        """Return the total of each metric over each set, by the metric's own rule. Raises KeyError for an unknown code."""
        return {(key, codes): self._total(self._metrics[key], codes) for key, codes in dict.fromkeys(asked)}

    def _total(self, metric: Metric, codes: tuple[str, ...]) -> Total:
        """Add up value and weight of those who give both; without a second indicator the weights are ones."""
        first, second = _columns(metric)
        concerned: list[str] = []
        given: list[tuple[str, Decimal, Decimal]] = []
        for code in codes:
            one = self._rows[code, first]
            if one.status is not Status.NOT_APPLICABLE:
                concerned.append(code)
                weight = self._rows[code, second].value if second else _ONE
                if one.value is not None and weight is not None:
                    given.append((code, one.value, weight))
        if not given:
            return Total(None, (), tuple(concerned))
        weights = sum((weight for _, _, weight in given), _ZERO)
        return Total(_value(metric, given, weights), tuple(code for code, _, _ in given), tuple(concerned))


def _columns(metric: Metric) -> tuple[str, str]:
    """Return the indicators that a metric is made of: value and weight, numerator and denominator, or one alone."""
    return metric.numerator or metric.key, metric.denominator or metric.weight or ""


def _value(metric: Metric, given: Sequence[tuple[str, Decimal, Decimal]], weights: Decimal) -> Decimal | None:
    """Return the sum, weighted mean or ratio of sums; None where all weights (or all denominators) are zero."""
    if metric.aggregation == "ratio":
        return sum((value for _, value, _ in given), _ZERO) / weights * metric.factor if weights else None
    product = sum((value * weight for _, value, weight in given), _ZERO)
    if metric.aggregation == "sum":
        return product
    return product / weights if weights else None
