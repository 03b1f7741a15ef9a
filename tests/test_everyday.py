"""Characters of broken PDFs become everyday ones; what a respondent wrote is left alone."""

from __future__ import annotations

import pytest

from generator.everyday import everyday


@pytest.mark.parametrize(
    ("written", "everyday_form"),
    [
        ("⻝事", "食事"),
        ("校⻑", "校長"),
        ("⻘森県", "青森県"),
        ("⻄和賀町", "西和賀町"),
        ("⻯⻲⻤", "竜亀鬼"),
        ("市⺠", "市民"),
        ("⼾別", "戸別"),
        ("⾼齢", "高齢"),
        ("⽣活", "生活"),
        ("黑⽯", "黒石"),
        ("戶籍", "戸籍"),
        ("惠庭市", "恵庭市"),
        ("か\u3099っこう", "がっこう"),
        ("ハ\u309aン", "パン"),
    ],
)
def test_becomes_everyday(written: str, everyday_form: str) -> None:
    """Radicals, old forms and kana in two pieces."""
    assert everyday(written) == everyday_form


@pytest.mark.parametrize("text", ["①50名", "１０～２０", "△3", "㎡", "髙橋", "神戸", "ｶﾞｽ", "〇〇市", "Ⅲ"])
def test_leaves_alone(text: str) -> None:
    """Full-width forms, circled numbers and characters of names stay as they are printed."""
    assert everyday(text) == text
