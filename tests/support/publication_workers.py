"""Cheap stand-ins for the making of a brief; they run in processes of their own, so they live in a module of their own."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.edition.folder import orders
from generator.edition.folder.manifest import BriefEntry, entry_of
from generator.edition.folder.orders import Order
from generator.edition.run import publish
from generator.edition.workers import pool
from generator.errors import OutputError, PublishError
from generator.files import write_whole
from generator.inputs import access


def settle(put: Callable[[object, str, object], None] = setattr) -> None:
    """Let processes load nothing heavy, keys depend on tables and settings only, and any tables pass.

    A test hands in what takes it back afterwards (``monkeypatch.setattr``); a process of its own need not.
    """
    put(pool, "PRELOADED", "generator.edition.folder.orders")
    put(access, "code_fingerprint", lambda _: "code")
    put(orders, "companion_fingerprint", lambda module: "pages")
    put(publish, "require_clean", lambda *_: None)


def echo() -> Callable[[str], str]:
    """Work on words: the word tells what becomes of it."""
    return _do


def _do(word: str) -> str:
    if word == "fail":
        raise PublishError("図が描けません。", where="岩手県", remedy="図を直してください。")
    if word == "bug":
        raise ZeroDivisionError("a bug of ours")
    if word == "refused":
        raise PermissionError(errno.EACCES, "Permission denied", "data")
    if word == "exit":
        os._exit(7)
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{word} done"


def broken() -> Callable[[str], str]:
    """Work that cannot even begin."""
    raise PublishError("表が読めません。", where="表", remedy="表を直してください。")


def press(out: Path, *, failing: str = "", full: str = "", pause: float = 0.0) -> Callable[[Order], BriefEntry]:
    """Make a file of a few bytes for an order, fail for one area, find the disk full at another, take ``pause`` seconds for each."""
    return partial(_press, out=out, failing=failing, full=full, pause=pause)


def _press(order: Order, *, out: Path, failing: str, full: str, pause: float) -> BriefEntry:
    if order.area == failing:
        raise PublishError("組版できません。", where=order.name, remedy="様式を直してください。")
    if order.area == full:
        raise OutputError("ディスクの空きが足りません。", where=order.name, remedy="空きを作ってください。")
    data = f"{order.name} {order.control}".encode()
    name = f"{order.area}_{order.name}.pdf"
    (out / f".ckb-{os.getpid()}-{order.area:_<8.8}.part").write_text(str(os.getpid()))
    time.sleep(pause)
    (out / f".ckb-{os.getpid()}-{order.area:_<8.8}.part").unlink(missing_ok=True)
    write_whole(out / name, data)
    return BriefEntry(
        area=order.area,
        name=order.name,
        scope=order.scope,
        edition=1,
        control=order.control,
        inputs=order.fingerprint,
        key=order.key,
        pages=1,
        files=(entry_of(name, data),),
    )
