"""What else shapes a page without being an input of it: the versions of Python, of packages and of system libraries.

管理番号 does not depend on it; whether a page that was built before may be kept does.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from generator.paths import ROOT

_LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_LIBRARIES: Final = {
    "pango": ("libpango-1.0.so.0", "pango-1.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "harfbuzz", "hb_version_string"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "harfbuzz-subset", "hb_version_string"),
}


def environment(lock: Path = ROOT / "requirements.lock") -> Mapping[str, str]:
    """Return the version of everything that lays out or draws a page, by name; what is not installed is absent."""
    return {"python": platform.python_version(), **dict(_packages(lock)), **dict(_libraries())}


def _packages(lock: Path) -> Iterator[tuple[str, str]]:
    for name in _LOCKED.findall(lock.read_text(encoding="utf-8")):
        try:
            yield name.lower(), version(name)
        except PackageNotFoundError:
            continue


def _libraries() -> Iterator[tuple[str, str]]:
    for name, (file, short, function) in _LIBRARIES.items():
        for candidate in (file, ctypes.util.find_library(short)):
            try:
                call = getattr(ctypes.CDLL(candidate), function) if candidate else None
            except (OSError, AttributeError):
                continue
            if call is not None:
                call.restype = ctypes.c_char_p
                yield name, call().decode()
                break
