"""Names of municipalities as people write them: ヶ and ケ, 鯵 and 鰺, with the county or the prefecture before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from generator.config.places import Municipality
from generator.config.romaji import romaji, typed
from generator.everyday import everyday

# The form of the code table is not what everybody types: old or other forms, and the one they are compared in.
OTHER_FORMS: Final = (
    "鯵檮竈龍瀧嶋嶌邊邉澤濱濵濹瀨廣國德惠彌禮與會條萬繩舘驛黑齋齊檜櫻眞髙﨑嵜餠薗壹冨莊淸靑應圓寳寶實稻豐榮圖藏鹽獨總佛靈關鐵嶽槇辯攝濟氣內麥龜來區縣禰",
    "鰺梼釜竜滝島島辺辺沢浜浜墨瀬広国徳恵弥礼与会条万縄館駅黒斎斉桧桜真高崎崎餅園壱富荘清青応円宝宝実稲豊栄図蔵塩独総仏霊関鉄岳槙弁摂済気内麦亀来区県祢",
)
_FORMS: Final = str.maketrans(*OTHER_FORMS)
_SELECTORS = re.compile(r"[\s\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Only between kanji: the が of つがる市 and the ケ of オケト are letters of the name.
_SMALL_KE = re.compile(r"(?<=[一-龥々])[ヶケがガヵカ](?=[一-龥々])")
_NO = re.compile(r"(?<=[一-龥々])[のノ之乃](?=[一-龥々])")
_COUNTY = re.compile(r"[^郡]{1,5}郡(?=.+[町村]$)")
_SUFFIXES: Final = ("し", "く", "ちょう", "まち", "むら", "そん")


def folded(name: str) -> str:
    """Return a name in the form that names are compared in: hiragana, everyday forms, ヶ as ケ, no blanks."""
    plain = _SELECTORS.sub("", unicodedata.normalize("NFKC", everyday(name))).translate(_FORMS)
    plain = _NO.sub("の", _SMALL_KE.sub("ケ", plain))
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in plain)


def same_place(written: str, row: Municipality) -> bool:
    """Return whether what is written is the municipality's name, perhaps with its prefecture or county before it."""
    name, wanted = folded(row.name), folded(written)
    if not row.name or not wanted:
        return wanted == name
    without = wanted.removeprefix(folded(row.prefecture))
    return name in (wanted, without, _COUNTY.sub("", without, count=1))


def places_called(written: str, rows: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """Return the municipalities of a whole name, reading (hiragana, katakana) or reading in Latin letters."""
    wanted, letters = folded(written), _letters(written)
    named = (row for row in rows if row.name)
    return tuple(row for row in named if same_place(written, row) or wanted == row.kana or letters == romaji(row.kana))


def places_in_short(written: str, rows: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """Return the municipalities whose name or reading without 市, 区, 町 or 村 is what is written."""
    wanted, letters = folded(written), _letters(written)
    return tuple(row for row in rows if row.name and _short_of(row, wanted, letters))


def _letters(written: str) -> str:
    return re.sub(r"[\s\-_]", "", typed(unicodedata.normalize("NFKC", written)))


def _short_of(row: Municipality, wanted: str, letters: str) -> bool:
    """Return whether the words are the municipality's name or reading without 市, 区, 町 or 村."""
    ends = (end for end in _SUFFIXES if row.kana.endswith(end) and len(row.kana) > len(end))
    bare = {row.kana.removesuffix(end) for end in ends}
    name = folded(row.name)[:-1]
    without = wanted.removeprefix(folded(row.prefecture))
    return name in (wanted, without) or wanted in bare or letters in {romaji(kana) for kana in bare}
