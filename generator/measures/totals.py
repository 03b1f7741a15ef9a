"""Sums of many metrics over many sets of respondents, all at once: the table of indicators in pandas, exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from generator.config.metrics import Metric
from generator.dataset.contract import Status
from generator.dataset.records import Dataset

_ONE: Final = Decimal(1)


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
        sets = list(dict.fromkeys(asked))
        if not sets:
            return {}
        concerned = self._concerned(sets)
        given = concerned[concerned["a"].notna() & concerned["b"].notna()]
        given = given.assign(product=given["a"] * given["b"])
        groups = given.groupby("set", sort=False)
        sums = groups[["a", "b", "product"]].sum()
        sums = sums.assign(given=groups["code"].agg(tuple))
        found: dict[Any, Any] = sums.to_dict("index")
        whole: dict[Any, Any] = concerned.groupby("set", sort=False)["code"].agg(tuple).to_dict()
        return {
            (key, codes): _total(self._metrics[key], found.get(number), whole.get(number, ()))
            for number, (key, codes) in enumerate(sets)
        }

    def _concerned(self, sets: list[Asked]) -> pd.DataFrame:
        """Return a row for each set and code to which the metric applies: its value ``a`` and its weight ``b``.

        A metric without a second indicator is weighted by ones: a sum is then a weighted sum too.
        """
        rows = []
        for number, (key, codes) in enumerate(sets):
            first, second = _columns(self._metrics[key])
            for code in codes:
                one = self._rows[code, first]
                if one.status is not Status.NOT_APPLICABLE:
                    rows.append((number, code, one.value, self._rows[code, second].value if second else _ONE))
        return pd.DataFrame(rows, columns=["set", "code", "a", "b"]).astype({"a": object, "b": object})


def _columns(metric: Metric) -> tuple[str, str]:
    """Return the indicators that a metric is made of: value and weight, numerator and denominator, or one alone."""
    return metric.numerator or metric.key, metric.denominator or metric.weight or ""


def _total(metric: Metric, sums: Mapping[str, Any] | None, concerned: tuple[str, ...]) -> Total:
    if sums is None:
        return Total(None, (), concerned)
    return Total(_value(metric, sums["a"], sums["b"], sums["product"]), sums["given"], concerned)


def _value(metric: Metric, first: Decimal, second: Decimal, product: Decimal) -> Decimal | None:
    """Return the sum, weighted mean or ratio of sums; None where all weights (or all denominators) are zero."""
    if metric.aggregation == "sum":
        return product
    if not second:
        return None
    return first / second * metric.factor if metric.aggregation == "ratio" else product / second
