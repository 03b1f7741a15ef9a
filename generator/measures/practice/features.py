"""Features (型): what a form does, by group and kind, so that forms can be counted and compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from generator.config.practice import PracticeFeature, PracticeFile
from generator.dataset.contract import Contract
from generator.dataset.practice.contract import EMPTY, CellStatus
from generator.dataset.practice.records import PracticeCell
from generator.dataset.records import Dataset, Project

ASSIGNED = (Contract.OUTSOURCED,)
"""Only where the form says 委託 is the kind of contractor a way of running a programme."""


@dataclass(frozen=True, slots=True, order=True)
class FeatureKey:
    """A kind within a group: ``place`` and ``shogyo`` (相談の場が商業施設)."""

    group: str
    kind: str

    def __str__(self) -> str:
        """Return the part of a figure's id."""
        return f"{self.group}/{self.kind}"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a form has a feature: the names as printed, and the rows (ids) that say so."""

    code: str
    labels: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Features:
    """Who has which feature, and which forms could say so (their cell is filled).

    ``holders`` maps feature -> code -> holding in the order of the document; ``asked`` maps group -> code -> the row
    (id) which shows that the form could name a kind of the group.
    """

    holders: Mapping[FeatureKey, Mapping[str, Holding]]
    asked: Mapping[str, Mapping[str, str]]

    def of(self, code: str) -> tuple[FeatureKey, ...]:
        """Return the features of one form, in the order of the settings."""
        return self._by_code.get(code, ())

    @cached_property
    def rarities(self) -> Mapping[FeatureKey, float]:
        """By feature the logarithm of asked forms over holders; 0 where all have it."""
        return {key: self._rarity(key) for key in self.holders}

    def set_of(self, code: str) -> frozenset[FeatureKey]:
        """Return the features of one form."""
        return self._sets.get(code, frozenset())

    def weight(self, keys: Set[FeatureKey]) -> float:
        """Return the sum of the squared rarities of some features."""
        some = frozenset(keys)
        if some not in self._weights:
            self._weights[some] = math.fsum(self.rarities[key] ** 2 for key in some)
        return self._weights[some]

    @cached_property
    def _weights(self) -> dict[frozenset[FeatureKey], float]:
        return {}

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[FeatureKey]]:
        return {code: frozenset(keys) for code, keys in self._by_code.items()}

    def _rarity(self, key: FeatureKey) -> float:
        asked, held = len(self.asked[key.group]), len(self.holders[key])
        return math.log(asked / held) if asked > held else 0.0

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[FeatureKey, ...]]:
        found: dict[str, list[FeatureKey]] = {}
        for key, holders in self.holders.items():
            for code in holders:
                found.setdefault(code, []).append(key)
        return {code: tuple(keys) for code, keys in found.items()}


def features_of(dataset: Dataset, practice: PracticeFile) -> Features:
    """Return the features of all forms of the edition."""
    holders: dict[FeatureKey, Mapping[str, Holding]] = {}
    asked: dict[str, Mapping[str, str]] = {}
    for group in practice.features:
        allowed = practice.codes_of(group)
        found: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for code, kind, label, row in _named(dataset, group):
            if kind in allowed:
                found.setdefault(kind, {}).setdefault(code, []).append((label, row))
        for kind in allowed:
            if kind in found:
                holders[FeatureKey(group.id, kind)] = MappingProxyType(
                    {code: _holding(code, named) for code, named in found[kind].items()}
                )
        asked[group.id] = _asked(dataset, group)
    return Features(MappingProxyType(holders), MappingProxyType(asked))


def _holding(code: str, named: list[tuple[str, str]]) -> Holding:
    labels = dict.fromkeys(label for label, _ in named if label)
    return Holding(code, tuple(labels), tuple(dict.fromkeys(row for _, row in named)))


def _named(dataset: Dataset, group: PracticeFeature) -> Iterator[tuple[str, str, str, str]]:
    """Yield code, kind, printed name and row of each value of the group."""
    tables = dataset.practice
    if group.source == "areas":
        yield from ((area.code, unit, "", area.id) for area in tables.areas for unit in area.units)
    elif group.source == "meetings":
        yield from ((one.code, one.parent, one.name, one.id) for one in tables.meetings)
    elif group.source == "projects":
        yield from (
            (p.code, kind, p.contractor, f"{p.code}/{p.programme}") for p in dataset.projects if (kind := running(p))
        )
    else:
        chosen = (
            one for one in tables.practices if one.cell in group.cells and (not group.group or one.group == group.group)
        )
        yield from ((o.code, o.kind, o.label, o.id) for o in chosen if group.stage in ("", o.stage and o.stage.value))


def running(project: Project) -> str:
    """Return how a project is run, as a code of the list ``running``; nothing where the form does not say."""
    if project.contract in ASSIGNED:
        return project.contractor_type
    return "" if project.contract is Contract.UNKNOWN else project.contract.value


def _asked(dataset: Dataset, group: PracticeFeature) -> Mapping[str, str]:
    """Return the forms that could name a kind of the group: the chapter is there and the cell is filled."""
    tables = dataset.practice
    if group.source == "areas":
        return _first((area.code, area.id) for area in tables.areas)
    if group.source == "meetings":
        return _first((meeting.code, meeting.id) for meeting in tables.meetings)
    if group.source == "projects":
        told = (p for p in dataset.projects if p.contract is not Contract.UNKNOWN)
        return _first((p.code, f"{p.code}/{p.programme}") for p in told)
    return filled(cell for cell in tables.cells if cell.cell in group.cells)


def filled(cells: Iterable[PracticeCell]) -> Mapping[str, str]:
    """Return code -> row (id) of the forms in which one of the cells holds something, in the order of the rows."""
    return _first((cell.code, cell.id) for cell in cells if cell.status not in EMPTY)


def with_chapter(cells: Iterable[PracticeCell]) -> Mapping[str, str]:
    """Return code -> row (id) of the forms that have the chapter of the cells."""
    return _first((cell.code, cell.id) for cell in cells if cell.status is not CellStatus.NOT_APPLICABLE)


def _first(rows: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return code -> the first of its rows."""
    found: dict[str, str] = {}
    for code, row in rows:
        found.setdefault(code, row)
    return MappingProxyType(found)
