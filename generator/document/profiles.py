"""One municipality's half page: what the tables and the editors say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.dataset.contract import Programme
from generator.dataset.records import Project, Respondent, Statement
from generator.document.drawings import PlacedDrawing
from generator.measures.achievements import Achievement, Tally
from generator.measures.facilities import FacilityCounts
from generator.measures.measure import Measures


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar municipality, with the labels of the indicators in which it is nearest."""

    name: str
    prefecture: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the profile partial prints; ``host`` is the form that a member municipality is printed in."""

    respondent: Respondent
    chart: PlacedDrawing | None
    summary: Mapping[str, Statement]
    projects: tuple[Project, ...]
    places: Mapping[str, FacilityCounts]
    targets: tuple[Achievement, ...]
    tally: Tally | None
    neighbours: tuple[Neighbour, ...]
    host: Respondent | None


def profile_of(measures: Measures, code: str, chart: PlacedDrawing | None) -> Profile:
    """Return the profile of one respondent; a prefecture's own form has neither chart nor neighbours."""
    dataset = measures.dataset
    respondent = dataset.respondents[code]
    return Profile(
        respondent=respondent,
        chart=chart,
        summary=dataset.summaries.get(code, {}),
        projects=tuple(
            sorted((p for p in dataset.projects if p.code == code), key=lambda p: list(Programme).index(p.programme))
        ),
        places={kind: places[code] for kind, places in measures.facilities.by_subject.items() if code in places},
        targets=measures.achievements.by_code.get(code, ()),
        tally=measures.achievements.by_subject.get(code) or measures.achievements.by_form.get(code),
        neighbours=tuple(_neighbours(measures, code)),
        host=dataset.respondents.get(respondent.parent),
    )


def _neighbours(measures: Measures, code: str) -> list[Neighbour]:
    respondents = measures.dataset.respondents
    return [
        Neighbour(
            respondents[similar.code].name,
            respondents[similar.code].prefecture,
            tuple(measures.config.metrics[key].short_label for key in similar.nearest),
        )
        for similar in measures.similar.get(code, ())
    ]
