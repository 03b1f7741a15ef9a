"""Pipes, links that lead back to themselves, closed streams and a machine without a temporary folder: one message."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator import cli
from generator.paths import ROOT, shown
from generator.unexpected_error import unmanageable

PLACES: list[tuple[str, list[str]]] = [
    ("a pipe as source", ["ingest", "--source", "{pipe}"]),
    ("a pipe as PDF", ["verify", "--file", "{pipe}"]),
    ("a pipe as sheet", ["inquiry-import", "--file", "{pipe}.xlsx"]),
    ("a pipe as manifest", ["compare", "--old", "{pipe}", "--new", "{pipe}"]),
    ("a loop as source", ["ingest", "--source", "{loop}"]),
    ("a loop as PDF", ["verify", "--file", "{loop}"]),
    ("a loop as folder", ["brief", "--pref", "宮城", "--out", "{loop}"]),
]


@pytest.mark.parametrize("words", [place[1] for place in PLACES], ids=[place[0] for place in PLACES])
def test_an_odd_place_is_told_at_once(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, one message, no waiting."""
    pipe, loop = tmp_path / "pipe", tmp_path / "loop"
    os.mkfifo(pipe)
    os.mkfifo(tmp_path / "pipe.xlsx")
    loop.symlink_to(tmp_path / "back")
    (tmp_path / "back").symlink_to(loop)

    code = cli.main([word.format(pipe=pipe, loop=loop) for word in words])

    assert code == cli.EXIT_USER_ERROR
    assert capsys.readouterr().err.count("エラー［") == 1


def test_a_link_that_leads_back_to_itself_is_shown_as_it_is_written(tmp_path: Path) -> None:
    """Resolving it is an error of its own."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert shown(tmp_path / "a") == str(tmp_path / "a")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_stops_nothing(closed: str) -> None:
    """What is printed goes nowhere; the work is done."""
    command = f'"{sys.executable}" -m generator audit --table {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_machine_without_a_temporary_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to set."""

    def nowhere() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)

    assert "TMPDIR" in unmanageable(FileNotFoundError(2, "x")).remedy
