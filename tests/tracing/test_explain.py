"""How a figure came about, told back to the printed line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from builders import real_areas, real_config
from finished import real_inputs

from generator.cli import main
from generator.errors import SourceError, UserError
from generator.ledger.figure import Formula
from generator.paths import TEMPLATES
from generator.tracing import explain as explain_module
from generator.tracing.explain import Trace, explain, trace
from generator.tracing.search import number_in


@cache
def traced(area: str = "岩手県") -> Trace:
    """A brief whose figures can be followed."""
    return trace(real_areas()[area], real_inputs())


def told(figure_id: str, area: str = "岩手県") -> list[str]:
    """The lines told of one figure, indentation removed."""
    return [line.strip() for line in explain(traced(area), figure_id=figure_id).splitlines()]


def test_a_mean_is_told_with_everything_behind_it() -> None:
    """Label, printed form, exact value, rounding, formula, check, places, and each input with its line."""
    lines = told("03/aging_rate/mean")

    assert "■ 岩手県　高齢化率（加重平均）" in lines
    assert "印刷　　　28.0％" in lines
    assert "正確な値　28.0076956190…" in lines
    assert "端数処理　小数第2位を四捨五入" in lines
    assert any(line.startswith("求め方　　加重平均") for line in lines)
    assert "検算　　　内訳から計算し直した値と一致する" in lines
    assert "盛岡市　人口　290,136人　← 原資料 3272行「290,136」　[032018/population]" in lines
    assert len([line for line in lines if "← 原資料" in line]) == 8


def test_a_printed_figure_is_told_with_its_line() -> None:
    """What stands in the document, where it stands, and what the reading made of it."""
    lines = told("033227/welfare_rate")

    assert "出典　　　原資料 4292行　印刷は「0.35」" in lines
    assert "印刷　　　3.5‰" in lines
    assert "端数処理　端数なし" in lines


def test_a_correction_is_told_with_its_reason() -> None:
    """Who decided what, when, why, and how far the inquiry is."""
    lines = told("092151/welfare_rate", "栃木県")

    assert "印刷　　　6.6‰　r（訂正した数値）" in lines
    assert "訂正　　　印刷「6.59」を6.6‰とした（照会中、2026-11-23 編集担当）" in lines


def test_a_missing_figure_is_told_as_missing() -> None:
    """No value, no rounding, but the sign and what it means."""
    lines = told("032085/association_rate")

    assert "印刷　　　…（不詳・未記入）" in lines
    assert not any(line.startswith("正確な値") for line in lines)


@pytest.mark.parametrize(
    ("figure_id", "line"),
    [
        ("03/size/respondents", "岩手県盛岡市の個票　← 原資料 3250～3800行"),
        ("03/programmes/contractor/社会福祉協議会", "盛岡市　事業「地域力強化推進モデル事業」　← 原資料 3363行"),
        ("all/targets/met", "500人　← 原資料 176行　（実績 691人　← 原資料 406行、達成：目標と実績を比べた）"),
        ("all/theme/ibasho", "札幌市の個票が触れた2回　← 原資料 158、164行"),
        ("03/size/municipalities", "出典　　　config/municipalities.csv"),
        ("nation/welfare_rate", "出典　　　厚生労働省「被保護者調査」"),
        ("03/size/others", "全回答自治体　収録された都道府県の数　14都道府県　← config/editions/2018.yaml"),
        ("all/practice/feature/place/soudankai", "困りごとまるごと相談会"),
        ("03/programmes/outsourced", "矢巾町　事業「地域力強化推進事業」　← 原資料 4360行"),
        ("03/targets/met", "500件　← 原資料 3727行　（実績 973件　← 原資料 3773行、達成：目標と実績を比べた）"),
    ],
)
def test_a_count_names_what_it_counted(figure_id: str, line: str) -> None:
    """Forms, targets, projects and mentions are named with their lines, those of other prefectures too."""
    assert any(line in one for one in told(figure_id))


@pytest.mark.parametrize(
    ("area", "figure_id", "line"),
    [
        ("群馬県", "10/people/given", "玉村町　相談支援包括化推進員　－（多機関の協働の章がない）"),
        ("関東地方", "sub-10/programmes/takikan", "群馬県玉村町の個票　← 原資料"),
        ("岩手県", "033227/theme/nofuku", "岩手県矢巾町の個票　← 原資料 4267～4641行"),
        ("岩手県", "sub-032085/targets/not_met", "遠野市　数値目標の数　2件　（数え上げ）"),
        ("青森県", "02/association_rate/n", "鰺ヶ沢町　地縁組織加入率　…　← 原資料 3040行「－」"),
    ],
)
def test_a_count_of_none_names_what_was_looked_through(area: str, figure_id: str, line: str) -> None:
    """0 is no gap: the forms, targets or figures among which nothing was found are listed."""
    lines = told(figure_id, area)

    assert traced(area).measures.ledger[figure_id].exact == 0
    assert "求め方　　次に挙げるものを調べたが、当てはまるものはなかった。" in lines
    assert any(one.startswith(line) for one in lines[lines.index("調べた範囲") :])


@pytest.mark.parametrize(
    ("area", "figure_id", "way"),
    [
        ("岩手県", "03/aging_rate/mean", "加重平均 ＝（高齢化率 × 人口）の合計 ÷ 人口の合計。"),
        ("岩手県", "03/population_density/ratio", "比 ＝ 人口の合計 ÷ 面積の合計。"),
        ("岩手県", "032018/coordinators_per_100k", "比 ＝ 相談支援包括化推進員 ÷ 人口 × 100,000。"),
        ("岩手県", "03/size/participating", "次に挙げる個票が表す市町村を数えた。"),
        ("岩手県", "032018/theme/ibasho", "個票がその言葉に触れた回数を数えた。"),
        ("岩手県", "032085/association_rate", "個票に値の記入がない。"),
        ("青森県", "02/association_rate/mean", "値のある自治体がないので、求めない。"),
        ("群馬県", "104647/coordinators", "この自治体には当てはまらない。"),
        ("関東地方", "sub-10/coordinators_per_100k/ratio", "当てはまる自治体がないので、求めない。"),
    ],
)
def test_the_way_is_told_in_the_words_of_the_indicator(area: str, figure_id: str, way: str) -> None:
    """Which values were divided by which, not a formula with 分子 and 分母; and why there is no value."""
    assert any(one.startswith(f"求め方　　{way}") for one in told(figure_id, area))


def test_a_unit_that_was_converted_is_told() -> None:
    """Where the printed percent became per mille, each line says so; a correction takes the note's place."""
    lines = told("09/welfare_rate/mean", "栃木県")

    assert "高根沢町　生活保護受給率　6.0‰　← 原資料 11033行「0.6」（％の印字を10倍）　[093866/welfare_rate]" in lines
    assert "那須烏山市　生活保護受給率　6.6‰　← 原資料 10390行「6.59」　r　[092151/welfare_rate]" in lines


def test_places_are_told_once() -> None:
    """A figure that a section's text prints twice is one place with its count."""
    assert "要点（本文）に2か所" in told("03/targets/met")


def test_figures_without_value_are_found_by_their_sign() -> None:
    """FIGURE=… lists them."""
    assert "■ 岩泉町　地縁組織加入率" in explain(traced(), text="…")


def test_the_places_are_told() -> None:
    """Text, table with row and column, chart, alternative text."""
    lines = told("033227/aging_rate")

    assert "背景の指標（表「基本指標」矢巾町 × 高齢化率 ％）" in lines
    assert "背景の指標（図 background）" in lines


def test_a_figure_of_nowhere_says_so() -> None:
    """A figure may be only an input of others."""
    assert "掲載箇所　なし（この資料には印刷していない）" in told("011002/population")


@pytest.mark.parametrize("asked", ["28.0", "２８．０", "28.0％", " 28.0 ％"])
def test_a_figure_is_found_as_it_is_printed(asked: str) -> None:
    """Width, unit and spaces do not matter."""
    assert "■ 岩手県　高齢化率（加重平均）" in explain(traced(), text=asked)


def test_commas_do_not_matter() -> None:
    """354030 and 354,030 are the same figure."""
    assert explain(traced(), text="354030").splitlines()[1:] == explain(traced(), text="354,030人").splitlines()[1:]


def test_many_figures_are_listed() -> None:
    """What is printed alike many times is listed with the ids to ask for."""
    text = explain(traced(), text="4")

    assert "ID= で一つずつ確かめられます" in text
    assert "岩手県　実施する市町村の数　4市町村　[03/size/participating]" in text
    assert "■" not in text


@pytest.mark.parametrize(
    ("asked", "where", "near"),
    [
        ({"figure_id": "03/aging/mean"}, "ID", "03/aging_rate/mean"),
        ({"figure_id": "03/AGING_RATE/mean"}, "ID", "03/aging_rate/mean"),
        ({"text": "28.01"}, "FIGURE", "28.0"),
        ({"text": "28.001"}, "FIGURE", "28.0"),
    ],
)
def test_an_unknown_figure_names_the_nearest(asked: dict[str, str], where: str, near: str) -> None:
    """One message, with what may have been meant."""
    with pytest.raises(UserError) as caught:
        explain(traced(), **asked)  # type: ignore[arg-type]

    assert caught.value.where == where
    assert near in caught.value.remedy


@pytest.mark.parametrize("asked", [{}, {"figure_id": "03/aging_rate/mean", "text": "28.0"}])
def test_one_question_at_a_time(asked: dict[str, str]) -> None:
    """ID or FIGURE, not both and not neither."""
    with pytest.raises(UserError, match="どちらか一方"):
        explain(traced(), **asked)  # type: ignore[arg-type]


def test_no_number_at_all_is_told_too() -> None:
    """A word is no figure."""
    with pytest.raises(UserError, match="印刷した数値はありません"):
        explain(traced(), text="高齢化率")


def document(folder: Path, lines: int, text: str = "生活保護受給率 0.35（％）") -> Path:
    """A document of so many lines, with a text on line 4292."""
    path = folder / "source.txt"
    path.write_text("\n" * 4291 + f"{text}\n" + "\n" * (lines - 4292), encoding="utf-8")
    return path


def test_the_document_is_quoted_where_it_is_at_hand(tmp_path: Path) -> None:
    """With SOURCE the cited line itself is shown."""
    source = document(tmp_path, real_config().edition.source.lines)

    assert "4292: 生活保護受給率 0.35（％）" in explain(traced(), figure_id="033227/welfare_rate", source=source)


@pytest.mark.parametrize("more", [-1, 1])
def test_another_document_is_not_quoted(tmp_path: Path, more: int) -> None:
    """Its line of the same number would be shown as where the figure comes from."""
    expected = real_config().edition.source.lines
    with pytest.raises(SourceError, match="表を作った文書ではありません") as caught:
        explain(traced(), figure_id="033227/welfare_rate", source=document(tmp_path, expected + more))

    assert caught.value.found == f"{expected + more:,}行"
    assert f"{expected:,}行" in caught.value.expected


@pytest.mark.parametrize(("content", "match"), [(b"\xff\xfe", "UTF-8"), (b"%PDF-1.7", "PDF"), (b"", "空"), (b"a\x1b", "制御文字")])
def test_a_document_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes, match: str) -> None:
    """SOURCE is read as strictly as by ``make ingest``."""
    source = tmp_path / "source.txt"
    source.write_bytes(content)

    with pytest.raises(SourceError, match=match):
        explain(traced(), figure_id="033227/welfare_rate", source=source)


def test_every_formula_is_worded() -> None:
    """explain.txt.j2 says of each formula how it works."""
    words = (TEMPLATES / "tracing/explain.txt.j2").read_text(encoding="utf-8")

    assert [formula for formula in Formula if f'"{formula}": "' not in words] == []


def test_every_metric_can_be_asked_for() -> None:
    """A respondent's figure of each compared metric is explained without a gap."""
    for metric in real_config().metrics.values():
        if metric.aggregation != "none":
            assert any(line.startswith("■ 盛岡市") for line in told(f"032018/{metric.key}"))


@pytest.mark.parametrize(
    ("text", "number"), [("１，２３４人", "1234"), ("△0.5", "-0.5"), ("28.0%", "28.0"), ("ab", ""), ("…", "")]
)
def test_the_number_in_a_text(text: str, number: str) -> None:
    """Decimals count, commas, units and width do not."""
    assert number_in(text) == number


def test_the_command_takes_its_words_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As make hands them over."""
    monkeypatch.setattr(explain_module, "trace", lambda area, inputs: traced(area.name))
    for name, value in (("PREF", "岩手"), ("ID", "03/aging_rate/mean"), ("FIGURE", "")):
        monkeypatch.setenv(name, value)

    assert main(["explain"]) == 0
    assert capsys.readouterr().out == explain(traced(), figure_id="03/aging_rate/mean")
