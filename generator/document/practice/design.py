"""体制の設計: the tables of spheres, places, people, meetings, money and linked programmes, one row a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.config.practice import PracticeCode, PracticeFile
from generator.dataset.practice.contract import EventKind, Part, Purpose, Stage
from generator.dataset.practice.records import Practice
from generator.ledger.figure import Figure
from generator.measures.measure import Measures
from generator.measures.practice.counting import PracticeCounts
from generator.measures.practice.features import FeatureKey
from generator.measures.practice.printed import (
    AreaFigures,
    CoordinatorFigures,
    EventFigures,
    FormPractice,
    MeetingFigures,
)

MOST_NAMED: Final = 4
"""How many names a cell prints; more are told by 「など」."""
FUNDING: Final = ("a.funding", "t.own_funds")
LINKED: Final = ("a.linked", "i.linked")


@dataclass(frozen=True, slots=True)
class Item:
    """One name as printed, with the number of forms that name the same kind (None where kinds are not compared)."""

    label: str
    share: Figure | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """What a cell prints; ``more`` says that the form names others too."""

    items: tuple[Item, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Sphere:
    """The sphere of one part: units with their shares, number and people."""

    part: Part
    whole: bool
    units: tuple[Item, ...]
    figures: AreaFigures


@dataclass(frozen=True, slots=True)
class LocalRow:
    """Chapter 3 of one form; ``spheres`` holds イ only where it differs from ア."""

    code: str
    name: str
    spheres: tuple[Sphere, ...]
    base: Items
    operator: Items
    place: Items
    person: Items
    backup: Items


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """Chapter 4 of one form."""

    code: str
    name: str
    people: CoordinatorFigures | None
    posting: Items
    qualification: Items
    case: tuple[MeetingFigures, ...]
    network: tuple[MeetingFigures, ...]


@dataclass(frozen=True, slots=True)
class FundingRow:
    """The money of one form by stage; the stages are never added up."""

    code: str
    name: str
    stages: Mapping[Stage, Items]


@dataclass(frozen=True, slots=True)
class LinkedColumn:
    """One linked programme, whether it rests on a law, and how many forms name it."""

    kind: str
    label: str
    law: bool
    share: Figure


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """Municipality × linked programme; a cell holds the parts (ア, イ) that name it."""

    columns: tuple[LinkedColumn, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One measure of a prefecture's own programme."""

    kind: str
    label: str


class Designer:
    """Makes the rows of one brief from the forms, the code lists and the counts of the edition."""

    def __init__(self, practice: PracticeFile, counts: PracticeCounts) -> None:
        self._practice = practice
        self._counts = counts

    def local(self, form: FormPractice, name: str) -> LocalRow | None:
        """Return the row of chapter 3; None where the form lacks the chapter."""
        spheres = [self._sphere(area) for area in form.areas.values()]
        if not spheres:
            return None
        first, *others = spheres
        told = (first, *(one for one in others if _apart(one, first)))
        return LocalRow(
            form.code,
            name,
            told,
            base=self._items(form, ("a.base_place",), "base"),
            operator=self._items(form, ("a.base_operator",), "operator"),
            place=self._items(form, ("i.place",), "place"),
            person=self._items(form, ("i.person",), "person"),
            backup=self._items(form, ("i.backup_person",), "backup"),
        )

    def people(self, form: FormPractice, name: str) -> PeopleRow | None:
        """Return the row of chapter 4; None where the form lacks the chapter."""
        if form.coordinators is None and not form.meetings:
            return None
        return PeopleRow(
            form.code,
            name,
            form.coordinators,
            posting=self._items(form, ("t.posting",), "posting"),
            qualification=self._items(form, ("t.qualification",), "qualification", among="qualification"),
            case=_meetings(form, Purpose.CASE),
            network=_meetings(form, Purpose.NETWORK),
        )

    def funding(self, form: FormPractice, name: str) -> FundingRow | None:
        """Return the row of money; None where the form names none."""
        stages = {stage: self._items(form, FUNDING, "funding", stage=stage) for stage in Stage}
        return FundingRow(form.code, name, stages) if any(one.items for one in stages.values()) else None

    def linked(self, forms: Sequence[FormPractice], names: Mapping[str, str]) -> LinkedTable | None:
        """Return the matrix of linked programmes that any of the forms names; those that rest on a law come first."""
        chosen = [form for form in forms if any(form.cells.get(cell) for cell in LINKED)]
        codes = [
            code for code in self._practice.vocabularies["linked"] if FeatureKey("linked", code.id) in self._shares
        ]
        held = [code for code in codes if any(self._parts(form, code) for form in chosen)]
        ordered = sorted(held, key=lambda code: (not code.law, -self._share("linked", code.id).exact))
        if not ordered:
            return None
        return LinkedTable(
            tuple(LinkedColumn(c.id, c.label, bool(c.law), self._share("linked", c.id)) for c in ordered),
            tuple((names[form.code], tuple(self._parts(form, code) for code in ordered)) for form in chosen),
        )

    def works(self, form: FormPractice) -> tuple[WorkRow, ...]:
        """Return what a prefecture's own programme does."""
        labels = self._practice.kinds["p.i_content"]
        return tuple(WorkRow(labels[one.kind].label, one.label) for one in form.cells.get("p.i_content", ()))

    @property
    def _shares(self) -> Mapping[FeatureKey, Figure]:
        return self._counts.shares

    def _share(self, group: str, kind: str) -> Figure:
        return self._counts.shares[FeatureKey(group, kind)]

    def _sphere(self, area: AreaFigures) -> Sphere:
        labels = self._practice.labels["unit"]
        units = [unit for unit in area.record.units if unit != "zeniki"]
        items = tuple(Item(labels[unit], self._counts.shares.get(FeatureKey("unit", unit))) for unit in units)
        return Sphere(area.record.part, "zeniki" in area.record.units, items, area)

    def _items(
        self,
        form: FormPractice,
        cells: Sequence[str],
        group: str,
        *,
        among: str = "",
        stage: Stage | None = None,
    ) -> Items:
        """Return the names of some cells, one of each kind first; ``among`` picks qualifications from careers."""
        values = [value for cell in cells for value in form.cells.get(cell, ())]
        values = [one for one in values if (not among or one.group == among) and (stage is None or one.stage is stage)]
        items = []
        told: set[str] = set()
        for one in _one_of_each_kind_first(values):
            share = None if one.kind in told else self._counts.shares.get(FeatureKey(group, one.kind))
            told.add(one.kind)
            items.append(Item(one.label, share, one.basis))
        return Items(tuple(items[:MOST_NAMED]), len(items) > MOST_NAMED)

    def _parts(self, form: FormPractice, code: PracticeCode) -> tuple[str, ...]:
        """Return the parts of chapter 3 that name a linked programme: a, i or both."""
        return tuple(cell[0] for cell in LINKED if any(one.kind == code.id for one in form.cells.get(cell, ())))


def _one_of_each_kind_first(values: Iterable[Practice]) -> list[Practice]:
    """Return the values without repeated names; the first of each kind stands before the second of any."""
    by_label = {one.label: one for one in reversed(list(values))}
    ordered = sorted(by_label.values(), key=lambda one: (one.cell, one.seq))
    seen: dict[str, int] = {}
    ranks = []
    for one in ordered:
        seen[one.kind] = seen.get(one.kind, 0) + 1
        ranks.append((seen[one.kind] > 1, one.cell, one.seq, one))
    return [one for *_, one in sorted(ranks, key=lambda row: row[:3])]


@dataclass(frozen=True, slots=True)
class DesignView:
    """The tables of the section. ``asked`` are the denominators by group: forms that could name a kind."""

    local: tuple[LocalRow, ...]
    people: tuple[PeopleRow, ...]
    funding: tuple[FundingRow, ...]
    linked: LinkedTable | None
    works: tuple[tuple[str, tuple[WorkRow, ...], tuple[EventFigures, ...]], ...]
    asked: Mapping[str, Figure]


def design_view(measures: Measures) -> DesignView:
    """Return the section's tables for a prefecture's brief; each form stands once, under the names that it tells of."""
    practice = measures.practice
    designer = Designer(measures.config.practice, practice.counts)
    own = {form.code for form in measures.area.forms}
    names: dict[str, str] = {}
    for code, form in practice.forms.items():
        if code not in own:
            names[form.code] = "、".join([*filter(None, [names.get(form.code, "")]), measures.name_of(code)])
    hosts = {
        code: f"{measures.name_of(code)}（{told}）" for code, told in names.items() if code not in measures.area.codes
    }
    names |= hosts
    forms = [practice.forms[code] for code in names]
    return DesignView(
        local=tuple(local for form in forms if (local := designer.local(form, names[form.code]))),
        people=tuple(people for form in forms if (people := designer.people(form, names[form.code]))),
        funding=tuple(money for form in forms if (money := designer.funding(form, names[form.code]))),
        linked=designer.linked(forms, names),
        works=tuple(
            (form.name, works, _counted(practice.forms[form.code]))
            for form in measures.area.forms
            if (works := designer.works(practice.forms[form.code]))
        ),
        asked=practice.counts.asked,
    )


def _counted(form: FormPractice) -> tuple[EventFigures, ...]:
    """Return the prefecture's own counts."""
    return tuple(one for one in form.events if one.record.kind is EventKind.COUNTED and one.number)


def _apart(one: Sphere, other: Sphere) -> bool:
    mine, theirs = one.figures.record, other.figures.record
    return (mine.units, mine.area_count, mine.population) != (theirs.units, theirs.area_count, theirs.population)


def _meetings(form: FormPractice, purpose: Purpose) -> tuple[MeetingFigures, ...]:
    return tuple(one for one in form.meetings if one.record.purpose is purpose)
