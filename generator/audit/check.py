"""What a check is and what it finds. All checks stand in generator/audit/checks/__init__.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from generator.config.config import Config
from generator.dataset.records import Dataset

EDITION: Final = "edition"
"""Stands for the respondent where a finding concerns the edition as a whole."""


class Level(StrEnum):
    """How much a finding matters: an unresolved error stops publication, a warning is to be read, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one check saw in one place.

    ``item`` is a metric, a target's id, a programme, a summary's part or empty; ``estimate`` is another reading of
    the figure in the metric's unit, where there is one.
    """

    respondent: str
    message: str
    item: str = ""
    lines: tuple[int, ...] = ()
    printed: str = ""
    estimate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AuditIssue:
    """A doubt with the name and level of the check that raised it."""

    check: str
    level: Level
    doubt: Doubt

    @property
    def respondent(self) -> str:
        """The code of the respondent, or ``edition``."""
        return self.doubt.respondent

    @property
    def item(self) -> str:
        """What the finding is about within the respondent."""
        return self.doubt.item

    @property
    def key(self) -> tuple[str, str, str]:
        """What a waiver names: check, respondent, item."""
        return self.check, self.doubt.respondent, self.doubt.item


Look = Callable[[Dataset, Config], Iterator[Doubt]]


@dataclass(frozen=True, slots=True)
class Check:
    """A named check. ``explanation`` says what is looked at and why, ``remedy`` what to do about a finding."""

    id: str
    level: Level
    title: str
    explanation: str
    remedy: str
    look: Look

    def __call__(self, dataset: Dataset, config: Config) -> Iterator[AuditIssue]:
        """Yield the findings in the order of the tables."""
        return (AuditIssue(self.id, self.level, doubt) for doubt in self.look(dataset, config))


def check(name: str, level: Level, title: str, *, explanation: str, remedy: str) -> Callable[[Look], Check]:
    """Make a function that yields doubts the check ``name`` (A01-UNIT-SUSPECT)."""
    return lambda look: Check(name, level, title, explanation, remedy, look)
