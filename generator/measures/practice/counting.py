"""How many forms share a feature, with the number of forms that could say so: figures of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.config.practice import PracticeFile
from generator.dataset.practice.contract import EventKind, Purpose, Reuse, Stage
from generator.dataset.practice.records import PracticeTables
from generator.ledger.figure import Figure
from generator.ledger.ledger import Ledger
from generator.measures.practice.features import FeatureKey, Features, filled, with_chapter

ALL = "all"
FORMS = "件"


@dataclass(frozen=True, slots=True)
class PracticeCounts:
    """Counts of forms over the whole edition. ``shares``: by feature; ``asked``: forms that could name one, by group.

    ``filled`` and ``chapters`` count forms by cell; ``funding`` by kind and stage; ``reuse`` meetings by purpose.
    """

    shares: Mapping[FeatureKey, Figure]
    asked: Mapping[str, Figure]
    filled: Mapping[str, Figure]
    chapters: Mapping[str, Figure]
    funding: Mapping[tuple[str, Stage], Figure]
    reuse: Mapping[tuple[Purpose, Reuse], Figure]
    events: Mapping[EventKind, Figure]


def count_practice(
    tables: PracticeTables, features: Features, practice: PracticeFile, ledger: Ledger, *, name: str
) -> PracticeCounts:
    """Count the forms of the edition; ``name`` is what the whole is called (全回答自治体)."""

    def forms(part: str, codes: tuple[str, ...], among: tuple[str, ...]) -> Figure:
        inputs = [f"{code}/{part}" for code in codes]
        return ledger.count(f"{ALL}/practice/{part}", name, len(codes), FORMS, inputs=inputs, among=among or codes)

    asked = {group: forms(f"asked/{group}", codes, codes or (ALL,)) for group, codes in features.asked.items()}
    shares = {
        key: forms(f"feature/{key}", tuple(holders), features.asked[key.group])
        for key, holders in features.holders.items()
    }
    chapters, held = {}, {}
    for cell in practice.cells:
        chapter = with_chapter(tables, [cell.id])
        chapters[cell.id] = forms(f"chapter/{cell.id}", chapter, chapter or (ALL,))
        held[cell.id] = forms(f"filled/{cell.id}", filled(tables, [cell.id]), chapter or (ALL,))
    return PracticeCounts(
        shares=MappingProxyType(shares),
        asked=MappingProxyType(asked),
        filled=MappingProxyType(held),
        chapters=MappingProxyType(chapters),
        funding=MappingProxyType(_funding(tables, ledger, name)),
        reuse=MappingProxyType(_reuse(tables, ledger, name)),
        events=MappingProxyType(_events(tables, ledger, name)),
    )


def _funding(tables: PracticeTables, ledger: Ledger, name: str) -> dict[tuple[str, Stage], Figure]:
    """Count forms by source of money and stage; the stages are never added up."""
    found: dict[tuple[str, Stage], dict[str, None]] = {}
    for one in tables.practices:
        if one.stage is not None and one.cell in ("a.funding", "t.own_funds"):
            found.setdefault((one.kind, one.stage), {})[one.code] = None
    return {
        (kind, stage): ledger.count(
            f"{ALL}/practice/funding/{kind}/{stage.value}",
            name,
            len(codes),
            FORMS,
            inputs=[f"{code}/funding/{kind}/{stage.value}" for code in codes],
        )
        for (kind, stage), codes in sorted(found.items())
    }


def _reuse(tables: PracticeTables, ledger: Ledger, name: str) -> dict[tuple[Purpose, Reuse], Figure]:
    return {
        (purpose, reuse): ledger.count(
            f"{ALL}/practice/meeting/{purpose.value}/{reuse.value}",
            name,
            len(chosen),
            FORMS,
            inputs=chosen,
            among=[one.id for one in tables.meetings] or (ALL,),
        )
        for purpose in Purpose
        for reuse in Reuse
        for chosen in [[one.id for one in tables.meetings if one.purpose is purpose and one.reuse is reuse]]
    }


def _events(tables: PracticeTables, ledger: Ledger, name: str) -> dict[EventKind, Figure]:
    return {
        kind: ledger.count(
            f"{ALL}/practice/event/{kind.value}",
            name,
            len(chosen),
            FORMS,
            inputs=chosen,
            among=[one.id for one in tables.events] or (ALL,),
        )
        for kind in EventKind
        for chosen in [[one.id for one in tables.events if one.kind is kind]]
    }
