"""The frozen records that every later stage reads. One record is one row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from generator.config.place_names import folded
from generator.dataset.anchor_states import ANCHORED, AnchorCondition
from generator.dataset.contract import MEMBERS_APART, QUERIED, Assessment, Contract, DoubtState, Kind, Programme, Status
from generator.dataset.places import NO_PLACES, Places
from generator.dataset.practice.records import NO_PRACTICE, PracticeTables


@dataclass(frozen=True, slots=True)
class Respondent:
    """One form, or one member municipality printed in a prefecture's form."""

    code: str
    prefecture_code: str
    prefecture: str
    name: str
    kind: Kind
    parent: str
    municipalities: int
    programmes: frozenset[Programme]
    department: str
    phone: str
    url: str
    as_of: str
    line_start: int
    line_end: int
    members: str = ""

    @property
    def member_names(self) -> tuple[str, ...]:
        """The municipalities of a joint form, as far as they are named."""
        return tuple(name for name in self.members.split(MEMBERS_APART) if name)

    @property
    def is_municipal(self) -> bool:
        """Whether the respondent counts in municipal aggregates (a prefecture's own form never does)."""
        return self.kind is not Kind.PREFECTURE


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's decision about one printed figure."""

    respondent: str
    metric: str
    printed: str
    value: Decimal | None
    unit: str
    reason: str
    decided_by: str
    decided_on: date
    status: Literal["open", "asked", "confirmed"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """An editor's reasoned decision that a finding of the audit does not stop publication."""

    check: str
    respondent: str
    item: str
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of one respondent, in the unit of the contract."""

    code: str
    metric: str
    value: Decimal | None
    unit: str
    printed: str
    line: int | None
    status: Status
    note: str
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """How one programme is run by one respondent."""

    code: str
    programme: Programme
    implementer: str
    contractor: str
    contract: Contract
    project_name: str
    line: int | None
    contractor_type: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One numeric target and what is reported of it.

    ``conversion`` (``×12``, ``÷11``, ``×1``) turns ``result`` into ``converted``, a figure in ``target_unit``.
    """

    code: str
    id: str
    programme: Programme
    indicator: str
    category: str
    target: Decimal
    target_unit: str
    target_line: int
    result: Decimal | None
    result_unit: str
    result_line: int | None
    assessment: Assessment
    basis: str
    note: str
    remark: str = ""
    conversion: str = ""
    converted: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OpenCandidate:
    """A proposed target that no editor has confirmed or rejected yet."""

    code: str
    id: str
    indicator: str
    line: int


@dataclass(frozen=True, slots=True)
class ThemeMention:
    """How often a form speaks of a theme, and where."""

    code: str
    theme: str
    mentions: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One edited sentence and the source lines that it rests on; ``excerpt``: the answer's own words until then."""

    text: str
    lines: tuple[int, ...]
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that a brief reads of one edition. Order is that of the document."""

    year: int
    respondents: MappingProxyType[str, Respondent]
    indicators: MappingProxyType[tuple[str, str], Indicator]
    projects: tuple[Project, ...]
    targets: tuple[Target, ...]
    themes: tuple[ThemeMention, ...]
    corrections: tuple[Correction, ...]
    waivers: tuple[Waiver, ...]
    summaries: MappingProxyType[str, MappingProxyType[str, Statement]]
    places: Places = NO_PLACES
    practice: PracticeTables = NO_PRACTICE
    unreviewed: frozenset[str] = frozenset()
    """Codes of the respondents whose proposed targets nobody has decided on yet, or not on all of them."""
    open_candidates: tuple[OpenCandidate, ...] = ()
    open_rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many rows proposed for chapters 3 and 4 nobody has decided on, by respondent's code."""
    anchors: AnchorCondition = ANCHORED
    """Whether the line numbers that people wrote are those of the edition's documents."""
    doubts: Mapping[tuple[str, str], DoubtState] = field(default_factory=lambda: MappingProxyType({}))
    """What has become of the doubts about figures, by code and metric; see audit/doubts.py."""

    def municipal(self) -> tuple[Respondent, ...]:
        """Return the respondents that municipal aggregates count: municipality, group and member rows."""
        return tuple(r for r in self.respondents.values() if r.is_municipal)

    def queried(self, code: str, metric: str) -> bool:
        """Return whether a figure is still asked about: doubted by the audit, or corrected for now."""
        return self.doubts.get((code, metric)) in QUERIED

    def targets_reviewed(self, codes: Iterable[str]) -> bool:
        """Return whether an editor has decided on all proposed targets of these respondents.

        Only then does the lack of a target mean that the forms name none.
        """
        return self.unreviewed.isdisjoint(codes)

    def municipalities_of(self, codes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return the municipalities (prefecture's code, name) that some municipal respondents stand for, each once.

        A member of a joint form that has a form of its own as well is one municipality. A joint form that does not
        name its members stands for as many as it says.
        """
        found: set[tuple[str, str]] = set()
        for one in map(self.respondents.__getitem__, codes):
            if one.kind is Kind.GROUP:
                unnamed = (f"{one.name}{number}" for number in range(one.municipalities))
                names = one.member_names or tuple(unnamed)
            else:
                names = (one.name,)
            found.update((one.prefecture_code, folded(name)) for name in names)
        return frozenset(found)
