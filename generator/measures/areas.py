"""The area of a brief and its subjects: municipalities in a prefecture's brief, prefectures one level up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.dataset.records import Respondent


class Scope(StrEnum):
    """How wide the area is."""

    PREFECTURE = "prefecture"
    BLOCK = "block"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of the brief's tables: a respondent, or a prefecture with its respondents (municipal ones only)."""

    key: str
    name: str
    codes: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether the subject is one respondent, whose printed figures are its figures."""
        return len(self.codes) == 1 and self.codes[0] == self.key


@dataclass(frozen=True, slots=True)
class Area:
    """What a brief is about.

    ``subjects`` partition the municipal respondents of the area; ``forms`` are its prefectures' own forms;
    ``prefectures`` are the codes of the prefectures that the area covers; ``name`` is what sentences say.
    """

    key: str
    name: str
    short: str
    scope: Scope
    subjects: tuple[Subject, ...]
    forms: tuple[Respondent, ...]
    prefectures: tuple[str, ...]
    municipalities_all: int
    partly: bool = False
    heading: str = ""

    @property
    def title(self) -> str:
        """Return what the brief is called: the area's name, or for the whole volume what it covers."""
        return self.heading or self.name

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all municipal respondents of the area."""
        return tuple(code for subject in self.subjects for code in subject.codes)
