"""The shipped tables, row by row: settings are tested like code."""

from __future__ import annotations

import pickle
import re
from datetime import date
from decimal import Decimal

import pytest

from generator.config import Config, Group, Prefecture, load_config
from generator.config.edition_files import edition_years
from generator.dataset.contract import Programme
from generator.paths import CONFIG

SETTINGS = load_config(year=2018)
PREFECTURES = [pytest.param(place, id=place.romaji) for place in SETTINGS.prefectures.values()]
METRIC_ROWS = [pytest.param(metric, id=metric.key) for metric in SETTINGS.metrics.values()]
THEMES = [pytest.param(theme, id=theme.id) for theme in SETTINGS.themes]
GROUPS = [pytest.param(group, id=group.key) for group in SETTINGS.groupings.groups]
NEIGHBOURS = {
    "青森県": "岩手県 秋田県",
    "岩手県": "青森県 宮城県 秋田県",
    "宮城県": "岩手県 山形県 福島県",
    "秋田県": "青森県 岩手県 山形県",
    "福島県": "宮城県 山形県 新潟県 栃木県 茨城県",
    "東京都": "埼玉県 千葉県 神奈川県",
    "新潟県": "富山県 福島県 群馬県 長野県",
    "愛知県": "三重県 静岡県 岐阜県 長野県",
    "大阪府": "京都府 兵庫県 和歌山県 奈良県",
    "岡山県": "鳥取県 兵庫県 広島県",
    "福岡県": "佐賀県 大分県 熊本県",
    "熊本県": "福岡県 宮崎県 鹿児島県 大分県",
    "高知県": "愛媛県 徳島県",
}
NUMBERS = (
    "北海道179 青森40 岩手33 宮城35 秋田25 山形35 福島59 茨城44 栃木25 群馬35 埼玉63 千葉54 東京62 神奈川33 新潟30 富山15 "
    "石川19 福井17 山梨27 長野77 岐阜42 静岡35 愛知54 三重29 滋賀19 京都26 大阪43 兵庫41 奈良39 和歌山30 鳥取19 島根19 "
    "岡山27 広島23 山口19 徳島24 香川17 愛媛20 高知34 福岡60 佐賀20 長崎21 熊本45 大分18 宮崎26 鹿児島43 沖縄41"
)
FORMS = (
    "札幌市 釧路市 京極町 鷹栖町 音威子府村 津別町 広尾町 平内町 今別町 蓬田村",
    "外ヶ浜町 鰺ヶ沢町 盛岡市 遠野市 矢巾町 岩泉町 仙台市 上小阿仁村 小坂町 湯沢市",
    "井川町 大潟村 山形市 天童市 郡山市 土浦市 ひたちなか市 東海村 栃木市 那須烏山市",
    "市貝町 高根沢町 那珂川町 玉村町 狭山市 草加市 ふじみ野市 鳩山町 千葉市 松戸市",
    "鴨川市 墨田区 世田谷区 杉並区 江戸川区 八王子市 調布市 国立市 狛江市 藤沢市 小田原市",
)


@pytest.fixture(scope="module")
def config() -> Config:
    return SETTINGS


def prefecture(name: str) -> Prefecture:
    return SETTINGS.prefecture(name)


def test_there_are_47_prefectures_and_1741_municipalities(config: Config) -> None:
    """The numbers of fiscal 2018, special wards included."""
    assert len(config.prefectures) == 47
    assert config.municipality_total == 1741


@pytest.mark.parametrize(("short", "count"), [(each[:-2].rstrip("0123456789"), each) for each in NUMBERS.split()])
def test_numbers_of_municipalities_are_those_of_the_brief(short: str, count: str) -> None:
    """The published numbers of fiscal 2018, special wards included, each counted in the table."""
    place = next(place for place in SETTINGS.prefectures.values() if place.short == short)

    assert f"{short}{place.municipalities}" == count
    assert len([row for row in SETTINGS.municipalities.values() if row.name and row.code[:2] == place.code]) == (
        place.municipalities
    )


def test_the_numbers_of_the_brief_name_every_prefecture() -> None:
    """None of the 47 goes untested."""
    assert len(NUMBERS.split()) == len(SETTINGS.prefectures)


@pytest.mark.parametrize("place", PREFECTURES)
def test_names_and_readings_of_a_prefecture_agree(place: Prefecture) -> None:
    """The full forms are the short forms with their suffix; Hokkaido has none."""
    suffix = {"都": "と", "府": "ふ", "県": "けん", "道": ""}[place.name[-1]]

    assert place.name == (place.short if place.short == "北海道" else place.short + place.name[-1])
    assert place.kana_full == place.kana + suffix


@pytest.mark.parametrize("place", PREFECTURES)
def test_only_okinawa_lies_apart_on_the_tile_map(place: Prefecture) -> None:
    """Every prefecture touches another, Okinawa none."""
    others = [other for other in SETTINGS.prefectures.values() if other is not place]

    assert any(touching(place, other) for other in others) == (place.name != "沖縄県")


@pytest.mark.parametrize(("name", "neighbours"), NEIGHBOURS.items())
def test_neighbours_touch_on_the_tile_map(name: str, neighbours: str) -> None:
    """The map can be recognised: neighbours share a side or a corner."""
    assert [other for other in neighbours.split() if not touching(prefecture(name), prefecture(other))] == []


def touching(one: Prefecture, other: Prefecture) -> bool:
    return max(abs(one.tile.column - other.tile.column), abs(one.tile.row - other.tile.row)) == 1


def test_tiles_do_not_collide(config: Config) -> None:
    """47 prefectures, 47 places."""
    assert len({(place.tile.column, place.tile.row) for place in config.prefectures.values()}) == 47


def test_north_lies_above_south_and_east_right_of_west() -> None:
    """The corners of the country stand where a reader looks for them."""
    assert prefecture("北海道").tile.row < prefecture("東京都").tile.row < prefecture("鹿児島県").tile.row
    assert prefecture("長崎県").tile.column < prefecture("大阪府").tile.column < prefecture("千葉県").tile.column


def test_the_block_scheme_has_eight_regions(config: Config) -> None:
    """ブロック means the eight 地方."""
    assert [group.short for group in config.groupings.blocks.groups] == (
        ["北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州・沖縄"]
    )


@pytest.mark.parametrize("key", ["chihou", "kouseikyoku"])
def test_a_covering_scheme_holds_each_prefecture_once(config: Config, key: str) -> None:
    """No prefecture is missing, none counts twice."""
    scheme = next(scheme for scheme in config.groupings.schemes if scheme.key == key)
    members = sorted(member for group in scheme.groups for member in group.members)

    assert scheme.covers_all
    assert members == sorted(place.name for place in config.prefectures.values())


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("福井県", "kinki_kouseikyoku"),
        ("静岡県", "tokaihokuriku_kouseikyoku"),
        ("長野県", "kantoshinetsu_kouseikyoku"),
        ("香川県", "shikoku_kouseishikyoku"),
        ("広島県", "chugokushikoku_kouseikyoku"),
    ],
)
def test_bureaus_have_their_prefectures(config: Config, name: str, group: str) -> None:
    """Prefectures where the bureaus' areas differ from the eight regions."""
    assert name in next(each for each in config.groupings.groups if each.key == group).members


@pytest.mark.parametrize("place", PREFECTURES)
def test_every_prefecture_has_its_block(config: Config, place: Prefecture) -> None:
    """The comparison table finds a block for each prefecture."""
    assert place.name in config.block_of(place).members


@pytest.mark.parametrize("group", GROUPS)
def test_a_groups_members_resolve(config: Config, group: Group) -> None:
    """Members are prefectures or municipalities that exist."""
    prefectures = {place.name for place in config.prefectures.values()} & set(group.members)

    assert len(prefectures) + len(config.group_municipalities(group)) == len(group.members)


def test_a_group_may_name_single_municipalities(config: Config) -> None:
    """Those of its members that are no prefecture are found by prefecture and name."""
    group = Group(key="sample", name="見本", members=("青森県", "岩手県盛岡市"))

    assert [row.code for row in config.group_municipalities(group)] == ["032018"]


def test_the_edition_of_2018_is_labelled(config: Config) -> None:
    """Labels, edition number and dates of the first edition."""
    edition = config.edition

    assert (edition.label, edition.number_label) == ("平成30年度（2018年度）", "第1版")
    assert (edition.fiscal_year.start, edition.fiscal_year.end) == (date(2018, 4, 1), date(2019, 3, 31))


def test_the_volume_holds_hokkaido_to_kanagawa(config: Config) -> None:
    """14 prefectures, codes 01 to 14."""
    names = [place.name for code, place in config.prefectures.items() if code <= "14"]

    assert list(config.edition.prefectures_in_volume) == names


def test_the_lost_header_is_sapporo(config: Config) -> None:
    """The first form's header is given from outside, and only this one."""
    (header,) = config.edition.lost_headers

    assert (header.line, header.prefecture, header.name) == (1, "北海道", "札幌市")
    assert header.programmes == (Programme.CHIIKIRYOKU, Programme.TAKIKAN)


@pytest.mark.parametrize(("metric", "value"), [("aging_rate", "28.1"), ("welfare_rate", "16.6")])
def test_reference_values_carry_their_source(config: Config, metric: str, value: str) -> None:
    """National figures come with where they are from."""
    reference = config.edition.reference(metric)

    assert reference is not None
    assert reference.value == Decimal(value)
    assert reference.source


def test_a_metric_without_a_sourced_figure_has_no_reference(config: Config) -> None:
    """Nothing is made up."""
    assert config.edition.reference("association_rate") is None


def test_the_contact_waits_for_the_clerk(config: Config) -> None:
    """Until the clerk confirms it, only the ministry's public main number is given."""
    assert config.edition.contact.placeholder
    assert re.findall(r"[0-9０-９-]{2,}", "".join(config.edition.contact.details)) == ["03-5253-1111"]


@pytest.mark.parametrize("programme", list(Programme))
def test_every_programme_has_its_names(config: Config, programme: Programme) -> None:
    """Full and short names of the three programmes."""
    assert config.edition.programme_name(programme).name.endswith("事業")


def test_an_unknown_programme_has_no_name(config: Config) -> None:
    """A slip in code is a KeyError, no empty label."""
    with pytest.raises(KeyError):
        config.edition.programme_name("other")


@pytest.mark.parametrize("name", " ".join(FORMS).split())
def test_every_respondent_has_its_code(config: Config, name: str) -> None:
    """The municipalities of the volume stand in the table."""
    rows = [row for row in config.municipalities.values() if row.name == name]

    assert [row for row in rows if row.prefecture in config.edition.prefectures_in_volume]


def test_the_newest_edition_is_taken_without_a_year() -> None:
    """No year means the newest."""
    assert load_config().edition.year == max(edition_years(CONFIG))


def test_the_configuration_crosses_processes(config: Config) -> None:
    """Workers get the same settings."""
    assert pickle.loads(pickle.dumps(config)) == config
