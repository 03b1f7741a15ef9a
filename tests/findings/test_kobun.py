"""The lint itself: each rule finds its fault and leaves good 公用文 alone."""

from __future__ import annotations

import kobun
import pytest

from generator.audit.kobun import SLIPS

BAD = [
    ("4自治体です。", "である調"),
    ("示しました", "である調"),
    ("最も劣っている", "優劣の語"),
    ("ワーストである", "優劣の語"),
    ("全国3位である", "順位の語"),
    ("これが原因である", "原因の語"),
    ("達成した。。", "重なる句読点"),
    ("全国値(28.1％)を上回る", "半角の括弧"),
    ("盛岡市 と遠野市", "半角の空白"),
    ("4月〜3月", "波線"),
    ("人口は３万人", "全角の数字"),
    ("28.1%である", "百分率"),
    ("人口は354030人", "3桁区切り"),
    ("人口は35,40人", "桁区切りの位置"),
    ("人口は35,4030人", "桁区切りの位置"),
    ("差は-1.2である", "負の数"),
    ("加入率は…％である", "値のない単位"),
    ("推進員は－人である", "値のない単位"),
    ("4自治体自治体", "単位の重なり"),
    ("0自治体が達成した", "0の主語"),
    ("達成した0件は", "0の主語"),
    ("1自治体の全てが行う", "1つの全て"),
    ("判定できるものは1件で、その全てが達成された", "1つの全て"),
    ("1件のうち1件を達成", "1つの全て"),
    ("4自治体中4自治体が行う", "nのうちn"),
    ("13件のうち13件を達成", "nのうちn"),
    ("2自治体の全てが行う", "2つの全て"),
    ("盛岡市がが行う", "助詞の重なり"),
    ("人口をを示す", "助詞の重なり"),
    ("記述がない、又は単位又は指標が異なる", "又はの重なり"),
    ("単位又は指標が異なる、又は記述がない", "又はの重なり"),
    ("人口人口を示す", "語の重なり"),
    ("値はNoneである", "読めない文字"),
    ("（全国値28.1％を上回る", "括弧の対"),
    ("ｶﾌｪを開く", "半角の仮名"),
    ("16.6パーミル", "千分率"),
]
GOOD = [
    "実施する4自治体の全てが、地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方を行う。",
    "高齢化率は、矢巾町の25.2％から岩泉町の42.5％まで、実施自治体の間に開きがある。",
    "人口10万人当たり7.6人で、全回答自治体の値（1.7人）を上回る。",
    "平成30年度（2018年度）の実績は、1,234件である。",
    "数値目標18件のうち、達成を判定できるものは10件で、このうち4件が達成された。",
    "直営又は委託の一方だけが記されている場合、もう一方は「…」とした。",
    "住民とともに進める取組である。",
    "2件とも達成された。",
    "100自治体中10自治体が行う。",
    "10自治体が行う。",
    "増減は△1.2ポイントである。",
    "個票11件のうち1件が触れる。",
    "都道府県の個票に記されている。",
    "4か所を直営で、13か所を委託により行う。",
    "住民一人一人が役割を持つ。",
]


@pytest.mark.parametrize(("text", "rule"), BAD)
def test_fault_is_found(text: str, rule: str) -> None:
    """The fault is named by its rule."""
    assert rule in {complaint.rule for complaint in kobun.lint(text)}


@pytest.mark.parametrize("text", GOOD)
def test_good_text_passes(text: str) -> None:
    """What a ministry prints is not complained of."""
    assert kobun.lint_prose(text) == []


def test_every_rule_has_a_fault_that_proves_it() -> None:
    """No rule is dead: each one is broken by an example; those of spelling have theirs in audit/test_wording.py."""
    assert {rule.name for rule in kobun.RULES if rule not in SLIPS} | {"括弧の対"} == {rule for _, rule in BAD}


def test_names_are_not_looked_at() -> None:
    """A project called 「すべての人の居場所づくり（３か年）」 is quoted as it is."""
    name = "すべての人の居場所づくり（３か年）"
    assert kobun.lint(f"事業名は「{name}」である。", names=[name]) == []


def test_sentences_end_at_stops_outside_brackets() -> None:
    """A stop inside 「」 or （） does not end the sentence."""
    assert kobun.sentences("「始める。」と記す。次に進む（終わり。）。") == [
        "「始める。」と記す。",
        "次に進む（終わり。）。",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("4自治体が行う", "文末"), ("4自治体の実施。", "文末の形"), ("あ" * 160 + "である。", "長い文")],
)
def test_prose_needs_whole_sentences(text: str, rule: str) -> None:
    """A paragraph ends in 「。」, each sentence in a verb or である, none is endless."""
    assert rule in {complaint.rule for complaint in kobun.lint_prose(text)}
