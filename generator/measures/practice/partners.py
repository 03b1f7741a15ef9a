"""学べる相手: who works alike, weighed by how rare the shared features are; size counts only within a stated band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from generator.dataset.records import Dataset
from generator.ledger.figure import Figure
from generator.measures.practice.features import FeatureKey, Features

MOST_PARTNERS = 3
FEWEST_SHARED = 2
"""A partner shares at least two features, of which at least one is rare."""
RARE = Decimal("0.25")
"""A feature is rare where at most a quarter of the forms that could name it do."""
NEAR_FACTOR = Decimal("1.5")
"""「近い」: population within a factor of 1.5 …"""
NEAR_POINTS = Decimal(5)
"""… and 高齢化率 within 5 percentage points."""


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
    asked, held = len(features.asked[key.group]), len(features.holders[key])
    return math.log(asked / held) if asked > held else 0.0


def is_rare(key: FeatureKey, features: Features) -> bool:
    """Say whether at most a quarter of the forms that could name the feature do."""
    asked = len(features.asked[key.group])
    return asked > 0 and Decimal(len(features.holders[key])) / asked <= RARE


def partners_of(
    code: str,
    features: Features,
    *,
    candidates: Sequence[str],
    values: Mapping[str, Mapping[str, Figure]],
    queried: frozenset[tuple[str, str]],
) -> tuple[Partner, ...]:
    """Return the forms most alike, best first; ties go by code.

    ``candidates`` are the forms that may be asked; ``values`` maps metric -> code -> figure (population, aging_rate);
    ``queried`` are (code, metric) pairs whose figures are under inquiry and never make a neighbour.
    """
    own = frozenset(features.of(code))
    found = []
    for other in candidates:
        if other == code:
            continue
        theirs = features.of(other)
        shared = sorted((key for key in theirs if key in own), key=lambda key: (-rarity(key, features), key))
        score = alike(own, frozenset(theirs), features)
        if len(shared) >= FEWEST_SHARED and any(is_rare(key, features) for key in shared):
            ahead = tuple(key for key in theirs if key not in own and _is_gap(code, key, features))
            found.append(Partner(other, round(score, 9), tuple(shared), ahead, is_near(code, other, values, queried)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.code))[:MOST_PARTNERS])


def alike(first: Set[FeatureKey], second: Set[FeatureKey], features: Features) -> float:
    """Return the cosine of two forms over their features, each weighed by its rarity: 1 for the same features.

    A form that names much is not alike to everybody: the length of its own list counts against it.
    """
    norms = [math.fsum(rarity(key, features) ** 2 for key in some) for some in (first, second)]
    shared = math.fsum(rarity(key, features) ** 2 for key in first & second)
    return shared / math.sqrt(norms[0] * norms[1]) if all(norms) else 0.0


def _is_gap(code: str, key: FeatureKey, features: Features) -> bool:
    """Say whether the form names nothing at all in the feature's group, so that it could ask about it."""
    return not any(one.group == key.group for one in features.of(code))


def is_near(
    first: str, second: str, values: Mapping[str, Mapping[str, Figure]], queried: frozenset[tuple[str, str]]
) -> bool:
    """Say whether two municipalities are near in size and age; never by a missing or queried figure."""
    for metric in ("population", "aging_rate"):
        for code in (first, second):
            figure = values[metric].get(code)
            if figure is None or not figure.present or (code, metric) in queried:
                return False
    people = sorted(values["population"][code].exact for code in (first, second))
    ages = [values["aging_rate"][code].exact for code in (first, second)]
    return people[1] <= people[0] * NEAR_FACTOR and abs(ages[0] - ages[1]) <= NEAR_POINTS


def others_with(key: FeatureKey, features: Features, *, inside: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """Return the forms elsewhere that have the feature, municipal ones first, in the order of the document."""
    held = [code for code in features.holders[key] if code not in set(inside)]
    return tuple(sorted(held, key=lambda code: not dataset.respondents[code].is_municipal))
