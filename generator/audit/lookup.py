"""Helpers of the checks: values, doubts about a figure, values of other respondents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from generator.audit.check import Doubt
from generator.config.config import Config
from generator.dataset.records import Dataset, Indicator
from generator.formats import natural_decimals, number

_FEWEST_PEERS = 3


def value_of(dataset: Dataset, code: str, metric: str) -> Decimal | None:
    """Return the respondent's value, corrections applied; None where there is none."""
    indicator = dataset.indicators.get((code, metric))
    return None if indicator is None else indicator.value


def valued(dataset: Dataset) -> Iterator[tuple[Indicator, Decimal]]:
    """Yield the indicators that have a value, with it."""
    for indicator in dataset.indicators.values():
        if indicator.value is not None:
            yield indicator, indicator.value


def about(indicator: Indicator, message: str, *, estimate: Decimal | None = None) -> Doubt:
    """Return a doubt about one figure, with its place in the source."""
    lines = () if indicator.line is None else (indicator.line,)
    return Doubt(indicator.code, message, indicator.metric, lines, indicator.printed, estimate)


def peers(dataset: Dataset, indicator: Indicator) -> tuple[str, Decimal] | None:
    """Return who is compared with and their median: the same prefecture, or with under three values the volume.

    None where even the volume has too few.
    """
    home = dataset.respondents[indicator.code]
    rows = [(who, value_of(dataset, who.code, indicator.metric)) for who in dataset.respondents.values()]
    others = [(who, value) for who, value in rows if who.code != home.code and value]
    near = [value for who, value in others if who.prefecture_code == home.prefecture_code]
    if len(near) >= _FEWEST_PEERS:
        return f"{home.prefecture}のほかの個票", median(near)
    every = [value for who, value in others if who.is_municipal]
    return ("全回答自治体", median(every)) if len(every) >= _FEWEST_PEERS else None


def shown(value: Decimal, unit: str = "") -> str:
    """Return the value as printed in a message: its own decimals, commas, unit."""
    return number(value, natural_decimals(value)) + unit


def label(config: Config, metric: str) -> str:
    """Return the metric's name."""
    return config.metrics[metric].label
