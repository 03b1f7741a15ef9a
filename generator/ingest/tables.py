"""The tables of one edition: rows in the contract's order, written as a set or not at all."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.errors import OutputError
from generator.paths import shown

Cells = Mapping[str, object]


def csv_text(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    """Return a CSV text: header row, LF, None as an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else row[name] for name in columns])
    return out.getvalue()


def write_all(texts: Mapping[Path, str]) -> None:
    """Write several UTF-8 files: all into temporary files first, then renamed, so that no old one is half replaced.

    Raises OutputError where a folder cannot be written; then none of the files has changed.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _temporary(path)
            staged[path].write_text(text, encoding="utf-8", newline="")
            staged[path].chmod(0o644)
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as exc:
        where = next(iter(texts)).parent
        raise OutputError(
            "データの表を書き込めません。",
            where=shown(where),
            found=exc.strerror or str(exc),
            remedy="フォルダーの書き込み権限とディスクの空きを確かめてください。",
        ) from exc
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    return Path(name)
