"""The places of an edition: prefectures, groups and municipalities as they were on its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.config.checks import check_groupings, check_prefectures
from generator.config.edition import Edition
from generator.config.municipalities import read_municipalities
from generator.config.places import FormerMunicipality, Groupings, Municipality, Prefecture, PrefectureFile
from generator.config.register import Register
from generator.config.yaml_loader import load_yaml


@dataclass(frozen=True)
class DatedPlaces:
    """What held on an edition's day; ``former`` ended since the edition before."""

    prefectures: tuple[Prefecture, ...]
    groupings: Groupings
    municipalities: tuple[Municipality, ...]
    former: tuple[FormerMunicipality, ...]


def load_places(root: Path, edition: Edition) -> DatedPlaces:
    """Read prefectures, municipalities and groups as they were on the edition's ``as_of``. Raises ConfigError.

    How many municipalities a prefecture has is counted in the table; groups call each place by its name of the day.
    """
    file = load_yaml(root / "prefectures.yaml", PrefectureFile)
    check_prefectures(file.prefectures, file=root / "prefectures.yaml")
    register = read_municipalities(
        root / "municipalities.csv", prefectures=file.prefectures, counted_on=file.municipalities_on
    )
    groupings = load_yaml(root / "groupings.yaml", Groupings)
    check_groupings(groupings, prefectures=file.prefectures, municipalities=register.names, file=root / "groupings.yaml")
    rows = register.on(edition.as_of)
    return DatedPlaces(
        prefectures=_counted(file.prefectures, rows),
        groupings=_renamed(groupings, register, edition.as_of),
        municipalities=rows,
        former=register.former(edition.fiscal_year.start, edition.as_of),
    )


def _counted(prefectures: Iterable[Prefecture], rows: Iterable[Municipality]) -> tuple[Prefecture, ...]:
    counts = Counter(row.prefecture for row in rows if row.name)
    return tuple(place.model_copy(update={"municipalities": counts[place.name]}) for place in prefectures)


def _renamed(groupings: Groupings, register: Register, day: date) -> Groupings:
    """Return the groupings with the names of the day; names of prefectures stay as they are."""
    schemes = []
    for scheme in groupings.schemes:
        groups = []
        for group in scheme.groups:
            members = [new for old in group.members for new in register.names_on(old, day) or (old,)]
            groups.append(group.model_copy(update={"members": tuple(dict.fromkeys(members))}))
        schemes.append(scheme.model_copy(update={"groups": tuple(groups)}))
    return groupings.model_copy(update={"schemes": tuple(schemes)})
