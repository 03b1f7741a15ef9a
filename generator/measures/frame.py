"""The respondents' figures as a table: one row per municipal respondent, one column per metric, exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class FrameRows:
    """Some of the table's rows: their codes and, of some metrics, the values in the same order."""

    codes: tuple[str, ...]
    columns: Mapping[str, tuple[Decimal, ...]]


class RespondentTable:
    """The respondents' figures, asked for many small sets of respondents.

    pandas' own ``.loc`` and ``.dropna`` take many times as long on a few rows of objects, and this is asked 200 times
    for a prefecture, 1,000 times for the nation.
    """

    def __init__(self, dataset: Dataset) -> None:
        frame = indicator_frame(dataset)
        self._columns: Mapping[str, Mapping[str, Decimal | None]] = {
            name: dict(zip(frame.index, frame[name], strict=True)) for name in METRICS
        }

    def present(self, codes: Iterable[str], *metrics: str) -> FrameRows:
        """Return the rows of ``codes`` in which all the metrics have a value. Raises KeyError for an unknown code."""
        chosen = [self._columns[metric] for metric in metrics]
        kept: list[str] = []
        values: list[tuple[Decimal, ...]] = []
        for code in codes:
            row = tuple(value for column in chosen if (value := column[code]) is not None)
            if len(row) == len(metrics):
                kept.append(code)
                values.append(row)
        columns = zip(*values, strict=True) if values else ((),) * len(metrics)
        return FrameRows(tuple(kept), dict(zip(metrics, columns, strict=True)))


def total(column: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of a column."""
    return sum(column, Decimal(0))


def weighted_mean(values: Iterable[Decimal], weights: Sequence[Decimal]) -> Decimal:
    """Return Σ(value × weight) ÷ Σ weight; the weights are the respondents' own population or households."""
    return total(value * weight for value, weight in zip(values, weights, strict=True)) / total(weights)


def median(column: pd.Series) -> Decimal:
    """Return the middle value; with an even number the mean of the two middle ones."""
    ordered = sorted(column.tolist())
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[middle])
    return (Decimal(ordered[middle - 1]) + Decimal(ordered[middle])) / 2
