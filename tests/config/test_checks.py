"""Faults across entries and files, shown on copies of the shipped tables with one slip each."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from own_groups import NO_GROUPS, without_own_groups

from generator.config import load_config
from generator.config.edition_files import edition_years
from generator.errors import ConfigError, RegionError
from generator.paths import CONFIG

IWATE = '  - {code: "03", name: 岩手県, short: 岩手, kana: いわて, kana_full: いわてけん, romaji: iwate, tile: {column: 14, row: 3}, municipalities: 33}\n'  # noqa: E501


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "config"))


def slip(root: Path, file: str, old: str, new: str) -> ConfigError:
    """Write the slip into the copy and return the error that it causes."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(root, year=2018)
    return caught.value


def test_the_shipped_tables_pass(root: Path) -> None:
    """The copies are good before a slip is made."""
    assert load_config(root, year=2018).edition.year == 2018


PREFECTURE_SLIPS = [
    ("name: 青森県, short", "name: 岩手県, short", "name「岩手県」が2回"),
    ('code: "02"', 'code: "03"', "code「03」が2回"),
    ('code: "02"', "code: 02", "0で始まる番号"),
    ('code: "02"', 'code: "2"', "code」の値が正しくありません"),
    ("romaji: aomori", "romaji: iwate", "romaji「iwate」が2回"),
    ("tile: {column: 14, row: 2}", "tile: {column: 14, row: 3}", "地図の位置（column 14、row 3）が2回"),
    ("tile: {column: 14, row: 2}", "tile: {column: 0, row: 2}", "column」の値が正しくありません"),
    ("municipalities: 40", "municipalities: 41", "青森県の市町村の数"),
    ("short: 青森", "shrot: 青森", "誤りが2件"),
    (IWATE, "", "code の順に47並べて"),
]
GROUPING_SLIPS = [
    ("block_scheme: chihou", "block_scheme: own", "covers_all: true の区分"),
    ("block_scheme: chihou", "block_scheme: block", "「block」という区分はありません"),
    ("[北海道]", "[北海]", "「北海」という都道府県"),
    ("[徳島県, 香川県, 愛媛県, 高知県]", "[徳島県, 香川県, 愛媛県]", "高知県がどのまとまりにも"),
    ("[徳島県, 香川県, 愛媛県, 高知県]", "[徳島県, 香川県, 愛媛県, 高知県, 山口県]", "山口県が2つのまとまりに"),
    ("[徳島県, 香川県, 愛媛県, 高知県]", "[徳島県, 徳島県, 香川県, 愛媛県, 高知県]", "「徳島県」が2回"),
    (
        "[徳島県, 香川県, 愛媛県, 高知県]",
        "[徳島県, 香川県, 愛媛県, 高知県, 岩手県盛岡市]",
        "岩手県盛岡市は都道府県では",
    ),
    ("[徳島県, 香川県, 愛媛県, 高知県]", "四国", "members」の値が正しくありません"),
    ("key: tohoku,", "key: kanto,", "「kanto」という呼び方"),
    ("name: 東北厚生局", "name: 東北地方", "「東北地方」という呼び方"),
    ("key: tohoku,", "key: 東北,", "key」の値が正しくありません"),
    ("key: kouseikyoku", "key: chihou", "区分の key「chihou」が2回"),
]
METRIC_SLIPS = [
    ("key: households", "key: population", "指標「population」が2回"),
    ("key: households", "key: household", "origin が、データと食い違って"),
    ("origin: derived", "origin: reported", "origin が derived なら ratio"),
    ("unit: 世帯", "unit: 戸", "単位がデータと違います"),
    ("weight: population", "weight: peple", "weight」の値が正しくありません"),
    ("    weight: population\n", "", "weight は aggregation が weighted_mean"),
    ("numerator: coordinators", "numerator: aging_rate", "合計できる指標ではありません"),
    ("    numerator: coordinators\n", "", "numerator と denominator"),
    ("shown: [main, comparison, changes]", "shown: [main, comparision]", "shown"),
    ("shown: [main, comparison, changes]", "shown: [main, main]", "同じ所が2回"),
    (
        "aggregation: sum\n    plausible: [0, 1400]",
        "aggregation: none\n    shown: [changes]\n    plausible: [0, 1400]",
        "shown を書けません",
    ),
    ("scale: linear", "scale: log10", "scale」の値が正しくありません"),
    ("ticks: [20, 30, 40, 50, 60]", "ticks: [20, 40, 30, 50]", "小さい順に"),
    ("ticks: [20, 30, 40, 50, 60]", "ticks: [10, 20, 30]", "min から max まで"),
    ("{min: 15, max: 60,", "{min: 70, max: 60,", "min は max より小さく"),
    ("{min: 500, max: 2000000", "{min: 0, max: 2000000", "0より大きく"),
    ("plausible: [10, 65]", "plausible: [65, 10]", "[小さい値, 大きい値]"),
    ("believed: [5, 75]", "believed: [75, 5]", "believed は [小さい値, 大きい値]"),
    ("decimals: 1", "decimals: 4", "decimals」の値が正しくありません"),
    ("aggregation: sum", "aggregation: sum\n    factor: 10", "factor は aggregation が ratio"),
    ("short_label: 人口\n", "short_label: 個票に記入された人口の合計値\n", "short_label」の値が正しくありません"),
]
THEME_SLIPS = [
    ("id: shokudo", "id: ibasho", "id「ibasho」が2回"),
    ("label: ひきこもり", "label: 居場所・サロン", "label「居場所・サロン」が2回"),
    ("['見守',", "['見守(',", "正規表現「見守(」が正しくありません"),
    ("['見守',", "['(見守)?',", "何も書かれていない所にも"),
    ("patterns: ['見守', '孤独死', '孤立死', '安否確認']", "patterns: []", "patterns」の値が正しくありません"),
]
EDITION_SLIPS = [
    ("year: 2018", "year: 2019", "fiscal_year の start は2019年"),
    ("label: 平成30年度（2018年度）", "label: 平成29年度（2017年度）", "label が year と食い違って"),
    ("start: 2018-04-01", "start: 2018-04-02", "4月1日から翌年3月31日まで"),
    ("as_of: 2019-03-31", "as_of: 2019-04-01", "as_of は年度内"),
    ("published_on: 2026-12-01", "published_on: 2018-03-01", "published_on は年度の初日より後"),
    ("published_on: 2026-12-01", "published_on: 2026-11-22", "read_on は published_on より後"),
    ("  [北海道, 青森県,", "  [北海道, 北海道,", "都道府県「北海道」が2回"),
    ("  [北海道, 青森県,", "  [北海道, 青森,", "「青森」という都道府県"),
    ("metric: aging_rate", "metric: ageing_rate", "「ageing_rate」という指標"),
    ("metric: aging_rate", "metric: welfare_rate", "指標「welfare_rate」の全国値が2回"),
    ("    source: 総務省統計局「統計トピックスNo.113」の推計\n", "", "source」がありません"),
    (
        "    source: 総務省統計局「統計トピックスNo.113」の推計\n",
        '    source: ""\n',
        "source」の値が",
    ),
    ("name: 札幌市", "name: 札幌", "「北海道札幌」という市町村"),
    ("programmes: [chiikiryoku, takikan]", "programmes: [chiikiryoku, takikann]", "programmesの2番目」の値が"),
    ("key: takikan,", "key: todofuken,", "事業「todofuken」が2回"),
    ("value: 28.1", 'value: "28.1"', "value」の値が正しくありません"),
    ("number: 1", "number: 0", "number」の値が正しくありません"),
    ("  placeholder: true", "  placeholder: はい", "placeholder」の値が正しくありません"),
]
SIMILARITY_SLIPS = [
    ("rare_words: 4分の1", "rare_words: 3分の1", "rare と rare_words が合いません"),
    ("headline_rare: 0.1", "headline_rare: 0.2", "headline_rare と headline_rare_words が合いません"),
    ("population_factor: 1.5", "population_factor: 0.5", "population_factor」の値が正しくありません"),
]
SECTION_SLIPS = [
    ("[design, profiles,", "[design, design,", "節「design」が2回"),
    ("[design, profiles,", "[desing, profiles,", "節「desing」のテンプレートが"),
    ("[design, profiles,", "[summary, profiles,", "必ず初めに出ます"),
    ("[design, profiles,", "[体制, profiles,", "prefectureの1番目」の値が正しくありません"),
    (
        "prefecture: [design, profiles, targets, learning, background, changes, about]",
        "",
        "prefecture」がありません",
    ),
    ("nation: [", "world: [", "誤りが2件"),
    ("optional: [changes]", "optional: [about_us]", "「about_us」という節はありません"),
]
SLIPS = [
    pytest.param(file, *slip, id=f"{Path(file).stem}-{slip[2]}")
    for file, slips in (
        ("prefectures.yaml", PREFECTURE_SLIPS),
        ("groupings.yaml", GROUPING_SLIPS),
        ("metrics.yaml", METRIC_SLIPS),
        ("themes.yaml", THEME_SLIPS),
        ("sections.yaml", SECTION_SLIPS),
        ("similarity.yaml", SIMILARITY_SLIPS),
        ("editions/2018.yaml", EDITION_SLIPS),
    )
    for slip in slips
]


@pytest.mark.parametrize(("file", "old", "new", "what"), SLIPS)
def test_a_slip_is_told(root: Path, file: str, old: str, new: str, what: str) -> None:
    """Each slip is told with the file (and its line) and what to do."""
    error = slip(root, file, old, new)

    assert what in error.what
    assert re.search(
        r"(prefectures|groupings|metrics|themes|sections|similarity|2018)\.yaml:\d+$|municipalities\.csv$", error.where
    )
    assert error.remedy


def test_a_section_without_a_template_names_the_file_and_near_ones(root: Path) -> None:
    """Whoever mistypes a section reads which file was looked for, and which section may be meant."""
    error = slip(root, "sections.yaml", "[design,", "[desing,")

    assert error.found == "templates/document/sections/desing.html.j2 がない"
    assert error.remedy == "もしかして: design"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("prefectures.yaml", 'code: "02"', 'code: "03"'),
        ("groupings.yaml", "[北海道]", "[北海]"),
        ("metrics.yaml", "unit: 世帯", "unit: 戸"),
        ("metrics.yaml", "ticks: [20, 30, 40, 50, 60]", "ticks: [20, 40, 30, 50]"),
        ("themes.yaml", "['見守',", "['見守(',"),
        ("editions/2018.yaml", "metric: aging_rate", "metric: ageing_rate"),
    ],
)
def test_a_slip_is_told_by_its_line(root: Path, file: str, old: str, new: str) -> None:
    """The line is the one that was changed (for a duplicate, the later of the two)."""
    before = (root / file).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    line = int(slip(root, file, old, new).where.rpartition(":")[2])

    assert line - before in (0, 1)


def test_an_unknown_group_member_brings_near_matches(root: Path) -> None:
    """矢巾町 written with another character is found."""
    path = root / "groupings.yaml"
    path.write_text(without_own_groups(path.read_text(encoding="utf-8")), encoding="utf-8")
    own = "    groups:\n      - {key: k, name: 盛岡, members: [岩手県矢幅町]}\n"
    error = slip(root, "groupings.yaml", NO_GROUPS, own)

    assert "もしかして: 岩手県矢巾町" in error.remedy


def test_the_example_of_the_groupings_works(root: Path) -> None:
    """The commented example is good as it stands."""
    path = root / "groupings.yaml"
    text = path.read_text(encoding="utf-8").replace("groups: []", "groups:").replace("    #   - {", "      - {")
    path.write_text(text, encoding="utf-8")
    config = load_config(root, year=2018)

    assert [group.key for group in config.groupings.groups][-2:] == ["kita_tohoku", "morioka_ken"]


@pytest.mark.parametrize("year", [1999, edition_years(CONFIG)[-1] + 1, 0, -1])
def test_an_unknown_year_lists_the_editions(year: int) -> None:
    """A year without an edition is no configuration fault but a wrong request."""
    with pytest.raises(RegionError) as caught:
        load_config(year=year)

    assert "2018" in caught.value.expected
    assert str(year) in caught.value.found


def test_the_newest_edition_is_the_default(root: Path) -> None:
    """Without a year the newest file counts, whatever else lies there."""
    text = (root / "editions/2018.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("year: 2018", "year: 2019"), ("label: 平成30年度（2018年度）", "label: 令和元年度（2019年度）"),
        ("2018-04-01, end: 2019", "2019-04-01, end: 2020"), ("as_of: 2019-03-31", "as_of: 2020-03-31"),
    ):  # fmt: skip
        text = text.replace(old, new, 1)
    (root / "editions/2019.yaml").write_text(text, encoding="utf-8")
    (root / "editions/draft.yaml").write_text("", encoding="utf-8")

    assert load_config(root).edition.year == 2019
    assert load_config(root, year=2018).edition.year == 2018


def test_an_edition_may_lack_reference_values(root: Path) -> None:
    """Without a sourced national figure, none is printed."""
    path = root / "editions/2018.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("reference_values:")[0], encoding="utf-8")

    assert load_config(root, year=2018).edition.reference("aging_rate") is None


def test_a_file_name_of_another_year_is_told(root: Path) -> None:
    """2017.yaml must not speak of 2018."""
    (root / "editions/2018.yaml").rename(root / "editions/2017.yaml")

    with pytest.raises(ConfigError, match="year がファイル名と違います"):
        load_config(root, year=2017)


def test_no_edition_at_all_is_told(root: Path) -> None:
    """An empty folder is a fault of the configuration."""
    shutil.rmtree(root / "editions")

    with pytest.raises(ConfigError, match="1つもありません"):
        load_config(root)


@pytest.mark.parametrize(
    "file", ["prefectures.yaml", "municipalities.csv", "groupings.yaml", "metrics.yaml", "themes.yaml"]
)
def test_a_missing_table_is_told(root: Path, file: str) -> None:
    """Each table is needed."""
    (root / file).unlink()

    with pytest.raises(ConfigError, match="設定ファイルがありません") as caught:
        load_config(root, year=2018)

    assert caught.value.where.endswith(file)
