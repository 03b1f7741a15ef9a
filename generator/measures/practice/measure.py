"""Everything that chapters 3 and 4 give to one brief. The recipe of this part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from generator.config.config import Config
from generator.dataset.contract import Kind
from generator.dataset.practice.contract import Part
from generator.dataset.records import Dataset
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.areas import Area, Scope
from generator.measures.doubts import unsure
from generator.measures.practice.counting import PracticeCounts, count_practice
from generator.measures.practice.features import Features, features_of
from generator.measures.practice.partners import Partner, partners_of
from generator.measures.practice.printed import FormPractice, forms_of

_WHOLE: Final = frozenset({"total", "about", "part", "listed"})
"""A number per sphere (per_area) is not the people of the target area."""
KINDS_OF_PEOPLE: Final = ("dedicated", "concurrent", "unstated")


@dataclass(frozen=True, slots=True)
class PracticeMeasures:
    """What the area's forms do, how many of all do so, and whom each could ask.

    ``forms`` maps code -> what its form says (for a member, the form that it is printed in), prefectures' own forms
    included; ``people`` maps 専任, 兼任, 区分の記載なし to their sums over the area, where there are any.
    """

    forms: Mapping[str, FormPractice]
    features: Features
    counts: PracticeCounts
    partners: Mapping[str, tuple[Partner, ...]]
    people: Mapping[str, Figure]
    people_given: Figure
    people_placing: Figure
    target_population: Figure | None
    target_forms: Figure | None
    target_about: bool
    """Whether some form gives the people of its target area in round numbers."""

    @property
    def own_forms(self) -> tuple[tuple[str, FormPractice], ...]:
        """Return code -> form for each form once; a member is told by the form that it is printed in."""
        return tuple((code, form) for code, form in self.forms.items() if code == form.code)


def measure_practice(
    dataset: Dataset, config: Config, area: Area, own: Mapping[str, Mapping[str, Figure]], ledger: Ledger
) -> PracticeMeasures:
    """Return what chapters 3 and 4 give to the area's brief; ``own`` maps metric -> code -> figure."""
    features = features_of(dataset, config.practice)
    hosts = {code: dataset.respondents[code].parent or code for code in area.codes}
    codes = tuple(dict.fromkeys((*hosts.values(), *(form.code for form in area.forms))))
    read = forms_of(dataset, codes, ledger, people=own["coordinators"])
    forms = {
        **{code: read[host] for code, host in hosts.items()},
        **{form.code: read[form.code] for form in area.forms},
    }
    return PracticeMeasures(
        forms=MappingProxyType(forms),
        features=features,
        counts=count_practice(
            dataset.practice,
            features,
            config.practice,
            ledger,
            name=config.words.everyone,
            everyone=dataset.respondents,
        ),
        partners=MappingProxyType(
            _partners(dataset, config, area, features, own) if area.scope is Scope.PREFECTURE else {}
        ),
        people=MappingProxyType(_people(area, [read[host] for host in dict.fromkeys(hosts.values())], ledger)),
        people_given=_people_with(area, own["coordinators"], ledger, part="given", least=0),
        people_placing=_people_with(area, own["coordinators"], ledger, part="placing", least=1),
        **_target_population(area, [read[host] for host in dict.fromkeys(hosts.values())], ledger),
    )


def _partners(
    dataset: Dataset, config: Config, area: Area, features: Features, own: Mapping[str, Mapping[str, Figure]]
) -> dict[str, tuple[Partner, ...]]:
    askable = [r.code for r in dataset.municipal() if r.kind is not Kind.MEMBER]
    queried = frozenset(
        (code, metric) for metric in ("population", "aging_rate") for code in unsure(dataset, metric, askable)
    )
    return {
        code: partners_of(code, features, candidates=askable, values=own, queried=queried, settings=config.similarity)
        for code in area.codes
        if code in askable
    }


def _people_with(area: Area, people: Mapping[str, Figure], ledger: Ledger, *, part: str, least: int) -> Figure:
    """Enter how many respondents give a number of coordinators, or at least one coordinator."""
    given = [people[code].id for code in area.codes if people[code].present and people[code].exact >= least]
    among = [people[code].id for code in area.codes]
    return ledger.count(FigureId(area.key, "people", part), area.name, len(given), "自治体", inputs=given, among=among)


def _target_population(area: Area, forms: Sequence[FormPractice], ledger: Ledger) -> dict[str, Any]:
    """Enter the people of the target areas of ア, over the forms that state them for the whole of their area."""
    areas = [form.areas[Part.A] for form in forms if Part.A in form.areas]
    stated = [one for one in areas if one.population is not None and one.record.population_basis in _WHOLE]
    if not stated:
        return {"target_population": None, "target_forms": None, "target_about": False}
    figures = [one.population for one in stated if one.population is not None]
    ids = tuple(figure.id for figure in figures)
    total = sum((figure.exact for figure in figures), Decimal(0))
    return {
        "target_population": ledger.add(
            Figure(
                FigureId(area.key, "target-area", "population"),
                area.name,
                value=total,
                unit="人",
                decimals=0,
                formula=Formula.SUM,
                inputs=ids,
            )
        ),
        "target_forms": ledger.count(FigureId(area.key, "target-area", "forms"), area.name, len(ids), "件", inputs=ids),
        "target_about": any(one.record.population_basis == "about" for one in stated),
    }


def _people(area: Area, forms: Sequence[FormPractice], ledger: Ledger) -> dict[str, Figure]:
    """Enter the sums of 専任, 兼任 and 区分の記載なし over the area's forms, each form once."""
    found = {}
    for kind in KINDS_OF_PEOPLE:
        parts = [getattr(form.coordinators, kind) for form in forms if form.coordinators]
        given = [part for part in parts if part is not None]
        if given:
            total = sum(part.exact for part in given)
            inputs = tuple(part.id for part in given)
            found[kind] = ledger.add(
                Figure(
                    FigureId(area.key, "people", kind),
                    area.name,
                    value=total,
                    unit="人",
                    decimals=0,
                    formula=Formula.SUM,
                    inputs=inputs,
                )
            )
    return found
