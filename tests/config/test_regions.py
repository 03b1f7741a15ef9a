"""What a user calls a region, and what is said to a user who calls it wrongly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Group, Prefecture, load_config
from generator.config.regions import require_group_in_volume, require_in_volume, resolve_group, resolve_prefecture
from generator.errors import RegionError

CONFIG = load_config(year=2018)
EDITION = CONFIG.edition
ELSEWHERE = [place for place in CONFIG.prefectures.values() if place.name not in EDITION.prefectures_in_volume]
PREFECTURES = [pytest.param(place, id=place.romaji) for place in CONFIG.prefectures.values()]
GROUPS = [pytest.param(group, id=group.key) for group in CONFIG.groupings.groups]
HOSTILE = [
    "$(touch x)",
    "`id`",
    "; rm -rf /",
    "../../etc/passwd",
    "岩手県\x00",
    "\x1b[2J\x1b[31m",
    "\u202e県手岩",
    "\udcff\udcfe",
    "岩" * 10_000,
    "\x00" * 10_000,
    "ﷺ" * 500,
    "[red]岩手[/red]",
    "{{ 7*7 }}",
    "%s%n",
    "岩手\nPREF=青森",
    "None",
    "-3",
    "3.0",
]


def prefecture_error(text: str | None) -> RegionError:
    with pytest.raises(RegionError) as caught:
        resolve_prefecture(text, CONFIG)
    return caught.value


def group_error(text: str | None) -> RegionError:
    with pytest.raises(RegionError) as caught:
        resolve_group(text, CONFIG)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "岩手",
        "岩手県",
        "いわて",
        "いわてけん",
        "イワテ",
        "イワテケン",
        "ｲﾜﾃ",
        "iwate",
        "IWATE",
        "Iwate",
        "iwate-ken",
        "Iwate-Ken",
        "iwate_ken",
        "iwate ken",
        "iwateken",
        "Ｉｗａｔｅ",
        "03",
        "3",
        "０３",
        "３",
        " 岩手 ",
        "\u3000岩手県\u3000",
        "\t03\n",
        "岩手県\u00a0",
        "岩⼿",
    ],
)
def test_many_spellings_name_iwate(text: str) -> None:
    """Kanji, kana, letters and numbers, wide or narrow, with blanks around."""
    assert resolve_prefecture(text, CONFIG).name == "岩手県"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("北海道", "北海道"),
        ("ほっかいどう", "北海道"),
        ("Hokkaidō", "北海道"),
        ("1", "北海道"),
        ("東京", "東京都"),
        ("とうきょうと", "東京都"),
        ("tokyo-to", "東京都"),
        ("Tōkyō", "東京都"),
        ("京都", "京都府"),
        ("kyoto-fu", "京都府"),
        ("大阪", "大阪府"),
        ("Ōsaka", "大阪府"),
        ("ギフ", "岐阜県"),
        ("ぎふけん", "岐阜県"),
        ("ガ", None),
        ("47", "沖縄県"),
    ],
)
def test_suffixes_and_long_vowels(text: str, name: str | None) -> None:
    """都, 道, 府 and macrons are understood; voicing marks are kept."""
    if name is None:
        prefecture_error(text)
    else:
        assert resolve_prefecture(text, CONFIG).name == name


@pytest.mark.parametrize("place", PREFECTURES)
def test_each_prefecture_answers_to_all_its_names(place: Prefecture) -> None:
    """No name of one prefecture leads to another."""
    katakana = "".join(chr(ord(letter) + 0x60) for letter in place.kana)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in place.romaji + place.code)
    names = (
        place.name,
        place.short,
        place.kana,
        place.kana_full,
        katakana,
        place.romaji.upper(),
        place.code,
        wide[:-2],
        wide[-2:],
    )

    assert {resolve_prefecture(name, CONFIG).code for name in names} == {place.code}


@pytest.mark.parametrize("text", [None, "", " ", "\u3000", "\n\t"])
def test_an_empty_request_tells_how_to_call(text: str | None) -> None:
    """make brief without PREF."""
    error = prefecture_error(text)

    assert "指定されていません" in error.what
    assert "make brief PREF=岩手" in error.remedy


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("岩手懸", "岩手県"),
        ("岩手県庁", "岩手県"),
        ("iwete", "岩手県"),
        ("いわで", "岩手県"),
        ("神奈川件", "神奈川県"),
        ("hokaido", "北海道"),
    ],
)
def test_a_slip_brings_near_matches(text: str, match: str) -> None:
    """At most three prefectures, by their full names."""
    error = prefecture_error(text)

    assert match in error.remedy
    assert error.remedy.split("。")[0].count("、") <= 2


@pytest.mark.parametrize("text", ["0", "48", "99", "003", "zzz", "北朝鮮"])
def test_a_text_like_none_brings_no_guess(text: str) -> None:
    """A number that is no code is not near to any."""
    assert "もしかして" not in prefecture_error(text).remedy


@pytest.mark.parametrize("text", ["岩手 青森", "岩手,青森", "岩手県、青森県", "岩手・青森", "03 02", "iwate/aomori"])
def test_several_prefectures_are_refused(text: str) -> None:
    """One brief, one prefecture: both are named, none is chosen."""
    error = prefecture_error(text)

    assert "2つ指定" in error.what
    assert "岩手県、青森県" in error.remedy


def test_the_same_prefecture_twice_is_not_several() -> None:
    """「岩手 岩手県」 names one, yet is no name."""
    assert "という都道府県はありません" in prefecture_error("岩手 岩手県").what


def test_a_municipality_leads_to_its_prefecture() -> None:
    """盛岡市 is printed in the brief of 岩手県."""
    assert "make brief PREF=岩手県" in prefecture_error("盛岡市").remedy
    assert "東京都、広島県" in prefecture_error("府中市").remedy


def test_a_block_leads_to_group() -> None:
    """PREF=東北 was meant as GROUP=東北."""
    assert "make brief GROUP=東北" in prefecture_error("東北").remedy


def test_a_prefecture_as_group_leads_to_pref() -> None:
    """GROUP=岩手 was meant as PREF=岩手."""
    assert "make brief PREF=岩手県" in group_error("岩手").remedy


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("resolve", [prefecture_error, group_error])
def test_hostile_input_is_only_echoed(text: str, resolve: object) -> None:
    """Nothing is run or expanded; what is repeated is short and printable."""
    error = resolve(text)  # type: ignore[operator]

    assert len(error.found) <= 40
    assert len(str(error)) < 600
    assert not [letter for letter in str(error).replace("\n", "") if unicodedata.category(letter)[0] == "C"]


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    """Whatever comes in, a prefecture or a message comes out."""
    try:
        assert resolve_prefecture(text, CONFIG).name
    except RegionError as error:
        str(error).encode()


@pytest.mark.parametrize(
    "text", ["東北", "東北地方", "tohoku", "TOHOKU", "Ｔｏｈｏｋｕ", "G_東北", "g_tohoku", "G-東北", " 東北 ", "Tōhoku"]
)
def test_many_spellings_name_tohoku(text: str) -> None:
    """Names, keys and the prefix of file names."""
    assert resolve_group(text, CONFIG).name == "東北地方"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("九州", "九州・沖縄地方"),
        ("kyushu-okinawa", "九州・沖縄地方"),
        ("北海道", "北海道地方"),
        ("中国", "中国地方"),
        ("関東信越厚生局", "関東信越厚生局"),
        ("四国厚生支局", "四国厚生支局"),
    ],
)
def test_other_groups_are_found(text: str, name: str) -> None:
    """Aliases, and groups of every scheme."""
    assert resolve_group(text, CONFIG).name == name


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_answers_to_all_its_names(group: Group) -> None:
    """No name of one group leads to another."""
    assert {resolve_group(name, CONFIG).key for name in group.names} == {group.key}


@pytest.mark.parametrize("text", [None, "", "\u3000"])
def test_an_empty_group_tells_how_to_call(text: str | None) -> None:
    """make brief GROUP= with nothing behind it."""
    assert "make brief GROUP=東北" in group_error(text).remedy


def test_a_slip_in_a_group_brings_near_matches() -> None:
    """The blocks are listed, the near ones named."""
    error = group_error("東北地万")

    assert "東北地方" in error.remedy
    assert "関東地方" in error.expected


def test_several_groups_are_refused() -> None:
    """One brief, one block."""
    assert "2つ指定" in group_error("東北 関東").what


@pytest.mark.parametrize("name", EDITION.prefectures_in_volume)
def test_prefectures_of_the_volume_pass(name: str) -> None:
    """The 14 of the volume."""
    require_in_volume(CONFIG.prefecture(name), EDITION)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_other_prefectures_are_refused_without_a_claim(place: Prefecture) -> None:
    """Which prefectures are here is told, and that nothing is known of this one."""
    with pytest.raises(RegionError) as caught:
        require_in_volume(place, EDITION)

    assert caught.value.expected == "、".join(EDITION.prefectures_in_volume)
    assert f"{place.name}が事業を実施したかどうかは、この分冊からは分かりません" in caught.value.remedy


@pytest.mark.parametrize("text", ["東北", "関東", "北海道", "関東信越厚生局"])
def test_groups_of_the_volume_pass(text: str) -> None:
    """One member in the volume is enough."""
    require_group_in_volume(resolve_group(text, CONFIG), EDITION)


@pytest.mark.parametrize("text", ["四国", "近畿", "中部", "九州厚生局"])
def test_groups_outside_the_volume_are_refused(text: str) -> None:
    """No member, no brief."""
    with pytest.raises(RegionError, match="入っていません"):
        require_group_in_volume(resolve_group(text, CONFIG), EDITION)


def test_a_group_of_single_municipalities_passes() -> None:
    """岩手県盛岡市 lies in a prefecture of the volume."""
    require_group_in_volume(Group(key="own", name="盛岡広域", members=("岩手県盛岡市",)), EDITION)
