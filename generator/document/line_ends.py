"""Where lines of Japanese may end: between phrases, never before a lone last character or a lone 「である。」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

_SHORTEST, _LONGEST = 4, 10
"""How many characters of a paragraph's end are kept on one line."""
_PHRASE_LONGEST: Final = 13
"""A longer phrase may be parted: kept whole it would leave half of the line before it empty."""
_MARKUP = "<>&;\n"
_SHORT_END: Final = 6
_ENDS = "、。・）」』　>"
_OPENINGS: Final = "（「『"
_COPULA = "である。"
_HIRAGANA = ("ぁ", "ゖ")
_STEMS = "いきぎしちびみりえけげせねべれっ"
_TAG: Final = re.compile(r"(<[^>]*>)")
_SCRIPTS: Final = re.compile(r"(?:（[^（）]{1,3}）|[ァ-ヶー]+|[ぁ-ゖ]+|[一-鿿々]+|[!-~]+)$")
_WORD_LONGEST: Final = 5
_LEAST_OF_WORD: Final = 2
_KEPT: Final = Markup('<span class="nowrap">{}</span>')


def together(text: str) -> Markup:
    """Return a paragraph whose last words stay together: no character is left alone on the last line.

    A word is parted only where none begins among the last characters.
    """
    whole = Markup("{}").format(text).rstrip()
    if whole.endswith(_COPULA):
        return _kept(whole, _word_before(whole, len(whole) - len(_COPULA)))
    for length in range(_SHORTEST, min(_LONGEST, len(whole) - 1) + 1):
        start = len(whole) - length
        if whole[start] in _MARKUP:
            break
        if _begins(whole[start - 1], whole[start]):
            return _kept(whole, start)
    plain = len(whole) > _LONGEST and not set(whole[-_SHORTEST:]) & set(_MARKUP)
    return _kept(whole, len(whole) - _SHORTEST) if plain else whole


def phrased(text: str) -> Markup:
    """Return a sentence that breaks between its phrases only; for the few lines that are read first.

    Text in elements that are kept whole already stays as it is.
    """
    parts, inside = [], 0
    for part in _TAG.split(str(Markup("{}").format(text))):
        if part.startswith("</"):
            inside -= inside > 0
        elif part.startswith("<") and not part.endswith("/>"):
            inside += inside > 0 or 'class="nowrap"' in part or part.startswith("<data")
        elif part and not inside:
            parts.append("".join(_phrase(one) for one in _phrases(part)))
            continue
        parts.append(part)
    return Markup("".join(parts))  # noqa: S704  # made of escaped parts only


def last_word(text: str, *, longest: int = _WORD_LONGEST) -> int:
    """Return where the last word of a name begins: its last characters of one script, two of them in a long word."""
    found = _SCRIPTS.search(text)
    length = len(found[0]) if found else 0
    short = found is not None and length <= (longest * 2 if found[0][0].isascii() else longest)
    return max(0, len(text) - (length if short and length > 1 else _LEAST_OF_WORD))


def _phrases(text: str) -> Iterator[str]:
    """Yield the parts of a text between which a line may end; a short last one stays with the one before."""
    places = [place for place in range(1, len(text)) if _begins(text[place - 1], text[place])]
    if len(places) > 1 and len(text) - places[-1] < _SHORT_END and len(text) - places[-2] <= _PHRASE_LONGEST:
        places.pop()
    elif len(places) > 1 and len(text) - places[-1] < _SHORTEST:  # 推進会議を｜開催 → 推進｜会議を開催
        places[-1] = max(places[-2] + 1, last_word(text[: places[-1] - 1]))
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        yield text[start:end]


def _phrase(text: str) -> str:
    return str(_KEPT.format(Markup(text))) if 1 < len(text) <= _PHRASE_LONGEST and "&" not in text else text  # noqa: S704


def _kept(whole: Markup, start: int) -> Markup:
    """Return the paragraph with its end from ``start`` on one line."""
    return whole[:start] + _KEPT.format(whole[start:])


def _word_before(whole: Markup, end: int) -> int:
    """Return where the word or element begins that ends at ``end``."""
    closing = len(str(whole[:end]).rstrip("）」』"))
    if whole[closing - 1] != ">":
        text = str(whole[whole.rfind(">", 0, end) + 1 : end])
        return end - len(text) + last_word(text, longest=_LONGEST)
    depth = 0
    for tag in reversed(list(_TAG.finditer(str(whole), 0, closing))):
        depth += 1 if tag[0].startswith("</") else -1
        if depth == 0:
            return tag.start()
    return end


def _begins(before: str, first: str) -> bool:
    """Say whether words begin with ``first``: after a mark or a tag, or with a kanji after a particle.

    After the stem of a verb (結び付ける, 取り組む) it goes on.
    """
    if first in _ENDS:
        return False
    if before in _ENDS:
        return True
    if first in _OPENINGS:
        return before not in _OPENINGS
    return _HIRAGANA[0] <= before <= _HIRAGANA[1] and before not in _STEMS and not _HIRAGANA[0] <= first <= _HIRAGANA[1]
