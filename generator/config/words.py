"""Short words printed in charts and table labels; sentences live in templates."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.config.settings import Settings, Text
from generator.dataset.contract import BASES

Sign = Annotated[str, Field(min_length=1, max_length=1)]


class StateWords(Settings):
    """A state of a target: the sign and the word that stand for it in tables."""

    sign: Sign
    word: Text

    @property
    def both(self) -> str:
        """Return 「●達成」."""
        return self.sign + self.word


class States(Settings):
    """The four states of a target."""

    met: StateWords
    not_met: StateWords
    partial_year: StateWords
    incomparable: StateWords


class Signs(Settings):
    """The signs of 体制マトリクス."""

    present: Sign
    planned: Sign
    none: Sign


class BasisWords(Settings):
    """What an assessment rests on: for tables, for explanations, for the description of the column."""

    short: Text
    sentence: Text
    column: Text


class Words(Settings):
    """config/words.yaml"""

    everyone: Text
    volume: Text
    overview: Text
    covered: Text
    nation: Text
    median: Text
    lacking: Text
    not_applicable: Text
    log_scale: Text
    few_named: Text
    in_volume: Text
    not_in_volume: Text
    whole: Text
    respondents: Text
    dedicated: Text
    concurrent: Text
    unstated: Text
    one_mark: Text
    sites: Text
    number_unknown: Text
    none_posted: Text
    without_takikan: Text
    equivalents: Text
    states: States
    signs: Signs
    bases: dict[str, BasisWords]

    @model_validator(mode="after")
    def _every_basis_is_named(self) -> Self:
        if set(self.bases) != set(BASES):
            raise ValueError(f"bases には、{'、'.join(BASES)} を1つずつ書いてください。")
        return self
