"""Same inputs, same bytes: whoever makes the brief, where, when, in which language and with how many processes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from reproducing import digest, digests

from generator.edition.workers.pool import spread
from generator.paths import ASSETS, CONFIG, DATA, ROOT, TEMPLATES

AREA, FURTHER = "群馬県", "宮城県"
NOBODY = 65534
AS_NOBODY = (
    ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    ("unshare", "--user", f"--map-user={NOBODY}"),
)
LANGUAGE = (
    "ja_JP.UTF-8"
    if b"ja_JP.utf8" in subprocess.run(["locale", "-a"], capture_output=True, check=False).stdout
    else "C.UTF-8"
)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Path]:
    """A folder that anyone may read and write, with a copy of all that a brief is made of."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o777)
    copy = place / "別の所 a"
    for folder in (ROOT / "generator", TEMPLATES, ASSETS, CONFIG, DATA):
        shutil.copytree(folder, copy / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", copy)
    for path in (copy, *copy.rglob("*")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    yield place
    shutil.rmtree(place)


def made(tree: Path, out: Path, *, world: Mapping[str, str], cwd: Path, through: Sequence[str] = ()) -> str:
    """The SHA-256 of the brief that the command of a tree makes in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", **world}
    command = [*through, sys.executable, "-m", "generator", "brief", "--pref", AREA, "--year", "2018", "--out", str(out)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, umask=0o007, check=False)
    assert done.returncode == 0, done.stderr.decode()
    (path,) = out.iterdir()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def works(way: Sequence[str]) -> bool:
    """Whether a program can be run as nobody this way, with this interpreter and its packages in reach."""
    probe = f"import os, weasyprint; raise SystemExit(os.getuid() != {NOBODY})"
    return (
        shutil.which(way[0]) is not None
        and not subprocess.run(
            [*way, sys.executable, "-c", probe], cwd="/", capture_output=True, check=False
        ).returncode
    )


def test_another_world_makes_the_same_bytes(elsewhere: Path) -> None:
    """Hash seed, time zone, language, home, fonts of the machine and working directory do not reach the file."""
    home = elsewhere / "home"
    home.mkdir()
    (home / "fonts.conf").write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>", encoding="utf-8")
    world = {
        "PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LANG": LANGUAGE, "LC_ALL": LANGUAGE, "HOME": str(home),
        "FONTCONFIG_FILE": str(home / "fonts.conf"), "SOURCE_DATE_EPOCH": "1", "MPLBACKEND": "pdf", "COLUMNS": "20",
    }  # fmt: skip

    assert made(ROOT, elsewhere / "out-1", world=world, cwd=home) == digest(AREA)


def test_another_place_and_user_make_the_same_bytes(elsewhere: Path) -> None:
    """A copy in another folder, with other file times, run by nobody in the C locale without a home."""
    through = next((way for way in AS_NOBODY if works(way)), None)
    if through is None:
        pytest.skip("no way to run the command as another user here")
    world = {"PYTHONHASHSEED": "0", "TZ": "America/Lima", "LANG": "C", "LC_ALL": "C", "HOME": "/nonexistent"}
    tree = elsewhere / "別の所 a"

    assert made(tree, elsewhere / "out-2", world=world, cwd=Path("/"), through=through) == digest(AREA)


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_processes_makes_the_same_bytes(jobs: int) -> None:
    """A process that has made another brief before makes the next one as if it were the first."""
    areas = [AREA, FURTHER]
    found = {one.task: one.result for one in spread(areas, digests, jobs=jobs)}

    assert found == {area: digest(area) for area in areas}
