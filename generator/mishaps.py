"""What the command line says when something other than a known mistake of the user's stops it."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Final, TextIO

from generator.errors import OutputError, UserError
from generator.paths import BUILD, shown

RECORD: Final = BUILD / "error.txt"


def unmanageable(error: OSError) -> UserError:
    """Return the message for a file or a stream that the system refuses."""
    return OutputError(
        "ファイルの読み書きができません。",
        where=shown(Path(error.filename)) if isinstance(error.filename, str) else "",
        found=error.strerror or str(error),
        remedy="権限とディスクの空きを確かめてください。",
    )


def let_go(stream: TextIO) -> None:
    """Send what a stream still holds nowhere when its own place takes no more, so that the end is not told twice."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def our_error(error: Exception, *, record: Path = RECORD) -> UserError:
    """Write the traceback of a bug into ``record`` and return the message that names it."""
    trace = "".join(traceback.format_exception(error))
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(trace, encoding="utf-8", errors="backslashreplace")
        where, remedy = shown(record), "上のファイルを添えて、この仕組みの担当者に知らせてください。"
    except OSError:
        where, remedy = "", "この表示を添えて、この仕組みの担当者に知らせてください。"
    return UserError(
        "プログラムの誤りで止まりました。入力の誤りではありません。",
        where=where,
        found=trace.strip().splitlines()[-1],
        remedy=remedy,
    )
