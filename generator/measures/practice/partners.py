"""学べる相手: who works alike, weighed by how rare the shared features are; size counts only within a stated band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from generator.config.similarity import Near, Similarity
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure
from generator.measures.practice.features import FeatureKey, Features

FEWEST_SHARED = 2
"""A partner shares at least two features, of which at least one is rare."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A form that works alike: the shared features, the rarest first, and what it has that the other lacks."""

    code: str
    score: float
    shared: tuple[FeatureKey, ...]
    ahead: tuple[FeatureKey, ...]
    near: bool


def rarity(key: FeatureKey, features: Features) -> float:
    """Return how much a shared feature weighs: the logarithm of asked forms over holders; 0 where all have it."""
    return features.rarities[key]


def is_rare(key: FeatureKey, features: Features, at_most: Decimal) -> bool:
    """Say whether at most that share of the forms that could name the feature do."""
    asked = len(features.asked[key.group])
    return asked > 0 and Decimal(len(features.holders[key])) / asked <= at_most


def partners_of(
    code: str,
    features: Features,
    *,
    candidates: Sequence[str],
    values: Mapping[str, Mapping[str, Figure]],
    queried: frozenset[tuple[str, str]],
    settings: Similarity,
) -> tuple[Partner, ...]:
    """Return the forms most alike, best first; ties go by code.

    ``candidates`` are the forms that may be asked; ``values`` maps metric -> code -> figure (population, aging_rate);
    ``queried`` are (code, metric) pairs whose figures are under inquiry and never make a neighbour.
    """
    own = features.set_of(code)
    rare = {key for key in own if is_rare(key, features, settings.rare)}
    found = []
    for other in candidates if rare else ():
        theirs = features.set_of(other)
        if other != code and len(own & theirs) >= FEWEST_SHARED and not rare.isdisjoint(theirs):
            found.append((-round(alike(own, theirs, features), 9), other))
    # The best are told of, so only theirs is worked out in full: the others are thousands.
    best = sorted(found)[: settings.partners]
    return tuple(
        _partner(code, other, -score, features, near=is_near(code, other, values, queried, settings.near))
        for score, other in best
    )


def _partner(code: str, other: str, score: float, features: Features, *, near: bool) -> Partner:
    own, theirs = features.of(code), features.of(other)
    shared = sorted((key for key in theirs if key in own), key=lambda key: (-rarity(key, features), key))
    groups = {key.group for key in own}
    return Partner(other, score, tuple(shared), tuple(key for key in theirs if key.group not in groups), near)


def alike(first: Set[FeatureKey], second: Set[FeatureKey], features: Features) -> float:
    """Return the cosine of two forms over their features, each weighed by its rarity: 1 for the same features.

    A form that names much is not alike to everybody: the length of its own list counts against it.
    """
    norms = features.weight(first) * features.weight(second)
    return features.weight(first & second) / math.sqrt(norms) if norms else 0.0


def is_near(
    first: str,
    second: str,
    values: Mapping[str, Mapping[str, Figure]],
    queried: frozenset[tuple[str, str]],
    near: Near,
) -> bool:
    """Say whether two municipalities are near in size and age; never by a missing or queried figure."""
    for metric in ("population", "aging_rate"):
        for code in (first, second):
            figure = values[metric].get(code)
            if figure is None or not figure.present or (code, metric) in queried:
                return False
    people = sorted(values["population"][code].exact for code in (first, second))
    ages = [values["aging_rate"][code].exact for code in (first, second)]
    return people[1] <= people[0] * near.population_factor and abs(ages[0] - ages[1]) <= near.aging_points


def others_with(key: FeatureKey, features: Features, *, inside: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """Return the forms elsewhere that have the feature, municipal ones first, in the order of the document."""
    held = [code for code in features.holders[key] if code not in set(inside)]
    return tuple(sorted(held, key=lambda code: not dataset.respondents[code].is_municipal))
