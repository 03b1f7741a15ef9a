"""Hiragana as the Latin letters that a reader types: Hepburn without long vowels, as on signs."""

from __future__ import annotations

import re
from typing import Final

_ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_ODD: Final = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "や": "ya", "ゆ": "yu", "よ": "yo",
    "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n", "ゔ": "vu",
}  # fmt: skip
_ONE: Final = {
    **{kana: first + vowel for first, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)},
    **_ODD,
}
_GLIDES: Final = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_LONG: Final = re.compile(r"o[ou]|uu")
_DOUBLED: Final = re.compile(r"っ+([a-z])")


def romaji(kana: str) -> str:
    """Return hiragana in Hepburn spelling, long o and u short, ん always n; any other character stays as it is.

    もりおか is morioka, とうきょう is tokyo, はっちょう is hatcho, しんばし is shinbashi. Both spellings that people
    type become one when they are passed through ``typed``.
    """
    letters: list[str] = []
    for letter in kana:
        if letter in _GLIDES and letters and letters[-1].endswith("i"):
            before = letters.pop()[:-1]
            letters.append(before + _GLIDES[letter][before[-1:] in ("h", "j") :])
        elif letter == "ー":
            continue
        else:
            letters.append(_ONE.get(letter, letter))
    return _DOUBLED.sub(lambda match: ("t" if match[1] == "c" else match[1]) + match[1], _LONG.sub(_short, "".join(letters)))


def typed(text: str) -> str:
    """Return what somebody typed in Latin letters in the spelling of ``romaji``: tōkyō, toukyou and nambu too."""
    plain = text.lower().translate(str.maketrans("āīūēōâîûêô", "aiueoaiueo"))
    return re.sub(r"m(?=[bmp])", "n", _LONG.sub(_short, plain))


def _short(match: re.Match[str]) -> str:
    return match[0][0]
