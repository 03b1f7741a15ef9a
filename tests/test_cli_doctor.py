"""The examination says ○ of what is sound, × of what is not with the remedy, and fails at the end only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cli, doctor
from generator.config.config import load_config
from generator.dataset.load import load_dataset
from generator.errors import UserError
from generator.paths import CONFIG, DATA
from generator.readiness import unready

YEAR = 2018
THINGS = ["Python", "ライブラリ", "パッケージ", "書体", "設定", "データ", "収録", "公表の用意", "出力先"]


def examined(out: Path) -> tuple[dict[str, str], str]:
    """Return the entry of each thing examined, and the message at the end."""
    entries: dict[str, str] = {}
    try:
        for entry in doctor.examine(YEAR, out=out):
            entries[entry[2:].split(":")[0]] = entry
    except UserError as error:
        return entries, str(error)
    return entries, ""


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The versions of a machine as it should be, to be changed."""
    packages = dict(doctor._LOCKED.findall(doctor.LOCK.read_text(encoding="utf-8")))
    versions = {name.lower(): version for name, version in packages.items()}
    versions |= {"pango": "1.50.12", "harfbuzz": "6.0.0", "harfbuzz-subset": "6.0.0"}
    monkeypatch.setattr(doctor, "environment", lambda: versions)
    yield versions


def test_everything_is_examined(locked: dict[str, str], tmp_path: Path) -> None:
    """Nine things, in the order in which one would mend them."""
    assert list(examined(tmp_path)[0]) == THINGS


def test_a_sound_machine_passes(locked: dict[str, str], tmp_path: Path) -> None:
    """Nothing at fault, no message at the end."""
    entries, message = examined(tmp_path)

    assert ([name for name, entry in entries.items() if entry[0] not in "○△"], message) == ([], "")


def test_the_prefectures_of_the_volume_are_counted(locked: dict[str, str], tmp_path: Path) -> None:
    """The clerk sees what briefs there can be."""
    assert "岩手県4" in examined(tmp_path)[0]["収録"]


def test_what_keeps_an_edition_in_the_house_is_worth_knowing_and_no_fault(
    locked: dict[str, str], tmp_path: Path
) -> None:
    """The doctor lists what publish would stop at; briefs can be made all the same."""
    config, entry = load_config(year=YEAR), examined(tmp_path)[0]["公表の用意"]
    missing = unready(config, load_dataset(YEAR), folder=DATA / str(YEAR))

    assert entry[0] == ("△" if missing else "○")
    assert [one.what for one in missing if one.what not in entry] == []


def test_a_slower_way_is_worth_knowing(locked: dict[str, str], tmp_path: Path) -> None:
    """Without the subsetting library fonts are cut down in Python."""
    del locked["harfbuzz-subset"]

    entries, message = examined(tmp_path)

    assert (entries["ライブラリ"][0], message) == ("△", "")


FAULTS = [("pango", "ライブラリ", "Pango"), ("weasyprint", "パッケージ", "weasyprint （なし）")]


@pytest.mark.parametrize(("gone", "name", "what"), FAULTS)
def test_what_is_missing_is_a_fault(locked: dict[str, str], tmp_path: Path, gone: str, name: str, what: str) -> None:
    """The entry names it, and the end names the entry."""
    del locked[gone]

    entries, message = examined(tmp_path)

    assert entries[name].startswith("× ")
    assert what in entries[name]
    assert name in message


def test_another_version_is_a_fault(locked: dict[str, str], tmp_path: Path) -> None:
    """Only the locked versions are known to give the same document."""
    locked["weasyprint"] = "1.0"

    assert "weasyprint 1.0" in examined(tmp_path)[0]["パッケージ"]


def test_an_old_python_is_a_fault(locked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest that will do is named."""
    monkeypatch.setattr(doctor, "OLDEST", (99, 0))

    assert "3.11以上" in examined(tmp_path)[0]["Python"]


def test_a_broken_font_is_a_fault(locked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a failed download is no typeface."""
    monkeypatch.setattr(doctor, "FONTS", tmp_path)
    (tmp_path / doctor.FACES[0]).write_text("<html>")

    assert examined(tmp_path / "out")[0]["書体"].startswith("× ")


def test_what_rests_on_a_fault_is_not_examined(
    locked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One fault is told once; what cannot be examined says why."""
    shutil.copytree(CONFIG, tmp_path / "config")
    (tmp_path / "config" / "metrics.yaml").write_text("metrics: [\n", encoding="utf-8")
    monkeypatch.setattr(doctor, "load_config", lambda year: load_config(tmp_path / "config", year=year))

    entries, message = examined(tmp_path / "out")

    assert {name: entry[0] for name, entry in entries.items()} == {
        **dict.fromkeys(THINGS, "○"), "設定": "×", "データ": "－", "収録": "－", "公表の用意": "－",
    }  # fmt: skip
    assert "1件の不備" in message


def test_a_faulty_table_is_told_by_its_line(
    locked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor's words are those of the error."""
    shutil.copytree(DATA / str(YEAR), tmp_path / "data" / str(YEAR))
    table = tmp_path / "data" / str(YEAR) / "themes.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("011002,", "11002,", 1), encoding="utf-8")
    monkeypatch.setattr(doctor, "load_dataset", lambda year: load_dataset(year, data=tmp_path / "data"))

    assert "themes.csv:2" in examined(tmp_path / "out")[0]["データ"]


def test_an_output_place_that_takes_nothing_is_a_fault(locked: dict[str, str], tmp_path: Path) -> None:
    """A file in place of the folder, a read-only folder, a full disk."""
    (tmp_path / "out").write_text("")

    assert "書き込めません" in examined(tmp_path / "out")[0]["出力先"]


def test_the_examination_leaves_nothing(locked: dict[str, str], tmp_path: Path) -> None:
    """The file that tries the output place is gone."""
    examined(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_all_entries_before_it_fails(
    locked: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault does not hide the rest."""
    del locked["pango"]

    code = cli.main(["doctor"])

    out, err = capsys.readouterr()
    assert code == cli.EXIT_USER_ERROR
    assert "○ 出力先" in out
    assert err.startswith("エラー［")
