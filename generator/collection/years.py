"""The year that is asked about, and the edition before it that stands beside the questions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.config.config import Config, load_config
from generator.config.edition_files import draft_years, edition_years
from generator.config.questionnaire import Questionnaire, questionnaire_of
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.errors import RegionError

LAST: Final = 2100


@dataclass(frozen=True, slots=True)
class Years:
    """What the forms of ``year`` are made from: the settings of its edition, or of the one before while it has none.

    ``before`` are the tables of the edition before; empty where there is none.
    """

    year: int
    config: Config
    questionnaire: Questionnaire
    before: Dataset


def years_of(year: int | None, *, settings: Path, data: Path, templates: Path) -> Years:
    """Return what the forms of a year need. Raises RegionError for a year that cannot be asked about."""
    editions = edition_years(settings)
    earlier = [one for one in editions if year is not None and one < year]
    if year is None or not (year in editions or earlier) or year > LAST:
        last = editions[-1] if editions else 2018
        raise RegionError(
            "調査票の年度を指定してください。" if year is None else "その年度の調査票は作れません。",
            where="YEAR",
            found="" if year is None else str(year),
            expected=f"{last + 1} など、今ある年度版の翌年度",
            remedy=f"例: make forms YEAR={last + 1}",
        )
    config = load_config(
        settings, year=year if year in (*editions, *draft_years(settings)) else earlier[-1], templates=templates
    )
    questionnaire = questionnaire_of(settings, config.edition.questionnaire, year=year)
    known = [one for one in reversed(earlier) if (data / str(one) / "respondents.csv").exists()]
    before = load_dataset(known[0], data=data, complete=False, settings=settings) if known else _empty(year)
    return Years(year, config, questionnaire, before)


def _empty(year: int) -> Dataset:
    nothing: MappingProxyType[str, MappingProxyType[str, object]] = MappingProxyType({})
    return Dataset(year - 1, nothing, nothing, (), (), (), (), (), nothing)  # type: ignore[arg-type]
