"""The lock of an edition's folder: one run at a time may write the files that its manifest lists."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.edition.folder.manifest import MANIFEST, entry_of, read_manifest
from generator.errors import OutputError
from generator.files import clear_parts, output_errors, write_all
from generator.paths import shown


@contextmanager
def sole_use(out: Path) -> Iterator[None]:
    """Keep other runs from the folder, and clear away what a killed one has left half-written.

    Raises OutputError, without having touched anything, when another run is at work in it.
    """
    with output_errors(out):
        out.mkdir(parents=True, exist_ok=True)
    with _held(out, fcntl.LOCK_EX):
        clear_parts(out, of_the_living=True)
        try:
            yield
        finally:
            clear_parts(out, of_the_living=True)


def add_files(out: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are made apart from a publication, by path below ``out``.

    Raises OutputError, and writes none of them, when the folder's manifest lists one with another content.
    """
    places = {out / path: data for path, data in files.items()}
    if not (out / MANIFEST).exists():
        write_all(places)
        return
    with _held(out, fcntl.LOCK_SH):
        _refuse_other(out, files)
        write_all(places)


def remove(out: Path, path: str) -> None:
    """Remove a file of an earlier run, and its folder when that is empty now."""
    target = out / path
    if not target.resolve().is_relative_to(out.resolve()):  # a manifest from elsewhere decides on nothing outside
        return
    target.unlink(missing_ok=True)
    if target.parent != out and target.parent.is_dir() and not any(target.parent.iterdir()):
        target.parent.rmdir()


@contextmanager
def _held(out: Path, how: int) -> Iterator[None]:
    with output_errors(out):
        handle = os.open(out, os.O_RDONLY)
    try:
        _lock(handle, how, out)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, how: int, out: Path) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        raise OutputError(
            "同じフォルダに書き込む処理が、もう1つ動いています。",
            where=shown(out),
            remedy="終わるのを待つか、OUT= で別の出力先を指定してください。",
        ) from exc


def _refuse_other(out: Path, files: Mapping[str, bytes]) -> None:
    manifest = read_manifest(out)
    listed = {file.path: file for file in manifest.files()} if manifest else {}
    for path, data in files.items():
        if path in listed and listed[path] != entry_of(path, data):
            raise OutputError(
                "公表物の目録（manifest.json）に載っている資料と内容が違うので、置き換えませんでした。",
                where=shown(out / path),
                found="表、設定又はプログラムが、公表物を作った後で変わっています。",
                expected="目録に記録されたものと同じ内容",
                remedy="公表物を改めるときは make publish を、試しに作るときは OUT=build/draft などの別のフォルダを使ってください。",
            )
