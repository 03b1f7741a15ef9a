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


def without(measures: Measures, *keys: str) -> Measures:
    """The measures in which nobody gives the indicators."""
    lost = {
        key: replace(one, own=MappingProxyType({code: replace(f, value=None) for code, f in one.own.items()}))
        for key, one in measures.comparisons.items()
        if key in keys
    }
    return replace(measures, comparisons=MappingProxyType({**measures.comparisons, **lost}))


@BOTH
def test_an_indicator_without_a_value_of_ours_is_left_out(narrow: bool) -> None:
    """It has no strip, and its name is handed back so that the page can say so."""
    measures = without(real_measures("岩手県"), "aging_rate")
    (left_out,) = plotting.undrawn(measures)
    assert left_out.key == "aging_rate"
    drawing = strips(measures, narrow=narrow)
    assert not any(left_out.short_label in text.text for text in texts_of(drawing))
    assert not any(mark.figure.endswith("/aging_rate") for mark in drawing.marks)


def test_an_area_without_any_value_has_no_strips() -> None:
    """No chart without a dot of ours."""
    measures = real_measures("岩手県")
    lost = without(measures, *(metric.key for metric in measures.config.main_metrics))
    assert plotting.background_strips(lost) is None


def test_a_block_without_any_value_has_no_rows() -> None:
    """The same one level up."""
    assert plotting.prefecture_rows(without(real_measures("東北地方"), "aging_rate"), "aging_rate") is None


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
@pytest.mark.parametrize(("area", "code", "sign"), [("栃木県", "092151", "r"), ("秋田県", "053686", "?")])
def test_a_corrected_or_queried_figure_carries_its_sign(area: str, code: str, sign: str, narrow: bool) -> None:
    """As in the table: its signs stand at its dot, too."""
    measures = real_measures(area)
    figure = measures.comparisons["welfare_rate"].own[code]
    (label,) = (one for one in strips(measures, narrow=narrow).labels if one.figure == figure.id)
    assert sign in figure.signs
    assert label.text == f"{measures.name_of(code)} {figure.marked}"


@BOTH
def test_the_names_of_phone_and_page_differ(narrow: bool) -> None:
    """Two drawings of one chart can stand in one document."""
    measures = real_measures("岩手県")
    people = plotting.people(measures, narrow=narrow)
    assert people is not None
    names = {people.name, strips(measures, narrow=narrow).name}
    assert names == ({"people-narrow", "background-narrow"} if narrow else {"people", "background"})
    assert people.width == (88.0 if narrow else 174.0)
