"""Page 1 of every brief: each sentence is proved from the tables by a second reckoning."""

from __future__ import annotations

import claims
import plain
import pytest
from builders import real_areas, real_page
from printed_text import page_one, parsed

from generator.measures.areas import Scope

AREAS = list(real_areas())


def ground(name: str) -> claims.Ground:
    area = real_areas()[name]
    codes = set(area.codes)
    replies = [reply for reply in plain.replies() if reply.code in codes]
    prefectures = list(dict.fromkeys(reply.prefecture for reply in replies))
    return claims.Ground(replies, prefectures, area.scope is not Scope.PREFECTURE)


def told(name: str) -> list[str]:
    """The headline and the findings as they are read."""
    headline, findings = page_one(parsed(real_page(name).html))
    return [headline, *findings]


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_of_page_1_is_true(name: str) -> None:
    """Headline and findings say what the tables say, and nothing that has no proof."""
    here = ground(name)
    for sentence in told(name):
        claims.prove(here, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "実施する4自治体のうち3自治体が、地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方を行う。",
        "矢巾町の生活保護受給率は3.5‰で、記入のある46自治体中、低い方から4番目である。",
        "矢巾町の生活保護受給率は3.6‰で、記入のある46自治体中、低い方から3番目である。",
        "高齢化率は、盛岡市の27.0％から岩泉町の42.5％まで、実施自治体の間に開きがある。",
        "相談支援包括化推進員は人口10万人当たり7.6人で、全回答自治体の値（1.7人）を下回る",
        "判定できる数値目標10件の全てを達成",
        "個票4件のうち1件が「ひきこもり」に触れる。収録された市町村の個票全体では46件のうち19件である。",
        "岩手県はよい県である。",
    ],
)
def test_a_false_sentence_is_found_out(sentence: str) -> None:
    """The proofs can fail: of 岩手県 none of these is true."""
    with pytest.raises(AssertionError):
        claims.prove(ground("岩手県"), sentence)


def test_no_two_briefs_tell_the_same() -> None:
    """Page 1 of two areas never reads alike, unless they hold the same respondents (北海道 and its block)."""
    texts = {name: "".join(told(name)) for name in AREAS}
    same = {
        (one, other)
        for one in AREAS
        for other in AREAS
        if one < other and texts[one] == texts[other] and real_areas()[one].codes != real_areas()[other].codes
    }
    assert not same


@pytest.mark.parametrize("name", AREAS)
def test_page_1_tells_three_to_five_findings(name: str) -> None:
    """Three findings at least, five at most, none twice."""
    findings = told(name)[1:]
    assert 3 <= len(findings) <= 5
    assert len(set(findings)) == len(findings)
