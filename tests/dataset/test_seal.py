"""A table that is not as it was when it was proven against the source is known by its seal."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.dataset.load import load_dataset
from generator.dataset.seal import SEAL, seal_state, sealed, table_prints
from generator.errors import DatasetError
from generator.paths import DATA

YEAR = 2018
MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SOURCE = {"個票.txt": "0" * 64}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the edition's tables, sealed as they are."""
    copy = tmp_path / str(YEAR)
    shutil.copytree(DATA / str(YEAR), copy)
    (copy / SEAL).write_bytes(sealed(table_prints(copy), SOURCE, at=MOMENT))
    return copy


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one table."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, "the change must change something"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


UNSEEN: list[tuple[str, str, Callable[[Path], None]]] = [
    ("a stated assessment", "targets.csv", swap("targets.csv", ",met,stated,", ",not_met,stated,")),
    ("mentions of a theme", "themes.csv", swap("themes.csv", ",7,", ",97,")),
    ("a contractor's type", "projects.csv", swap("projects.csv", ",社会福祉協議会,", ",NPO法人,")),
    ("a telephone number", "respondents.csv", swap("respondents.csv", "019-6", "019-7")),
    ("a target that is gone", "targets.csv", lambda folder: drop_line(folder / "targets.csv", 20)),
    ("a figure in words", "summaries.yaml", swap("summaries.yaml", "354件", "三百件")),
]


def drop_line(path: Path, number: int) -> None:
    """Take a line out of a table."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: number - 1] + lines[number:]), encoding="utf-8")


def test_sealed_tables_are_sound(folder: Path) -> None:
    """The seal says when and against which document."""
    state = seal_state(folder)

    assert state.sound
    assert state.seal is not None
    assert (state.seal.checked_at, state.seal.sources) == ("2026-12-01T09:00:00+00:00", SOURCE)


@pytest.mark.parametrize(("name", "change"), [u[1:] for u in UNSEEN], ids=[u[0] for u in UNSEEN])
def test_what_no_check_sees_breaks_the_seal(folder: Path, name: str, change: Callable[[Path], None]) -> None:
    """The tables still read well; the message names the one that changed."""
    change(folder)

    load_dataset(YEAR, data=folder.parent)
    state = seal_state(folder)
    assert (state.sound, state.changed) == (False, (name,))
    assert name in state.told


@pytest.mark.parametrize("name", ["targets_review.csv", "corrections.yaml"])
def test_a_table_that_is_gone_or_new_is_told(folder: Path, name: str) -> None:
    """A seal is one of all tables."""
    (folder / name).unlink()
    (folder / "meetings2.csv").write_text("code\n", encoding="utf-8")

    assert seal_state(folder).changed == tuple(sorted(("meetings2.csv", name)))


def test_tables_without_a_seal_are_not_proven(folder: Path) -> None:
    """It is said, not an error: an editor is at work."""
    (folder / SEAL).unlink()

    state = seal_state(folder)
    assert (state.sound, state.changed) == (False, ())
    assert "照合" in state.told


DAMAGED = {
    "no JSON": b"{",
    "a list": b"[]",
    "no hashes": json.dumps({"checked_at": "2026-12-01", "sources": {}, "tables": {"a.csv": 1}}).encode(),
    "no date": json.dumps({"checked_at": "昨日", "sources": {}, "tables": {}}).encode(),
    "another encoding": "照合".encode("cp932"),
    "endless": b" " * 300_000,
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_seal_is_told(folder: Path, content: bytes) -> None:
    """One message with the file and what to do."""
    (folder / SEAL).write_bytes(content)

    with pytest.raises(DatasetError, match="照合の記録"):
        seal_state(folder)


def test_a_pipe_in_the_place_of_a_table_does_not_wait(folder: Path) -> None:
    """Nobody writes into it."""
    (folder / "themes.csv").unlink()
    os.mkfifo(folder / "themes.csv")

    with pytest.raises(DatasetError, match="開けません") as caught:
        seal_state(folder)
    assert "themes.csv" in caught.value.where
    with pytest.raises(DatasetError, match="開けません"):
        load_dataset(YEAR, data=folder.parent)
