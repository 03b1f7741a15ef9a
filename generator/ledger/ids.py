"""What the id of a figure says: its year, whose it is, and what it measures."""

from __future__ import annotations

import re
from typing import Final

SAME: Final = "same-"
"""Begins the key of what is computed over the respondents that can be compared, and over no others."""
NATION = "nation"
_PREFIXES = ("sub-", "form-", "line-", SAME)
_YEAR = re.compile(r"^([0-9]{4})/")


def year_of(figure_id: str) -> int | None:
    """Return the year that a figure of an earlier edition stands under; None for one of the brief's own year."""
    found = _YEAR.match(figure_id)
    return int(found[1]) if found else None


def undated(figure_id: str) -> str:
    """Return the id as it is in the edition that the figure belongs to."""
    return _YEAR.sub("", figure_id, count=1)


def subject_key(figure_id: str) -> str:
    """Return the key of the figure's subject: a code, a prefecture's number, ``block-…``, ``all`` or ``nation``."""
    key = undated(figure_id).split("/", 1)[0]
    for prefix in _PREFIXES:
        key = key.removeprefix(prefix)
    return key


def item_key(figure_id: str) -> str:
    """Return what the figure measures: a metric, a target's id, or the path of a count."""
    return undated(figure_id).partition("/")[2]
