"""What a brief may read of other areas' respondents: a field that it does not need is not there to be used.

A brief is built again when what it reads has changed. So that this can be relied on, it is given no more than that:
of other areas the fields below are taken out, and code that uses one all the same stops with a WithheldError. Whoever
needs the field takes it off the list; the briefs then depend on it, by the same list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final, NoReturn

from generator.dataset.contract import METRICS, QUERIED, DoubtState
from generator.dataset.places import NO_PLACES, Places, together
from generator.dataset.practice.records import NO_PRACTICE, PracticeTables
from generator.dataset.records import (
    Correction,
    Dataset,
    Indicator,
    Project,
    Respondent,
    Statement,
    Target,
    ThemeMention,
    Waiver,
)

OF_RESPONDENT: Final = ("url", "as_of", "line_start", "line_end")
OF_EARLIER_RESPONDENT: Final = (*OF_RESPONDENT, "department", "phone", "members")
OF_OWN_ONE_LEVEL_UP: Final = ("department", "phone", "url")
"""What the briefs of blocks and of the volume do not read of their own respondents either; nor the summaries."""
OF_PROJECT: Final = ("implementer", "project_name", "line", "remark")
OF_TARGET: Final = (
    *("programme", "indicator", "category", "target", "target_unit", "target_line"),
    *("result", "result_unit", "result_line", "conversion", "converted", "note", "remark"),
)
OF_THEME: Final = ("mentions", "lines")
OF_CORRECTION: Final = ("reason", "decided_by", "decided_on")
OF_EARLIER: Final = (*OF_EARLIER_RESPONDENT, "programmes", "parent")
"""What a brief does not read of its own respondents' tables of the year before; nor anything but figures."""
_PRACTICE: Final = tuple(one.name for one in fields(PracticeTables))
"""What a municipality does is read by all others, who may learn from it: nothing of these tables is taken out."""
OF_DOCUMENT: Final = ("sha256", "pages", "received_on")
"""What no brief reads of the document that a form came in: its name and the places of the lines say where to look."""
OF_WAIVER: Final = ("check", "reason", "decided_by", "decided_on")


class WithheldError(RuntimeError):
    """A brief used a field of another area's respondent that generator/dataset/withholding.py takes out."""


class Withheld:
    """Stands in a field that must not be used: any use of it is a WithheldError."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        raise WithheldError("a brief used a field of another area; see generator/dataset/withholding.py")

    def __repr__(self) -> str:
        return "WITHHELD"

    def __reduce__(self) -> str:
        return "WITHHELD"

    def __eq__(self, other: object) -> bool:
        """Allow records to be compared that withhold the same field (Python 3.13 compares it, older ones do not)."""
        return other is self or self._refuse()

    def __hash__(self) -> int:
        return self._refuse()

    __getattr__ = __str__ = __format__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse


WITHHELD: Final[Any] = Withheld()


@dataclass(frozen=True, slots=True)
class RespondentRows:
    """All that the tables of an edition say of one respondent, in the order of the tables."""

    respondent: Respondent
    indicators: tuple[Indicator, ...]
    projects: tuple[Project, ...]
    targets: tuple[Target, ...]
    themes: tuple[ThemeMention, ...]
    corrections: tuple[Correction, ...]
    waivers: tuple[Waiver, ...]
    summary: Mapping[str, Statement] | None
    practice: PracticeTables
    targets_reviewed: bool = True
    doubts: tuple[tuple[str, DoubtState], ...] = ()
    """What has become of the doubts about the respondent's figures, by metric."""
    places: Places = NO_PLACES
    """The pages or cells of the form's lines; none where all was read from one text."""


def split(dataset: Dataset) -> tuple[RespondentRows, ...]:
    """Return the tables by respondent, in the document's order."""
    projects, targets, themes = (_by_code(table) for table in (dataset.projects, dataset.targets, dataset.themes))
    corrections, waivers = (_by_respondent(table) for table in (dataset.corrections, dataset.waivers))
    practice = {name: _by_code(getattr(dataset.practice, name)) for name in _PRACTICE}
    doubts: dict[str, list[tuple[str, DoubtState]]] = {}
    for (code, metric), state in dataset.doubts.items():
        doubts.setdefault(code, []).append((metric, state))
    return tuple(
        RespondentRows(
            respondent=respondent,
            indicators=tuple(
                dataset.indicators[code, metric] for metric in METRICS if (code, metric) in dataset.indicators
            ),
            projects=tuple(projects.get(code, ())),
            targets=tuple(targets.get(code, ())),
            themes=tuple(themes.get(code, ())),
            corrections=tuple(corrections.get(code, ())),
            waivers=tuple(waivers.get(code, ())),
            summary=dataset.summaries.get(code),
            practice=PracticeTables(**{name: tuple(rows.get(code, ())) for name, rows in practice.items()}),
            targets_reviewed=dataset.targets_reviewed((code,)),
            doubts=tuple(doubts.get(code, ())),
            places=_places(dataset.places.within(respondent.line_start, respondent.line_end)),
        )
        for code, respondent in dataset.respondents.items()
    )


def join(year: int, parts: tuple[RespondentRows, ...]) -> Dataset:
    """Return the dataset that the parts make together; it holds nothing that is not in them."""
    return Dataset(
        year=year,
        respondents=MappingProxyType({part.respondent.code: part.respondent for part in parts}),
        indicators=MappingProxyType({(one.code, one.metric): one for part in parts for one in part.indicators}),
        projects=tuple(one for part in parts for one in part.projects),
        targets=tuple(one for part in parts for one in part.targets),
        themes=tuple(one for part in parts for one in part.themes),
        corrections=tuple(one for part in parts for one in part.corrections),
        waivers=tuple(one for part in parts for one in part.waivers),
        summaries=MappingProxyType(
            {part.respondent.code: part.summary for part in parts if part.summary is not None}  # type: ignore[misc]
        ),
        practice=PracticeTables(
            **{name: tuple(one for part in parts for one in getattr(part.practice, name)) for name in _PRACTICE}
        ),
        doubts=MappingProxyType(
            {(part.respondent.code, metric): state for part in parts for metric, state in part.doubts}
        ),
        unreviewed=frozenset(part.respondent.code for part in parts if not part.targets_reviewed),
        places=together(part.places for part in parts),
    )


def withhold(rows: RespondentRows) -> RespondentRows:
    """Return what a brief may read of a respondent of another area: what it compares with and counts."""
    return RespondentRows(
        respondent=_without(rows.respondent, OF_RESPONDENT),
        indicators=tuple(_indicator(one) for one in rows.indicators),
        projects=tuple(_without(one, OF_PROJECT) for one in rows.projects),
        targets=tuple(_without(one, OF_TARGET) for one in rows.targets),
        themes=tuple(_without(one, OF_THEME) for one in rows.themes),
        corrections=tuple(_without(one, OF_CORRECTION) for one in rows.corrections),
        waivers=(),
        summary=WITHHELD,
        practice=rows.practice,
        targets_reviewed=rows.targets_reviewed,
        doubts=tuple((metric, DoubtState.OPEN) for metric, state in rows.doubts if state in QUERIED),
    )


def abridge(rows: RespondentRows) -> RespondentRows:
    """Return what the brief of a block or of the volume may read of its own respondents: their profile is one line."""
    return replace(rows, respondent=_without(rows.respondent, OF_OWN_ONE_LEVEL_UP), summary=WITHHELD)


def earlier(rows: RespondentRows, metrics: Collection[str]) -> RespondentRows:
    """Return what a brief may read of its own respondent's tables of the year before: figures of these metrics."""
    return RespondentRows(
        respondent=_without(rows.respondent, OF_EARLIER),
        indicators=tuple(one for one in rows.indicators if one.metric in metrics),
        projects=(),
        targets=(),
        themes=(),
        corrections=tuple(one for one in rows.corrections if one.metric in metrics),
        waivers=tuple(_without(one, OF_WAIVER) for one in rows.waivers if one.item in metrics),
        summary=None,
        practice=NO_PRACTICE,
        doubts=tuple((metric, state) for metric, state in rows.doubts if metric in metrics),
    )


def needed_in_full(dataset: Dataset, codes: frozenset[str]) -> frozenset[str]:
    """Return the codes with those of the forms that any of them is printed in."""
    return codes | {dataset.respondents[code].parent for code in codes} - {""}


def _places(places: Places) -> Places:
    return replace(places, documents=tuple(_without(one, OF_DOCUMENT) for one in places.documents))


def _indicator(one: Indicator) -> Indicator:
    correction = _without(one.correction, OF_CORRECTION) if one.correction else None
    return replace(one, note=WITHHELD, correction=correction)


def _without(record: Any, fields: tuple[str, ...]) -> Any:
    return replace(record, **dict.fromkeys(fields, WITHHELD))


def _by_code(table: tuple[Any, ...]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in table:
        found.setdefault(row.code, []).append(row)
    return found


def _by_respondent(table: tuple[Any, ...]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in table:
        found.setdefault(row.respondent, []).append(row)
    return found
