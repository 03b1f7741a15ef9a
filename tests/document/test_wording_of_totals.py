"""Whose figures a total is, and what stands behind it, is said where it is printed."""

from __future__ import annotations

from functools import cache

import plain
import pytest
from builders import real_page
from printed_text import Block, blocks, parsed


@cache
def texts(name: str) -> tuple[Block, ...]:
    """All blocks of text of a brief."""
    return tuple(blocks(parsed(real_page(name).html)))


def says(name: str, section: str, words: str) -> bool:
    """Whether a section of a brief prints the words in one block."""
    return any(words in block.text for block in texts(name) if block.section == section)


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
    """A value of one city is tabled under the city's name too, not as its prefecture's mean."""
    assert says(name, "background", "宮城県（仙台市）")
    assert says(name, "background", "岩手県（4自治体）")


@pytest.mark.parametrize("name", ["収録都道府県", "東北地方", "関東地方"])
def test_a_mean_of_pilots_never_bears_a_prefectures_name_alone(name: str) -> None:
    """Every row says how many stand behind it, and the head that they are those that take part."""
    rows = [block.text for block in texts(name) if block.section == "background" and block.tag == "th"]
    held = {reply.prefecture for reply in plain.replies()}
    assert rows[0] == "都道府県の実施自治体"
    assert not held & set(rows)
    assert not [row for row in rows if "平均" in row and row.startswith(tuple(held))]


def test_a_prefecture_s_own_form_is_compared_with() -> None:
    """秋田県 gives figures of the whole prefecture; 岩手県 has no form."""
    assert says("秋田県", "background", "秋田県の全域") and says("秋田県", "background", "977,675")
    assert not says("岩手県", "background", "岩手県の全域")


def test_a_prefectures_own_programme_is_told_where_there_is_a_form() -> None:
    """Nobody in 岩手県 has a part in the prefecture's programme; 東京都 has a form of it, with its own counts."""
    assert not says("岩手県", "design", "個票に記された県内の状況")
    assert says("東京都", "design", "東京都の事業")
    assert says("東京都", "design", "42区市町村") and says("東京都", "design", "36区市町村")


def test_an_undefined_indicator_is_not_printed() -> None:
    """The coordinators stand on page 1: what they are stands under the definitions."""
    assert says("岩手県", "about", "個票の「配置予定人数」")
