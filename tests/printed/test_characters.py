"""Characters are unified the same way everywhere."""

from __future__ import annotations

import pytest

from generator.printed.characters import is_wide, squeeze, unified


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("１２，３４５（人）", "12,345(人)"),
        ("２ ５ . ５ ９ ( ％ )", "25.59(%)"),
        ("k ㎡", "km2"),
        ("㎢", "km2"),
        ("①50 名", "①50名"),
        ("⑳5", "⑳5"),
        ("－―–−‐", "-----"),
        ("センター", "センター"),
        ("\ufeff人\u200b口", "人口"),
        ("○〇◯", "○〇◯"),
        ("ＮＰＯ法人", "NPO法人"),
    ],
)
def test_squeeze_unifies_width_and_drops_space(printed: str, expected: str) -> None:
    """Full-width forms, spaces and dashes are unified; circled numbers and marks are left alone."""
    assert squeeze(printed) == expected


def test_private_use_bullet_survives() -> None:
    """A private-use bullet is a character like any other."""
    assert unified("\uf09e") == "\uf09e"


@pytest.mark.parametrize(("character", "wide"), [("課", True), ("Ａ", True), ("7", False), ("/", False)])
def test_width(character: str, wide: bool) -> None:
    """Kanji and full-width letters are wide, ASCII is not."""
    assert is_wide(character) is wide
