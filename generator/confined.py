"""Reads a stranger's file in a process of its own, with bounds on its seconds and its memory.

A library of another language may loop, crash or fill the memory over a file that was made to do so; then the process
ends, and its parent says so.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

Result = TypeVar("Result")

SECONDS: Final = 60
BYTES: Final = 2_000_000_000
_SLOWER: Final = 5
"""How many times longer than its CPU seconds a reader may take by the clock, on a busy machine."""
_SIZES: Final = Path("/proc/self/statm")


class UnreadableError(Exception):
    """The file could not be read to its end; the text, in Japanese, says what stood in the way."""


def confined(read: Callable[[bytes], Result], data: bytes, *, seconds: int = SECONDS, size: int = BYTES) -> Result:
    """Return what ``read`` makes of the bytes, within CPU ``seconds`` and ``size`` more bytes of memory.

    Raises what ``read`` raises, and UnreadableError when a bound is passed or the reader crashes. Where processes cannot
    be forked it reads in this one.
    """
    if sys.platform != "linux":
        return read(data)
    context = multiprocessing.get_context("fork")
    line, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, read, data, seconds, size), daemon=True)
    process.start()
    theirs.close()
    try:
        if not line.poll(_SLOWER * seconds):
            raise UnreadableError(f"{seconds}秒で読み終わらない")
        sound, answer = line.recv()
    except (EOFError, OSError):
        process.join(1)
        raise UnreadableError(_ended(process.exitcode, seconds)) from None
    finally:
        line.close()
        process.kill()
        process.join(1)
    if not sound:
        raise answer
    return answer  # type: ignore[no-any-return]  # what crosses a pipe has no type


def _serve(line: Connection, read: Callable[[bytes], object], data: bytes, seconds: int, size: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    most = _own_size() + size
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    answer: tuple[bool, Any]
    try:
        answer = True, read(data)
    except MemoryError:
        answer = False, UnreadableError("メモリーが足りない")
    except Exception as error:  # told by the parent
        answer = False, error
    with suppress(OSError):
        line.send(answer)


def _own_size() -> int:
    pages = int(_SIZES.read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _ended(code: int | None, seconds: int) -> str:
    if code == -signal.SIGXCPU:
        return f"{seconds}秒で読み終わらない"
    return "読み取る部品が途中で止まった（壊れたファイルか、メモリーの不足）"
