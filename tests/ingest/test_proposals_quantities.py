"""Figures with their unit, as respondents write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.ingest.proposals.quantities import find_quantities
from generator.ingest.proposals.texts import TextItem
from generator.printed.characters import squeeze


def _item(text: str) -> TextItem:
    unified = squeeze(text)
    return TextItem(unified, (1,) * len(unified))


def _read(text: str) -> list[tuple[str, str]]:
    return [(f"{quantity.value:f}", quantity.unit) for quantity in find_quantities(_item(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参加者 ５０ 名以上", [("50", "人")]),
        ("11 カ所", [("11", "か所")]),
        ("１箇所", [("1", "か所")]),
        ("年 2 回", [("2", "回/年")]),
        ("年間で 30 件", [("30", "件/年")]),
        ("30 件(年間)", [("30", "件/年")]),
        ("3 回／年", [("3", "回/年")]),
        ("月平均１０件", [("10", "件/月")]),
        ("１月当たり５件", [("5", "件/月")]),
        ("15 人／日", [("15", "人/日")]),
        ("各地区 50 人", [("50", "人/地区")]),
        ("月１程度の訪問", [("1", "回/月")]),
        ("２千件", [("2000", "件")]),
        ("15,000 件", [("15000", "件")]),
        ("70%以上", [("70", "％")]),
        ("7 割程度", [("7", "割")]),
        ("平成 30 年 4 回", [("4", "回")]),
    ],
)
def test_units_and_periods(text: str, found: list[tuple[str, str]]) -> None:
    """A figure keeps its period; spellings of one unit become one."""
    assert _read(text) == found


@pytest.mark.parametrize(
    "text",
    ["第 1 回", "2 月末", "回答 30 年", "一人暮らし", "１つの圏域", "平成 30 年度", "3 つ以上の課題", "389,0606 件"],
)
def test_what_is_no_figure(text: str) -> None:
    """Ordinals, dates, set phrases and broken numbers are passed over."""
    assert _read(text) == []


def test_a_range_counts_by_its_lower_bound() -> None:
    """2～3件 is 2, marked as a range."""
    (quantity,) = find_quantities(_item("毎月 ２～３件"))
    assert (quantity.value, quantity.unit, quantity.ranged) == (Decimal(2), "件/月", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("１か所×３０人×１２回", [("360", "人")]),
        ("30 人×15 地区＝450 名(年間、延べ数)", [("450", "人")]),
        ("54 地区×1 人×12 か月 のべ 648 人", [("648", "人")]),
        ("120 人 10 人×６回×２地区", [("120", "人")]),
        ("月８件×１２ヶ月＝９６件", [("96", "件")]),
    ],
)
def test_a_product_is_one_figure(text: str, found: list[tuple[str, str]]) -> None:
    """Factors become their product, once."""
    assert _read(text) == found


def test_long_digits_are_read_in_no_time() -> None:
    """A hostile run of digits without a unit does not hang the reader."""
    assert _read("1" * 5000 + "、" + "9" * 5000) == []
