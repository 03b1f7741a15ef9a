"""The charts of every brief of the edition: nothing covered, nothing cut off, every number that of the ledger."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from builders import real_areas, real_measures
from chart_geometry import faults

from generator.charts import plotting
from generator.charts.canvas import Drawing
from generator.measures.areas import Scope

AREAS = list(real_areas())
PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]


@cache
def drawings(name: str) -> dict[str, Drawing]:
    """All charts of one brief by name."""
    measures = real_measures(name)
    found = [
        plotting.tilemap(measures),
        plotting.main_strips(measures),
        plotting.contracts(measures),
        plotting.coordinators(measures),
        *(plotting.further_strip(measures, key) for key in plotting.FURTHER),
        *(drawing for code in measures.achievements.by_code if (drawing := plotting.achievement(measures, code))),
    ]
    if measures.area.scope is Scope.PREFECTURE:
        found += [plotting.profile(measures, subject) for subject in measures.area.subjects]
    return {drawing.name: drawing for drawing in found}


@pytest.mark.parametrize("name", AREAS)
def test_labels_can_be_read(name: str) -> None:
    """No label covers another, none leaves its sheet, none is under 6.5 pt."""
    assert not [fault for drawing in drawings(name).values() for fault in faults(drawing)]


@pytest.mark.parametrize("name", AREAS)
def test_numbers_are_those_of_the_ledger(name: str) -> None:
    """A label that names a figure prints its text; a mark belongs to a figure with a value."""
    ledger = real_measures(name).ledger
    for drawing in drawings(name).values():
        for label in drawing.labels:
            if label.figure is not None:
                assert ledger[label.figure].text in label.text, (drawing.name, label)
        for mark in drawing.marks:
            assert ledger[mark.figure].present, (drawing.name, mark)


@pytest.mark.parametrize("name", AREAS)
def test_charts_fit_the_column(name: str) -> None:
    """No chart is wider than the text column or taller than a page's text."""
    for drawing in drawings(name).values():
        assert drawing.width <= 174.0
        assert drawing.height <= 258.0


def test_two_prefectures_never_share_a_chart() -> None:
    """Each chart of each prefecture is its own: no drawing occurs in two briefs."""
    shared = [
        (one, other, chart)
        for one, other in combinations(PREFECTURES, 2)
        for chart in drawings(one).keys() & drawings(other).keys()
        if drawings(one)[chart].svg == drawings(other)[chart].svg
    ]
    assert not shared


@pytest.mark.parametrize("name", PREFECTURES)
def test_ours_are_named_in_the_chart_of_page_1(name: str) -> None:
    """Every municipality of the prefecture with a figure is marked; all are named unless the chart says otherwise."""
    measures, drawing = real_measures(name), drawings(name)["strips-main"]
    marks = {mark.figure for mark in drawing.marks}
    for metric in measures.config.main_metrics:
        for subject in measures.area.subjects:
            figure = measures.comparisons[metric.key].by_subject[subject.key]
            assert (figure.id in marks) == figure.present
            if figure.present and not drawing.abridged:
                assert any(subject.name in label.text for label in drawing.labels if label.figure == figure.id)
