"""How 学べる相手 are chosen: what counts as rare, what as near in size, how many are named; what findings compare."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from generator.config.settings import Number, Settings, Text

_WORDS: Final = {
    "3分の1": Fraction(1, 3),
    "4分の1": Fraction(1, 4),
    "5分の1": Fraction(1, 5),
    "半数": Fraction(1, 2),
} | {f"{tenths}割": Fraction(tenths, 10) for tenths in range(1, 6)}


class Near(Settings):
    """The band within which two municipalities are near: a factor of people, a difference in ％ points of 高齢化率."""

    population_factor: Annotated[Number, Field(gt=1, le=10)]
    aging_points: Annotated[Number, Field(gt=0, le=50)]


class Similarity(Settings):
    """config/similarity.yaml; each share is said in words that mean it, so that text and rule cannot part."""

    rare: Annotated[Number, Field(gt=0, lt=1)]
    rare_words: Text
    headline_rare: Annotated[Number, Field(gt=0, lt=1)]
    headline_rare_words: Text
    near: Near
    partners: Annotated[int, Field(ge=1, le=5)]
    others: Annotated[int, Field(ge=1, le=10)]
    counted_words: Annotated[tuple[Text, ...], Field(min_length=1)]
    founding_verbs: Annotated[tuple[Text, ...], Field(min_length=1)]

    def counted(self, indicator: str) -> str:
        """Return what an indicator counts: the first of the words that it holds, else the indicator itself."""
        return next((word for word in self.counted_words if word in indicator), indicator)

    @model_validator(mode="after")
    def _words_say_the_share(self) -> Self:
        for name in ("rare", "headline_rare"):
            share: Decimal = getattr(self, name)
            words: str = getattr(self, f"{name}_words")
            if words not in _WORDS or abs(_WORDS[words] - Fraction(share)) > Fraction(1, 1000):
                raise ValueError(f"{name} と {name}_words が合いません。言い方は {'、'.join(_WORDS)} のいずれかです。")
        return self
