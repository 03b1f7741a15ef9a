"""``make compare``: whether two runs made the same files, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.distribution.manifest import FileEntry, Manifest, require_manifest

_TOLD = 20


@dataclass(frozen=True)
class Sameness:
    """Whether all files are the same, and what to show."""

    same: bool
    lines: tuple[str, ...]


def compare_files(old: Path, new: Path) -> Sameness:
    """Compare the files of two manifests (or folders) by size and SHA-256; packages and errata do not count.

    Raises OutputError where there is no manifest.
    """
    former, later = require_manifest(old, where="OLD"), require_manifest(new, where="NEW")
    one, other = _files(former), _files(later)
    faults = tuple(_faults(one, other))
    if not faults:
        return Sameness(True, (f"{len(other)}個のファイルは、全て1バイトも違いません。",))
    more = (f"ほか{len(faults) - _TOLD}個",) if len(faults) > _TOLD else ()
    return Sameness(
        False, (f"{len(faults)}個のファイルが違います。", *faults[:_TOLD], *more, *_environments(former, later))
    )


def _files(manifest: Manifest) -> dict[str, FileEntry]:
    return {file.path: file for brief in manifest.briefs for file in brief.files}


def _faults(old: dict[str, FileEntry], new: dict[str, FileEntry]) -> Iterator[str]:
    for path in sorted(old.keys() | new.keys()):
        if path not in new:
            yield f"  後の版にない: {path}"
        elif path not in old:
            yield f"  前の版にない: {path}"
        elif old[path] != new[path]:
            yield f"  内容が違う: {path}"


def _environments(old: Manifest, new: Manifest) -> Iterator[str]:
    """Yield the versions that differ: the first thing to look at when the same inputs give other bytes."""
    for name in sorted(old.environment.keys() | new.environment.keys()):
        one, other = (manifest.environment.get(name, "なし") for manifest in (old, new))
        if one != other:
            yield f"  版が違う: {name} {one} → {other}"
