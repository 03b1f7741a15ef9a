"""Which figures go into which chart: what the data of single areas need."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from builders import real_areas, real_measures
from chart_geometry import faults, texts_of

from generator.charts import plotting
from generator.charts.canvas import Drawing
from generator.charts.plotting import strip_of
from generator.measures.measure import Measures

EVERY_AREA = pytest.mark.parametrize("area", real_areas())
BOTH = pytest.mark.parametrize("narrow", [False, True], ids=["page", "phone"])


def strips(measures: Measures, *, narrow: bool = False) -> Drawing:
    drawing = plotting.background_strips(measures, narrow=narrow)
    assert drawing is not None
    return drawing


@EVERY_AREA
@BOTH
def test_strips_of_every_area(area: str, narrow: bool) -> None:
    """Each respondent of the area stands by itself in each indicator that it gives; nothing collides."""
    measures = real_measures(area)
    drawing = strips(measures, narrow=narrow)
    left_out = plotting.undrawn(measures)
    drawn = [measures.comparisons[m.key].own for m in measures.config.main_metrics if m not in left_out]
    expected = {own[code].id for own in drawn for code in measures.area.codes if own[code].present}
    marks = {mark.figure for mark in drawing.marks}
    assert expected <= marks
    assert not any(mark.startswith("sub-") for mark in marks)
    assert not list(faults(drawing))


@pytest.mark.parametrize("key", ["aging_rate", "welfare_rate"])
def test_an_indicator_without_a_value_of_ours_is_left_out(key: str) -> None:
    """It has no strip, and its name is handed back so that the page can say so."""
    measures = real_measures("青森県")
    one = measures.comparisons[key]
    lost = replace(one, own=MappingProxyType({code: replace(f, value=None) for code, f in one.own.items()}))
    without = replace(measures, comparisons=MappingProxyType({**measures.comparisons, key: lost}))
    (left_out,) = plotting.undrawn(without)
    assert left_out.key == key
    assert left_out.short_label not in [text.text for text in texts_of(strips(without))]


def test_an_area_without_any_value_has_no_strips() -> None:
    """No chart without a dot of ours."""
    measures = real_measures("岩手県")
    lost = {
        key: replace(one, own=MappingProxyType({code: replace(f, value=None) for code, f in one.own.items()}))
        for key, one in measures.comparisons.items()
    }
    assert plotting.background_strips(replace(measures, comparisons=MappingProxyType(lost))) is None


@pytest.mark.parametrize(
    ("area", "key", "told"),
    [
        ("栃木県", "welfare_rate", ["中央値", "全国値", "栃木県全域"]),
        ("栃木県", "population", ["中央値"]),
        ("岩手県", "aging_rate", ["中央値", "全国値"]),
        ("関東地方", "aging_rate", ["中央値", "全国値"]),
    ],
)
def test_the_yardsticks_of_a_strip(area: str, key: str, told: list[str]) -> None:
    """A prefecture's own value stands beside the median where its form gives one; a sum never does."""
    measures = real_measures(area)
    assert [one.word for one in strip_of(measures, measures.comparisons[key]).references] == told


@BOTH
def test_a_corrected_figure_carries_its_sign(narrow: bool) -> None:
    """r (corrected) and ? (asked about) at its dot, as in the table."""
    assert "那須烏山市 r?6.6" in [text.text for text in texts_of(strips(real_measures("栃木県"), narrow=narrow))]


@BOTH
def test_the_names_of_phone_and_page_differ(narrow: bool) -> None:
    """Two drawings of one chart can stand in one document."""
    measures = real_measures("岩手県")
    people = plotting.people(measures, narrow=narrow)
    assert people is not None
    names = {people.name, strips(measures, narrow=narrow).name}
    assert names == ({"people-narrow", "background-narrow"} if narrow else {"people", "background"})
    assert people.width == (88.0 if narrow else 174.0)
