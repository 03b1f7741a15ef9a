"""Zip archives with the same bytes each time, whose names Windows, macOS and Linux unpack right."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

_UTF8_NAMES: Final = 0x800
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_STORED: Final = (".pdf", ".png", ".xlsx", ".zip")


def archive(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a zip of (path, content) pairs in their order, dated ``day``, names in UTF-8 and marked as such."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for path, data in files:
            target.writestr(_entry(path, day), data)
    return stream.getvalue()


def _entry(path: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if path.endswith(_STORED) else zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    if not path.isascii():
        entry.flag_bits |= _UTF8_NAMES
    return entry


def timeless(workbook: bytes, day: date) -> bytes:
    """Return a workbook (xlsx) without the moment at which it was saved."""
    stamp = moment_of(day).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        contents = [(name, source.read(name)) for name in sorted(source.namelist())]
    settled = [
        (name, _MODIFIED.sub(rb"\g<1>" + stamp + rb"\2", data) if name == "docProps/core.xml" else data)
        for name, data in contents
    ]
    first = [(name, data) for name, data in settled if name == "[Content_Types].xml"]
    return archive([*first, *(pair for pair in settled if pair not in first)], day)


def moment_of(day: date) -> datetime:
    """Return midnight of the day of publication."""
    return datetime.combine(day, time())
