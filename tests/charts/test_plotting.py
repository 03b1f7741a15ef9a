"""Which figures go into which chart: what the data of single areas need."""

from __future__ import annotations

import pytest
from builders import real_areas, real_measures
from chart_geometry import faults, texts_of

from generator.charts import plotting
from generator.measures.areas import Scope


def beside(area: str, subject: str) -> list[str]:
    """What the row of a subject says in the panel of 自立相談支援機関."""
    texts = texts_of(plotting.contracts(real_measures(area)))
    row = next(text.y for text in texts if text.text == subject)
    panel = next(text.x for text in texts if text.text.startswith("自立相談支援機関"))
    return [text.text for text in texts if abs(text.y - row) < 1.0 and text.x >= panel]


def test_places_of_no_known_way_stay_in_the_total() -> None:
    """北海道: five contracted, one of 音威子府村 undivided, and a 0 that one town wrote while others wrote nothing."""
    assert beside("北海道地方", "北海道") == ["直営", "…", "委託", "5", "計", "6"]


def test_a_zero_that_one_respondent_wrote_is_a_zero() -> None:
    """岩泉町 itself wrote 0."""
    assert beside("岩手県", "岩泉町") == ["直営", "0", "委託", "2"]


@pytest.mark.parametrize(("area", "key"), [("青森県", "association_rate"), ("群馬県", "association_rate")])
def test_no_strip_without_a_value(area: str, key: str) -> None:
    """Where nobody of the area gives the indicator, the comparison has no strip of it; page 1 says why."""
    assert plotting.further_strip(real_measures(area), key) is None
    said = [text.text for text in texts_of(plotting.main_strips(real_measures(area)))]
    assert any(text.startswith("不詳・未記入 ") for text in said)


@pytest.mark.parametrize("area", [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE])
def test_targets_of_one_area_have_one_scale(area: str) -> None:
    """100 ％ stands at the same place in all charts of the area, and the numbers in the same columns."""
    measures = real_measures(area)
    drawn = [one for code in measures.achievements.by_code if (one := plotting.achievement(measures, code))]
    heads = {
        (text.text, round(text.x, 2))
        for one in drawn
        for text in texts_of(one)
        if text.text in ("0％", "目標 100％", "目標比", "実績／目標")
    }
    assert len(heads) in (0, 4)


@pytest.mark.parametrize("area", real_areas())
def test_zero_and_near_zero_are_told_apart(area: str) -> None:
    """札幌市's 0 stands before the break of the axis in every brief, 仙台市's 0.09 behind it; none is beyond the axis."""
    drawing = plotting.coordinators(real_measures(area))
    numbers = {text.text: text.x for text in texts_of(drawing)}
    assert 0 < numbers["0"] < numbers["0.1"] - 8.0
    assert numbers["対数目盛り"] == pytest.approx(0.0, abs=0.01)
    assert not list(faults(drawing))
