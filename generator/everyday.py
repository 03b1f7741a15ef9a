"""Characters that a PDF's font table puts in the place of everyday ones: radicals, old forms, kana in two pieces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

# Unicode gives the radicals of U+2E80–2EF3 no everyday form; these are those of Japanese fonts.
_RADICALS: Final = dict(
    zip(
        "⺁⺄⺊⺌⺍⺎⺒⺓⺝⺜⺟⺠⺧⺩⺪⺬⺮⺶⺻⺼⺽⻁⻄⻅⻆⻇⻊⻑⻕⻗⻘⻝⻞⻡⻣⻤⻨⻩⻫⻭⻯⻱⻲",
        "厂乙卜小小兀巳幺月日母民牛王疋示竹羊聿肉臼虎西見角角足長阜雨青食食首骨鬼麦黄斉歯竜亀亀",
        strict=True,
    )
)
# Parts of a kanji, which stand alone only in lists of radicals, and forms written elsewhere.
_PARTS: Final = dict(
    zip(
        "⺀⺂⺃⺅⺆⺇⺈⺉⺋⺏⺐⺑⺔⺕⺖⺗⺘⺙⺛⺞⺡⺢⺣⺤⺥⺦⺨⺫⺭⺯⺰⺱⺲⺳⺴⺵⺷⺸⺹⺺⺾⺿⻀⻂⻃⻈⻉⻋⻌⻍⻎⻏⻐⻒⻓⻔⻖⻙⻚⻛⻜⻟⻠⻢⻥⻦⻧⻪⻬⻮⻰",
        "冫乛乚亻冂𠘨刀刂㔾尣尢尣彑彐忄㣺扌攵旡歺氵氺灬爫爫丬犭目礻糹糹罓罒罒罒网羊羊耂肀艹艹艹衤覀訁貝車辶辶辶阝釒镸長門阝韋頁風飛飠飠馬魚鳥鹵黽齊齒龍",
        strict=True,
    )
)
# NFKC makes ⼾ into 戶: the same character as printed elsewhere, but not the everyday one.
_OLD_FORMS: Final = dict(zip("戶黑惠靑黃麥齒", "戸黒恵青黄麦歯", strict=True))
_ALWAYS: Final = "戶黑惠"
_RADICAL = re.compile(r"[\u2e80-\u2ef3\u2f00-\u2fd5戶黑惠]")
_TWO_PIECES = re.compile(r"[\u3041-\u30fe][\u3099\u309a]")


def everyday(text: str) -> str:
    """Return the text with radicals and 戶黑惠 as everyday characters and kana composed; nothing else changes.

    Full-width forms, circled numbers and compatibility ideographs of names (U+F900–FAFF) stay as they are.
    """
    if text.isascii():
        return text
    composed = _TWO_PIECES.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
    return _RADICAL.sub(lambda match: _plain(match.group()), composed)


def is_selector(character: str) -> bool:
    """Return whether the character only chooses a form of the one before it (U+FE00–FE0F, U+E0100–E01EF)."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def without_selectors(text: str) -> str:
    """Return the text without variation selectors: 辻 in its usual form."""
    return text if text.isascii() else "".join(character for character in text if not is_selector(character))


@cache
def _plain(character: str) -> str:
    if character in _ALWAYS:
        return _OLD_FORMS[character]
    known = _RADICALS.get(character) or _PARTS.get(character) or unicodedata.normalize("NFKC", character)
    return _OLD_FORMS.get(known, known)
