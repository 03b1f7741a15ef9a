"""Helpers of the checks: values, doubts about a figure, values of other respondents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


class Peers:
    """The values of one metric to compare with, gathered once for all respondents; zero is no value here."""

    def __init__(self, dataset: Dataset, metric: str) -> None:
        self._respondents = dataset.respondents
        self._near: dict[str, dict[str, Decimal]] = {}
        self._every: dict[str, Decimal] = {}
        for who in dataset.respondents.values():
            if value := value_of(dataset, who.code, metric):
                self._near.setdefault(who.prefecture_code, {})[who.code] = value
                if who.is_municipal:
                    self._every[who.code] = value

    def of(self, code: str) -> tuple[str, Decimal] | None:
        """Return whom a respondent is compared with and their median: its prefecture, or with under three values all.

        None where even the volume has too few.
        """
        home = self._respondents[code]
        near = _without(self._near.get(home.prefecture_code, {}), code)
        if len(near) >= _FEWEST_PEERS:
            return f"{home.prefecture}のほかの個票", median(near)
        every = _without(self._every, code)
        return ("全回答自治体", median(every)) if len(every) >= _FEWEST_PEERS else None


def _without(values: Mapping[str, Decimal], code: str) -> list[Decimal]:
    return [value for who, value in values.items() if who != code]


def shown(value: Decimal, unit: str = "") -> str:
    """Return the value as printed in a message: its own decimals, commas, unit."""
    return number(value, natural_decimals(value)) + unit


def label(config: Config, metric: str) -> str:
    """Return the metric's name."""
    return config.metrics[metric].label
