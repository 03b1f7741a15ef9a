"""Files that are whole or absent: written beside their place, then renamed."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import OutputError
from generator.paths import shown

_PART = re.compile(r"\.ckb-(\d{1,9})-[A-Za-z0-9_]{8}\.part")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def safe_name(text: str) -> str:
    """Return the text as a part of a file name that every system takes."""
    return _UNSAFE.sub("_", text).strip(" .") or "_"


def read_ordinary(path: Path, *, most: int) -> bytes:
    """Return the bytes of an ordinary file of at most ``most`` bytes.

    Raises OSError, at once, for anything else: a pipe would wait for a writer, a device never end.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        about = os.fstat(handle)
        if stat.S_ISDIR(about.st_mode):
            raise IsADirectoryError(errno.EISDIR, "フォルダである", str(path))
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "普通のファイルでない（装置、パイプなど）", str(path))
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"大きすぎる（{most:,}バイトを超える）", str(path))
    return data


def read_inside(folder: Path, path: str, *, most: int) -> bytes:
    """Return the bytes of an ordinary file below a folder, as ``read_ordinary`` does; a link that leads out is refused."""
    target = (folder / path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise OSError(errno.EPERM, "フォルダの外にある", path)
    return read_ordinary(target, most=most)


def clear_parts(folder: Path, *, of_the_living: bool = False) -> None:
    """Remove what killed processes of ours have left half-written in a folder and below; nobody else's file.

    ``of_the_living`` takes in those of processes that still run: only for whoever has the folder to itself.
    """
    for path in folder.rglob(".ckb-*.part"):
        found = _PART.fullmatch(path.name)
        if found and (of_the_living or not _alive(int(found[1]))):
            with suppress(OSError):
                path.unlink()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, but is somebody else's
        return True
    return True


def write_whole(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path`` in one step. Raises OutputError when the folder or the disk does not take it."""
    write_all({path: data})
    return path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files: all of them beside their places first, then renamed one by one.

    Raises OutputError that names the file which the folder or the disk does not take; until all are written beside
    their places, none has changed. The renames are no single step: one refused leaves those before it new.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with output_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".ckb-{os.getpid()}-", suffix=".part")
                parts[path] = Path(name)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                parts[path].chmod(0o644)
        for path, part in parts.items():
            with output_errors(path):
                part.replace(path)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about an output place into a message for its user."""
    try:
        yield
    except OSError as exc:
        full = exc.errno in (errno.ENOSPC, errno.EDQUOT)
        raise OutputError(
            "ディスクの空きが足りません。" if full else "出力先に書き込めません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            remedy="不要なファイルを消すか、OUT= で別の出力先を指定してください。"
            if full
            else "フォルダの権限を確かめるか、OUT= で別の出力先を指定してください。",
        ) from exc
