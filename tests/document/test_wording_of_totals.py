"""Whose figures a total is, and what stands behind it, is said where it is printed."""

from __future__ import annotations

from functools import cache

import pytest
from builders import real_areas, real_measures, real_page
from generator.findings.implementation import coordinator_findings, target_findings
from printed_text import Block, blocks, parsed

from generator.measures.areas import Scope


@cache
def texts(name: str) -> tuple[Block, ...]:
    """All blocks of text of a brief."""
    return tuple(blocks(parsed(real_page(name).html)))


def says(name: str, section: str, words: str) -> bool:
    """Whether a section of a brief prints the words in one block."""
    return any(words in block.text for block in texts(name) if block.section == section)


def labels(name: str, chart: str) -> set[str]:
    """What stands beside the dots of a chart, without the numbers."""
    return {label.text.rpartition(" ")[0] for label in real_page(name).view.charts[chart].drawing.labels if label.figure}


def test_a_total_tells_of_figures_corrected_elsewhere() -> None:
    """那須烏山市's rate is corrected: all medians contain it, only its own prefecture lists it."""
    elsewhere = "生活保護受給率の全回答自治体などの計・平均及び中央値は、他の都道府県の自治体について訂正した数値を含む"

    assert says("岩手県", "about", elsewhere)
    assert not says("栃木県", "about", elsewhere)
    assert says("栃木県", "about", "那須烏山市の生活保護受給率")


@pytest.mark.parametrize(
    ("name", "words"), [("岩手県", "4／33市町村"), ("東京都", "8／62区市町村"), ("関東地方", "市町村")]
)
def test_municipalities_are_called_by_their_name(name: str, words: str) -> None:
    """Tokyo counts its wards, and says so."""
    assert says(name, "summary", words)


@pytest.mark.parametrize("name", ["収録都道府県", "東北地方"])
def test_the_only_respondent_of_a_prefecture_stands_for_itself(name: str) -> None:
    """A value of one city is drawn and tabled under the city's name, not as its prefecture's mean."""
    assert "仙台市" in labels(name, "strip-aging_rate") and "宮城県" not in labels(name, "strip-aging_rate")
    assert says(name, "comparison", "宮城県（仙台市）") and says(name, "comparison", "岩手県（4自治体）")


def test_a_prefecture_s_own_form_is_compared_with() -> None:
    """秋田県 gives figures of the whole prefecture; 岩手県 has no form."""
    assert says("秋田県", "comparison", "秋田県の全域") and says("秋田県", "comparison", "977,675")
    assert not says("岩手県", "comparison", "岩手県の全域")


def test_a_programme_without_anybody_has_no_column() -> None:
    """Nobody in 岩手県 has a part in the prefecture's programme; 東京都 has a form of it."""
    assert not says("岩手県", "implementation", "都道府県事業")
    assert says("東京都", "implementation", "都道府県事業")


def test_an_undefined_indicator_is_not_printed() -> None:
    """The coordinators stand on page 1: what they are stands under the definitions."""
    assert says("岩手県", "about", "個票の「配置予定人数」")


@pytest.mark.parametrize("name", real_areas())
def test_a_headline_on_coordinators_holds_against_sum_and_median(name: str) -> None:
    """The sum over all is low because of a few large cities: what lies above it alone is no headline."""
    measures = real_measures(name)
    rate = measures.comparisons["coordinators_per_100k"]
    for finding in coordinator_findings(measures):
        if finding.headline and finding.kind == "coordinators":
            sides = {finding.density.exact > other.exact for other in (rate.everyone.figure, rate.median)}
            assert len(sides) == 1 and measures.area.scope is not Scope.NATION


@pytest.mark.parametrize("name", real_areas())
def test_a_headline_on_targets_tells_of_all_of_them(name: str) -> None:
    """Among those that can be assessed more are met than of all: the share of some makes no headline."""
    for finding in target_findings(real_measures(name)):
        if finding.headline and finding.kind == "targets":
            assert finding.tally.undetermined.exact == 0
