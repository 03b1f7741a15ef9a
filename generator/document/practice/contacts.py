"""Whom a reader can ask: a form with its prefecture, department, phone and the number of its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.dataset.records import Dataset


@dataclass(frozen=True, slots=True)
class Contact:
    """A respondent elsewhere; ``number`` is that of its profile in its prefecture's brief (13-4)."""

    code: str
    name: str
    prefecture: str
    number: str
    department: str
    phone: str


def profile_numbers(dataset: Dataset) -> Mapping[str, str]:
    """Return code -> 「13-4」: the prefecture and the place in its brief; its own form is 「13-0」."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for code, respondent in dataset.respondents.items():
        prefecture = respondent.prefecture_code
        if respondent.is_municipal:
            counts[prefecture] = counts.get(prefecture, 0) + 1
            found[code] = f"{prefecture}-{counts[prefecture]}"
        else:
            found[code] = f"{prefecture}-0"
    return found


def contact_of(dataset: Dataset, numbers: Mapping[str, str], code: str) -> Contact:
    """Return the contact of a respondent."""
    one = dataset.respondents[code]
    return Contact(code, one.name, one.prefecture, numbers[code], one.department, one.phone)
