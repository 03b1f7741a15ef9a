"""How many forms share a feature, with the number of forms that could say so: figures of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.config.practice import PracticeFile
from generator.dataset.practice.contract import FUNDING_CELLS, EventKind, Purpose, Reuse, Stage
from generator.dataset.practice.records import PracticeCell, PracticeTables
from generator.ledger.figure import Figure
from generator.ledger.ids import ALL, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.practice.features import FeatureKey, Features, filled, with_chapter

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
    tables: PracticeTables,
    features: Features,
    practice: PracticeFile,
    ledger: Ledger,
    *,
    name: str,
    everyone: Collection[str],
) -> PracticeCounts:
    """Count the forms of the edition: each count rests on one row for each form.

    ``name`` is what the whole is called (全回答自治体); ``everyone`` are the codes of all respondents, among which a
    count looks that has no rows at all.
    """
    add = _Counter(ledger, name, tuple(everyone))
    asked = {group: add.forms(f"asked/{group}", rows.values()) for group, rows in features.asked.items()}
    shares = {
        key: add.forms(
            f"feature/{key}", [one.rows[0] for one in holders.values()], among=features.asked[key.group].values()
        )
        for key, holders in features.holders.items()
    }
    chapters, held = {}, {}
    rows: dict[str, list[PracticeCell]] = {cell.id: [] for cell in practice.cells}
    for one in tables.cells:
        rows.setdefault(one.cell, []).append(one)
    for cell in practice.cells:
        chapter = with_chapter(rows[cell.id]).values()
        chapters[cell.id] = add.forms(f"chapter/{cell.id}", chapter)
        held[cell.id] = add.forms(f"filled/{cell.id}", filled(rows[cell.id]).values(), among=chapter)
    return PracticeCounts(
        shares=MappingProxyType(shares),
        asked=MappingProxyType(asked),
        filled=MappingProxyType(held),
        chapters=MappingProxyType(chapters),
        funding=MappingProxyType(_funding(tables, add)),
        reuse=MappingProxyType(_reuse(tables, add)),
        events=MappingProxyType(_events(tables, add)),
    )


class _Counter:
    """Enters counts of rows in the ledger."""

    def __init__(self, ledger: Ledger, name: str, everyone: tuple[str, ...]) -> None:
        self._ledger = ledger
        self._name = name
        self._everyone = everyone

    def forms(self, part: str, rows: Iterable[str], *, among: Iterable[str] = ()) -> Figure:
        """Enter a count of rows; where there are none, ``among`` says what was looked through."""
        inputs = list(rows)
        looked = list(among) or inputs or self._everyone
        return self._ledger.count(
            FigureId(ALL, "practice", part), self._name, len(inputs), FORMS, inputs=inputs, among=looked
        )


def _funding(tables: PracticeTables, add: _Counter) -> dict[tuple[str, Stage], Figure]:
    """Count forms by source of money and stage; the stages are never added up."""
    found: dict[tuple[str, Stage], dict[str, str]] = {}
    for one in tables.practices:
        if one.stage is not None and one.cell in FUNDING_CELLS:
            found.setdefault((one.kind, one.stage), {}).setdefault(one.code, one.id)
    return {
        (kind, stage): add.forms(f"funding/{kind}/{stage.value}", rows.values())
        for (kind, stage), rows in sorted(found.items())
    }


def _reuse(tables: PracticeTables, add: _Counter) -> dict[tuple[Purpose, Reuse], Figure]:
    among = [one.id for one in tables.meetings]
    return {
        (purpose, reuse): add.forms(f"meeting/{purpose.value}/{reuse.value}", chosen, among=among)
        for purpose in Purpose
        for reuse in Reuse
        for chosen in [[one.id for one in tables.meetings if one.purpose is purpose and one.reuse is reuse]]
    }


def _events(tables: PracticeTables, add: _Counter) -> dict[EventKind, Figure]:
    among = [one.id for one in tables.events]
    return {
        kind: add.forms(f"event/{kind.value}", [one.id for one in tables.events if one.kind is kind], among=among)
        for kind in EventKind
    }
