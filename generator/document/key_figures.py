"""The four tiles of page 1: who takes part, the coordinators, the targets, the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.ledger.figure import Figure
from generator.measures.achievements import Tally
from generator.measures.comparison import Comparison
from generator.measures.measure import Measures


@dataclass(frozen=True, slots=True)
class Keys:
    """The tiles' figures. ``target_population`` is what the forms state for ア, with the number of forms that do."""

    respondents: Figure
    participating: Figure
    municipalities: Figure
    forms: Figure
    population: Figure
    target_population: Figure | None
    target_forms: Figure | None
    target_about: bool
    coordinators: Figure
    coordinators_n: Figure
    only_coordinating: str
    dedicated: Figure | None
    concurrent: Figure | None
    unstated: Figure | None
    tally: Tally
    form_targets: Figure
    has_corrected_people: bool

    @property
    def is_wide(self) -> bool:
        """Whether the population needs smaller type to stand in its box."""
        return len(self.population.text) > _ROOMY


_ROOMY: Final = 9
"""As many characters of the large type as a box has room for."""


def keys_of(measures: Measures) -> Keys:
    """Return the key figures of the area."""
    coordinators = measures.comparisons["coordinators"]
    stating = [code for code in measures.area.codes if coordinators.own[code].present]
    placing = [code for code in stating if coordinators.own[code].exact]
    giving = placing or stating
    practice = measures.practice
    return Keys(
        respondents=measures.sizes.respondents,
        participating=measures.sizes.participating,
        municipalities=measures.sizes.municipalities,
        forms=measures.sizes.forms,
        population=own_figure(measures, measures.comparisons["population"]),
        target_population=practice.target_population,
        target_forms=practice.target_forms,
        target_about=practice.target_about,
        coordinators=own_figure(measures, coordinators),
        coordinators_n=practice.people_placing if placing else practice.people_given,
        only_coordinating=measures.dataset.respondents[giving[0]].name if len(giving) == 1 else "",
        dedicated=practice.people.get("dedicated"),
        concurrent=practice.people.get("concurrent"),
        unstated=practice.people.get("unstated"),
        tally=measures.achievements.tally,
        form_targets=measures.achievements.of_forms.targets,
        has_corrected_people=any(coordinators.own[code].corrected for code in giving),
    )


def own_figure(measures: Measures, comparison: Comparison) -> Figure:
    """Return what the area comes to: its total, or with a single respondent that one's figure."""
    return comparison.area.figure if comparison.area else comparison.by_subject[measures.area.subjects[0].key]
