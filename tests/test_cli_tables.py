"""A spoilt setting or table stops a brief with one message that names file and line, before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from generator import cli
from generator.brief.which_area import load_inputs
from generator.paths import CONFIG, DATA

YEAR = "2018"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of config/ and data/ that the commands read in place of the repository's."""
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copytree(DATA / YEAR, tmp_path / "data" / YEAR)
    reading = partial(load_inputs, config=tmp_path / "config", data=tmp_path / "data")
    monkeypatch.setattr("generator.brief.which_area.load_inputs", reading)
    return tmp_path


def twice(line: str) -> Callable[[str], str]:
    """Return an edit that repeats the first line that begins so."""

    def edit(text: str) -> str:
        found = next(each for each in text.splitlines(keepends=True) if each.startswith(line))
        return text.replace(found, found + found, 1)

    return edit


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return an edit that replaces the first occurrence."""
    return lambda text: text.replace(old, new, 1)


SPOILT: list[tuple[str, str, Callable[[str], str], str, str]] = [
    ("duplicate key", "config/editions/2018.yaml", twice("title:"), "title", "2018.yaml:"),
    ("unknown key", "config/editions/2018.yaml", swap("issuer:", "isuer:"), "issuer", "2018.yaml:"),
    ("unquoted code", "config/prefectures.yaml", swap('code: "03"', "code: 03"), '""', "prefectures.yaml:"),
    ("tab", "config/groupings.yaml", swap("\n  ", "\n\t"), "タブ", "groupings.yaml:"),
    ("missing key", "config/metrics.yaml", swap("unit: 人", "#"), "unit", "metrics.yaml:"),
    ("unknown member", "config/groupings.yaml", swap("青森県, 岩手県", "青森県, 岩出県"), "岩手県", "groupings.yaml:"),
    ("empty settings", "config/metrics.yaml", lambda _: "", "", "metrics.yaml"),
    ("missing column", "data/2018/indicators.csv", swap(",printed", ""), "printed", "indicators.csv:"),
    ("empty table", "data/2018/targets.csv", lambda _: "", "code", "targets.csv:1"),
    ("word for number", "data/2018/indicators.csv", swap(",1966735,", ",many,"), "many", "indicators.csv:2"),
    ("not a number", "data/2018/indicators.csv", swap(",1966735,", ",NaN,"), "半角数字と小数点だけの数", "indicators.csv:2"),
    ("duplicate row", "data/2018/indicators.csv", twice("011002,population"), "同じ行が二つ", "indicators.csv:3"),
    ("duplicate correction", "data/2018/corrections.yaml", twice("    value:"), "value", "corrections.yaml:"),
]


@pytest.mark.parametrize(("file", "edit", "what", "where"), [s[1:] for s in SPOILT], ids=[s[0] for s in SPOILT])
def test_a_spoilt_file_is_told_by_its_line(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    edit: Callable[[str], str],
    what: str,
    where: str,
) -> None:
    """One message, exit 2, nothing on standard output, nothing written."""
    path = project / file
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")

    code = cli.main(["brief", "--pref", "岩手", "--out", str(project / "briefs")])

    out, err = capsys.readouterr()
    assert (code, out) == (cli.EXIT_USER_ERROR, "")
    assert err.startswith("エラー［")
    assert what in err
    assert where in err
    assert not (project / "briefs").exists()


@pytest.mark.parametrize("file", ["config/words.yaml", "config/municipalities.csv", "data/2018/projects.csv"])
def test_a_missing_file_is_told_by_its_name(project: Path, capsys: pytest.CaptureFixture[str], file: str) -> None:
    """The message names the file and how to get it back."""
    (project / file).unlink()

    code = cli.main(["brief", "--pref", "岩手", "--out", str(project / "briefs")])

    err = capsys.readouterr().err
    assert code == cli.EXIT_USER_ERROR
    assert file in err
    assert "対処" in err
