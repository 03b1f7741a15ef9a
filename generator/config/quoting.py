"""How a message repeats what a user wrote: shortened, harmless, with near matches beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process, utils

ECHO_LENGTH: Final = 40
_NEAR_CUTOFF: Final = 60
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def echo(value: object) -> str:
    """Return the value as a message may print it: no control characters, at most 40 characters."""
    raw = value if isinstance(value, str) else str(value)
    text = "".join(_visible(character) for character in raw[: ECHO_LENGTH + 1])
    return text if len(text) <= ECHO_LENGTH else text[: ECHO_LENGTH - 1] + "…"


def near(text: str, candidates: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return the candidates that ``text`` may have meant, best first, none that is far off."""
    found = process.extract(
        text[:ECHO_LENGTH],
        tuple(dict.fromkeys(candidates)),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_NEAR_CUTOFF,
    )
    return tuple(match for match, _, _ in found)


def hint(text: str, candidates: Iterable[str]) -> str:
    """Return 「もしかして: 岩手県、岩国市」 or nothing."""
    matches = near(text, candidates)
    return f"もしかして: {'、'.join(matches)}" if matches else ""


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    return f"\\u{ord(character):04x}"
