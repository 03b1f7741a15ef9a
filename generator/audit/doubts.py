"""What has become of each doubt about a figure: the one source for brief, audit and inquiry.

``open`` nobody has asked yet, ``asked`` the respondent is being asked, ``answered`` by the respondent: as printed,
``corrected`` by the respondent's answer, ``waived`` by an editor who needs no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from generator.audit.check import Level
from generator.audit.checks.waivers import ANSWERED
from generator.audit.judging import Judged, judge_figures
from generator.config.config import Config
from generator.dataset.contract import METRICS, DoubtState
from generator.dataset.records import Dataset

Key = tuple[str, str]
_OF_CORRECTIONS: Final = MappingProxyType(
    {"open": DoubtState.OPEN, "asked": DoubtState.ASKED, "confirmed": DoubtState.CORRECTED}
)


def doubts_of(dataset: Dataset, config: Config) -> MappingProxyType[Key, DoubtState]:
    """Return the state of every doubted figure by respondent and metric; a figure that nobody doubts is left out."""
    corrections = {(one.respondent, one.metric): _OF_CORRECTIONS[one.status] for one in dataset.corrections}
    found: dict[Key, list[Judged]] = {}
    for judged in judge_figures(dataset, config):
        key = (judged.finding.respondent, judged.finding.item)
        if key not in corrections and is_doubt(judged):
            found.setdefault(key, []).append(judged)
    states = corrections | {key: _state(several) for key, several in found.items()}
    return MappingProxyType({key: states[key] for key in dataset.indicators if key in states})


def is_doubt(judged: Judged) -> bool:
    """Return whether a finding is one about a figure that a respondent could answer."""
    return judged.finding.item in METRICS and judged.finding.level is not Level.NOTE


def asks(judged: Judged) -> bool:
    """Return whether a doubt is to be asked about: one that nobody has waived, or that another reading could explain."""
    if not is_doubt(judged):
        return False
    if judged.waiver is None:
        return True
    return judged.finding.level is Level.ERROR and judged.finding.doubt.estimate is not None and not _answered(judged)


def _state(several: Iterable[Judged]) -> DoubtState:
    all_of_them = tuple(several)
    if any(map(asks, all_of_them)):
        return DoubtState.OPEN
    return DoubtState.ANSWERED if any(map(_answered, all_of_them)) else DoubtState.WAIVED


def _answered(judged: Judged) -> bool:
    return judged.waiver is not None and judged.waiver.reason.startswith(ANSWERED)


def asked_about(found: Iterable[Judged]) -> Iterator[Judged]:
    """Yield the findings that go into an inquiry sheet."""
    yield from filter(asks, found)
