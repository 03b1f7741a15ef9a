"""The settings of groups as they are shipped: no group of an editor's own."""

from __future__ import annotations

from typing import Final

NO_GROUPS: Final = "    groups: []\n"
_OWN: Final = "  - key: own\n"


def without_own_groups(text: str) -> str:
    """Return config/groupings.yaml without the groups that an editor has added at its end."""
    before, own, after = text.partition(_OWN)
    assert own, "the scheme of an editor's own groups is gone"
    head = after.partition("    groups:")[0]
    return before + own + head + NO_GROUPS
