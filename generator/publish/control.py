"""管理番号: a short name for everything that a brief was made of. Same inputs, same number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import generator
from generator.paths import ASSETS, CONFIG, DATA, ROOT, TEMPLATES

_IGNORED = {".DS_Store", "Thumbs.db", "__pycache__"}


def input_files(year: int, *, data: Path = DATA, config: Path = CONFIG) -> tuple[Path, ...]:
    """Return every file whose content decides what a brief of the edition looks like, in a stable order."""
    roots = (data / str(year), config, TEMPLATES, ASSETS)
    found = (path for root in roots for path in root.rglob("*") if path.is_file())
    own = (path for path in Path(generator.__file__).parent.rglob("*.py"))
    kept = {path for path in (*found, *own) if not _IGNORED & set(path.parts)} | {ROOT / "requirements.lock"}
    return tuple(sorted(kept, key=lambda path: path.as_posix()))


@cache
def fingerprint(year: int, *, data: Path = DATA, config: Path = CONFIG) -> str:
    """Return the SHA-256 (hex) over names and contents of the inputs; where they lie does not matter."""
    return digest((_name(path, data, config), path) for path in input_files(year, data=data, config=config))


def digest(files: Iterable[tuple[str, Path]]) -> str:
    """Return the SHA-256 over (name, content) pairs in the order given."""
    total = hashlib.sha256()
    for name, path in files:
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def control_number(prefix: str, key: str, inputs: str) -> str:
    """Return the number printed on every page: edition, area, and the first eight digits of the inputs' hash."""
    return f"{prefix}-{key.upper()}-{inputs[:8].upper()}"


def _name(path: Path, data: Path, config: Path) -> str:
    for label, root in (("data", data), ("config", config), ("", ROOT)):
        if path.is_relative_to(root):
            return f"{label}/{path.relative_to(root).as_posix()}"
    return path.name
