"""Automatic numbers: ①, ア, 1) and the like stand nowhere in the text and are counted as Word counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.ingest.document.word.elements import attribute, child, children

_KATAKANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANJI: Final = "〇一二三四五六七八九"
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, _Level]]
    lists: dict[str, str]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """Return the number in front of a paragraph, "" for none, and count it."""
        number, level = self._list(paragraph)
        kind = self.lists.get(number, "")
        known = self.levels.get(kind, {}).get(level)
        if known is None:
            return ""
        counts = self.counts.setdefault(kind, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else known.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        text = known.text
        for at in range(level + 1):
            other = self.levels[kind].get(at)
            if other is not None:
                text = text.replace(f"%{at + 1}", _shown(counts[at] or other.start, other.format))
        return text

    def _list(self, paragraph: Element) -> tuple[str, int]:
        properties = child(paragraph, "pPr")
        direct = child(properties, "numPr")
        style = self.styles.get(attribute(child(properties, "pStyle"), "val"), ("", 0))
        if direct is None:
            return style
        number = attribute(child(direct, "numId"), "val", style[0])
        return number, _small(attribute(child(direct, "ilvl"), "val"), style[1])


def numbering_of(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that a document's parts define."""
    levels = {
        attribute(kind, "abstractNumId"): {
            _small(attribute(level, "ilvl"), 0): _Level(
                start=_small(attribute(child(level, "start"), "val"), 1, most=32_767),
                format=attribute(child(level, "numFmt"), "val", "decimal"),
                text=_bullet(attribute(child(level, "numFmt"), "val"), attribute(child(level, "lvlText"), "val")),
            )
            for level in children(kind, "lvl")
        }
        for kind in children(numbering, "abstractNum")
    }
    lists = {
        attribute(one, "numId"): attribute(child(one, "abstractNumId"), "val") for one in children(numbering, "num")
    }
    in_styles = {}
    for style in children(styles, "style"):
        found = child(style, "pPr", "numPr")
        if found is not None:
            level = _small(attribute(child(found, "ilvl"), "val"), 0)
            in_styles[attribute(style, "styleId")] = (attribute(child(found, "numId"), "val"), level)
    return Numbering(levels, lists, in_styles)


def _small(text: str, default: int, *, most: int = _LEVELS - 1) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _bullet(kind: str, text: str) -> str:
    """Return a level's pattern; bullets are drawn from symbol fonts and read as ・."""
    return "・" if kind == "bullet" else text


def _shown(number: int, kind: str) -> str:
    """Return a number as its format shows it; a format that is not known shows figures."""
    at = number - 1
    shown: dict[str, str] = {
        "aiueo": _KATAKANA[at % len(_KATAKANA)],
        "aiueoFullWidth": _KATAKANA[at % len(_KATAKANA)],
        "iroha": _IROHA[at % len(_IROHA)],
        "irohaFullWidth": _IROHA[at % len(_IROHA)],
        "upperLetter": chr(ord("A") + at % 26),
        "lowerLetter": chr(ord("a") + at % 26),
        "upperRoman": _roman(number),
        "lowerRoman": _roman(number).lower(),
        "none": "",
    }
    if number <= 20:
        shown["decimalEnclosedCircle"] = chr(ord("①") + at)
    if number < 100:
        shown |= dict.fromkeys(("japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand"), _kanji(number))
    return shown.get(kind, str(number))


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_KANJI[tens]}十")
    return head + (_KANJI[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        text += letters * min(count, 10)
    return text
