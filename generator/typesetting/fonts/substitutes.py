"""What is printed for a character that the bundled typeface does not draw: a usual form, else 〓."""

from __future__ import annotations

import unicodedata
from typing import Final

from generator.everyday import everyday, is_selector
from generator.typesetting.fonts.typeface import is_drawn

GETA: Final = "〓"
"""Printers' sign for a character that they do not have."""
_USUAL: Final = dict(zip("𠮷吳𫝆㐧槗戶☑☒✔✖", "吉呉今第橋戸✓×✓×", strict=True))


def is_ordinary(text: str) -> bool:
    """Return whether the typeface surely draws the text: it holds JIS X 0213 but ⦅ and ⦆ (test_substitutes.py).

    This is known without the font's tables, which take longer to read than all tables of an edition.
    """
    try:
        text.replace("～", "").encode("shift_jis_2004")
    except UnicodeEncodeError:
        return False
    return not any(bracket in text for bracket in "⦅⦆\x7f")


def drawable(text: str) -> str:
    """Return the text with a substitute for each character that the typeface does not draw; otherwise unchanged.

    In this order: a variation selector of a form that the typeface lacks is left out; an everyday or compatible form
    (戶 → 戸, NFKC); the usual form (𠮷 → 吉); 〓.
    """
    if is_ordinary(text):
        return text
    letters: list[str] = []
    for character in text:
        before = letters[-1][-1:] if letters else ""
        if is_drawn(character, before):
            letters.append(character)
        elif not is_selector(character):
            letters.append(_substitute(character))
    return "".join(letters)


def _substitute(character: str) -> str:
    forms = (
        everyday(character),
        unicodedata.normalize("NFC", character),
        unicodedata.normalize("NFKC", character),
        _USUAL.get(character, ""),
        "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)),
    )
    return next((form for form in forms if form and all(is_drawn(letter, "") for letter in form)), GETA)
