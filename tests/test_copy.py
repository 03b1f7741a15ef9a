"""What is in the repository may be copied anywhere: no machine's paths, no registries, nothing huge, hashes on all parts."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator.paths import ROOT

LARGEST = 6_000_000
LONGEST_PASSAGE = 39
TEXT = frozenset(
    {".py", ".md", ".yaml", ".csv", ".json", ".txt", ".j2", ".css", ".toml", ".sh", ".in", ".lock", ".xml", ""}
)
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Spelled in parts so that this file does not hold what it forbids.
MACHINE_PATHS = tuple(f"/{place}" for place in ("work/", "opt/wheels", "root/", "home/", "Users/", "mnt/"))
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("py" + "pi", "org"), ("python" + "hosted", "org"), ("registry", "npm" + "js"), ("deb", "debian"),
        ("snapshot", "debian"), ("archive", "ubuntu"),
    )
)  # fmt: skip


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control; skip the tests where there is none."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git working tree")
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """Return the text files under version control by name."""
    found = {path.relative_to(ROOT).as_posix(): path for path in tracked() if path.suffix in TEXT}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


@pytest.mark.parametrize("forbidden", MACHINE_PATHS + REGISTRIES)
def test_no_file_knows_the_machine_it_was_made_on(forbidden: str) -> None:
    """A clone works in any place, and parts come from where the user's pip gets them."""
    assert [name for name, text in texts().items() if forbidden in text] == []


def test_no_file_is_huge() -> None:
    """The typeface is the largest thing in the tree."""
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST] == []


def test_every_text_is_utf_8_with_line_feeds() -> None:
    """A carriage return in a table or a script is a copy from another system gone wrong."""
    assert [path.name for path in tracked() if path.suffix in TEXT and b"\r" in path.read_bytes()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    """pip installs what was locked, not what has the same name."""
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8").strip())

    assert [
        entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+", entry) or "--hash=sha256:" not in entry
    ] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(lock: str) -> None:
    """No index, no folder of somebody's machine."""
    assert [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if line.startswith("-")] == []


def wanted(name: str) -> set[str]:
    """Return the packages that an .in file names."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[<>=~\[ ;]", line)[0].lower() for line in lines if line and line[0] not in "#-"}


def locked(name: str) -> dict[str, str]:
    """Return package and version of a lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize(("source", "lock"), [("requirements.in", LOCKS[0]), ("requirements-dev.in", LOCKS[1])])
def test_what_is_wanted_is_locked(source: str, lock: str) -> None:
    """make lock was run after a change."""
    assert wanted(source) - locked(lock).keys() == set()


def test_the_tests_run_with_the_versions_in_use() -> None:
    """Both locks agree."""
    run, dev = (locked(name) for name in LOCKS)

    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}


def squeezed(text: str) -> str:
    """Return the text in one width without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def passages(name: str, text: str, known: frozenset[str], length: int) -> list[str]:
    """Return where a file repeats a passage of the source; addresses on the web and lists of names are none."""
    apart = r"https?://[^\s,]+|[、,]" if name.endswith(".csv") else r"https?://[^\s,]+"
    plain = squeezed(re.sub(apart, "\0", text))
    return [plain[i : i + length] for i in range(len(plain) - length + 1) if plain[i : i + length] in known]


@pytest.mark.source
def test_no_sentence_of_the_source_is_in_the_tree() -> None:
    """Facts and names carry over; sentences are the editors' own."""
    path = Path(os.environ.get("KOHYO_SOURCE", ROOT.parent / "shared" / "source" / "h30-kohyo.txt"))
    if not path.is_file():
        pytest.skip("the source document is not here")
    length = LONGEST_PASSAGE + 1
    source = squeezed(path.read_text(encoding="utf-8"))
    counts = Counter(source[i : i + length] for i in range(len(source) - length + 1))
    known = frozenset(passage for passage, count in counts.items() if count <= 4)  # more often: the form's own labels

    assert {name: found[0] for name, text in texts().items() if (found := passages(name, text, known, length))} == {}
