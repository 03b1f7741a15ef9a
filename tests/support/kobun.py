"""A lint for 公用文: what may not stand in a text that this project words itself.

``lint`` looks at any printed text (a cell, a heading, an alternative text), ``lint_prose`` at whole sentences too.
Names and labels that come from the data are taken out first (``names``), because they are quoted as they are.
How words are spelt is the audit's affair, which looks for the same slips in the summaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.audit.kobun import SLIPS, Slip

MASK = "\u25a1"
"""Stands for a quoted name; no rule speaks of it."""

LONGEST_SENTENCE = 150


class Complaint(NamedTuple):
    """What is wrong, where, and how it is written instead."""

    rule: str
    found: str
    remedy: str


def _rule(name: str, pattern: str, remedy: str) -> Slip:
    return Slip(name, re.compile(pattern), remedy)


_JA = "[一-龥々ぁ-んァ-ヶー]"
_COUNTED = "自治体|市町村|町村|団体|都道府県|件|人|事業|か所|世帯|個票"

RULES = (
    *SLIPS,
    # Style
    _rule("である調", r"です(?=[。、）」]|が|$)|ます(?=[。、）」]|が|$)|ました|ません|でしょう|ましょう|ください", "である調にする"),
    _rule("優劣の語", r"劣[っるりら悪]|ワースト|ベスト|最悪|最下位|最低|最高|首位|ランキング|優れ|優秀", "位置だけを述べる"),
    _rule("順位の語", r"[0-9０-９]+位|トップ(?!セ)|遅れて|残念|惜し", "「n自治体中」とする"),
    _rule("原因の語", r"のおかげ|が原因|に起因|が功を奏|の効果により|の影響で(?!は)", "原因を述べない"),
    # Punctuation
    _rule("重なる句読点", r"[、。][、。]|（）|「」|（、|（。|、）", "句読点を一つにする"),
    _rule("半角の括弧", rf"{_JA}[(),:;!?\"']|[(),:;!?\"']{_JA}", "全角にする"),
    _rule("半角の空白", rf"{_JA} +{_JA}", "空白を除く"),
    _rule("波線", "〜", "「～」（U+FF5E）を使う"),
    _rule("半角の仮名", r"[\uff61-\uff9f]", "全角にする"),
    # Numbers and units
    _rule("全角の数字", r"[０-９]", "半角の数字を使う"),
    _rule("百分率", r"%|パーセント|℅", "％"),
    _rule("千分率", r"パーミル|permil", "‰"),
    _rule("3桁区切り", r"(?<![\d,.\-])\d{4,}(?![\d年]|-)", "3桁ごとに「,」を入れる"),
    _rule("桁区切りの位置", r"\d,\d{1,2}(?!\d)|\d,\d{4,}|(?<![\d,])0\d*,\d{3}", "3桁ごとに「,」を入れる"),
    _rule("負の数", r"(?<![\d\-A-Za-z])[-−]\d|△\s", "「△」を数字の前に付ける"),
    _rule("値のない単位", rf"[…－](?:{_COUNTED}|％|‰|k㎡|番目)", "値がないときは単位を付けない"),
    _rule("単位の重なり", rf"({_COUNTED})\1", "単位を一つにする"),
    # Sentences that only a machine writes
    _rule("0の主語", rf"(?<![\d.,])0(?:{_COUNTED})(?:が|は|の|を|に|で|中|とも)", "「ない」と書く"),
    _rule("1つの全て", rf"(?<![\d.,])1(?:{_COUNTED})(?:の全て|とも|中|のうち|が共に|がともに|で、いずれも|で、その全て)", "1つの文にする"),
    _rule("nのうちn", rf"(?<![\d.,])([\d,]+)({_COUNTED})(?:の?中|のうち)\1\2(?!\d)", "「全て」「とも」と書く"),
    _rule("2つの全て", rf"(?<![\d.,])2(?:{_COUNTED})の全て", "「2…とも」と書く"),
    _rule("助詞の重なり", r"(?<!も)のの(?!り)|をを|がが|にに|へへ|とと(?!も|し|な)|でで(?!き)|はは|もも|からから|までまで", "一つにする"),
    _rule("又はの重なり", r"、又は[^、。]*又は|又は[^、。]*、又は", "内側は「若しくは」"),
    _rule("語の重なり", r"(?!一人一人)([一-龥]{2,})\1", "語を一つにする"),
    _rule("読めない文字", r"[\ue000-\uf8ff\ufffd]|None|undefined|nan\b|\{\{|\}\}|Decimal|<[a-z]", "値か言葉を入れる"),
)  # fmt: skip


def lint(text: str, *, names: Iterable[str] = ()) -> list[Complaint]:
    """Return what is wrong with a printed text; ``names`` are quoted from the data and not looked at."""
    own = masked(text, names)
    found = [
        Complaint(rule.name, _around(own, match), rule.remedy) for rule in RULES for match in rule.pattern.finditer(own)
    ]
    for left, right in ("（）", "「」", "『』", "［］"):
        if own.count(left) != own.count(right):
            found.append(Complaint("括弧の対", own[:40], f"{left}と{right}の数を合わせる"))
    return found


def lint_prose(text: str, *, names: Iterable[str] = ()) -> list[Complaint]:
    """Return what is wrong with a paragraph: the rules of :func:`lint`, full stops, and the length of sentences."""
    own = masked(text, names)
    found = lint(text, names=names)
    if not own.endswith("。"):
        found.append(Complaint("文末", own[-20:], "「。」で終える"))
    for sentence in sentences(own):
        if len(sentence) > LONGEST_SENTENCE:
            found.append(Complaint("長い文", sentence[:40], f"{LONGEST_SENTENCE}字までにする（今は{len(sentence)}字）"))
        found += [Complaint("文末の形", sentence[-20:], "である調で言い切る") for _ in _loose_end(sentence)]
    return found


def sentences(text: str) -> list[str]:
    """Split at full stops that stand outside brackets; the stop stays with its sentence."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "（「『") - (letter in "）」』")
        if letter == "。" and depth == 0:
            parts.append(text[start : place + 1])
            start = place + 1
    return [part for part in (*parts, text[start:]) if part.strip()]


def masked(text: str, names: Iterable[str]) -> str:
    """Return the text with every name replaced by one mark, longest names first."""
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, MASK)
    return text


_ENDS = re.compile(
    r"(?:である|でない|ではない|がある|はない|がない|もない|れない|きない|ていない|いる|する|した|しない|なる|れる|れた|った|"
    r"行う|れば|する|せる|きい|たい|ある|いう|示す|表す|付す|記す|占める|含む|上回る|下回る|進める|及ぶ|当たる|置く|触れる|並ぶ|[うくすつぬむるたい])(?:（[^）]*）)?。$"
)


def _loose_end(sentence: str) -> Iterator[str]:
    if sentence.endswith("。") and not _ENDS.search(sentence):
        yield sentence


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 8) : match.end() + 8]
