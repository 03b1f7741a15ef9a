"""The shipped themes, and how mentions are counted."""

from __future__ import annotations

import re

import pytest

from generator.config import Config, Theme, load_config

SETTINGS = load_config(year=2018)
METRIC_ROWS = [pytest.param(metric, id=metric.key) for metric in SETTINGS.metrics.values()]
THEMES = [pytest.param(theme, id=theme.id) for theme in SETTINGS.themes]


@pytest.fixture(scope="module")
def config() -> Config:
    return SETTINGS


def test_there_are_enough_themes(config: Config) -> None:
    """The heat table has at least 22 rows."""
    assert len(config.themes) >= 22


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_finds_its_own_terms(theme: Theme) -> None:
    """Each plain pattern is found in itself; patterns do not hide each other."""
    plain = [pattern for pattern in theme.patterns if not re.search(r"[\[\](){}?*+.|^$\\]", pattern)]

    assert [pattern for pattern in plain if not theme.find(f"、{pattern}、")] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_finds_nothing_in_other_words(theme: Theme) -> None:
    """No pattern matches everything."""
    assert theme.find("町の北には山があり、南には海がある。") == ()


@pytest.mark.parametrize("theme", THEMES)
def test_patterns_are_written_in_half_width(theme: Theme) -> None:
    """Text is normalised to NFKC before the search, so patterns must be too."""
    assert not re.search(r"[Ａ-Ｚａ-ｚ０-９]", "".join(theme.patterns + theme.exclude))


@pytest.mark.parametrize(
    ("theme", "text", "mentions"),
    [
        ("gomi", "ごみ屋敷、ゴミ屋敷、ごみ出し", 3),
        ("hikikomori", "ひきこもり、引きこもり、8050問題", 3),
        ("ido", "買い物支援と買物代行", 2),
        ("akiya", "空き家・空家・空き店舗", 3),
        ("tabunka", "外国人観光客が増え、外国人住民も増えた", 1),
        ("kenri", "DVDを配り、DVを防ぐ", 1),
        ("sumai", "住まいるの会が住まいを探す", 1),
        ("iryo", "医療法人の病院", 1),
        ("kigyo", "社会的企業と民間企業", 1),
        ("konkyu", "公立中学校数3(校)生活困窮者自立相談支援事業委託:1か所。生活困窮の相談", 1),
        ("kifu", "寄付、寄附、共同募金、クラウドファンディング", 4),
        ("chonai", "担当部署名福祉課、庁内の関係部署", 2),
    ],
)
def test_mentions_are_counted(config: Config, theme: str, text: str, mentions: int) -> None:
    """Spellings vary, headings and proper names do not count."""
    found = next(each for each in config.themes if each.id == theme)

    assert len(found.find(text)) == mentions
