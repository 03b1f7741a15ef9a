"""学べる相手: rare features with who else has them, and for each municipality whom it could ask about what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.document.practice.contacts import Contact, contact_of, profile_numbers
from generator.ledger.figure import Figure
from generator.measures.measure import Measures
from generator.measures.practice.features import FeatureKey
from generator.measures.practice.partners import is_rare, others_with, rarity

MOST_OF_GROUP: Final = 2
"""How many rare features of one group are shown, so that no group fills the table."""
FEWEST_ROWS, ROWS_A_FORM, MOST_ROWS = 3, 1, 8
MOST_SHARED: Final = 3
MOST_AHEAD: Final = 2
FEW: Final = 2
"""With more municipalities, each is told of one partner only: the brief stays brief."""


@dataclass(frozen=True, slots=True)
class RareRow:
    """One feature that few forms have: ours that have it with the printed names, its share, others to ask."""

    group: str
    label: str
    ours: tuple[tuple[str, str], ...]
    share: Figure
    asked: Figure
    others: tuple[Contact, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner: what both do, what it has that ours lacks, whether it is near in size."""

    contact: Contact
    shared: tuple[str, ...]
    ahead: tuple[str, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One of our municipalities and whom it could ask; nobody where no form shares a rare feature with it."""

    name: str
    partners: tuple[PartnerLine, ...]


@dataclass(frozen=True, slots=True)
class Learning:
    """Both tables of the section, and the settings that their captions say in words."""

    rare: tuple[RareRow, ...]
    partners: tuple[PartnerRow, ...]
    rare_words: str
    near_factor: str
    near_points: str

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all that are told of."""
        rare = {one.name for row in self.rare for one in row.others}
        return frozenset(rare | {line.contact.name for row in self.partners for line in row.partners})


def learning_of(measures: Measures) -> Learning:
    """Return the section's rows for a prefecture's brief."""
    numbers = profile_numbers(measures.dataset)
    settings = measures.config.similarity
    return Learning(
        tuple(_rare(measures, numbers)),
        tuple(_partners(measures, numbers)),
        rare_words=settings.rare_words,
        near_factor=str(settings.near.population_factor),
        near_points=str(settings.near.aging_points),
    )


def _rare(measures: Measures, numbers: Mapping[str, str]) -> Iterator[RareRow]:
    """Yield the rarest features of ours that somebody elsewhere has too; few of one group."""
    practice, dataset, settings = measures.practice, measures.dataset, measures.config.similarity
    features, counts = practice.features, practice.counts
    ours = list(dict.fromkeys(form.code for code, form in practice.forms.items() if code in measures.area.codes))
    groups = {group.id: group for group in measures.config.practice.features}
    held = [key for key in features.holders if any(code in features.holders[key] for code in ours)]
    rare = [
        key
        for key in held
        if is_rare(key, features, settings.rare) and others_with(key, features, inside=ours, dataset=dataset)
    ]
    room = min(MOST_ROWS, max(FEWEST_ROWS, FEWEST_ROWS + ROWS_A_FORM * (len(ours) - 2)))
    shown: dict[str, int] = {}
    for key in sorted(rare, key=lambda key: (-rarity(key, features), key)):
        if shown and sum(shown.values()) >= room:
            return
        if shown.get(key.group, 0) >= MOST_OF_GROUP:
            continue
        shown[key.group] = shown.get(key.group, 0) + 1
        others = others_with(key, features, inside=ours, dataset=dataset)
        yield RareRow(
            group=groups[key.group].label,
            label=measures.config.practice.codes_of(groups[key.group])[key.kind].label,
            ours=tuple(
                (measures.name_of(code), _printed(key, code, measures))
                for code in ours
                if code in features.holders[key]
            ),
            share=counts.shares[key],
            asked=counts.asked[key.group],
            others=tuple(contact_of(dataset, numbers, code) for code in others[: settings.others]),
            more=len(others) > settings.others,
        )


def _printed(key: FeatureKey, code: str, measures: Measures) -> str:
    labels = measures.practice.features.holders[key][code].labels
    return labels[0] if labels else ""


def _partners(measures: Measures, numbers: Mapping[str, str]) -> Iterator[PartnerRow]:
    inside = set(measures.area.codes)
    most = measures.config.similarity.partners if len(inside) <= FEW else 1
    for code, found in measures.practice.partners.items():
        chosen = sorted(found, key=lambda one: (one.code in inside, -one.score))[:most]
        yield PartnerRow(
            measures.name_of(code),
            tuple(
                PartnerLine(
                    contact_of(measures.dataset, numbers, one.code),
                    shared=tuple(_label(key, measures) for key in one.shared[:MOST_SHARED]),
                    ahead=tuple(dict.fromkeys(_group(key, measures) for key in one.ahead))[:MOST_AHEAD],
                    near=one.near,
                )
                for one in chosen
            ),
        )


def _group(key: FeatureKey, measures: Measures) -> str:
    return next(group.label for group in measures.config.practice.features if group.id == key.group)


def _label(key: FeatureKey, measures: Measures) -> str:
    """Return 「相談の場：商業施設」."""
    group = next(group for group in measures.config.practice.features if group.id == key.group)
    return f"{group.label}：{measures.config.practice.codes_of(group)[key.kind].label}"
