"""How a paragraph of Japanese ends: no character alone on the last line, and no word parted."""

from __future__ import annotations

from markupsafe import Markup

_SHORTEST, _LONGEST = 4, 10
"""How many characters of a paragraph's end are kept on one line."""
_MARKUP = "<>&;\n"
_ENDS = "、。・）」』　>"
_COPULA = "である。"
_HIRAGANA = ("ぁ", "ゖ")
_STEMS = "いきぎしちびみりえけげせねべれっ"


def together(text: str) -> Markup:
    """Return a paragraph whose last words stay together: no character is left alone on the last line.

    A word is parted only where none begins among the last characters.
    """
    whole = Markup("{}").format(text).rstrip()
    for length in range(_SHORTEST, min(_LONGEST, len(whole) - 1) + 1):
        start = len(whole) - length
        if whole[start] in _MARKUP:
            break
        if whole[start:] == _COPULA or _begins(whole[start - 1], whole[start]):
            return _kept(whole, start)
    plain = len(whole) > _LONGEST and not set(whole[-_SHORTEST:]) & set(_MARKUP)
    return _kept(whole, len(whole) - _SHORTEST) if plain else whole


def _kept(whole: Markup, start: int) -> Markup:
    """Return the paragraph with its end from ``start`` on one line."""
    return whole[:start] + Markup('<span class="nowrap">{}</span>').format(whole[start:])


def _begins(before: str, first: str) -> bool:
    """Say whether words begin with ``first``: after a mark or a tag, or with a kanji after a particle.

    After the stem of a verb (結び付ける, 取り組む) it goes on.
    """
    if before in _ENDS:
        return first not in _ENDS
    return _HIRAGANA[0] <= before <= _HIRAGANA[1] and before not in _STEMS and not _HIRAGANA[0] <= first <= _HIRAGANA[1]
