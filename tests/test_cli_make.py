"""What the user types, through make and in processes of their own: nothing is run that was only meant as a name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.paths import ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / ".venv" / "bin" / "python").exists() or shutil.which("make") is None,
    reason="make and the project's own .venv are needed",
)
BARE = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": "/nonexistent"}


def ran(*command: str, environment: Mapping[str, str] = BARE) -> tuple[int, str, str]:
    """Run a command in the repository, in the C locale and without a home; return exit code and both streams."""
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


HOSTILE = {
    "a make function": "$(shell touch {mark})",
    "a make variable": "$(PY)",
    "a shell command": "$(touch {mark})",
    "backquotes": "`touch {mark}`",
    "the end of a quotation": '"; touch {mark}; "',
    "the end of a single quotation": "'; touch {mark}; '",
    "a second line": "岩手\n\ttouch {mark}",
    "an ampersand": "岩手 & touch {mark}",
    "an option": "--help",
    "a dollar": "$$HOME",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_is_never_run(tmp_path: Path, text: str) -> None:
    """PREF is data: whatever it holds, make brief only fails to find such a prefecture."""
    mark = tmp_path / "mark"

    code, out, err = ran("make", "brief", f"PREF={text.format(mark=mark)}")

    assert (code, out) == (2, "")
    assert err.startswith("エラー［REGION］")
    assert not mark.exists()


def test_a_name_in_the_environment_is_never_run(tmp_path: Path) -> None:
    """The same holds for PREF='…' make brief."""
    mark = tmp_path / "mark"

    code, out, err = ran("make", "brief", environment=BARE | {"PREF": f"$(shell touch {mark})"})

    assert (code, out) == (2, "")
    assert err.startswith("エラー［REGION］")
    assert not mark.exists()


def test_make_without_prefecture_says_so() -> None:
    """One message, exit 2."""
    code, out, err = ran("make", "brief")

    assert (code, out) == (2, "")
    assert "都道府県が指定されていません" in err


def test_a_command_that_make_does_not_know_is_told_in_japanese() -> None:
    """A slip in the command's name leads to the list."""
    code, out, err = ran("make", "breif")

    assert (code, out) == (2, "")
    assert "make help" in err


def test_make_alone_lists_the_commands() -> None:
    """The default is the list, also in the C locale."""
    code, out, err = ran("make")

    assert (code, err) == (0, "")
    assert "make brief" in out


def test_make_brief_writes_the_brief_and_ends_with_its_path(tmp_path: Path) -> None:
    """The whole way, in the C locale and without a home directory; nothing but the path on standard output."""
    code, out, err = ran("make", "brief", "PREF=宮城", "YEAR=2018", f"OUT={tmp_path}")

    assert (code, err) == (0, "")
    assert Path(out.splitlines()[-1]).read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["04_宮城県_地域共生ブリーフ_平成30年度.pdf"]


def test_a_terminal_without_japanese_is_no_crash() -> None:
    """What it cannot show is written as numbers."""
    code, out, err = ran(
        sys.executable, "-m", "generator", "brief", "--pref", "京都", environment=BARE | {"PYTHONIOENCODING": "latin-1"}
    )

    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err.isascii()


def test_a_reader_that_goes_away_is_no_crash() -> None:
    """… | head -1"""
    command = f"'{sys.executable}' -m generator doctor | head -1"

    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=BARE, capture_output=True, timeout=60, check=False)

    assert b"Traceback" not in done.stderr


def test_a_full_standard_output_is_told() -> None:
    """A result that cannot be shown is not a success."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "doctor"], cwd=ROOT, env=BARE, stdout=full, stderr=subprocess.PIPE,
            timeout=60, check=False,
        )  # fmt: skip

    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
