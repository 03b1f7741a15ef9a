"""Whose a figure is: the respondent, prefecture, block or whole that its id begins with."""

from __future__ import annotations

from functools import cached_property

from generator.ledger.ids import ALL, NATION, FigureId
from generator.measures.measure import Measures


class Subjects:
    """The subjects that figures of one brief may belong to, and their names."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    @cached_property
    def named(self) -> dict[str, str]:
        """Return the area's respondents and subjects: key → the name that its rows, articles and labels carry."""
        respondents, area = self._measures.dataset.respondents, self._measures.area
        own = (*area.codes, *(form.code for form in area.forms))
        return {**{subject.key: subject.name for subject in area.subjects}, **{c: respondents[c].name for c in own}}

    @cached_property
    def wholes(self) -> dict[str, str]:
        """Return the wholes that the area is compared with."""
        measures = self._measures
        words = measures.config.words
        return {measures.area.key: measures.area.name, ALL: words.everyone, NATION: words.nation}

    def belongs(self, figure_id: str) -> bool:
        """Say whether a figure of this subject may be printed in the brief."""
        key = FigureId.parse(figure_id).owner
        return key in self.named or key in self.wholes

    def name(self, figure_id: str) -> str:
        """Return the name of the figure's subject, also where it is a respondent of another area."""
        key = FigureId.parse(figure_id).owner
        respondent = self._measures.dataset.respondents.get(key)
        return self.named.get(key) or self.wholes.get(key) or (respondent.name if respondent else key)
