"""Zip archives with the same bytes each time, whose names Windows, macOS and Linux unpack right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_STORED: Final = (".pdf", ".png", ".xlsx", ".zip")


def archive(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a zip of (path, content) pairs in their order, dated ``day``; zipfile marks names in UTF-8 as such."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for path, data in files:
            target.writestr(_entry(path, day), data)
    return stream.getvalue()


def _entry(path: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if path.endswith(_STORED) else zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    return entry


def moment_of(day: date) -> datetime:
    """Return midnight of the day of publication."""
    return datetime.combine(day, time())
