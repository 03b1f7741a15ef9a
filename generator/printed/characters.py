"""One character at a time: what is dropped, what is unified, what must not be touched."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_DASHES: Final = "‐‑‒–—―−ｰ"
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
MARKS: Final = "○〇◯●◎"
"""Characters that a respondent puts where ○ is asked for (U+25CB, U+3007, U+25EF and their filled cousins)."""


@cache
def unified(character: str) -> str:
    """Return the character as the readers of this package compare it; "" for white space.

    Full-width and compatibility forms are unified by NFKC. Circled numbers stay as they are: NFKC would make
    "①50名" into "150名". The dashes of different typists become one; the long-vowel mark ー is a letter and stays.
    """
    if character.isspace() or character in _INVISIBLE:
        return ""
    if character in _DASHES:
        return "-"
    if _is_circled(character):
        return character
    return "".join(unicodedata.normalize("NFKC", character).split())


def _is_circled(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<circle>") or "❶" <= character <= "➓"


def squeeze(text: str) -> str:
    """Return the text unified and without any white space: how texts are compared."""
    return "".join(map(unified, text))


def is_wide(character: str) -> bool:
    """Whether the character is set in a full square, as kanji and kana are."""
    return unicodedata.east_asian_width(character) in "WF"
