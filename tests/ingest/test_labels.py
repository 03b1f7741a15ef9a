"""How printed words are written in a questionnaire, and what they match."""

from __future__ import annotations

import pytest
from ingest_sample import LABELS

from generator.ingest.form.labels import any_of
from generator.printed.characters import squeeze


@pytest.mark.parametrize(
    ("label", "printed", "matches"),
    [
        ("公立小学校数", "公 立 小学校数", True),
        ("実施主体［（委託先）］", "実施主体", True),
        ("実施主体［（委託先）］", "実施主体（委託先）", True),
        ("［④］推進員の人数", "⑤推進員の人数", True),
        ("［④］推進員の人数", "推進員の人数", True),
        ("②事業名", "②事業名", True),
        ("②事業名", "③事業名", False),
        ("地縁組織［（…）］加入率", "地縁組織（自治会、町内会等）加入率", True),
        ("地縁組織［（…）］加入率", "地縁組織。加入率", False),
        ("場の…整備", "場の一つの整備", True),
        ("参考URL", "参考 ＵＲＬ", True),
    ],
)
def test_a_label_matches_what_is_printed(label: str, printed: str, matches: bool) -> None:
    """Optional words, gaps, any circled number; blanks and widths do not matter."""
    assert (any_of([label]).fullmatch(squeeze(printed)) is not None) is matches


def test_what_must_follow_is_no_part_of_the_label() -> None:
    """地域包括支援センター counts as printed only in front of 直営：."""
    match = any_of(["センター〈直営：〉"]).match("センター直営:1")
    assert match is not None
    assert match.group() == "センター"


@pytest.mark.parametrize(
    ("printed", "matches"),
    [
        ("3.地域力強化推進事業について", True),
        ("4、地域力強化推進事業について", True),
        ("地域力強化推進事業について", False),
    ],
)
def test_a_chapter_s_number_may_be_any(printed: str, matches: bool) -> None:
    """Chapters shift where a programme is not run; prose without a number is no heading."""
    assert (LABELS.programmes["chiikiryoku"].match(printed) is not None) is matches


def test_no_words_match_nothing() -> None:
    """An empty list is no pattern that matches everywhere."""
    assert any_of([]).search("何か") is None
