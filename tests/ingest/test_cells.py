"""One figure of the basic table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import LABELS, region

from generator.dataset.contract import Status
from generator.ingest.form.cells import read_cell
from generator.ingest.form.read_value import Reading

_ITEMS = {item.metric: item for item in LABELS.metrics}


def _read(metric: str, printed: str) -> Reading:
    return read_cell(region(printed), _ITEMS[metric])


@pytest.mark.parametrize(
    ("metric", "printed", "value"),
    [
        ("population", "12,345（人）", "12345"),
        ("population", "１２，３４５（人）", "12345"),
        ("population", "12,345", "12345"),
        ("population", "1.2万（人）", "12000"),
        ("population", "12.3（千人）", "12300"),
        ("population", "12,345 人（平成 31 年 1 月 1 日現在）", "12345"),
        ("population", "（H31.1.1） 12,345（人）", "12345"),
        ("population", "12,\n345（人）", "12345"),
        ("population", "三千四十二（人）", "3042"),
        ("households", "22,174(世帯)", "22174"),
        ("aging_rate", "４ ２ ． ５ ( ％ )", "42.5"),
        ("aging_rate", "425（‰）", "42.5"),
        ("welfare_rate", "9.17（‰）", "9.17"),
        ("welfare_rate", "0.35（％）", "3.5"),
        ("welfare_rate", "１.３３％", "13.3"),
        ("area", "1,121.26（k ㎡）", "1121.26"),
        ("welfare_rate", "（％） 3.7", "37"),
        ("area", "113.81（㎢）", "113.81"),
        ("area", "11,381（ha）", "113.81"),
        ("association_rate", "約 70(％)", "70"),
        ("association_rate", "９８．９５％", "98.95"),
        ("elementary_schools", "（1）(校)", "1"),
        ("elementary_schools", "※16(校)", "16"),
        ("elementary_schools", "16(校)（うち分校 2 校）", "16"),
        ("junior_high_schools", "なし(校)", "0"),
    ],
)
def test_figure_is_read(metric: str, printed: str, value: str) -> None:
    """A figure is read in the contract's unit, however it is set."""
    reading = _read(metric, printed)
    assert (reading.value, reading.status) == (Decimal(value), Status.REPORTED)


@pytest.mark.parametrize(
    ("metric", "printed", "shown"),
    [
        ("association_rate", "", ""),
        ("association_rate", "(％)", ""),
        ("association_rate", "－ (％)", "－"),
        ("association_rate", "―(％)", "―"),
        ("association_rate", "-", "-"),
        ("association_rate", "不明(％)", "不明"),
        ("association_rate", "未集計", "未集計"),
        ("area", "（k ㎡）", ""),
        ("elementary_schools", "※記入例 3(校)", ""),
    ],
)
def test_missing_without_doubt(metric: str, printed: str, shown: str) -> None:
    """Blank, dashes and words for unknown are missing, as printed, and need no second look."""
    reading = _read(metric, printed)
    assert (reading.value, reading.status, reading.printed, reading.doubts) == (None, Status.MISSING, shown, ())


@pytest.mark.parametrize(
    ("metric", "printed"),
    [
        ("households", "389,0606（世帯）"),
        ("population", "27.326（人）"),
        ("population", "1、234（人）"),
        ("population", "1,000～1,200（人）"),
        ("population", "-12（人）"),
        ("population", "12（社）"),
        ("population", "12\n345（人）"),
        ("welfare_rate", "9.17"),
        ("aging_rate", "調査中の値による"),
    ],
)
def test_doubtful_is_missing_with_a_flag(metric: str, printed: str) -> None:
    """What cannot be read for certain is never guessed: it is missing, and the editor is told."""
    reading = _read(metric, printed)
    assert (reading.value, reading.status) == (None, Status.MISSING)
    assert reading.doubts


@pytest.mark.parametrize(
    ("metric", "printed", "note"),
    [
        ("association_rate", "約 70(％)", "概数"),
        ("elementary_schools", "※16(校)", "※印付き"),
        ("elementary_schools", "（1）(校)", "括弧内の数"),
        ("welfare_rate", "0.35（％）", "％の印字を10倍"),
        ("aging_rate", "425（‰）", "‰の印字を10分の1に換算"),
        ("welfare_rate", "10.9(‰)(H30/11 現在)", "H30/11現在"),
        ("welfare_rate", "14.8（‰）\n※全県", "付記「全県」"),
        ("population", "12,345", "単位の印字なし"),
        ("population", "12,345 人以上", "「以上」と付記"),
    ],
)
def test_note_says_what_is_special(metric: str, printed: str, note: str) -> None:
    """A figure that is no plain one carries a note."""
    assert note in _read(metric, printed).notes


@pytest.mark.parametrize(
    ("metric", "printed"),
    [
        ("welfare_rate", "6.59（％）"),
        ("welfare_rate", "0.094（％）"),
        ("association_rate", "171(％)"),
        ("population", "12,345（人） 678（人）"),
        ("population", "12 345（人）"),
    ],
)
def test_implausible_is_kept_with_a_flag(metric: str, printed: str) -> None:
    """A figure that reads well but looks wrong is kept as computed, and flagged."""
    reading = _read(metric, printed)
    assert reading.status is Status.REPORTED
    assert reading.doubts


def test_printed_and_line_are_those_of_the_figure() -> None:
    """The printed figure keeps its characters, and the line is where it stands."""
    reading = _read("population", "\n\n１２，３４５（人）")
    assert (reading.printed, reading.line) == ("１２，３４５", 3)


def test_blank_item_cites_its_label() -> None:
    """A missing figure cites the line of its label."""
    assert _read("population", "").line == 1
