"""The tables of an edition become one frozen dataset, or one message."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from generator.dataset.contract import METRICS, TABLES, UNITS, Kind, Status
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.errors import ConfigError, DatasetError
from generator.paths import DATA

YEAR = 2018


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The edition's tables."""
    return load_dataset(YEAR)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the edition's tables, to be spoiled."""
    shutil.copytree(DATA / str(YEAR), tmp_path / str(YEAR))
    return tmp_path


def change(data: Path, name: str, edit: Callable[[str], str]) -> None:
    """Edit a table of the copy."""
    path = data / str(YEAR) / name
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before, "the edit must change something"
    path.write_text(after, encoding="utf-8")


def test_the_volume_holds_fifty_forms_and_two_member_villages(dataset: Dataset) -> None:
    """45 municipalities, a group of four towns, four prefectures' forms; two villages stand in 秋田県's."""
    kinds = [respondent.kind for respondent in dataset.respondents.values()]

    assert {kind: kinds.count(kind) for kind in Kind} == {
        Kind.MUNICIPALITY: 45, Kind.GROUP: 1, Kind.PREFECTURE: 4, Kind.MEMBER: 2,
    }  # fmt: skip


def test_every_respondent_has_every_metric(dataset: Dataset) -> None:
    """What is not known is a row too."""
    assert set(dataset.indicators) == {(code, metric) for code in dataset.respondents for metric in METRICS}


def test_every_figure_has_the_unit_of_the_contract(dataset: Dataset) -> None:
    """保護率 is always ‰."""
    assert {i.metric: i.unit for i in dataset.indicators.values()} == UNITS


def test_every_figure_cites_a_line_of_its_form(dataset: Dataset) -> None:
    """A reader can look it up."""
    astray = [
        key
        for key, figure in dataset.indicators.items()
        if figure.value is not None and (figure.line is None or not _within(dataset, key[0], figure.line))
    ]

    assert astray == []


def _within(dataset: Dataset, code: str, line: int) -> bool:
    return dataset.respondents[code].line_start <= line <= dataset.respondents[code].line_end


def test_iwate_has_its_four_municipalities(dataset: Dataset) -> None:
    """盛岡市、遠野市、矢巾町、岩泉町, 354,030 people."""
    codes = [r.code for r in dataset.municipal() if r.prefecture == "岩手県"]

    assert [dataset.respondents[code].name for code in codes] == ["盛岡市", "遠野市", "矢巾町", "岩泉町"]
    assert sum(dataset.indicators[code, "population"].value or 0 for code in codes) == Decimal(354030)


def test_prefectures_do_not_count_among_municipalities(dataset: Dataset) -> None:
    """No double counting."""
    assert {r.kind for r in dataset.municipal()} == {Kind.MUNICIPALITY, Kind.GROUP, Kind.MEMBER}


def test_a_correction_is_in_force(dataset: Dataset) -> None:
    """那須烏山市's 6.59 is ‰, whatever is printed beside it."""
    figure = dataset.indicators["092151", "welfare_rate"]

    assert (figure.value, figure.status, figure.printed) == (Decimal("6.59"), Status.CORRECTED, "6.59")


def test_a_dataset_cannot_be_changed(dataset: Dataset) -> None:
    """Later stages read it; none writes."""
    with pytest.raises(TypeError):
        dataset.respondents["999999"] = next(iter(dataset.respondents.values()))  # type: ignore[index]


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_told(data: Path, table: str) -> None:
    """The message names the table."""
    (data / str(YEAR) / f"{table}.csv").unlink()

    with pytest.raises(DatasetError, match="データの表がありません") as caught:
        load_dataset(YEAR, data=data)
    assert caught.value.where.endswith(f"{table}.csv")


@pytest.mark.parametrize(("table", "columns"), TABLES.items())
def test_a_missing_column_is_told(data: Path, table: str, columns: tuple[str, ...]) -> None:
    """The message names the column."""
    change(data, f"{table}.csv", lambda text: text.replace(f",{columns[-1]}", ",", 1))

    with pytest.raises(DatasetError, match=f"列「{columns[-1]}」がありません"):
        load_dataset(YEAR, data=data)


SPOILT: list[tuple[str, str, Callable[[str], str], str]] = [
    ("unknown code", "projects.csv", lambda t: t.replace("\n011002,", "\n999999,", 1), "999999 は respondents.csv に"),
    ("unknown code of a target", "targets.csv", lambda t: t.replace("\n011002,", "\n999999,", 1), "999999 は"),
    ("unknown code of a theme", "themes.csv", lambda t: t.replace("\n011002,", "\n999999,", 1), "999999 は"),
    ("unknown code of a summary", "summaries.yaml", lambda t: t.replace('"011002"', '"999999"', 1), "999999 は"),
    ("another's name of a summary", "summaries.yaml", lambda t: t.replace("札幌市", "釧路市", 1), "011002 の団体の名"),
    ("a figure's row gone", "indicators.csv", lambda t: "\n".join(t.splitlines()[:-1]) + "\n", "指標の行が足りません"),
    ("a row twice", "indicators.csv", lambda t: t + t.splitlines()[-1] + "\n", "同じ行が二つあります"),
    ("leading zeros lost", "respondents.csv", lambda t: t.replace("\n011002,", "\n11002,", 1), "取決めに合いません"),
    ("half a table", "indicators.csv", lambda t: t[: len(t) // 2], "列の数|足りません"),
    ("a correction of nothing", "corrections.yaml", lambda t: t.replace("092151", "092152", 1), "対象がデータにありません"),
    ("an outdated correction", "indicators.csv", lambda t: t.replace("65.9,‰,6.59,10390,", "69.5,‰,6.95,10390,", 1), "もう原資料に"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "what"), [s[1:] for s in SPOILT], ids=[s[0] for s in SPOILT])
def test_a_contradiction_is_told(data: Path, name: str, edit: Callable[[str], str], what: str) -> None:
    """Tables that do not fit together are never read in part."""
    change(data, name, edit)

    with pytest.raises(DatasetError, match=what):
        load_dataset(YEAR, data=data)


def test_a_duplicate_key_in_corrections_is_told(data: Path) -> None:
    """PyYAML alone would let the last one win."""
    change(
        data, "corrections.yaml", lambda text: text.replace("    value: 6.59\n", "    value: 6.59\n    value: 65.9\n")
    )

    with pytest.raises(ConfigError, match="value"):
        load_dataset(YEAR, data=data)


def test_a_year_without_tables_is_told(tmp_path: Path) -> None:
    """A year that was never taken in is no crash."""
    with pytest.raises(DatasetError, match="データの表がありません"):
        load_dataset(2031, data=tmp_path)


CONTRADICTIONS: list[tuple[str, str, Callable[[str], str], str, str]] = [
    (
        "digits of a value changed places", "indicators.csv",
        lambda t: edited(t, ("032018", "aging_rate"), value="62.8"),
        r"値が、同じ行の印字（printed）と食い違う", "032018 aging_rate: 値 62.8、印字「26.8」（印字からは 26.8）",
    ),
    (
        "the values of two municipalities swapped", "indicators.csv",
        lambda t: edited(edited(t, ("032018", "population"), value="27161"), ("032085", "population"), value="290136"),
        "食い違うものが2件", "032085 population: 値 290136、印字「27,161」（印字からは 27161）",
    ),
    (
        "values swapped with what is printed, but not with their lines", "indicators.csv",
        lambda t: edited(
            edited(t, ("032018", "population"), value="27161", printed="27,161", line="3900"),
            ("032085", "population"), value="290136", printed="290,136", line="3300",
        ),
        "行番号が、その団体の個票の外", "遠野市の個票",
    ),
    (
        "a converted value is not converted", "indicators.csv",
        lambda t: edited(t, ("033227", "welfare_rate"), value="0.35"),
        "食い違う", "033227 welfare_rate: 値 0.35、印字「0.35」（印字からは 3.5",
    ),
    (
        "a sum that its parts do not make", "indicators.csv",
        lambda t: edited(t, ("012068", "coordinators"), value="3"),
        "食い違う", "印字「常勤１人、非常勤１人」（印字からは 2）",
    ),
    (
        "a value without what is printed", "indicators.csv",
        lambda t: edited(t, ("032018", "population"), printed=""),
        "食い違う", "印字からは 決まらない",
    ),
    (
        "a printed value left out", "indicators.csv",
        lambda t: edited(t, ("032018", "population"), value="", status="missing"),
        "食い違う", "値 空欄、印字「290,136」",
    ),
    (
        "thirty digits", "indicators.csv", lambda t: edited(t, ("032018", "population"), value="9" * 30),
        "「value」の値が取決めに合いません", "999",
    ),
    (
        "forty decimals", "indicators.csv", lambda t: edited(t, ("032018", "area"), value="886." + "4" * 40),
        "「value」の値が取決めに合いません", "886.4",
    ),
    (
        "thirty digits of a target", "targets.csv", lambda t: edited(t, ("032018", "T01"), target="9" * 30),
        "「target」の値が取決めに合いません", "999",
    ),
    (
        "a year to come", "respondents.csv", lambda t: edited(t, ("032018",), as_of="2099年1月1日現在"),
        "この年度の個票の日付ではありません", "2099年1月1日現在",
    ),
    ("no date", "respondents.csv", lambda t: edited(t, ("032018",), as_of="rubbish"), "日付として読めません", "rubbish"),
    (
        "fewer members than municipalities", "respondents.csv",
        lambda t: edited(t, ("G0201",), members="平内町、今別町、蓬田村"), "行の内容が取決めに合いません", "",
    ),
    (
        "a control character", "respondents.csv", lambda t: edited(t, ("032018",), department="福祉\x07課"),
        "目に見えない文字", "U+0007",
    ),
    (
        "a mark that turns the writing round", "projects.csv",
        lambda t: edited(t, ("032018", "chiikiryoku"), project_name="事業\u202e名"), "目に見えない文字", "U+202E",
    ),
    (
        "a character of one machine", "respondents.csv", lambda t: edited(t, ("032018",), department="\ue000課"),
        "外字", "U+E000",
    ),
    (
        "an endless cell", "indicators.csv", lambda t: edited(t, ("032018", "area"), note="注" * 5000),
        "「note」が長すぎます", "5,000字",
    ),
    (
        "an endless line", "indicators.csv", lambda t: edited(t, ("032018", "area"), note="注" * 200_000),
        "一行が長すぎます", "",
    ),
    (
        "a line break in a cell", "respondents.csv", lambda t: edited(t, ("032018",), department="福祉\n課"),
        "途中に改行", "",
    ),
]  # fmt: skip


def edited(text: str, key: tuple[str, ...], **cells: str) -> str:
    """A table with other cells in the first row that begins with the key."""
    head, *rows = csv.reader(io.StringIO(text))
    row = next(row for row in rows if tuple(row[: len(key)]) == key)
    for name, cell in cells.items():
        row[head.index(name)] = cell
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "edit", "what", "found"), [s[1:] for s in CONTRADICTIONS], ids=[s[0] for s in CONTRADICTIONS]
)
def test_a_cell_that_cannot_be_right_is_told_by_its_line(
    data: Path, name: str, edit: Callable[[str], str], what: str, found: str
) -> None:
    """What the row itself, the form's lines or the calendar contradict never becomes a figure."""
    change(data, name, edit)

    with pytest.raises(DatasetError, match=what) as caught:
        load_dataset(YEAR, data=data)
    assert found in caught.value.found
    assert re.search(rf"{name}:\d+$", caught.value.where)
