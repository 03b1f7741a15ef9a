"""What else shapes a page without being an input of it: the versions of Python, of packages and of system libraries.

管理番号 does not depend on it; whether a page that was built before may be kept does.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.paths import ROOT

_LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_LIBRARIES: Final = {
    "pango": ("libpango-1.0.so.0", "pango-1.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "harfbuzz", "hb_version_string"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "harfbuzz-subset", "hb_version_string"),
}


@cache
def environment(lock: Path = ROOT / "requirements.lock") -> Mapping[str, str]:
    """Return the version of everything that lays out or draws a page, by name; what is not installed is absent."""
    locked = {_normal(name) for name in _LOCKED.findall(lock.read_text(encoding="utf-8"))}
    packages = {name: version for name, version in sorted(_installed()) if name in locked}
    return MappingProxyType({"python": platform.python_version(), **packages, **dict(_libraries())})


def is_optimized() -> bool:
    """Say whether this Python was built with profile-guided optimization; without it all takes a tenth longer.

    A distribution's own (below /usr) is, and one whose build was told so.
    """
    told = str(sysconfig.get_config_var("CONFIG_ARGS"))
    return sys.base_prefix == "/usr" or "--enable-optimizations" in told


def _installed() -> Iterator[tuple[str, str]]:
    """Yield installed packages from the names of their folders; importlib.metadata reads whole files for that."""
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(folder).glob("*.dist-info"):
            name, _, version = path.stem.rpartition("-")
            yield _normal(name), version


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _libraries() -> Iterator[tuple[str, str]]:
    for name, (file, short, function) in _LIBRARIES.items():
        library = _open(file) or _open(ctypes.util.find_library(short))
        if library is not None and hasattr(library, function):
            call = getattr(library, function)
            call.restype = ctypes.c_char_p
            yield name, call().decode()


def _open(name: str | None) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name) if name else None
    except OSError:
        return None
