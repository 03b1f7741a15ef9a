"""What has changed since the year before: of the same respondents, and only where both figures can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.config.config import Config
from generator.config.edition import Edition
from generator.config.metrics import Metric
from generator.config.places import FormerMunicipality
from generator.dataset.recoding import recoded
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import SAME, FigureId
from generator.measures.areas import Area, Scope
from generator.measures.directions import Directions, count_directions
from generator.measures.doubts import plausible, unsure

if TYPE_CHECKING:
    from generator.measures.aggregate import Aggregator

ENOUGH: Final = 2
"""With one respondent, a sum or mean shows that respondent's value (決定0006)."""
_CHANGE_UNITS: Final = {"％": "ポイント"}


class Reason(StrEnum):
    """Why a figure is not compared with the one of the year before; the words stand in the section's template."""

    NO_FORM = "no_form"
    OTHER_FORM = "other_form"
    NOT_ASKED = "not_asked"
    OTHER_UNIT = "other_unit"
    NO_VALUE = "no_value"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition of the year before: how it is called, how its source is cited, its tables under this year's codes.

    ``merged`` are codes of this year whose area was that of several.
    """

    year: int
    label: str
    publication: str
    dataset: Dataset
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One metric of one respondent. ``earlier`` is None without a form to compare with, ``difference`` with a reason."""

    now: Figure
    earlier: Figure | None
    difference: Figure | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class SameChange:
    """One metric over the ``n`` respondents that are compared; without figures where they are too few."""

    n: Figure
    now: Figure | None = None
    earlier: Figure | None = None
    difference: Figure | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in an area, by metric: by respondent, by subject that is a prefecture, over the whole area.

    ``area`` is empty with a single respondent. ``gone`` names the respondents that the area had last year and has no form of now.
    """

    previous: Previous
    metrics: tuple[Metric, ...]
    by_code: Mapping[str, Mapping[str, Change]]
    by_subject: Mapping[str, Mapping[str, SameChange]]
    area: Mapping[str, SameChange]
    gone: tuple[str, ...]
    directions: Mapping[str, Directions]

    @property
    def comparable(self) -> bool:
        """Whether anything at all can be compared."""
        return any(change.difference for changes in self.by_code.values() for change in changes.values())


def previous_of(edition: Edition, dataset: Dataset, former: Sequence[FormerMunicipality] = ()) -> Previous:
    """Return an edition as the one that the next year's is compared with; ``former`` is what ended in between."""
    source = edition.source
    publication = f"{source.publisher}「{source.title}」{source.volume}"
    codes = {old.code: old.new_code for old in former if not old.merged}
    merged = frozenset(old.new_code for old in former if old.merged)
    return Previous(edition.year, edition.short_label, publication, recoded(dataset, codes), merged)


def compared_metrics(config: Config) -> tuple[str, ...]:
    """Return the indicators of the form that the changes rest on: those compared, their parts and their weights."""
    keys = (key for metric in config.shown_in("changes") for key in (*_parts(metric), metric.weight))
    return tuple(dict.fromkeys(key for key in keys if key))


def gone_codes(previous: Dataset, dataset: Dataset, area: Area) -> tuple[str, ...]:
    """Return the area's municipal respondents of last year that have no form now; none of a list of municipalities."""
    if area.scope is not Scope.PREFECTURE and all(subject.single for subject in area.subjects):
        return ()
    ours = (one for one in previous.municipal() if one.prefecture_code in area.prefectures)
    return tuple(one.code for one in ours if one.code not in dataset.respondents)


def changes_of(
    previous: Previous, dataset: Dataset, config: Config, area: Area, *, aggregator: Aggregator, past: Aggregator
) -> Changes:
    """Return the changes of the compared metrics for the area; ``aggregator`` adds up this year's tables, ``past`` last year's."""
    years = _Years(previous, dataset, config, aggregator, past)
    metrics = tuple(metric for metric in config.shown_in("changes") if metric.aggregation != "none")
    by_code = {
        metric.key: MappingProxyType({code: years.change(metric, code) for code in area.codes}) for metric in metrics
    }
    several = [subject for subject in area.subjects if not subject.single]
    wholes = [area.codes] if len(area.codes) > 1 else []
    years.prepare((metric, codes) for metric in metrics for codes in (*wholes, *(one.codes for one in several)))
    return Changes(
        previous=previous,
        metrics=metrics,
        by_code=MappingProxyType(by_code),
        by_subject=MappingProxyType(
            {
                metric.key: MappingProxyType(
                    {one.key: years.over(metric, one.codes, key=one.key, name=one.name) for one in several}
                )
                for metric in metrics
            }
        ),
        area=MappingProxyType(
            {metric.key: years.over(metric, area.codes, key=area.key, name=area.name) for metric in metrics}
            if wholes
            else {}
        ),
        gone=tuple(previous.dataset.respondents[code].name for code in gone_codes(previous.dataset, dataset, area)),
        directions=MappingProxyType(
            {
                metric.key: directions
                for metric in metrics
                if (directions := count_directions(area, metric, _differences(by_code[metric.key]), aggregator.ledger))
            }
        ),
    )


def _differences(changes: Mapping[str, Change]) -> list[Figure]:
    return [one.difference for one in changes.values() if one.difference]


class _Years:
    """Both years' figures; last year's are computed in a ledger of their own and entered under their year."""

    def __init__(
        self, previous: Previous, dataset: Dataset, config: Config, aggregator: Aggregator, past: Aggregator
    ) -> None:
        self._previous, self._dataset, self._metrics = previous, dataset, config.metrics
        self._now, self._then, self._ledger = aggregator, past, aggregator.ledger
        self._reasons: dict[tuple[str, str], Reason | None] = {}

    def change(self, metric: Metric, code: str) -> Change:
        """Return the change of one respondent's figure, or why there is none."""
        reason, now = self._reason(metric, code), self._now.own(metric, code)
        if reason in (Reason.NO_FORM, Reason.OTHER_FORM, Reason.NOT_ASKED, Reason.OTHER_UNIT):
            return Change(now, None, None, reason)
        earlier = self._entered(self._then.own(metric, code))
        return Change(now, earlier, None if reason else self._difference(metric, now, earlier), reason)

    def prepare(self, asked: Iterable[tuple[Metric, Sequence[str]]]) -> None:
        """Add up both years for all these sets, each in one go."""
        sets = [(metric, same) for metric, codes in asked if _enough(same := self._same(metric, codes), codes)]
        for year in (self._now, self._then):
            year.prepare(sets)

    def _same(self, metric: Metric, codes: Sequence[str]) -> list[str]:
        """Return those of ``codes`` whose figure, and its weight, can be compared."""
        weight = self._metrics[metric.weight] if metric.weight else None
        return [
            code for code in codes if not self._reason(metric, code) and not (weight and self._reason(weight, code))
        ]

    def over(self, metric: Metric, codes: Sequence[str], *, key: str, name: str) -> SameChange:
        """Return the change over those of ``codes`` that can be compared, with their weights, in both years."""
        same = self._same(metric, codes)
        if not _enough(same, codes):
            return SameChange(self._count(metric, codes, same, key=key, name=name))
        now, then = (years.over(metric, same, key=f"{SAME}{key}", name=name) for years in (self._now, self._then))
        if not now.figure.present or not then.figure.present:
            return SameChange(now.n)
        earlier = self._entered(then.figure)
        return SameChange(now.n, now.figure, earlier, self._difference(metric, now.figure, earlier))

    def _count(self, metric: Metric, codes: Sequence[str], same: Sequence[str], *, key: str, name: str) -> Figure:
        label, inputs = f"{name} {metric.label}", [self._now.own(metric, code).id for code in same]
        among = [self._now.own(metric, code).id for code in codes]
        return self._ledger.count(
            FigureId(f"{SAME}{key}", metric.key, "n"), label, len(same), "自治体", inputs=inputs, among=among
        )

    def _reason(self, metric: Metric, code: str) -> Reason | None:
        key = (metric.key, code)
        if key not in self._reasons:
            self._reasons[key] = self._found_reason(metric, code)
        return self._reasons[key]

    def _found_reason(self, metric: Metric, code: str) -> Reason | None:
        then, now = self._previous.dataset.respondents.get(code), self._dataset.respondents[code]
        if then is None:
            return Reason.NO_FORM
        if code in self._previous.merged or (then.kind, then.municipalities) != (now.kind, now.municipalities):
            return Reason.OTHER_FORM
        pairs = [
            (self._previous.dataset.indicators.get((code, part)), self._dataset.indicators[code, part])
            for part in _parts(metric)
        ]
        if any(earlier is None for earlier, _ in pairs):
            return Reason.NOT_ASKED
        if any(earlier.unit != current.unit for earlier, current in pairs if earlier):
            return Reason.OTHER_UNIT
        if not (self._then.own(metric, code).present and self._now.own(metric, code).present):
            return Reason.NO_VALUE
        return Reason.IN_DOUBT if self._doubted(metric, code) else None

    def _doubted(self, metric: Metric, code: str) -> bool:
        """Say whether either year's figure, or one that it is made of, may not be told as a fact."""
        concerned = [self._metrics[part] for part in _parts(metric)]
        concerned += [] if metric in concerned else [metric]
        for dataset, figures in ((self._previous.dataset, self._then), (self._dataset, self._now)):
            for one in concerned:
                if unsure(dataset, one.key, {code}) & {code} or not plausible(one, figures.own(one, code)):
                    return True
        return False

    def _difference(self, metric: Metric, now: Figure, earlier: Figure) -> Figure:
        """Return the difference of the figures as printed, so that a reader who subtracts them finds the same."""
        return self._ledger.add(
            Figure(
                id=now.id.with_part("change"),
                label=now.label,
                value=now.rounded - earlier.rounded,
                unit=change_unit(metric),
                decimals=metric.decimals,
                formula=Formula.CHANGE,
                inputs=(now.id, earlier.id),
            )
        )

    def _entered(self, figure: Figure) -> Figure:
        """Enter one of last year's figures, and those that it is made of, under the year and with the year's source."""
        for key in figure.inputs:
            self._entered(self._then.ledger[key])
        year, source = self._previous.year, figure.source
        return self._ledger.add(
            replace(
                figure,
                id=figure.id.of_year(year),
                inputs=tuple(key.of_year(year) for key in figure.inputs),
                among=tuple(key.of_year(year) for key in figure.among),
                source=replace(source, publication=self._previous.publication) if source else None,
            )
        )


def _enough(same: Sequence[str], codes: Sequence[str]) -> bool:
    return len(same) >= min(ENOUGH, len(codes))


def change_unit(metric: Metric) -> str:
    """Return the unit of a difference: that of the figures, but ポイント between percentages."""
    return _CHANGE_UNITS.get(metric.unit, metric.unit)


def _parts(metric: Metric) -> tuple[str, ...]:
    """Return the indicators of the form that a metric is made of: itself, or numerator and denominator."""
    return tuple(part for part in (metric.numerator, metric.denominator) if part) or (metric.key,)
