"""Names of municipalities as people write them lead to the one that is meant."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.config import load_config
from generator.config.place_names import folded, places_called, places_in_short
from generator.config.regions import resolve_prefecture
from generator.config.romaji import romaji, typed
from generator.errors import ConfigError, RegionError

CONFIG = load_config(year=2018)
ROWS = tuple(CONFIG.municipalities.values())


@pytest.mark.parametrize(
    ("prefecture", "written", "name"),
    [
        ("青森県", "鰺ケ沢町", "鰺ヶ沢町"),
        ("青森県", "鰺ｹ沢町", "鰺ヶ沢町"),
        ("青森県", "鯵ヶ沢町", "鰺ヶ沢町"),
        ("青森県", "鰺が沢町", "鰺ヶ沢町"),
        ("青森県", "西津軽郡鰺ヶ沢町", "鰺ヶ沢町"),
        ("青森県", "青森県西津軽郡鯵ケ沢町", "鰺ヶ沢町"),
        ("青森県", "鰺 ヶ 沢 町", "鰺ヶ沢町"),
        ("岩手県", "岩手県盛岡市", "盛岡市"),
        ("岩手県", "岩⼿県⻄和賀町", "西和賀町"),
        ("北海道", "ﾆｾｺ町", "ニセコ町"),
        ("奈良県", "葛\U000e0100城市", "葛城市"),
        ("茨城県", "竜ヶ崎市", "龍ケ崎市"),
        ("宮城県", "塩釜市", "塩竈市"),
        ("群馬県", "中の条町", "中之条町"),
        ("大阪府", "四条畷市", "四條畷市"),
        ("東京都", "桧原村", "檜原村"),
        ("兵庫県", "赤穂郡上郡町", "上郡町"),
        ("福岡県", "糟屋郡須惠町", "須恵町"),
        ("高知県", "檮原町", "梼原町"),
        ("福島県", "郡山市", "郡山市"),
        ("奈良県", "大和郡山市", "大和郡山市"),
    ],
)
def test_a_name_is_recognised_however_it_is_written(prefecture: str, written: str, name: str) -> None:
    """Other forms of a character, ヶ, blanks, prefecture and county."""
    assert CONFIG.municipality(prefecture, written).name == name


@pytest.mark.parametrize(("prefecture", "written"), [("岩手県", "鰺ヶ沢町"), ("岩手県", "青森県盛岡市"), ("青森県", "津軽郡")])
def test_what_is_no_municipality_of_the_prefecture_is_unknown(prefecture: str, written: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ConfigError, match="市町村の表にありません"):
        CONFIG.municipality(prefecture, written)


def test_an_empty_name_is_the_prefecture_itself() -> None:
    """Its own row has no name, and matches nothing else."""
    assert CONFIG.municipality("岩手県", "").code == "030007"


def test_no_two_municipalities_of_a_prefecture_become_one() -> None:
    """Folding never makes two names of a prefecture the same."""
    names = Counter((row.prefecture, folded(row.name)) for row in ROWS if row.name)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("written", "prefectures"),
    [
        ("盛岡市", ["岩手県"]),
        ("鰺ヶ沢町", ["青森県"]),
        ("鯵ケ沢町", ["青森県"]),
        ("ニセコ町", ["北海道"]),
        ("にせこちょう", ["北海道"]),
        ("ニセコチョウ", ["北海道"]),
        ("岩手県盛岡市", ["岩手県"]),
        ("西津軽郡鰺ヶ沢町", ["青森県"]),
        ("盛岡", ["岩手県"]),
        ("岩手県盛岡", ["岩手県"]),
        ("もりおか", ["岩手県"]),
        ("morioka", ["岩手県"]),
        ("Morioka-shi", ["岩手県"]),
        ("Ōshū", ["岩手県"]),
        ("府中市", ["東京都", "広島県"]),
    ],
)
def test_a_municipality_for_pref_says_which_prefecture(written: str, prefectures: list[str]) -> None:
    """The message names the prefecture, and how to call it."""
    with pytest.raises(RegionError) as caught:
        resolve_prefecture(written, CONFIG)

    assert f"{'、'.join(prefectures)}の市町村です" in caught.value.remedy
    assert f"PREF={prefectures[0]}" in caught.value.remedy


@pytest.mark.parametrize("written", ["", " ", "郡", "県", "町", "xyz", "\U000e0100", "ヶ"])
def test_nothing_is_found_for_what_is_no_name(written: str) -> None:
    """Neither an empty text nor a part of a name."""
    assert (*places_called(written, ROWS), *places_in_short(written, ROWS)) == ()


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("もりおかし", "moriokashi"),
        ("とうきょう", "tokyo"),
        ("おおつち", "otsuchi"),
        ("はっちょう", "hatcho"),
        ("さっぽろし", "sapporoshi"),
        ("しんじょうそん", "shinjoson"),
        ("じゅうもんじ", "jumonji"),
        ("ぎょうだし", "gyodashi"),
        ("ちゃたんちょう", "chatancho"),
        ("にせこちょう", "nisekocho"),
        ("なんぶちょう", "nanbucho"),
        ("びーちむら", "bichimura"),
        ("ゔ", "vu"),
    ],
)
def test_kana_become_latin_letters(kana: str, letters: str) -> None:
    """Hepburn as on signs, without marks over letters."""
    assert romaji(kana) == letters


def test_every_reading_becomes_latin_letters_and_nothing_else() -> None:
    """No kana is left over in any of the 1,788 rows."""
    assert [row.kana for row in ROWS if not (romaji(row.kana).isascii() and romaji(row.kana).isalpha())] == []


@pytest.mark.parametrize("written", ["tokyo", "Tōkyō", "toukyou", "TÔKYÔ", "tookyoo"])
def test_other_spellings_are_typed_as_one(written: str) -> None:
    """Long vowels may be marked, doubled or left out."""
    assert typed(written) == "tokyo"


def test_m_before_lips_is_n() -> None:
    """Nambu and nanbu are the same place."""
    assert typed("nambu") == romaji("なんぶ")
