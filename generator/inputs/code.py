"""What briefs are made with, apart from tables and settings: code, templates, fonts, the list of locked packages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from generator.inputs.fingerprint import files_fingerprint
from generator.paths import ASSETS, ROOT, TEMPLATES

RECIPE: Final = "generator.brief.build"
DOCUMENT: Final = "document"
"""The folder below templates/ for the pages of briefs; they include nothing from outside it."""
_IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+(generator[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n(]+)|import[ \t]+(generator[\w.]*))",
    re.MULTILINE,
)
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_IGNORED: Final = frozenset({".DS_Store", "Thumbs.db", "__pycache__"})


@cache
def code_fingerprint(templates: Path = TEMPLATES, assets: Path = ASSETS, root: Path = ROOT) -> str:
    """Return the SHA-256 (hex) over names and contents of all that a brief is made with; place and time do not count."""
    files = (
        *(("templates", path, templates) for path in brief_templates(templates)),
        *(("assets", path, assets) for path in files_below(assets)),
        *(("code", path, root) for path in code_of(RECIPE, root)),
        ("lock", root / "requirements.lock", root),
    )
    return files_fingerprint((f"{kind}/{path.relative_to(base).as_posix()}", path) for kind, path, base in files)


def brief_templates(templates: Path) -> tuple[Path, ...]:
    """Return the templates that a brief may be made of: those of the document."""
    return tuple(path for path in files_below(templates) if path.relative_to(templates).parts[0] == DOCUMENT)


def files_below(folder: Path) -> tuple[Path, ...]:
    """Return all files below the folder in a stable order, without what file managers leave behind."""
    found = (path for path in folder.rglob("*") if path.is_file() and not _IGNORED & set(path.parts))
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def code_of(module: str, root: Path = ROOT) -> tuple[Path, ...]:
    """Return the files of a module and of all modules of ours that it imports, now or later, with their packages.

    Files that are no modules (a font configuration) count with the package that they lie in.
    """
    files: dict[Path, None] = {}
    waiting = [module]
    while waiting:
        path = _file_of(waiting.pop(), root)
        if path is None or path in files:
            continue
        files[path] = None
        waiting += imports(path)
        waiting.append(".".join(path.parent.relative_to(root).parts))
        if path.name == "__init__.py":
            files |= dict.fromkeys(one for one in path.parent.iterdir() if one.is_file() and one.suffix != ".py")
    return tuple(sorted(files, key=lambda path: path.as_posix()))


def _file_of(module: str, root: Path) -> Path | None:
    place = root.joinpath(*module.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the names of modules of ours that a file imports, wherever the statement stands; some may be no modules.

    Read by pattern, which takes a tenth of the time that parsing takes (tests/inputs/test_which_inputs.py holds it to the parser).
    """
    found: list[str] = []
    for start, names, module in _IMPORT.findall(path.read_text(encoding="utf-8")):
        found += [module] if module else [start, *(f"{start}.{name}" for name in _NAME.findall(names))]
    return tuple(found)
