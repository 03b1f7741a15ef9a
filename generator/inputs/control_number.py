"""管理番号: a short name for everything that a brief was made of. Same inputs, same number."""

from __future__ import annotations

from generator.formats import DRAFT


def control_number(prefix: str, key: str, fingerprint: str, *, draft: bool = False) -> str:
    """Return the number printed on every page: edition, area, first eight digits of the inputs' hash, 案 for a draft."""
    return f"{prefix}-{key.upper()}-{fingerprint[:8].upper()}{DRAFT if draft else ''}"
