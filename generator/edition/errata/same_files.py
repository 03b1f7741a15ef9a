"""``make compare``: whether two runs made the same files, byte for byte, and whether what they made is still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.edition.folder.manifest import FileEntry, Manifest, require_complete

_TOLD = 20


@dataclass(frozen=True)
class Sameness:
    """Whether all files are the same, and what to show."""

    same: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One of the two runs, as OLD or NEW names it; only a folder has files that can be looked at."""

    name: str
    path: Path
    manifest: Manifest

    def files(self, *, pages: bool) -> dict[str, FileEntry]:
        listed = [file for brief in self.manifest.briefs for file in brief.files]
        listed += [page.file for page in self.manifest.pages] if pages else []
        return {file.path: file for file in listed}

    def faults(self, files: dict[str, FileEntry]) -> Iterator[str]:
        """Yield what the folder does not hold as its manifest says."""
        if not self.path.is_dir():
            return
        for path, file in files.items():
            if not (self.path / path).exists():
                yield f"  {self.name} のフォルダにない: {path}"
            elif not file.holds(self.path):
                yield f"  {self.name} のフォルダにあるものが、その目録と違う: {path}"


def compare_files(old: Path, new: Path) -> Sameness:
    """Compare the files of two runs by size and SHA-256, and where a run is given as a folder, the files in it as well.

    Packages and errata do not count: they go beyond what a run from the beginning makes. The index and the sums list the
    errata, so they count where both have the same. Raises OutputError where there is no manifest or no complete edition.
    """
    one, other = (_Side(name, path, require_complete(path, where=name)) for name, path in (("OLD", old), ("NEW", new)))
    pages = one.manifest.errata == other.manifest.errata
    former, later = one.files(pages=pages), other.files(pages=pages)
    faults = (*one.faults(former), *other.faults(later), *_differences(former, later))
    notes = tuple(_notes((one, other), pages=pages))
    if not faults:
        return Sameness(True, (f"{len(later)}個のファイルは、全て1バイトも違いません。", *notes))
    more = (f"ほか{len(faults) - _TOLD}件",) if len(faults) > _TOLD else ()
    versions = _environments(one.manifest, other.manifest)
    return Sameness(False, (f"違いが{len(faults)}件あります。", *faults[:_TOLD], *more, *versions, *notes))


def _differences(old: dict[str, FileEntry], new: dict[str, FileEntry]) -> Iterator[str]:
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


def _notes(sides: tuple[_Side, ...], *, pages: bool) -> Iterator[str]:
    """Yield what was not looked at."""
    for side in sides:
        if not side.path.is_dir():
            yield f"{side.name} は目録なので、記録された大きさとSHA-256を比べました（ファイルは開いていません）。"
    if not pages:
        yield "正誤表が一方にだけあるか異なるので、それを載せる索引（index.html）と確認用の一覧（確認.html、SHA256SUMS）は比べていません。"
