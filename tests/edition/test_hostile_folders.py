"""A manifest or record from elsewhere is read within bounds, and nothing outside its folder is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.edition.errata.differences import _unlike
from generator.edition.folder.manifest import MANIFEST, FileEntry, entry_of, read_manifest
from generator.edition.folder.records import PagePassage
from generator.errors import OutputError

DIGEST = hashlib.sha256(b"").hexdigest()


def file(path: str) -> dict[str, Any]:
    """An entry of a file."""
    return {"path": path, "bytes": 0, "sha256": DIGEST}


def brief(*paths: str) -> dict[str, Any]:
    """An entry of a brief with these files."""
    texts = dict.fromkeys(("area", "name", "scope", "control", "key"), "x")
    return {**texts, "edition": 1, "inputs": "x", "pages": 1, "files": [file(path) for path in paths]}


def manifest(**parts: Any) -> dict[str, Any]:
    """A manifest that can be read, but for the parts given."""
    plain = {"year": 2018, "edition": 1, "published_on": "2026-12-01", "complete": True, "environment": {}}
    return {**plain, "sources": [], "briefs": [brief("a.pdf")], **parts}




HOSTILE: dict[str, Callable[[], bytes]] = {
    "a device": lambda: json.dumps(manifest(briefs=[brief("/dev/zero")])).encode(),
    "outside": lambda: json.dumps(manifest(briefs=[brief("../../etc/passwd")])).encode(),
    "outside, by a backslash": lambda: json.dumps(manifest(briefs=[brief("..\\a.pdf")])).encode(),
    "a leftover outside": lambda: json.dumps(manifest(leftovers=["../a.pdf"])).encode(),
    "an endless path": lambda: json.dumps(manifest(briefs=[brief("a" * 5000)])).encode(),
    "a control character": lambda: json.dumps(manifest(briefs=[brief("a\x07.pdf")])).encode(),
    "a brief without files": lambda: json.dumps(manifest(briefs=[brief()])).encode(),
    "a size below nothing": lambda: json.dumps(manifest(briefs=[{**brief(), "files": [{**file("a"), "bytes": -1}]}])).encode(),
    "nested": lambda: b"[" * 200_000,
    "too large": lambda: b" " * 21_000_000,
    "no text": lambda: b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_manifest_is_told(tmp_path: Path, content: Callable[[], bytes]) -> None:
    """One message; nothing is opened that it names."""
    (tmp_path / MANIFEST).write_bytes(content())

    with pytest.raises(OutputError, match=r"目録（manifest.json）が読めません"):
        read_manifest(tmp_path)


def test_a_pipe_in_the_place_of_a_manifest_does_not_wait(tmp_path: Path) -> None:
    """Nobody writes into it."""
    os.mkfifo(tmp_path / MANIFEST)

    with pytest.raises(OutputError, match="読めません"):
        read_manifest(tmp_path)


def test_a_link_out_of_the_folder_is_no_file_of_it(tmp_path: Path) -> None:
    """Its content is as listed, but it lies elsewhere."""
    (tmp_path / "elsewhere.pdf").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.pdf").symlink_to(tmp_path / "elsewhere.pdf")

    assert not entry_of("a.pdf", b"x").holds(tmp_path / "folder")


def test_a_device_behind_a_listed_name_is_no_file(tmp_path: Path) -> None:
    """A device never ends."""
    (tmp_path / "a.pdf").symlink_to("/dev/zero")

    assert not FileEntry("a.pdf", 10, DIGEST).holds(tmp_path)


@pytest.mark.parametrize("count", [2, 20_000])
def test_many_equal_passages_are_compared_in_no_time(count: int) -> None:
    """Two records of 20,000 cells that all read alike, one of them with one more."""
    cells = [PagePassage("表", "－", "－")] * count

    assert [len(right) for _, right in _unlike(cells, [*cells, PagePassage("表", "新", "新")])] == [1]
