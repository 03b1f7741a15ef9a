"""Similar municipalities anywhere in the volume: a distance over standardised indicators, nothing guessed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.config.similarity import Similarity, SimilarityIndicator
from generator.ledger.figure import Figure

Standardised = Mapping[str, Mapping[str, float]]
"""metric → respondent code → standardised value; a respondent without the figure is absent."""


@dataclass(frozen=True, slots=True)
class Similar:
    """One similar municipality: its code, the distance, and the indicators in which the two are nearest."""

    code: str
    distance: float
    nearest: tuple[str, ...]


def standardise(values: Mapping[str, Mapping[str, Figure]], similarity: Similarity) -> Standardised:
    """Return (value − mean) ÷ standard deviation for each indicator over all respondents that give it."""
    return MappingProxyType({i.metric: _standardise(values[i.metric], i) for i in similarity.indicators})


def _standardise(figures: Mapping[str, Figure], indicator: SimilarityIndicator) -> Mapping[str, float]:
    usable = {
        code: float(figure.exact)
        for code, figure in figures.items()
        if figure.present and (figure.exact > 0 or not indicator.log)
    }
    measured = {code: math.log(value) if indicator.log else value for code, value in usable.items()}
    if not measured:
        return MappingProxyType({})
    mean = math.fsum(measured.values()) / len(measured)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in measured.values()) / len(measured))
    return MappingProxyType(
        {code: (value - mean) / deviation if deviation else 0.0 for code, value in measured.items()}
    )


def distance(first: str, second: str, standardised: Standardised, similarity: Similarity) -> float | None:
    """Return the weighted root mean square difference over the indicators that both give.

    Symmetric, zero for equal values; None when the shared indicators weigh less than ``minimum_weight``.
    """
    weights: list[float] = []
    squares: list[float] = []
    for indicator in similarity.indicators:
        values = standardised[indicator.metric]
        one, other = values.get(first), values.get(second)
        if one is not None and other is not None:
            weights.append(float(indicator.weight))
            squares.append(weights[-1] * (one - other) ** 2)
    weight = math.fsum(weights)
    if weight < float(similarity.minimum_weight) - 1e-12:
        return None
    return math.sqrt(math.fsum(squares) / weight)


def most_similar(
    code: str, others: Sequence[str], standardised: Standardised, similarity: Similarity
) -> tuple[Similar, ...]:
    """Return the nearest others, nearest first; ties go by code."""
    apart = {other: distance(code, other, standardised, similarity) for other in others if other != code}
    found = sorted((round(far, 12), other, far) for other, far in apart.items() if far is not None)
    return tuple(
        Similar(other, far, _nearest(code, other, standardised, similarity))
        for _, other, far in found[: similarity.count]
    )


def _nearest(first: str, second: str, standardised: Standardised, similarity: Similarity) -> tuple[str, ...]:
    gaps = [
        (abs(standardised[i.metric][first] - standardised[i.metric][second]), position, i.metric)
        for position, i in enumerate(similarity.indicators)
        if first in standardised[i.metric] and second in standardised[i.metric]
    ]
    return tuple(metric for _, _, metric in sorted(gaps)[:2])
