"""``make status``: each step from the settings to the publication, and the next command."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from later_edition import FIRST, LATER, first_edition, two_editions

from generator.brief.which_area import load_inputs
from generator.edition.new_year import prepare_edition
from generator.errors import RegionError
from generator.status.progress import status_lines


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A copy of the settings and tables, with the next year begun."""
    first_edition(tmp_path)
    prepare_edition(LATER, load_inputs(FIRST, config=tmp_path / "config", data=tmp_path / "data")).write()
    return tmp_path


def _status(folder: Path, year: int | None) -> dict[str, str]:
    """Return what each step says, by its name with its mark; the heading under "" and the last line under "next"."""
    lines = status_lines(
        year,
        settings=folder / "config",
        data=folder / "data",
        build=folder / "build",
        briefs=folder / "briefs",
    )
    steps = [line.partition(": ") for line in lines[1:-1] if line[:1] in set("○△－×")]
    return {"": lines[0], "next": lines[-1], **{name: told for name, _, told in steps}}


def test_a_year_just_begun_tells_what_waits_for_what(begun: Path) -> None:
    """Settings to complete, forms to send or read; what needs tables waits."""
    status = _status(begun, LATER)
    assert status[""] == "令和元年度（2019年度）版の進み具合（準備中）"
    assert "「★」が" in status["△ 設定"]
    assert status["△ 個票の読み取り"] == "まだ読み取っていない"
    assert {"－ 要確認の値", "－ 数値目標", "－ 要約", "－ 疑義照会", "－ 点検", "－ 照合"} < status.keys()
    assert status["△ 設定の確定"] == "下書きのまま"
    assert status["next"].startswith("次にすること（設定）")


def test_a_draft_is_never_the_default(begun: Path) -> None:
    """Without a year the last edition that is no draft is told."""
    assert _status(begun, None)[""] == "平成30年度（2018年度）版の進み具合"


def test_a_year_that_nobody_began_says_how(begun: Path) -> None:
    """The message names the years there are, those being prepared, and the command."""
    with pytest.raises(RegionError) as caught:
        _status(begun, LATER + 1)
    assert caught.value.expected == "2018（準備中: 2019）"
    assert "make new-edition YEAR=2020" in caught.value.remedy


def test_workbooks_sent_are_counted(begun: Path) -> None:
    """The forms of every prefecture's folder."""
    folder = begun / "build" / str(LATER) / "forms" / "03_岩手県"
    folder.mkdir(parents=True)
    for name in ("a.xlsx", "b.xlsx"):
        (folder / name).write_bytes(b"")
    assert _status(begun, LATER)["○ 調査票の送付"].startswith("2通を作った")


def test_what_came_back_is_counted(begun: Path) -> None:
    """Of the workbooks sent: who has answered, whose answer is to be looked at, and who has not."""
    build = begun / "build" / str(LATER)
    (build / "forms").mkdir(parents=True)
    (build / "forms" / "a.xlsx").write_bytes(b"")
    assert _status(begun, LATER)["△ 回収"] == "まだ集めていない"
    (build / "collection").mkdir()
    (build / "collection" / "状況.csv").write_text("団体名,区分\n盛岡市,提出済\n遠野市,未提出\n", encoding="utf-8-sig")
    assert _status(begun, LATER)["△ 回収"] == "提出済1件、要確認0件、未提出1件"


def test_who_came_and_went_is_told(tmp_path: Path) -> None:
    """Against the edition before: one left, one came."""
    assert "新しいもの1、今回ないもの1" in _status(two_editions(tmp_path), LATER)["○ 個票の読み取り"]


def test_a_faulty_table_is_a_fault_of_its_step(tmp_path: Path) -> None:
    """The message of the table is shown, the steps behind it wait, and it is the next thing to do."""
    folder = two_editions(tmp_path)
    (folder / "data" / str(LATER) / "indicators.csv").write_text("code\n", encoding="utf-8")
    status = _status(folder, LATER)
    assert "列「metric」" in status["× 個票の読み取り"]
    assert "－ 要約" in status
    assert "△ 公表" in status


def test_proposals_that_wait_are_counted(tmp_path: Path) -> None:
    """Targets and rows of chapters 3 and 4 that nobody has decided on."""
    folder = two_editions(tmp_path)
    tables = folder / "data" / str(LATER)
    text = (tables / "targets_review.csv").read_text(encoding="utf-8")
    assert ",rejected\n" in text
    (tables / "targets_review.csv").write_text(text.replace(",rejected\n", ",proposed\n", 3), encoding="utf-8")
    (tables / "areas_review.csv").write_text("code,state\n032018,proposed\n032018,confirmed\n", encoding="utf-8")
    (tables / "meetings_review.csv").write_text("code,state\n", encoding="utf-8")
    status = _status(folder, LATER)
    assert status["△ 数値目標"].endswith("未確認の候補3件")
    assert status["△ 3章・4章の行"].endswith("未確認の候補1行")


def _published(folder: Path, *, control: str) -> None:
    tables = folder / "data" / str(LATER)
    out = folder / "briefs" / str(LATER)
    out.mkdir(parents=True)
    entries = [
        {"path": path.name, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(tables.iterdir())
        if path.suffix in {".csv", ".yaml"}
    ]
    brief = {
        **{
            "area": "03",
            "name": "岩手県",
            "scope": "prefecture",
            "edition": 1,
            "control": control,
            "inputs": "",
            "key": "",
        },
        **{"pages": 1, "files": [{"path": "a.pdf", "bytes": 0, "sha256": "0" * 64}]},
    }
    manifest = {
        **{"year": LATER, "edition": 1, "published_on": "2027-03-31", "complete": True, "environment": {}},
        **{"sources": entries, "briefs": [brief]},
    }
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_publication_is_done_until_a_table_changes(tmp_path: Path) -> None:
    """The tables that it was made from are compared by content."""
    folder = two_editions(tmp_path)
    _published(folder, control="CKB-R01-03-00000000")
    assert "○ 公表" in _status(folder, LATER)
    with (folder / "data" / str(LATER) / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert _status(folder, LATER)["△ 公表"].endswith("その後に変わったもの: targets.csv")


def test_a_draft_is_no_publication(tmp_path: Path) -> None:
    """Briefs that carry 案 are still to be published."""
    folder = two_editions(tmp_path)
    _published(folder, control="CKB-R01-03-00000000案")
    assert _status(folder, LATER)["△ 公表"].endswith("案")
