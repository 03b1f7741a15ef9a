"""Takes in what came back: one file, or a folder or zip of mixed answers, each file with its own message."""

from __future__ import annotations

import errno
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from generator.errors import SourceError
from generator.files import read_ordinary
from generator.ingest.document.model import Document
from generator.ingest.document.reading import read_bytes
from generator.paths import shown

LARGEST_FILE: Final = 50_000_000
LARGEST_ARCHIVE: Final = 600_000_000
MOST_FILES: Final = 3_000
_DEEPEST: Final = 8
_ZIP: Final = b"PK\x03\x04"
_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
_OURS_NOT: Final = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")
"""Files that the system lays beside answers: locks of open files, hidden files, pictures of folders."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and the one message about it."""

    name: str
    error: SourceError


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in: documents and refusals in the order of their names; ``several`` for a folder or zip."""

    where: str
    documents: tuple[Document, ...]
    refused: tuple[Refused, ...] = ()
    several: bool = False


def take_in(path: Path) -> Intake:
    """Read a file, or every file of a folder or zip.

    Raises SourceError when the one file cannot be read, or when the folder holds none that can. In a folder a file
    that cannot be read is kept as a refusal and stops no other.
    """
    where = shown(path)
    if path.is_dir():
        return _several(where, _of_folder(path, where))
    data = file_bytes(path)
    if _is_archive(data):
        return _several(where, _of_archive(data, where))
    return Intake(where, (read_bytes(data, name=path.name, where=where),))


def files_within(path: Path) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield (name, bytes or why not) of a file, or of every file of a folder or zip, in the order of their names.

    Raises SourceError for a path that cannot be read, or a folder of more files than are taken.
    """
    where = shown(path)
    if path.is_dir():
        yield from _of_folder(path, where)
        return
    yield from _opened(path.name, file_bytes(path), where)


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises SourceError for one that is missing, unreadable or too large."""
    where = shown(path)
    try:
        data = read_ordinary(path, most=LARGEST_FILE)
    except FileNotFoundError:
        raise SourceError(
            "原資料がありません。",
            where=where,
            remedy="SOURCE=… に個票の文書、又は回答の入ったフォルダの場所を指定してください。",
        ) from None
    except OSError as exc:
        if exc.errno == errno.EFBIG:
            raise _too_large(where) from exc
        raise SourceError(
            "原資料を開けません。",
            where=where,
            found=exc.strerror or str(exc),
            remedy="読み取りの権限と場所を確かめてください。",
        ) from exc
    return data


def _too_large(where: str) -> SourceError:
    return SourceError(
        "原資料が大きすぎます。",
        where=where,
        expected=f"{LARGEST_FILE:,}バイト以下",
        remedy="個票の文書を指定しているかどうかを確かめ、画像の多いものは分けてください。",
    )


def _several(where: str, files: Iterator[tuple[str, bytes | SourceError]]) -> Intake:
    documents: list[Document] = []
    refused: list[Refused] = []
    for name, data in files:
        try:
            if isinstance(data, SourceError):
                raise data
            documents.append(read_bytes(data, name=name, where=f"{where}/{name}"))
        except SourceError as error:
            refused.append(Refused(name, error))
    if not documents:
        raise SourceError(
            "読み取れる回答のファイルがありません。",
            where=where,
            found="\n        ".join(f"{one.name}: {one.error.what}" for one in refused[:20]) or "ファイルがない",
            expected=".xlsx、.docx、.pdf 又は .txt の回答",
            remedy="SOURCE に、回答の入ったフォルダかzipを指定してください。",
        )
    return Intake(where, tuple(documents), tuple(refused), several=True)


def _of_folder(folder: Path, where: str) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield (name in the folder, bytes or why not) of each file. Links are not followed: they may lead outside."""
    found = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        inner = len(Path(name).parts)
        if path.is_symlink() or not path.is_file() or _is_ours_not(name) or inner > _DEEPEST:
            continue
        found += 1
        if found > MOST_FILES:
            raise _too_many(where)
        try:
            data = file_bytes(path)
        except SourceError as error:
            yield name, error
            continue
        yield from _opened(name, data, where)


def _opened(name: str, data: bytes, where: str) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield a file, or the files of one that is an archive."""
    if not _is_archive(data):
        yield name, data
        return
    try:
        yield from ((f"{name}/{inner}", content) for inner, content in _of_archive(data, f"{where}/{name}"))
    except SourceError as error:
        yield name, error


def _of_archive(data: bytes, where: str) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield (name, bytes or why not) of the files of a zip, within bounds; nothing is unpacked to disk."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise SourceError(
            "zipが壊れていて開けません。", where=where, remedy="送り手に、作り直したzipを頼んでください。"
        ) from error
    if len(entries) > MOST_FILES:
        raise _too_many(where)
    total = 0
    for entry, name in sorted(((entry, _name_of(entry)) for entry in entries), key=lambda pair: pair[1]):
        if _is_ours_not(name) or stat.S_ISLNK(entry.external_attr >> 16):
            continue
        content = _member(archive, entry, f"{where}/{name}")
        total += len(content) if isinstance(content, bytes) else 0
        if total > LARGEST_ARCHIVE:
            raise _swelling(where)
        yield name, content


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes | SourceError:
    if entry.flag_bits & _ENCRYPTED:
        return SourceError(
            "パスワードの掛かったzipなので開けません。",
            where=where,
            remedy="zipを解いてから、フォルダを指定してください。",
        )
    try:
        with archive.open(entry) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return SourceError(
            "zipの中で壊れているファイルです。", where=where, remedy="送り手に、作り直したzipを頼んでください。"
        )
    return _swelling(where) if len(data) > LARGEST_FILE else data


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; Windows writes Japanese names in Shift_JIS without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("cp932")
        except UnicodeError:
            name = entry.filename
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _is_archive(data: bytes) -> bool:
    """Whether a file is a zip of files, not a workbook or document (which are zips as well)."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return False
    return "[Content_Types].xml" not in names


def _is_ours_not(name: str) -> bool:
    return any(part.startswith(_OURS_NOT) for part in name.split("/"))


def _too_many(where: str) -> SourceError:
    return SourceError(
        "ファイルが多すぎます。",
        where=where,
        expected=f"{MOST_FILES:,}件まで",
        remedy="回答のファイルだけを入れたフォルダを指定してください。",
    )


def _swelling(where: str) -> SourceError:
    return SourceError(
        "展開すると大きくなりすぎるファイルなので、読みません。",
        where=where,
        expected=f"1件{LARGEST_FILE:,}バイト、合わせて{LARGEST_ARCHIVE:,}バイトまで",
        remedy="送り手に、回答のファイルだけを送り直すよう頼んでください。",
    )
