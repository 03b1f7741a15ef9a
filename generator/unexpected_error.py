"""What is said when something other than a known mistake of the user's stops a command or one of its processes."""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from pathlib import Path
from typing import Final, TextIO

from generator.errors import BugError, OutputError
from generator.paths import BUILD, shown

RECORD: Final = BUILD / "error.txt"


def unmanageable(error: OSError) -> OutputError:
    """Return the message for a file or a stream that the system refuses."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    if not _has_temporary_folder():
        return OutputError(
            "一時ファイルの置き場がありません。",
            where="TMPDIR、/tmp、/var/tmp、今のフォルダ",
            found="どこにも書き込めない",
            remedy="書き込めるフォルダを、環境変数 TMPDIR で指定してください。",
        )
    place = f"出力先か、一時ファイルの置き場（{tempfile.gettempdir()}）" if full else ""
    return OutputError(
        "ディスクの空きが足りません。" if full else "ファイルの読み書きができません。",
        where=shown(Path(error.filename)) if isinstance(error.filename, str) else place,
        found=error.strerror or str(error),
        remedy="不要なファイルを消してから、もう一度実行してください。"
        if full
        else "権限とディスクの空きを確かめてください。",
    )


def _has_temporary_folder() -> bool:
    try:
        return bool(tempfile.gettempdir())
    except OSError:
        return False


def let_go(stream: TextIO) -> None:
    """Discard what a broken stream still holds. Avoids a second error message when Python closes the stream."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def our_error(error: Exception, *, record: Path = RECORD) -> BugError:
    """Write the traceback of a bug into ``record`` and return the message that names it."""
    return recorded("".join(traceback.format_exception(error)), record)


def recorded(trace: str, record: Path) -> BugError:
    """Write a traceback into ``record`` and return the message that names it, or the bare one where it cannot be written."""
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(trace, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return bug(trace)
    return bug(trace, record=shown(record))


def bug(trace: str, *, record: str = "") -> BugError:
    """Return the message for a mistake of ours: the last line of its traceback, and to whom the rest is to be sent."""
    return BugError(
        "プログラムの誤りで止まりました。入力の誤りではありません。",
        where=record,
        found=trace.strip().splitlines()[-1],
        remedy=f"{'上のファイル' if record else 'この表示'}を添えて、この仕組みの担当者に知らせてください。",
    )
