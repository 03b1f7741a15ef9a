"""How 公用文 spells words: what may not stand in a text that an editor words.

The rules are those of 「公用文作成の考え方」 and of the 常用漢字表 with its appendix. They look at single words only;
what is quoted in 「」 or 『』 is a name and stays as its owner spells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Slip(NamedTuple):
    """A spelling that 公用文 does not use, and the one that it uses."""

    name: str
    pattern: re.Pattern[str]
    remedy: str


def _slip(name: str, pattern: str, remedy: str = "") -> Slip:
    return Slip(name, re.compile(pattern), remedy or name)


SLIPS: Final = (
    # Characters and readings outside the 常用漢字表, or within it and yet written in kana
    _slip("おおむね", r"概ね"),
    _slip("できる", r"出来[るたなず]"),
    _slip("こと", r"[るたい]事(?![業例務項情実])"),
    _slip("とき", r"[るたい]時(?![点間期代])"),
    _slip("とおり", r"[のる]通り(?!い)"),
    _slip("ため", r"[のるた]為"),
    _slip("ごと", r"毎に(?!年|月|日|回|週)", "ごとに"),
    _slip("たち", r"[人者]達|逹", "たち"),
    _slip("ない", r"[はがの]無[いく]"),
    _slip("当たり", r"\d[人件世帯万]+あたり"),
    _slip("か所・か月", r"[ヶケカヵ個箇](?:所|月(?!間?計画))", "か所、か月"),
    # Words written in kanji
    _slip("及び", r"および"),
    _slip("又は", r"または(?!が)"),
    _slip("若しくは", r"もしくは"),
    _slip("並びに", r"ならびに"),
    _slip("全て", r"(?<!で)すべて(?!り)"),
    _slip("既に", r"すでに"),
    _slip("例えば", r"たとえば"),
    _slip("最も", r"もっとも"),
    _slip("一人一人", r"(?:[一1]人|ひとり)ひとり"),
    _slip("同士", r"(?<=[一-龥々ァ-ヶー])どうし(?![てたよ])"),
    _slip("困り事", r"困りごと"),
    _slip("在り方", r"あり方"),
    _slip("の下", r"のもと(?=[、にで])"),
    _slip("見付ける", r"見つ[けか]", "見付け、見付か"),
    _slip("気付く", r"気づ(?:[きくけこ]|か(?![いう]))", "気付"),
    _slip("障害", r"障がい|障碍"),
    # Endings
    _slip("取組", r"取り組み(?!ま|、|た|な)"),
    _slip("行う", r"行な[うわいえっ]"),
    _slip("手引", r"手引き(?![出入込])"),
    _slip("立ち上げ", r"立上[げが]", "立ち上げ、立ち上が"),
    # Figures, units, dates, stops
    _slip("一つ、二つ", r"[0-9０-９]つ", "一つ、二つ"),
    _slip("km", r"[0-9０-９一二三四五六七八九十百千万数]+キロ(?!グラム|ワット|リットル)(?:メートル)?|㎞|ｋｍ", "100km"),
    _slip("日付", r"(?<![\d.])[HSR]?\d{1,2}[./]\d{1,2}[./]\d{1,2}(?![\d.])|[HSR]\d{1,2}[./]\d", "平成31年1月1日"),
    _slip("句読点", r"[，．｡､]", "「、」「。」"),
)  # fmt: skip
"""What is looked for, by the word that is to stand instead."""

_QUOTED: Final = re.compile(r"「[^「」]*」|『[^『』]*』")


def slips(text: str) -> Iterator[tuple[Slip, str]]:
    """Yield each slip of a text with the words as they stand."""
    own = _QUOTED.sub("「」", text)
    for slip in SLIPS:
        for match in slip.pattern.finditer(own):
            yield slip, match.group()


def advice(text: str) -> str:
    """Return the slips of a text, each once with what is to stand instead (「概ね」（おおむね））; empty if there is none."""
    return "、".join(dict.fromkeys(f"「{words}」（{slip.remedy}）" for slip, words in slips(text)))
