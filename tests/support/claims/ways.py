"""Proof of a way of running it that few forms share."""

from __future__ import annotations

import re

from practice_plain import groups, kind_words, similarity_settings

from claims.reading import Ground, proof

PHRASES = {
    "place": r"相談を(.+)で受け止める",
    "person": r"(.+)が相談を受け止める",
    "posting": r"推進員を(.+)に置く",
    "contract": r"事業を(.+)(?:して|で)進める",
    "unit": r"(.+)を身近な圏域とする",
    "base": r"(.+)を交流の拠点とする",
    "meeting": r"(.+)を会議に生かす",
}
WITHOUT_NAMES = {"contract", "unit"}
"""Told by the list's word: the form prints a contractor's name, or a unit in words of its own."""


def _prove(ground: Ground, name: str, way: str, asked: int, share: int) -> None:
    several = len(ground.prefectures) > 1
    code = next(one.code for one in ground.replies if name == (f"{one.prefecture}{one.name}" if several else one.name))
    for group_id, pattern in PHRASES.items():
        found = re.fullmatch(pattern, way)
        kinds = [kind for kind in groups()[group_id].held if found and _says(group_id, kind, code, found[1])]
        if kinds:
            group = groups()[group_id]
            assert (len(group.asked), len(group.holders(kinds[0]))) == (asked, share), (group_id, kinds)
            assert asked >= 10
            assert share <= asked * float(similarity_settings()["headline_rare"]), "not rare"
            return
    raise AssertionError(f"{name} does not say: {way}")


def _says(group_id: str, kind: str, code: str, words: str) -> bool:
    holders = groups()[group_id].held[kind]
    if code not in holders:
        return False
    kind_word = kind_words(group_id, kind)
    if group_id in WITHOUT_NAMES or not holders[code]:
        return words == kind_word
    name = holders[code][0]
    return words == (name if name in kind_word or kind_word in name else f"{name}（{kind_word}）")


@proof(r"(.+?)は(.+)。同じ型を記したのは、記載のある(\d+)件のうち(\d+)件である。")
def _way(ground: Ground, match: re.Match[str]) -> None:
    assert int(match[4]) > 1, "one of many is told by its name"
    _prove(ground, match[1], match[2], int(match[3]), int(match[4]))


@proof(r"(.+?)は(.+)。こう記したのは、記載のある(\d+)件のうち(.+)だけである。")
def _only_way(ground: Ground, match: re.Match[str]) -> None:
    assert match[4] == match[1]
    _prove(ground, match[1], match[2], int(match[3]), 1)


@proof(r"(.+?)は(.+)（同じ型は(\d+)件のうち(\d+)件）")
def _way_headline(ground: Ground, match: re.Match[str]) -> None:
    assert int(match[4]) > 1
    _prove(ground, match[1], match[2], int(match[3]), int(match[4]))


@proof(r"(.+?)は(.+)（記載のある(\d+)件のうち同(.)だけ）")
def _only_way_headline(ground: Ground, match: re.Match[str]) -> None:
    assert match[4] == match[1][-1]
    _prove(ground, match[1], match[2], int(match[3]), 1)
