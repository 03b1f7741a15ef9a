"""How similar municipalities are found."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.config.settings import Key, Number, Settings


class SimilarityIndicator(Settings):
    """One indicator of the distance; ``log`` takes the logarithm before standardising."""

    metric: Key
    weight: Annotated[Number, Field(gt=0, le=1)]
    log: bool


class Similarity(Settings):
    """config/similarity.yaml; weights add up to 1."""

    count: Annotated[int, Field(ge=1, le=10)]
    minimum_weight: Annotated[Number, Field(gt=0, le=1)]
    indicators: Annotated[tuple[SimilarityIndicator, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _weights_add_up(self) -> Self:
        total = sum((indicator.weight for indicator in self.indicators), Decimal(0))
        if total != 1:
            raise ValueError(f"weight の計は 1 にしてください（今は {total}）。")
        if len({indicator.metric for indicator in self.indicators}) != len(self.indicators):
            raise ValueError("同じ metric を二度書かないでください。")
        return self
