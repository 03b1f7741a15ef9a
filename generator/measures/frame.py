"""The respondents' figures as a table: one row per municipal respondent, one column per metric, exact decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from generator.dataset.contract import METRICS, Status
from generator.dataset.records import Dataset


def indicator_frame(dataset: Dataset) -> pd.DataFrame:
    """Return values (Decimal or None) with municipal respondent codes as index and metrics as columns."""
    codes = [respondent.code for respondent in dataset.municipal()]
    rows = dataset.indicators
    return pd.DataFrame(
        {
            metric: [rows[code, metric].value if (code, metric) in rows else None for code in codes]
            for metric in METRICS
        },
        index=pd.Index(codes, dtype=object),
        dtype=object,
    )


def applicable(dataset: Dataset, codes: Iterable[str], metric: str) -> tuple[str, ...]:
    """Return the codes for which the metric applies (the others count neither in n nor as missing)."""
    return tuple(code for code in codes if dataset.indicators[code, metric].status is not Status.NOT_APPLICABLE)


def present(frame: pd.DataFrame, codes: Iterable[str], *metrics: str) -> pd.DataFrame:
    """Return the rows of ``codes`` in which all the metrics have a value. Raises KeyError for an unknown code."""
    # pandas' own .loc and .dropna take ten times as long on a table of objects, and this is asked 200 times a brief.
    rows = frame.index.get_indexer(pd.Index(list(codes), dtype=object))
    if (rows < 0).any():
        raise KeyError("a code that is no municipal respondent")
    chosen = {metric: frame[metric].to_numpy()[rows] for metric in metrics}
    kept = [all(value is not None for value in values) for values in zip(*chosen.values(), strict=True)]
    return pd.DataFrame({metric: values[kept] for metric, values in chosen.items()}, index=frame.index[rows[kept]])


def total(column: pd.Series) -> Decimal:
    """Return the exact sum of a column of decimals."""
    return sum(column.tolist(), Decimal(0))


def weighted_mean(values: pd.Series, weights: pd.Series) -> Decimal:
    """Return Σ(value × weight) ÷ Σ weight; the weights are the respondents' own population or households."""
    return total(values * weights) / total(weights)


def median(column: pd.Series) -> Decimal:
    """Return the middle value; with an even number the mean of the two middle ones."""
    ordered = sorted(column.tolist())
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[middle])
    return (Decimal(ordered[middle - 1]) + Decimal(ordered[middle])) / 2
