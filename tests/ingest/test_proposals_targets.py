"""Proposals from whole forms: which figures are targets, which are not, and what came of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import chiikiryoku, form, forms, takikan

from generator.dataset.targets_review import ReviewRow
from generator.ingest.proposals.naming import category_of
from generator.ingest.proposals.proposing import propose

HEADED = "地域力強化推進事業"


def _rows(box: str, results: str = "見本の成果。", *, label: str = "事業の成果目標") -> tuple[ReviewRow, ...]:
    chapters = f"{chiikiryoku()}\n④事業内容\n{label}\n{box}\nウ その他\n{takikan()}"
    text = form(chapters=chapters).replace("見本の成果。", results)
    return propose("032051", forms(text)[0], fiscal_year=2018)


def _targets(box: str, results: str = "見本の成果。") -> list[tuple[str, str]]:
    return [(f"{row.target:f}", row.target_unit) for row in _rows(box, results)]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("養成講座の参加者数：500 人以上", [("500", "人")]),
        ("①講座の参加者数 50 人\n②会議の開催 年 4 回", [("50", "人"), ("4", "回/年")]),
        ("相談件数 年間 450 件（１地区あたり 150 件）", [("450", "件/年")]),
        ("団体数 現状 18 団体、平成 30 年度 20 団体、平成 32 年度 28 団体", [("20", "団体"), ("28", "団体")]),
        ("団体数 現状 18 団体、平成 32 年度 28 団体、平成 34 年度 37 団体", [("28", "団体"), ("37", "団体")]),
        ("団体数 現状 18 団体、平成 30 年度 20 団体、令和元年度 28 団体", [("20", "団体"), ("28", "団体")]),
        ("窓口のある市町村数 19 市町（平成 29 年 5 月）→32 市町村", [("32", "市町村")]),
        ("見守っている高齢者は 192 名おり、高齢者世帯は 217 世帯ある。", []),
        ("参考値として 2016 年度相談件数：16,960 件", []),
        ("平成 28 年度は 73 件の相談があった。", []),
        ("相談件数実績（平成 30 年 4 月～平成 31 年 2 月）：115 件", []),
        ("モデル事業を 4 町村が主体となって続ける。", []),
        ("住民の暮らしを支える。", []),
    ],
)
def test_targets_of_a_box(box: str, found: list[tuple[str, str]]) -> None:
    """Targets are proposed; states, earlier years, explanations and places are not."""
    assert _targets(box) == found


def test_the_line_is_that_of_the_figure() -> None:
    """In a wrapped sentence the figure's own line is cited."""
    wide = "あ" * 40
    (row,) = _rows(f"{wide}\n地区部会の研修の実施回数 年 4 回{wide[:10]}")
    source = form(chapters=f"{chiikiryoku()}\n④事業内容\n事業の成果目標\n{wide}\n地区部会")
    assert row.target_line == source.split("\n").index("地区部会") + 1


def test_a_target_told_again_in_another_box_counts_once() -> None:
    """The first place is cited."""
    again = f"{takikan()}\n⑧事業の成果目標\n相談件数 年間 450 件"
    text = form(chapters=f"{chiikiryoku()}\n④事業内容\n事業の成果目標\n相談件数 年間 450 件\nウ その他\n{again}")
    (row,) = propose("032051", forms(text)[0], fiscal_year=2018)
    assert row.programme == "chiikiryoku"


@pytest.mark.parametrize(
    "results",
    [
        "終結件数は、目標の 20 件に対し 9 件であった。",
        "福祉協力員委嘱数 20 件⇒9 件",
        "・終結件数：20 件 12 月現在 9 件",
    ],
)
def test_a_target_told_only_in_the_results(results: str) -> None:
    """A target that no box prints is taken from the results, with its result."""
    (row,) = _rows("なし", results)
    assert (row.target, row.result) == (Decimal(20), Decimal(9))


@pytest.mark.parametrize(
    ("box", "results", "found"),
    [
        ("相談件数 30 件", "相談件数 64 件", (64, "met", "compared")),
        ("相談件数 80 件", "相談件数 64 件", (64, "not_met", "compared")),
        ("相談件数 80 件", "相談件数 64 件（２月末現在）", (64, "undetermined", "partial_year")),
        ("相談件数 30 件", "相談件数 64 件（２月末現在）", (64, "met", "compared")),
        ("相談件数 80 件", "相談件数 64 世帯", (64, "undetermined", "other_unit")),
        ("相談件数 21 件", "相談件数 64 件", (64, "undetermined", "counted_otherwise")),
        ("相談件数 22 件", "相談件数 66 件", (66, "met", "compared")),
        ("待機者の減少 10 人", "待機者の減少 2 人", (2, "met", "compared")),
        ("講座の参加者 各地区 50 人", "講座の参加者 64 人", (64, "undetermined", "other_unit")),
        ("ワークショップの参加人数 50 人", "ワークショップの参加人数 38 人～91 人", (38, "not_met", "range")),
        ("地域ケア会議の開催 年 2 回", "地域ケア会議は、計画どおり開催した。", (None, "met", "stated")),
        ("地域ケア会議の開催 年 2 回", "地域ケア会議は、目標を達成できなかった。", (None, "not_met", "stated")),
        ("相談件数 30 件", "職員を配置した。", (None, "undetermined", "no_result")),
        ("待機者の減少 10 人", "待機者の減少 8 人", (8, "met", "compared")),
        ("研修会の開催 10 回", "研修会（10 回）開催 →達成（14 回開催）", (14, "met", "compared")),
        ("解決件数 200 件", "成果目標：解決件数 200 件\n結果：解決件数 12 件。", (12, "not_met", "compared")),
        ("相談件数 330 件", "相談件数 316 件（成果目標 330 件）", (316, "not_met", "compared")),
    ],
)
def test_what_came_of_a_target(box: str, results: str, found: tuple[int | None, str, str]) -> None:
    """The result is found and judged by the fixed rules."""
    (row,) = _rows(box, f"{HEADED}\n{results}")
    assert (row.result, row.assessment, row.basis) == found


def test_milestones_of_later_years_are_targets_of_their_own() -> None:
    """現状 is none; each later year is one, named by it and not judged."""
    box = "福祉活動団体数\n現状 18 団体、平成 32 年度 28 団体、平成 34 年度 37 団体"
    rows = _rows(box, f"{HEADED}\n福祉活動団体数 28 団体")
    assert [(row.target, row.basis, row.result) for row in rows] == [
        (Decimal(28), "other_year", None),
        (Decimal(37), "other_year", None),
    ]
    assert [row.indicator[-11:] for row in rows] == ["（平成32年度の目標）", "（平成34年度の目標）"]


def test_a_milestone_of_the_first_year_of_an_era_is_named_by_it() -> None:
    """令和元年度 is the year after 平成30年度."""
    rows = _rows("団体数 現状 18 団体、平成 30 年度 20 団体、令和元年度 28 団体")
    assert ["（令和元年度の目標）" in row.indicator for row in rows] == [False, True]


def test_one_result_serves_one_target() -> None:
    """Two targets with the same figure do not share a result."""
    box = "福祉協力員の委嘱数 30 名\n連携講座の修了者数 30 名"
    first, second = _rows(box, f"{HEADED}\n福祉協力員委嘱数 30 名⇒26 名")
    assert (first.result, second.result) == (Decimal(26), None)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("ボランティア養成講座参加者数", "研修・講座"),
        ("相談支援包括化推進会議の開催", "会議・連携"),
        ("相談支援包括化推進会議の相談件数", "相談"),
        ("サロンの新規立ち上げ", "拠点・居場所"),
        ("福祉協力員委嘱数", "人材・担い手"),
        ("啓発件数", "周知"),
        ("蕗の収穫量", "その他"),
    ],
)
def test_the_last_telling_word_gives_the_category(name: str, category: str) -> None:
    """The head of a Japanese noun phrase stands last."""
    assert category_of(name) == category


def test_confidence_is_between_zero_and_one_and_names_are_short() -> None:
    """Whatever is proposed can stand in the review file."""
    rows = _rows("・" + "とても長い名前の" * 10 + "講座の参加者数 50 人\n・会議 5 地区以上で開催")
    assert all(0 < row.confidence < 1 and 0 < len(row.indicator) <= 40 for row in rows)
