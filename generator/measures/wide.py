"""Counts for the rows of wider briefs: one for each subject, one for each municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.dataset.contract import Programme
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure
from generator.ledger.ids import LINE, SUBJECT, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.achievements import Tally, tally_targets
from generator.measures.areas import Area, Scope, Subject
from generator.measures.programmes import Programmes

CARRIED = (Programme.CHIIKIRYOKU, Programme.TAKIKAN)


@dataclass(frozen=True, slots=True)
class WideCounts:
    """By subject its respondents and those that carry each of :data:`CARRIED`; by respondent its targets."""

    respondents: Mapping[str, Figure]
    carrying: Mapping[str, tuple[Figure, ...]]
    targets: Mapping[str, Tally]


def count_wide(dataset: Dataset, area: Area, programmes: Programmes, ledger: Ledger) -> WideCounts:
    """Count what the tables of a wider brief print beside the sums; nothing in a prefecture's own brief."""
    several = () if area.scope is Scope.PREFECTURE else area.subjects
    return WideCounts(
        respondents=MappingProxyType({one.key: _respondents(one, ledger) for one in several}),
        carrying=MappingProxyType({one.key: _carrying(one, programmes, ledger) for one in several}),
        targets=MappingProxyType({code: _targets(dataset, code, ledger) for one in several for code in one.codes}),
    )


def _respondents(subject: Subject, ledger: Ledger) -> Figure:
    key = FigureId(f"{SUBJECT}{subject.key}", "size", "respondents")
    return ledger.count(key, subject.name, len(subject.codes), "自治体", inputs=subject.codes)


def _carrying(subject: Subject, programmes: Programmes, ledger: Ledger) -> tuple[Figure, ...]:
    marked = {p: [code for code in subject.codes if programmes.matrix[code][p].marked] for p in CARRIED}
    return tuple(
        ledger.count(
            FigureId(f"{SUBJECT}{subject.key}", "programmes", programme),
            subject.name,
            len(codes),
            "自治体",
            inputs=codes,
            among=subject.codes,
        )
        for programme, codes in marked.items()
    )


def _targets(dataset: Dataset, code: str, ledger: Ledger) -> Tally:
    own = (target for target in dataset.targets if target.code == code)
    return tally_targets(ledger, own, key=f"{LINE}{code}", name=dataset.respondents[code].name, forms=(code,))
