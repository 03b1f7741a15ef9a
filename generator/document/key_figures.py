"""The four key figures of page 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.ledger.figure import Figure
from generator.measures.achievements import Tally
from generator.measures.comparison import Comparison
from generator.measures.measure import Measures


@dataclass(frozen=True, slots=True)
class Keys:
    """The four key figures of page 1, each with what its remark needs."""

    respondents: Figure
    participating: Figure
    municipalities: Figure
    forms: Figure
    population: Figure
    coordinators: Figure
    coordinators_n: Figure
    only_coordinating: str
    tally: Tally
    form_targets: Figure

    @property
    def is_wide(self) -> bool:
        """Whether the population needs smaller type to stand in its box."""
        return len(self.population.text) > _ROOMY


_ROOMY: Final = 9
"""As many characters of the large type as a box has room for."""


def keys_of(measures: Measures) -> Keys:
    """Return the key figures of the area."""
    coordinators = measures.comparisons["coordinators"]
    giving = [code for code in measures.area.codes if coordinators.own[code].present]
    return Keys(
        respondents=measures.sizes.respondents,
        participating=measures.sizes.participating,
        municipalities=measures.sizes.municipalities,
        forms=measures.sizes.forms,
        population=own_figure(measures, measures.comparisons["population"]),
        coordinators=own_figure(measures, coordinators),
        coordinators_n=coordinators.area.n if coordinators.area else _alone(measures, coordinators),
        only_coordinating=measures.dataset.respondents[giving[0]].name if len(giving) == 1 else "",
        tally=measures.achievements.tally,
        form_targets=measures.achievements.of_forms.targets,
    )


def own_figure(measures: Measures, comparison: Comparison) -> Figure:
    """Return what the area comes to: its total, or with a single respondent that one's figure."""
    return comparison.area.figure if comparison.area else comparison.by_subject[measures.area.subjects[0].key]


def _alone(measures: Measures, coordinators: Comparison) -> Figure:
    """Return whether the only respondent gives its coordinators, as a count of one or none."""
    own = coordinators.by_subject[measures.area.subjects[0].key]
    given = [own.id] if own.present else []
    key, name = measures.area.key, measures.area.name
    return measures.ledger.count(f"{key}/coordinators/given", name, len(given), "自治体", inputs=given, among=[own.id])
