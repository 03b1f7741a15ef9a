"""Codes, check digits and the table of all municipalities."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Prefecture, load_config
from generator.config.municipalities import check_digit, read_municipalities
from generator.errors import ConfigError
from generator.paths import CONFIG

SETTINGS = load_config(year=2018)
ROWS = tuple(SETTINGS.municipalities.values())
PREFECTURES = tuple(SETTINGS.prefectures.values())
CODES = st.text("0123456789", min_size=5, max_size=5)
DAY = date(2019, 3, 31)
TABLE = (CONFIG / "municipalities.csv").read_text(encoding="utf-8")


def refused(tmp_path: Path, text: str) -> ConfigError:
    path = tmp_path / "municipalities.csv"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(ConfigError) as caught:
        read_municipalities(path, prefectures=PREFECTURES, counted_on=DAY)
    return caught.value


@pytest.mark.parametrize(
    ("code", "digit"),
    [
        ("01000", "6"),
        ("01100", "2"),
        ("03000", "7"),
        ("03201", "8"),
        ("13112", "1"),
        ("20210", "0"),
        ("46527", "5"),
        ("00000", "1"),
    ],
)
def test_check_digits_of_known_codes(code: str, digit: str) -> None:
    """Known codes; a remainder of 0 or 1 gives the last digit of 11 or 10."""
    assert check_digit(code) == digit


@given(CODES)
def test_a_check_digit_is_one_digit(code: str) -> None:
    """Never two digits, never empty."""
    assert len(check_digit(code)) == 1
    assert check_digit(code).isdigit()


@given(CODES, st.integers(0, 4), st.integers(1, 9))
def test_a_slip_in_one_digit_is_noticed(code: str, place: int, step: int) -> None:
    """Only two remainders share a digit (0 and 10, both 1), so the sums then differ by 1 or 10."""
    slipped = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    weights = (6, 5, 4, 3, 2)
    difference = (int(slipped[place]) - int(code[place])) * weights[place]

    if check_digit(slipped) == check_digit(code):
        assert difference % 11 in (1, 10)


@given(CODES)
def test_the_weighted_sum_with_its_digit_closes(code: str) -> None:
    """Sum and digit make a multiple of 11, where 0 stands for 10 and, with a remainder of 0, 1 for 11."""
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=True))
    stands_for = {"0": 10, "1": 11 if total % 11 == 0 else 1}.get(check_digit(code), int(check_digit(code)))

    assert (total + stands_for) % 11 == 0


@pytest.mark.parametrize("text", ["", "1234", "123456", "abcde", "１２３４５", "12 45", "-1234"])
def test_check_digit_wants_five_digits(text: str) -> None:
    """Anything else is a bug of the caller."""
    with pytest.raises(ValueError, match="five digits"):
        check_digit(text)


def test_the_table_holds_all_municipalities() -> None:
    """1,741 and the 47 prefectures."""
    assert len([row for row in ROWS if row.name]) == 1741
    assert len([row for row in ROWS if not row.name]) == 47


@pytest.mark.parametrize("place", PREFECTURES, ids=lambda place: place.romaji)
def test_check_digits_of_every_row(place: Prefecture) -> None:
    """Every code closes with its own digit and opens with its prefecture's."""
    rows = [row for row in ROWS if row.prefecture == place.name]

    assert [row.code for row in rows] == [place.code + row.code[2:5] + check_digit(row.code[:5]) for row in rows]


def test_codes_are_in_order_and_once() -> None:
    """Sorted, so that a new row has its place."""
    codes = [row.code for row in ROWS]

    assert codes == sorted(set(codes))


def test_numbers_agree_with_the_prefectures() -> None:
    """Each prefecture has as many rows as prefectures.yaml says."""
    counts = Counter(row.prefecture for row in ROWS if row.name)

    assert counts == {place.name: place.municipalities for place in PREFECTURES}


def test_special_wards_are_municipalities_and_designated_wards_are_not() -> None:
    """23 wards of Tokyo, none of Sapporo."""
    wards = [row for row in ROWS if row.name.endswith("区")]

    assert len(wards) == 23
    assert {row.prefecture for row in wards} == {"東京都"}


def test_municipalities_end_as_they_must() -> None:
    """市, 区, 町 or 村, with a reading in hiragana."""
    assert {row.name[-1] for row in ROWS if row.name} == set("市区町村")
    assert all("ぁ" <= letter <= "ゖ" or letter == "ー" for row in ROWS for letter in row.kana)


@pytest.mark.parametrize(
    ("code", "prefecture", "name"),
    [
        ("282219", "兵庫県", "篠山市"),
        ("402311", "福岡県", "那珂川市"),
        ("094111", "栃木県", "那珂川町"),
        ("023213", "青森県", "鰺ヶ沢町"),
        ("042161", "宮城県", "富谷市"),
        ("131121", "東京都", "世田谷区"),
    ],
)
def test_names_are_those_of_the_end_of_fiscal_2018(code: str, prefecture: str, name: str) -> None:
    """Renamed and promoted municipalities have the name they had on 31 March 2019."""
    row = SETTINGS.municipalities[code]

    assert (row.prefecture, row.name) == (prefecture, name)


def test_a_municipality_is_found_by_its_names() -> None:
    """府中市 lies in Tokyo and in Hiroshima."""
    assert SETTINGS.municipality("東京都", "府中市").code == "132063"
    assert SETTINGS.municipality("広島県", "府中市").code == "342084"


def test_an_unknown_municipality_says_which_row_to_add() -> None:
    """The message names the file, the columns and the near match."""
    with pytest.raises(ConfigError) as caught:
        SETTINGS.municipality("岩手県", "盛岡町")

    assert caught.value.where == "config/municipalities.csv"
    assert "03????,岩手県,盛岡町" in caught.value.expected
    assert "2019-03-31 に有効な" in caught.value.expected
    assert "もしかして: 盛岡市" in caught.value.remedy


def test_an_unknown_prefecture_brings_near_matches() -> None:
    """A full name is expected here."""
    with pytest.raises(ConfigError) as caught:
        SETTINGS.municipality("岩手懸", "盛岡市")

    assert "岩手県" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "what", "found"),
    [
        ("code,prefecture,name,kana", "code,name,prefecture,kana", "列の並び", "code,name,prefecture,kana,valid_from"),
        ("032018,", "32018,", "6桁の半角数字", "32018"),
        ("032018,", "０３２０１８,", "6桁の半角数字", "０３２０１８"),
        ("032018,", "032019,", "検査数字", "032019"),
        ("032018,岩手県", "032018,青森県", "食い違っています", "032018 青森県"),
        ("032018,岩手県,盛岡市,もりおかし,,,", "032018,岩手県,盛岡市,もりおかし", "列の数", "4列"),
        ("032018,岩手県,盛岡市,もりおかし", "032018,岩手県,盛岡市,", "読みがない", "032018,岩手県,盛岡市,,,,"),
        ("岩手県,盛岡市", "岩手県, 盛岡市", "空白", "032018,岩手県, 盛岡市,もりおかし,,,"),
        ("032018,岩手県,盛岡市", "032018,岩手県,遠野市", "「岩手県遠野市」が2回", "行目と"),
        ("032018,岩手県,盛岡市,もりおかし,,,\n", "032018,岩手県,盛岡市,もりおかし,,,\n" * 2, "「032018」が2回", "行目と"),
        ("032018,岩手県,盛岡市,もりおかし,,,\n", "", "市町村の数が", "32行"),
        ("030007,岩手県,,いわてけん,,,\n", "", "岩手県自身の行がありません", ""),
        ("032018,岩手県,盛岡市", '032018,岩手県,"盛岡市', "CSV の書き方", ""),
        ("もりおかし,,,", "もりおかし,2019/4/1,,", "日付で書いて", "2019/4/1"),
        ("もりおかし,,,", "もりおかし,20190401,,", "日付で書いて", "20190401"),
        ("もりおかし,,,", "もりおかし,2019-04-01,2019-03-31,", "前の日", "2019-04-01〜2019-03-31"),
        ("もりおかし,,,", "もりおかし,,2020-03-31,", "successor の行がありません", "盛岡市"),
        ("もりおかし,,,", "もりおかし,,2020-03-31,032026", "successor の行がありません", "盛岡市"),
        ("もりおかし,,,", "もりおかし,,2020-03-31,32018", "6桁の半角数字", "32018"),
        ("もりおかし,,,", "もりおかし,,,032018", "valid_to がありません", "盛岡市"),
        ("もりおかし,,,", "もりおかし,2001-04-01,,", "前の行のどれも", "盛岡市"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told(tmp_path: Path, old: str, new: str, what: str, found: str) -> None:
    """A slip in the table is told with what was found."""
    error = refused(tmp_path, TABLE.replace(old, new, 1))

    assert what in error.what
    assert found in error.found
    assert "municipalities.csv" in error.where


def test_a_wrong_row_is_told_by_its_line(tmp_path: Path) -> None:
    """The line is the file's, blank lines counted."""
    assert refused(tmp_path, TABLE.replace("010006,", "\n010007,", 1)).where.endswith(":3")


def test_a_prefecture_without_its_own_row_is_told(tmp_path: Path) -> None:
    """The row to add is spelled out."""
    row = "030007,岩手県,,いわてけん,,,"

    assert refused(tmp_path, TABLE.replace(f"{row}\n", "", 1)).expected == row


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    """An empty file has no header."""
    assert refused(tmp_path, "").found == "空のファイル"


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    """A spreadsheet's CSV UTF-8 does no harm."""
    path = tmp_path / "municipalities.csv"
    path.write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())

    assert read_municipalities(path, prefectures=PREFECTURES, counted_on=DAY).on(DAY) == ROWS
