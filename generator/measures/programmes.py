"""Who runs which programme, and how: the matrix, the kinds of contract, the kinds of contractor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.dataset.contract import UNKNOWN_TYPE, Contract, Programme
from generator.dataset.records import Dataset, Project, Respondent
from generator.ledger.figure import Figure
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.areas import Area


@dataclass(frozen=True, slots=True)
class Assignment:
    """A respondent's part in one programme: marked in the header, described in a chapter, or neither."""

    marked: bool
    project: Project | None


@dataclass(frozen=True, slots=True)
class Programmes:
    """The area's programmes.

    ``matrix`` maps respondent code → programme → assignment, prefectures' own forms included.
    ``carrying`` counts municipal respondents per programme; ``contracts`` and ``contractor_types`` count projects,
    ``outsourced`` those that have a contractor, wholly or in part.
    """

    matrix: Mapping[str, Mapping[Programme, Assignment]]
    carrying: Mapping[Programme, Figure]
    both: Figure
    contracts: Mapping[Contract, Figure]
    contractor_types: Mapping[str, Figure]
    outsourced: Figure
    projects: Figure


def count_programmes(dataset: Dataset, area: Area, ledger: Ledger, *, key: str) -> Programmes:
    """Count programmes, contracts and contractors of the area's municipal respondents."""
    projects = {(project.code, project.programme): project for project in dataset.projects}
    municipal = [dataset.respondents[code] for code in area.codes]
    own = [projects[r.code, p] for r in municipal for p in Programme if (r.code, p) in projects and p in r.programmes]
    matrix = {r.code: _assignments(r, projects) for r in (*municipal, *area.forms)}

    def carriers(part: str, codes: list[str]) -> Figure:
        return ledger.count(
            FigureId(key, "programmes", part), area.name, len(codes), "自治体", inputs=codes, among=area.codes
        )

    def counted(part: str, chosen: list[Project]) -> Figure:
        inputs = [FigureId(project.code, project.programme) for project in chosen]
        return ledger.count(
            FigureId(key, "programmes", part), area.name, len(chosen), "事業", inputs=inputs, among=area.codes
        )

    return Programmes(
        matrix=MappingProxyType(matrix),
        carrying=MappingProxyType(
            {p: carriers(p, [r.code for r in municipal if _carries(matrix[r.code][p])]) for p in Programme}
        ),
        both=carriers("both", [r.code for r in municipal if _both(matrix[r.code])]),
        contracts=MappingProxyType(
            {c: counted(f"contract/{c}", [p for p in own if p.contract is c]) for c in Contract}
        ),
        contractor_types=MappingProxyType(
            {kind: counted(f"contractor/{kind}", chosen) for kind, chosen in _types(own).items()}
        ),
        outsourced=counted("outsourced", [p for kind in _types(own).values() for p in kind]),
        projects=counted("projects", own),
    )


def _assignments(
    respondent: Respondent, projects: Mapping[tuple[str, Programme], Project]
) -> Mapping[Programme, Assignment]:
    return MappingProxyType(
        {p: Assignment(p in respondent.programmes, projects.get((respondent.code, p))) for p in Programme}
    )


def _carries(assignment: Assignment) -> bool:
    """Return whether the header marks the programme; a chapter without the mark is shown but not counted."""
    return assignment.marked


def _both(row: Mapping[Programme, Assignment]) -> bool:
    return _carries(row[Programme.CHIIKIRYOKU]) and _carries(row[Programme.TAKIKAN])


def _types(own: list[Project]) -> dict[str, list[Project]]:
    """Return the outsourced projects by kind of contractor, the most frequent kind first, the unknown one last."""
    kinds: dict[str, list[Project]] = {}
    for project in own:
        if project.contract in (Contract.OUTSOURCED, Contract.MIXED):
            kinds.setdefault(project.contractor_type, []).append(project)
    return dict(sorted(kinds.items(), key=lambda item: (item[0] == UNKNOWN_TYPE, -len(item[1]))))
