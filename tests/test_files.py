"""Files are whole or absent, several of them too."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.files import write_all


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of an earlier run."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    return path


def below(folder: Path) -> dict[str, bytes]:
    """What the folder holds, by path, hidden files too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    """Folders are made; no temporary file is left."""
    write_all({tmp_path / "data" / "a.csv": b"1\n", tmp_path / "build" / "b.jsonl": b"2\n"})

    assert below(tmp_path) == {"data/a.csv": b"1\n", "build/b.jsonl": b"2\n"}


def test_a_place_that_takes_no_file_leaves_the_old_set(old: Path, tmp_path: Path) -> None:
    """The message names the file that could not be written, not the first one."""
    (tmp_path / "file").write_bytes(b"")
    refused = tmp_path / "file" / "b.csv"
    with pytest.raises(OutputError, match="書き込めません") as caught:
        write_all({old: b"new", refused: b"new"})

    assert caught.value.where == str(refused)
    assert below(tmp_path) == {"a.csv": b"old", "file": b""}


def test_a_full_disk_leaves_the_old_set(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is on the disk before the first one is renamed; the message says what is short."""
    synced = os.fsync

    def full(handle: int) -> None:
        if os.fstat(handle).st_size == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        synced(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="空きが足りません") as caught:
        write_all({old: b"1", tmp_path / "b.csv": b"22"})

    assert caught.value.where == str(tmp_path / "b.csv")
    assert below(tmp_path) == {"a.csv": b"old"}


def test_a_refused_rename_is_told_by_its_file(old: Path, tmp_path: Path) -> None:
    """Files before it are new by then, and nothing temporary is left."""
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(OutputError) as caught:
        write_all({old: b"new", tmp_path / "b.csv": b"new"})

    assert caught.value.where == str(tmp_path / "b.csv")
    assert below(tmp_path) == {"a.csv": b"new"}
