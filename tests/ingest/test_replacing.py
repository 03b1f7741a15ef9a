"""Fifty forms are not replaced by one unless somebody says so, and what killed runs left is cleared away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import SourceError
from generator.files import clear_parts
from generator.ingest.replacing import refuse_loss
from generator.paths import DATA

FOLDER = DATA / "2018"


def codes(*, without: int = 0) -> list[str]:
    """The codes of the edition's tables, some left out."""
    lines = (FOLDER / "respondents.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[0] for line in lines][without:]


@pytest.mark.parametrize("lost", [0, 2, 5])
def test_a_few_may_leave(lost: int) -> None:
    """A tenth of the municipalities may leave the programme."""
    refuse_loss(FOLDER, codes(without=lost), where="個票.txt")


@pytest.mark.parametrize("kept", [1, 40])
def test_many_may_not_leave_unsaid(kept: int) -> None:
    """The message says how many, who, and FORCE=1."""
    with pytest.raises(SourceError, match=f"52件のうち{52 - kept}件") as caught:
        refuse_loss(FOLDER, codes()[:kept], where="個票.txt")
    assert "FORCE=1" in caught.value.remedy


def test_a_first_ingest_loses_nobody(tmp_path: Path) -> None:
    """There are no tables yet."""
    refuse_loss(tmp_path, ["032018"], where="個票.txt")


def test_only_our_own_leavings_are_cleared(tmp_path: Path) -> None:
    """Those of a process that is gone; not another's file, not one that is being written."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours = tmp_path / "data" / f".ckb-{gone.pid}-abcd1234.part"
    others = [tmp_path / name for name in (".x.part", ".ckb-notes.part", f".ckb-{os.getpid()}-abcd1234.part")]
    ours.parent.mkdir()
    for path in (ours, *others):
        path.write_bytes(b"half")

    clear_parts(tmp_path)
    assert (ours.exists(), [path.exists() for path in others]) == (False, [True, True, True])
    clear_parts(tmp_path, of_the_living=True)
    assert [path.exists() for path in others] == [True, True, False]
