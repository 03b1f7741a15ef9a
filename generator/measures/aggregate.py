"""Sums, weighted means, ratios of sums and medians over respondents, always with n and how many are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from generator.config.config import Config
from generator.config.metrics import Metric
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.respondent_figures import printed_figure, ratio_figure
from generator.measures.totals import Asked, Indicators, Total


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One metric over a set of respondents: its value, and on how many respondents it rests."""

    figure: Figure
    n: Figure
    missing: Figure


class Aggregator:
    """Aggregates the dataset's metrics for any set of municipal respondents, entering every figure in the ledger."""

    def __init__(self, dataset: Dataset, config: Config, ledger: Ledger) -> None:
        self._dataset = dataset
        self._metrics = config.metrics
        self.ledger = ledger
        self._indicators = Indicators(dataset, config.metrics)
        self._totals: dict[Asked, Total] = {}
        self._own: dict[tuple[str, str], Figure] = {}

    def prepare(self, asked: Iterable[tuple[Metric, Sequence[str]]]) -> None:
        """Add up all these metrics over all these sets in one go; :meth:`over` then finds them."""
        self._totals |= self._indicators.totals((metric.key, tuple(codes)) for metric, codes in asked)

    def own(self, metric: Metric, code: str) -> Figure:
        """Return the respondent's own figure, printed or derived."""
        known = self._own.get((metric.key, code))
        return known or self._own.setdefault((metric.key, code), self._figure(metric, code))

    def _figure(self, metric: Metric, code: str) -> Figure:
        if metric.aggregation == "ratio":
            return ratio_figure(self.ledger, self._dataset, metric, self._parts(metric), code)
        return printed_figure(self.ledger, self._dataset, metric, code)

    def over(self, metric: Metric, codes: Sequence[str], *, key: str, name: str) -> Aggregate:
        """Return the metric over ``codes``: a sum, a weighted mean or a ratio of sums, by the metric's own rule.

        Respondents without the figure (or without its weight) are left out and counted as missing; those to whom
        the metric does not apply are left out of both. With one respondent of several, a mean or ratio shows that
        respondent's value, so it has none (決定0006).
        """
        if (metric.key, tuple(codes)) not in self._totals:
            self.prepare([(metric, codes)])
        total = self._totals[metric.key, tuple(codes)]
        lone = len(total.given) == 1 and len(codes) > 1 and metric.aggregation != "sum"
        value = None if lone else total.value
        state = State.VALUE if value is not None else _without_value(lone=lone, concerned=bool(total.concerned))
        of = total.given or total.concerned or codes
        inputs = tuple(self.own(self._metrics[column], code).id for code in of for column in self._columns(metric))
        base = FigureId(key, metric.key)
        figure = self.ledger.add(
            Figure(
                base.at(_SUFFIX[metric.aggregation]),
                f"{name} {metric.label}",
                value=value,
                unit=metric.unit,
                decimals=metric.decimals,
                formula=_FORMULA[metric.aggregation],
                state=state,
                inputs=inputs,
            )
        )
        n, missing = self._coverage(base, name, metric, codes, total)
        return Aggregate(figure, n, missing)

    def middle(self, metric: Metric, codes: Sequence[str], *, key: str, name: str) -> Figure:
        """Return the median of the respondents' own figures."""
        figures = [figure for figure in (self.own(metric, code) for code in codes) if figure.present]
        value = median(figure.exact for figure in figures) if figures else None
        return self.ledger.add(
            Figure(
                FigureId(key, metric.key, "median"),
                f"{name} {metric.label}",
                value=value,
                unit=metric.unit,
                decimals=metric.decimals,
                formula=Formula.MEDIAN,
                state=State.VALUE if figures else State.MISSING,
                inputs=tuple(f.id for f in figures),
            )
        )

    def _coverage(
        self, base: FigureId, name: str, metric: Metric, codes: Sequence[str], total: Total
    ) -> tuple[Figure, Figure]:
        label = f"{name} {metric.label}"
        present = tuple(self.own(metric, code).id for code in total.given)
        absent = tuple(self.own(metric, code).id for code in total.concerned if code not in total.given)
        looked = (*present, *absent) or tuple(self.own(metric, code).id for code in codes)
        return (
            self.ledger.count(base.at("n"), label, len(present), "自治体", inputs=present, among=looked),
            self.ledger.add(
                Figure(
                    base.at("missing"),
                    label,
                    value=Decimal(len(absent)),
                    unit="自治体",
                    decimals=0,
                    formula=Formula.MISSING_COUNT,
                    inputs=absent,
                    among=looked,
                )
            ),
        )

    def _parts(self, metric: Metric) -> tuple[Metric, Metric]:
        return self._metrics[metric.numerator or ""], self._metrics[metric.denominator or ""]

    def _columns(self, metric: Metric) -> tuple[str, ...]:
        if metric.aggregation == "ratio":
            return (metric.numerator or "", metric.denominator or "")
        if metric.aggregation == "weighted_mean":
            return (metric.key, metric.weight or "")
        return (metric.key,)


def _without_value(*, lone: bool, concerned: bool) -> State:
    if lone:
        return State.SINGLE
    return State.MISSING if concerned else State.NOT_APPLICABLE


_SUFFIX = {"sum": "sum", "weighted_mean": "mean", "ratio": "ratio"}
_FORMULA = {"sum": Formula.SUM, "weighted_mean": Formula.WEIGHTED_MEAN, "ratio": Formula.RATIO}
