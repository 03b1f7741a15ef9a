"""Where things lie in the repository. A leaf module: it imports nothing of ours."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
FONTS = ASSETS / "fonts"
TEMPLATES = ROOT / "templates"
CONFIG = ROOT / "config"
DATA = ROOT / "data"
BRIEFS = ROOT / "briefs"
BUILD = ROOT / "build"
COMPILED = BUILD / "templates"


def shown(path: Path) -> str:
    """Return the path as a message prints it: relative to the repository where it lies inside."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside, or a link that leads back to itself
        return str(path)
