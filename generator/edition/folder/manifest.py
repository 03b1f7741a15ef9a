"""manifest.json: what an edition's folder holds, file by file, and what each brief was made of."""

from __future__ import annotations

import builtins
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from generator.errors import OutputError
from generator.files import read_inside, read_ordinary, write_whole
from generator.paths import shown

MANIFEST: Final = "manifest.json"
PACKAGES: Final = "packages"
_STRICT: Final = ConfigDict(strict=True, extra="forbid")
_LARGEST: Final = 20_000_000
_MOST: Final = 20_000
_LONGEST_PATH: Final = 300


def _inside(path: str) -> str:
    """Return a path that stays below its folder on any system. Raises ValueError for any other."""
    parts = path.split("/")
    if len(path) > _LONGEST_PATH or not path.isprintable() or "\\" in path or not all(part not in ("", ".", "..") for part in parts):
        raise ValueError("no path below the folder")
    return path


InsidePath = Annotated[str, AfterValidator(_inside)]
Count = Annotated[int, Field(ge=0, le=10**10)]
_SYNTAX: Final = "json_invalid"


@dataclass(frozen=True, config=_STRICT)
class FileEntry:
    """One file: path below the edition's folder, size in bytes, SHA-256 (hex)."""

    path: InsidePath
    bytes: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

    def holds(self, folder: Path) -> bool:
        """Say whether the file lies in ``folder`` with this content."""
        try:
            data = self.read(folder)
        except OSError:
            return False
        return self == entry_of(self.path, data)

    def read(self, folder: Path) -> builtins.bytes:
        """Return the file's bytes. Raises OSError where it is none, is a link out of the folder, or has grown."""
        return read_inside(folder, self.path, most=self.bytes)


def entry_of(path: str, data: bytes) -> FileEntry:
    """Return the entry of a file with this content."""
    return FileEntry(path, len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, config=_STRICT)
class BriefEntry:
    """One brief and the files made with it, the PDF first; ``inputs`` and ``key`` are those of its order.

    ``profiles`` maps a profile's number (03-2) to the page of the PDF on which it was found again.
    """

    area: str
    name: str
    scope: str
    edition: int
    control: str
    inputs: str
    key: str
    pages: Count
    files: Annotated[tuple[FileEntry, ...], Field(min_length=1, max_length=_MOST)]
    profiles: Annotated[dict[str, Count], Field(max_length=_MOST)] = Field(default_factory=dict)

    @property
    def pdf(self) -> FileEntry:
        """The brief itself."""
        return self.files[0]


@dataclass(frozen=True, config=_STRICT)
class PackageEntry:
    """A prefecture's package, the zip first, and the draft of its e-mail.

    ``key`` is that of its order, ``brief`` that of the brief in it.
    """

    area: str
    brief: str
    key: str
    files: Annotated[tuple[FileEntry, ...], Field(min_length=1, max_length=_MOST)]


@dataclass(frozen=True, config=_STRICT)
class ErrataEntry:
    """A list of errata that leads to version ``edition``: the names of the areas touched, PDF and CSV."""

    edition: int
    published: str
    areas: tuple[str, ...]
    files: Annotated[tuple[FileEntry, ...], Field(min_length=2, max_length=2)]


@dataclass(frozen=True, config=_STRICT)
class ReissueEntry:
    """A later version of some briefs, as the edition's settings had it."""

    number: int
    published_on: str
    reason: str


@dataclass(frozen=True, config=_STRICT)
class PageEntry:
    """A page about the edition as a whole (the index, an errata list); ``key`` stands for what it is made of."""

    file: FileEntry
    key: str


@dataclass(frozen=True, config=_STRICT)
class Manifest:
    """An edition's folder. ``complete`` is False while, and after, not every brief could be made.

    ``leftovers`` are files of an earlier run that are not, or not yet, replaced.
    """

    year: int
    edition: int
    published_on: Annotated[str, Field(max_length=20)]
    complete: bool
    environment: dict[str, str]
    sources: tuple[FileEntry, ...]
    briefs: Annotated[tuple[BriefEntry, ...], Field(max_length=_MOST)]
    reissues: tuple[ReissueEntry, ...] = ()
    pages: tuple[PageEntry, ...] = ()
    packages: tuple[PackageEntry, ...] = ()
    errata: tuple[ErrataEntry, ...] = ()
    leftovers: Annotated[tuple[InsidePath, ...], Field(max_length=_MOST)] = ()

    def files(self) -> Iterator[FileEntry]:
        """Yield all files that belong to the edition."""
        for brief in self.briefs:
            yield from brief.files
        for page in self.pages:
            yield page.file
        for package in self.packages:
            yield from package.files
        for errata in self.errata:
            yield from errata.files

    def write(self, folder: Path) -> None:
        """Write manifest.json in one step. Raises OutputError."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        write_whole(folder / MANIFEST, (text + "\n").encode())


def folder_at(path: Path) -> Path:
    """Return the edition's folder that a path to it, or to its manifest.json, stands for."""
    return path if path.is_dir() else path.parent


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest of a folder (or the file itself), None where there is none.

    Raises OutputError when there is one that cannot be read: errata and files of earlier runs must not be forgotten.
    """
    file = path / MANIFEST if path.is_dir() else path
    try:
        return _ADAPTER.validate_json(read_ordinary(file, most=_LARGEST))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as exc:
        raise _unreadable(file, exc.strerror or str(exc)) from exc
    except ValidationError as exc:
        raise _unreadable(file, _fault(exc)) from exc


def require_manifest(path: Path, *, where: str) -> Manifest:
    """Return the manifest. Raises OutputError that says how to make one."""
    found = read_manifest(path)
    if found is None:
        raise OutputError(
            "公表物の目録（manifest.json）がありません。",
            where=f"{where}: {shown(path)}",
            expected="make publish が作ったフォルダか、その manifest.json",
            remedy="先に make publish を実行してください。",
        )
    return found


def require_complete(path: Path, *, where: str) -> Manifest:
    """Return the manifest of an edition that lacks nothing. Raises OutputError for any other."""
    found = require_manifest(path, where=where)
    if not (found.complete and found.briefs):
        raise OutputError(
            "公表物が揃っていません。途中で止まったか、作れなかった資料があります。",
            where=f"{where}: {shown(path)}",
            found=f"目録にある資料 {len(found.briefs)}件（未完）",
            expected="全ての資料が揃った公表物",
            remedy="make publish をもう一度実行し、失敗が0件になってから比べてください。",
        )
    return found


def _unreadable(file: Path, found: str) -> OutputError:
    return OutputError(
        "公表物の目録（manifest.json）が読めません。",
        where=shown(file),
        found=found,
        expected="make publish が書いたままの目録",
        remedy="保存してあるフォルダから目録を写し戻してください。保存がないときは、このフォルダの名を変えて残し、"
        "make publish で初めから作ってください（docs/operations.md の「元に戻すとき」）。",
    )


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    line = re.search(r"line (\d+)", first["msg"]) if first["type"] == _SYNTAX else None
    return f"{line[1]}行目でJSONとして読めなくなります。" if line else "公表物の目録の形をしていません。"


_ADAPTER: Final = TypeAdapter(Manifest)
