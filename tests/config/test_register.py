"""Municipalities change their names, codes and borders; the edition of each year keeps those of its own day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from later_edition import two_editions
from own_groups import NO_GROUPS, without_own_groups

from generator.config import Config, load_config
from generator.config.municipalities import check_digit
from generator.errors import ConfigError
from generator.paths import CONFIG

CITY = "03299" + check_digit("03299")
"""A code that no municipality has: what 矢巾町 would get as a city."""
TOWN_ROW = "033227,岩手県,矢巾町,やはばちょう,,,\n"
TOWN_ENDED = f"033227,岩手県,矢巾町,やはばちょう,,2019-09-30,{CITY}\n"
CITY_ROW = f"{CITY},岩手県,矢巾市,やはばし,2019-10-01,,\n"
MERGED = (
    ("033022,岩手県,葛巻町,くずまきまち,,,\n", "033022,岩手県,葛巻町,くずまきまち,,2019-09-30,033031\n"),
    (
        "033031,岩手県,岩手町,いわてまち,,,\n",
        "033031,岩手県,岩手町,いわてまち,,2019-09-30,033031\n033031,岩手県,岩手町,いわてまち,2019-10-01,,\n",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Settings and tables of fiscal 2018 and 2019."""
    return two_editions(tmp_path) / "config"


def changed(folder: Path, *pairs: tuple[str, str]) -> tuple[Config, Config]:
    """The settings of both years once the table's rows have been replaced."""
    path = folder / "municipalities.csv"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return load_config(folder, year=2018), load_config(folder, year=2019)


def test_a_town_that_becomes_a_city_leaves_both_editions_right(folder: Path) -> None:
    """矢巾町 in one year, 矢巾市 in the next, 33 municipalities in both, each with its own code."""
    before, after = changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))

    assert [config.prefecture("岩手県").municipalities for config in (before, after)] == [33, 33]
    assert [config.municipality_total for config in (before, after)] == [1741, 1741]
    assert before.municipality("岩手県", "矢巾町").code == "033227"
    assert after.municipality("岩手県", "矢巾市").code == CITY


def test_the_edition_before_a_change_is_the_same_to_the_byte(folder: Path) -> None:
    """What changes next year is nothing that this year's settings hold."""
    untouched = load_config(folder, year=2018)

    assert changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))[0] == untouched


def test_a_form_under_the_name_of_the_year_is_recognised(folder: Path) -> None:
    """A town that became a city within the year may still have signed as a town."""
    _, after = changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))

    assert after.municipality("岩手県", "矢巾町").code == CITY


def test_the_name_of_a_later_year_is_unknown(folder: Path) -> None:
    """Nobody answers as a city before there is one."""
    before, _ = changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))

    with pytest.raises(ConfigError, match="市町村の表にありません"):
        before.municipality("岩手県", "矢巾市")


def test_codes_are_joined_old_to_new(folder: Path) -> None:
    """The later edition knows which of its codes was another one the year before."""
    _, after = changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))

    assert ("033227", CITY, False) in [(old.code, old.new_code, old.merged) for old in after.former]


def test_a_merger_counts_one_less_from_its_day_on(folder: Path) -> None:
    """33 before, 32 after; both old rows lead to the new one and are marked as merged."""
    before, after = changed(folder, *MERGED)

    assert [config.prefecture("岩手県").municipalities for config in (before, after)] == [33, 32]
    assert {(old.code, old.merged) for old in after.former if old.new_code == "033031"} == {
        ("033022", True),
        ("033031", True),
    }


@pytest.mark.parametrize("member", ["岩手県矢巾町", "岩手県矢巾市"])
def test_a_group_follows_its_members_names(folder: Path, member: str) -> None:
    """A group that names a town holds the city in the later edition, and the other way round."""
    changed(folder, (TOWN_ROW, TOWN_ENDED + CITY_ROW))
    path = folder / "groupings.yaml"
    text = without_own_groups(path.read_text(encoding="utf-8"))
    own = f"    groups:\n      - {{key: sample, name: 見本, members: [{member}]}}\n"
    path.write_text(text.replace(NO_GROUPS, own), encoding="utf-8")
    names = [load_config(folder, year=year).groupings.groups[-1].members for year in (2018, 2019)]

    assert names == [("岩手県矢巾町",), ("岩手県矢巾市",)]


def test_the_renaming_of_sasayama_is_dated() -> None:
    """篠山市 is 丹波篠山市 from 1 May 2019, under the same code."""
    assert load_config(year=2018).municipality("兵庫県", "篠山市").code == "282219"


def test_the_town_of_nakagawa_may_have_signed_in_2018() -> None:
    """那珂川町 became 那珂川市 on 1 October 2018."""
    assert load_config(year=2018).municipality("福岡県", "那珂川町").code == "402311"


def test_an_edition_of_2019_has_the_new_name(folder: Path) -> None:
    """The later edition of the shipped table."""
    later = load_config(folder, year=2019)

    assert later.municipality("兵庫県", "丹波篠山市").code == "282219"
    assert later.municipality("兵庫県", "篠山市").name == "丹波篠山市"
    assert later.edition.as_of == date(2020, 3, 31)


def test_the_numbers_are_compared_on_their_own_day(tmp_path: Path) -> None:
    """A row that is forgotten is noticed, whatever has changed since."""
    shutil.copytree(CONFIG, tmp_path / "config")
    path = tmp_path / "config" / "municipalities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(TOWN_ROW, ""), encoding="utf-8")

    with pytest.raises(ConfigError, match="岩手県の市町村の数") as caught:
        load_config(tmp_path / "config")
    assert "2019-03-31" in caught.value.found
