"""What a metric means: unit, rounding, how it adds up, when two values count as alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.config.settings import Key, Number, Settings, Text


class Axis(Settings):
    """The horizontal axis of a strip plot, in the metric's unit; a value outside is drawn at its edge and printed."""

    min: Number
    max: Number
    ticks: Annotated[tuple[Number, ...], Field(min_length=2, max_length=8)]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min >= self.max:
            raise ValueError("axis の min は max より小さくしてください。")
        if list(self.ticks) != sorted(set(self.ticks)):
            raise ValueError("axis の ticks は、小さい順に、重複なく書いてください。")
        if self.ticks[0] < self.min or self.ticks[-1] > self.max:
            raise ValueError("axis の ticks は min から max までの値にしてください。")
        return self


Place = Literal["main", "comparison", "changes"]
"""Where a brief shows an indicator: strips of the background, its table, the comparison with the year before."""


class Metric(Settings):
    """One indicator. ``ratio``: numerator ÷ denominator × factor; ``weighted_mean``: weighted by ``weight``.

    ``plausible`` is what a value can be, ``believed`` what is read without a second look; both in the metric's unit.
    """

    key: Key
    label: Text
    short_label: Annotated[str, Field(min_length=1, max_length=12)]
    unit: Text
    decimals: Annotated[int, Field(ge=0, le=3)]
    origin: Literal["reported", "derived"]
    aggregation: Literal["sum", "weighted_mean", "ratio", "none"]
    weight: Literal["population", "households"] | None = None
    numerator: Key | None = None
    denominator: Key | None = None
    factor: Number = Decimal(1)
    plausible: tuple[Number, Number]
    believed: tuple[Number, Number] | None = None
    shown: tuple[Place, ...] = ()
    scale: Literal["linear", "log"]
    axis: Axis
    definition: Text
    caveat: str = ""

    @model_validator(mode="after")
    def _aggregation_is_complete(self) -> Self:
        is_mean, is_ratio = self.aggregation == "weighted_mean", self.aggregation == "ratio"
        if is_mean != (self.weight is not None):
            raise ValueError(
                f"指標「{self.key}」: weight は aggregation が weighted_mean のときに限り、必ず書いてください。"
            )
        if is_ratio != (self.numerator is not None) or is_ratio != (self.denominator is not None):
            raise ValueError(
                f"指標「{self.key}」: numerator と denominator は、aggregation が ratio のときだけ両方書いてください。"
            )
        if not is_ratio and self.factor != 1:
            raise ValueError(f"指標「{self.key}」: factor は aggregation が ratio のときに限り書けます。")
        if (self.origin == "derived") != is_ratio:
            raise ValueError(
                f"指標「{self.key}」: aggregation は、origin が derived なら ratio、reported なら他にしてください。"
            )
        return self

    @model_validator(mode="after")
    def _shown_where_it_can_be(self) -> Self:
        if len(set(self.shown)) != len(self.shown):
            raise ValueError(f"指標「{self.key}」: shown に同じ所が2回書かれています。")
        if self.shown and self.aggregation == "none":
            raise ValueError(f"指標「{self.key}」: aggregation が none の指標には、shown を書けません。")
        return self

    @model_validator(mode="after")
    def _ranges_are_possible(self) -> Self:
        if self.plausible[0] >= self.plausible[1]:
            raise ValueError(f"指標「{self.key}」: plausible は [小さい値, 大きい値] の順に書いてください。")
        if self.believed and self.believed[0] >= self.believed[1]:
            raise ValueError(f"指標「{self.key}」: believed は [小さい値, 大きい値] の順に書いてください。")
        if self.scale == "log" and self.axis.min <= 0:
            raise ValueError(f"指標「{self.key}」: scale が log のとき、axis の min は0より大きくしてください。")
        return self


class MetricFile(Settings):
    """config/metrics.yaml"""

    metrics: Annotated[tuple[Metric, ...], Field(min_length=1)]
