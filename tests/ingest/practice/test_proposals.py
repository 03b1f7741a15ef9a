"""What is drafted for the tables of chapters 3 and 4, and that an editor's word stands."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from ingest_sample import config, form

from generator.dataset.practice.contract import PRACTICE_TABLES, CellStatus
from generator.ingest.practice.cells import status_of
from generator.ingest.run import ingest

CHAPTER_3 = """\
３．地域力強化推進事業について
①実施主体（委託先） 見本市
②事業名 見本事業
④事業内容
ア 「住民に身近な圏域」において、地域住民等が主体的に地域生活課題を把握し解決することができる環境の整備
（対象地域）
見本市の全域
（対象地域の範囲）
小学校区（7か所）
（人口）
約 12,000
（ア）地域住民の参加を促す活動を行う者に対する支援
（支援する対象）
民生委員・児童委員、社会福祉協
議会
（支援の内容）
（拠点の場所）
公民館
（運営主体）
なし
地域の課題を地域で解決していくための財源等の確保
共同募金を充てる。クラウドファンディングは検討する。"""
CHAPTER_4 = """\
４．多機関の協働による包括的支援体制構築事業について
①実施主体（委託先） 見本市
②事業名 見本事業
④相談支援包括化推進員の配置予定人数
３人（専任１名、兼任２名）
⑤相談支援包括化推進員の経歴等
社会福祉士
⑦事業内容
イ 相談支援包括化推進会議の開催方法
（個別事例の検討）※会議の開催回数や参加者等を記載
隔月に見本の人が集まる。
（既存の会議の名称）
見本の支援調整会議
（ネットワーク構築）※会議の開催回数や参加者等を記載
随時
（既存の会議の名称）
ウ 自主財源の確保のための取組の概要
特になし"""


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """Two forms that say the same."""
    path = tmp_path / "kohyo.txt"
    forms = [
        form(chapters=f"{CHAPTER_3}\n{CHAPTER_4}"),
        form(title="宮城県 栗原市", prefecture="宮城県", name="栗原市"),
    ]
    path.write_text("\n".join(forms), encoding="utf-8")
    return path


def drafted(volume: Path) -> Path:
    out = volume.parent / "data"
    ingest(volume, config=config(), out=out, build=volume.parent / "build")
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def first_code(out: Path) -> str:
    return rows(out / "respondents.csv")[0]["code"]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("a.area", "filled"), ("a.support_content", "blank"), ("a.base_operator", "none"), ("a.training_target", "label_absent"),
        ("t.network_name", "blank"), ("t.own_funds", "none"), ("p.i_target", "not_applicable"),
    ],
)  # fmt: skip
def test_the_state_of_a_cell(volume: Path, cell: str, status: str) -> None:
    """From a label to the next one; what has no label, and what has no chapter, is told apart."""
    out = drafted(volume)
    found = {
        row["cell"]: row["status"] for row in rows(out / "practice_cells_review.csv") if row["code"] == first_code(out)
    }

    assert found[cell] == status


@pytest.mark.parametrize(
    ("cell", "kind", "label", "stage"),
    [
        ("a.support_target", "minsei", "民生委員・児童委員", ""), ("a.support_target", "shakyo", "社会福祉協議会", ""),
        ("a.base_place", "kominkan", "公民館", ""), ("a.funding", "kyobo", "共同募金", "act"),
        ("a.funding", "crowd", "クラウドファンディング", "study"), ("t.qualification", "shafuku", "社会福祉士", ""),
    ],
)  # fmt: skip
def test_a_value_is_found(volume: Path, cell: str, kind: str, label: str, stage: str) -> None:
    """By the words of config/practice.yaml, over line breaks; money with its stage."""
    found = [(r["cell"], r["kind"], r["label"], r["stage"]) for r in rows(drafted(volume) / "practices_review.csv")]

    assert (cell, kind, label, stage) in found


def test_numbers_are_found(volume: Path) -> None:
    """Sphere, coordinators and meetings; an interval becomes times a year."""
    out = drafted(volume)
    (area, *_), (people, *_) = rows(out / "areas_review.csv"), rows(out / "coordinators_review.csv")
    case, network, *_ = rows(out / "meetings_review.csv")

    assert (area["units"], area["area_count"], area["population"], area["population_basis"]) == (
        "shogakko",
        "7",
        "12000",
        "about",
    )
    assert (people["headcount"], people["dedicated"], people["concurrent"]) == ("3", "1", "2")
    assert (case["name"], case["times_min"], case["per"], case["parent"]) == (
        "見本の支援調整会議",
        "6",
        "year",
        "支援調整会議",
    )
    assert (network["name"], network["adhoc"]) == ("", "1")


def test_nothing_is_approved_by_itself(volume: Path) -> None:
    """The tables begin empty: a header and no row."""
    out = drafted(volume)

    assert [name for name in PRACTICE_TABLES if rows(out / f"{name}.csv")] == []


def test_what_is_confirmed_enters_the_table(volume: Path) -> None:
    """A confirmed row is added; what nobody has decided on stays to be decided."""
    out = drafted(volume)
    path = out / "meetings_review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",proposed", ",confirmed", 1), encoding="utf-8")
    drafted(volume)

    assert [row["name"] for row in rows(out / "meetings.csv")] == ["見本の支援調整会議"]
    assert [row["state"] for row in rows(path)] == ["confirmed", "proposed"]


def test_what_is_approved_is_not_changed(volume: Path) -> None:
    """Tables with an editor's rows keep their bytes, and their forms are not proposed again."""
    out = drafted(volume)
    table = out / "coordinators.csv"
    table.write_text(
        table.read_text(encoding="utf-8") + f"{first_code(out)},2,summed,,,,,,編集者の読み,1\n", encoding="utf-8"
    )
    before = table.read_bytes()
    drafted(volume)

    assert table.read_bytes() == before
    assert first_code(out) not in {row["code"] for row in rows(out / "coordinators_review.csv")}


def test_an_unreadable_review_file_is_left_alone(volume: Path) -> None:
    """What an editor has begun is not overwritten because of a slip."""
    out = drafted(volume)
    path = out / "areas_review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",proposed", ",perhaps", 1), encoding="utf-8")
    before = path.read_bytes()
    drafted(volume)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", CellStatus.BLANK), ("・", CellStatus.BLANK), ("特になし", CellStatus.NONE), ("-", CellStatus.DASH),
        ("別紙のとおり", CellStatus.REFERENCE), ("同上", CellStatus.SAME), ("今後検討", CellStatus.UNDECIDED),
        ("特になしとする地区もあるが、全ての小学校区で説明会を行い、なしとした理由を確かめて次の年の計画に入れる", CellStatus.FILLED),
    ],
)  # fmt: skip
def test_what_a_cell_says(text: str, status: CellStatus) -> None:
    """Only a short text says that there is nothing."""
    assert status_of(text) is status
