"""A figure worked out once more from its inputs in the ledger, by the formula that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.ledger.figure import Figure, Formula
from generator.ledger.ledger import Ledger

HUNDRED: Final = Decimal(100)
_PRECISION: Final = Decimal("1e-15")
Factors = Mapping[str, Decimal]


def recomputed(figure: Figure, ledger: Ledger, factors: Factors) -> Decimal | None:
    """Return the value that follows from the inputs; None where the formula has none that can be reckoned.

    ``factors`` are those of the ratios (人口10万人当たり: 100,000), by metric.
    """
    compute = _FORMULAS.get(figure.formula)
    if compute is None or not figure.inputs or not figure.present:
        return None
    return compute(figure, ledger, factors)


def agrees(figure: Figure, ledger: Ledger, factors: Factors) -> bool | None:
    """Say whether the inputs lead to the figure's value; None where that cannot be reckoned."""
    value = recomputed(figure, ledger, factors)
    return None if value is None else abs(value - figure.exact) <= _PRECISION * max(abs(value), Decimal(1))


def _values(figure: Figure, ledger: Ledger) -> list[Decimal]:
    return [ledger[key].exact for key in figure.inputs]


def _sum(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    return sum(_values(figure, ledger), Decimal(0))


def _difference(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    first, *others = _values(figure, ledger)
    return first - sum(others, Decimal(0))


def _change(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    now, earlier = (ledger[key].rounded for key in figure.inputs)
    return now - earlier


def _weighted_mean(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    values, weights = _pairs(_values(figure, ledger))
    return sum((v * w for v, w in zip(values, weights, strict=True)), Decimal(0)) / sum(weights, Decimal(0))


def _ratio(figure: Figure, ledger: Ledger, factors: Factors) -> Decimal:
    over, under = _pairs(_values(figure, ledger))
    return sum(over, Decimal(0)) / sum(under, Decimal(0)) * factors[figure.id.item]


def _median(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    ordered = sorted(_values(figure, ledger))
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (lower + upper) / 2


def _count(figure: Figure, _ledger: Ledger, _: Factors) -> Decimal | None:
    """Return how many respondents or rows the inputs are; municipalities of a group are no inputs."""
    if figure.unit == "市町村":
        return None
    of_respondents = figure.unit == "自治体"
    return Decimal(len({key.owner if of_respondents else key for key in figure.inputs}))


def _share(figure: Figure, ledger: Ledger, _: Factors) -> Decimal:
    over, under = _values(figure, ledger)
    return over / under if figure.id.last == "times" else over / under * HUNDRED


def _pairs(values: Sequence[Decimal]) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
    return values[::2], values[1::2]


_FORMULAS: Final[Mapping[Formula, Callable[[Figure, Ledger, Factors], Decimal | None]]] = MappingProxyType(
    {
        Formula.SUM: _sum,
        Formula.DIFFERENCE: _difference,
        Formula.CHANGE: _change,
        Formula.WEIGHTED_MEAN: _weighted_mean,
        Formula.RATIO: _ratio,
        Formula.MEDIAN: _median,
        Formula.COUNT: _count,
        Formula.MISSING_COUNT: _count,
        Formula.SHARE: _share,
    }
)
