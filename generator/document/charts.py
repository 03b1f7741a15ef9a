"""Which charts a brief shows, drawn and placed with their alternative texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from jinja2 import Environment

from generator.charts import alternatives, plotting
from generator.document.drawings import PlacedDrawing, place
from generator.measures.areas import Scope
from generator.measures.measure import Measures

ROWS: Final = "aging_rate"
"""The indicator that blocks and the volume draw prefecture by prefecture."""


def draw_charts(measures: Measures, environment: Environment) -> Mapping[str, PlacedDrawing]:
    """Return the charts of the brief by name; a chart without a dot or person of ours is left out.

    That of coordinators is left out too where it would have one row only.
    """
    return MappingProxyType({placed.name: placed for placed in _charts(measures, environment)})


def _charts(measures: Measures, environment: Environment) -> Iterator[PlacedDrawing]:
    yield place(environment, plotting.locator(measures), "locator", **alternatives.locator_slots(measures))
    if len(measures.area.subjects) > 1 and (people := plotting.people(measures)) is not None:
        narrow = plotting.people(measures, narrow=True)
        yield place(environment, people, "people", narrow=narrow, **alternatives.people_slots(measures))
    if measures.area.scope is Scope.PREFECTURE or measures.area.subjects[0].single:
        several = len(measures.area.codes) > 1  # one respondent has a table of its own figures and no spread
        if several and (strips := plotting.background_strips(measures)) is not None:
            narrow = plotting.background_strips(measures, narrow=True)
            yield place(environment, strips, "background", narrow=narrow, **alternatives.background_slots(measures))
    elif (rows := plotting.prefecture_rows(measures, ROWS)) is not None:
        narrow = plotting.prefecture_rows(measures, ROWS, narrow=True)
        yield place(environment, rows, "prefecture_rows", narrow=narrow, **alternatives.rows_slots(measures, ROWS))
