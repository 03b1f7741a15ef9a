"""Who runs which programme, and how: the matrix, the kinds of contract, the kinds of contractor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.dataset.contract import Contract, Programme
from generator.dataset.records import Dataset, Project, Respondent
from generator.measures.areas import Area
from generator.measures.figures import Figure, Ledger


@dataclass(frozen=True, slots=True)
class Assignment:
    """A respondent's part in one programme: marked in the header, described in a chapter, or neither."""

    marked: bool
    project: Project | None


@dataclass(frozen=True, slots=True)
class Programmes:
    """The area's programmes.

    ``matrix`` maps respondent code → programme → assignment, prefectures' own forms included.
    ``carrying`` counts municipal respondents per programme; ``contracts`` and ``contractor_types`` count projects.
    """

    matrix: Mapping[str, Mapping[Programme, Assignment]]
    carrying: Mapping[Programme, Figure]
    both: Figure
    contracts: Mapping[Contract, Figure]
    contractor_types: Mapping[str, Figure]
    projects: Figure


def count_programmes(dataset: Dataset, area: Area, ledger: Ledger, *, key: str) -> Programmes:
    """Count programmes, contracts and contractors of the area's municipal respondents."""
    projects = {(project.code, project.programme): project for project in dataset.projects}
    municipal = [dataset.respondents[code] for code in area.codes]
    own = [projects[r.code, p] for r in municipal for p in Programme if (r.code, p) in projects]
    matrix = {r.code: _assignments(r, projects) for r in (*municipal, *area.forms)}
    base = f"{key}/programmes"
    return Programmes(
        matrix=MappingProxyType(matrix),
        carrying=MappingProxyType(
            {
                p: ledger.count(f"{base}/{p}", area.name, sum(_carries(matrix[r.code][p]) for r in municipal), "自治体")
                for p in Programme
            }
        ),
        both=ledger.count(f"{base}/both", area.name, sum(_both(matrix[r.code]) for r in municipal), "自治体"),
        contracts=MappingProxyType(
            {
                c: ledger.count(f"{base}/contract/{c}", area.name, sum(p.contract is c for p in own), "事業")
                for c in Contract
            }
        ),
        contractor_types=MappingProxyType(_types(own, area, ledger, base)),
        projects=ledger.count(f"{base}/projects", area.name, len(own), "事業"),
    )


def _assignments(
    respondent: Respondent, projects: Mapping[tuple[str, Programme], Project]
) -> Mapping[Programme, Assignment]:
    return MappingProxyType(
        {p: Assignment(p in respondent.programmes, projects.get((respondent.code, p))) for p in Programme}
    )


def _carries(assignment: Assignment) -> bool:
    return assignment.marked or assignment.project is not None


def _both(row: Mapping[Programme, Assignment]) -> bool:
    return _carries(row[Programme.CHIIKIRYOKU]) and _carries(row[Programme.TAKIKAN])


def _types(own: list[Project], area: Area, ledger: Ledger, base: str) -> dict[str, Figure]:
    kinds = [project.contractor_type for project in own if project.contract in (Contract.OUTSOURCED, Contract.MIXED)]
    order = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kinds.index(kind)))
    return {kind: ledger.count(f"{base}/contractor/{kind}", area.name, kinds.count(kind), "事業") for kind in order}
