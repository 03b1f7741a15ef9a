"""Proofs of sentences on where values lie, one, few or many."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import plain

from claims.reading import (
    HELD,
    LABELS,
    NUMBER,
    RATE,
    SIDE,
    UNITS,
    Ground,
    given,
    is_printed,
    proof,
    reference_of,
    side,
    tellable,
)


@proof(
    rf"(?:実施自治体の)?({RATE})は、?(?:実施自治体の)?加重平均で({NUMBER})([％‰])(?:であり、|と、)(.+?)({SIDE})"
    rf"(?:（(人口|世帯数)の(\d+)％を占める(.+?)の値が大きく影響する）)?(?:。(\d+)自治体は記入がない)?。?"
)
def _mean(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    value, n, missing = plain.together(ground.replies, metric)
    assert value is not None
    assert n >= 5, "a mean of few"
    assert is_printed(match[2], value, metric)
    assert match[3] == UNITS[metric]
    assert match[5].removesuffix("である") == side(metric, value, reference_of(match[4], metric))
    if match[6]:
        assert plain.MEANS[metric][0] == {"人口": "population", "世帯数": "households"}[match[6]]
        _heaviest(ground, metric, int(match[7]), match[8])
    if match[9]:
        assert int(match[9]) == missing


def _heaviest(ground: Ground, metric: str, share: int, name: str) -> None:
    weight = plain.MEANS[metric][0]
    given = {r.name: r.values[weight] for r in ground.replies if metric in r.values and weight in r.values}
    assert max(given, key=lambda key: given[key]) == name
    assert str(share) == plain.printed(given[name] / sum(given.values()) * 100, 0)


@proof(rf"({RATE})は((?:[^、]+?{NUMBER}[％‰]、?)+)で、いずれも(.+?)({SIDE}){HELD}。")
def _few_together(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    told = tellable(ground, metric, match[5])
    reference = reference_of(match[3], metric)
    rows = re.findall(rf"([^、]+?)({NUMBER})[％‰]", match[2])
    assert [name for name, _ in rows] == told
    assert len(told) > 1
    for name, text in rows:
        value = ground.value(name, metric)
        assert is_printed(text, value, metric), name
        assert side(metric, value, reference) == match[4].removesuffix("である"), name


@proof(
    rf"({RATE})は((?:[^、]+?{NUMBER}[％‰]、?)+)で、(.+?)に比べ、(.+?)は(高く|同程度で|低く)、(.+?)は(高い|同程度である|低い){HELD}。"
)
def _few_apart(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    reference = reference_of(match[3], metric)
    rows = re.findall(rf"([^、]+?)({NUMBER})[％‰]", match[2])
    assert [name for name, _ in rows] == tellable(ground, metric, match[8]) == [match[4], match[6]]
    for (name, text), word in zip(rows, (match[5], match[7]), strict=True):
        value = ground.value(name, metric)
        assert is_printed(text, value, metric), name
        start = {"を上回る": "高", "を下回る": "低", "と同程度": "同程度"}[side(metric, value, reference)]
        assert word.startswith(start), (name, word)


def _sides(ground: Ground, metric: str, reference: Fraction, names: list[str]) -> Counter[str]:
    return Counter(side(metric, ground.value(name, metric), reference) for name in names)


def _some_lack(ground: Ground, metric: str) -> bool:
    return any(not given(ground, name, metric) for name in ground.subjects())


@proof(rf"({RATE})は、(記入のある)?(\d+)自治体(の全てで|とも)(.+?)({SIDE})")
def _all_on_one_side_headline(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    found = _sides(ground, metric, reference_of(match[5], metric), tellable(ground, metric, None))
    assert found == {match[6]: int(match[3])}
    assert bool(match[2]) == _some_lack(ground, metric)
    assert (match[4] == "とも") == (int(match[3]) == 2)


@proof(
    rf"({RATE})は、(記入のある)?(\d+)自治体の全てで(.+?)(を上回り|と同程度であり|を下回り)、"
    rf"(?:いずれも({NUMBER})[％‰]である|(.+?)の({NUMBER})[％‰]から(.+?)の({NUMBER})[％‰]までの範囲にある){HELD}。"
)
def _all_on_one_side(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    names = tellable(ground, metric, match[11])
    word = {"を上回り": "を上回る", "と同程度であり": "と同程度", "を下回り": "を下回る"}[match[5]]
    assert _sides(ground, metric, reference_of(match[4], metric), names) == {word: int(match[3])}
    assert bool(match[2]) == _some_lack(ground, metric)
    values = {name: ground.value(name, metric) for name in names}
    if match[6]:
        assert all(is_printed(match[6], value, metric) for value in values.values())
        return
    assert values[match[7]] == min(values.values())
    assert values[match[9]] == max(values.values())
    assert is_printed(match[8], values[match[7]], metric)
    assert is_printed(match[10], values[match[9]], metric)


@proof(
    rf"({RATE})が(.+?)を上回るのは(記入のある)?(\d+)自治体中(\d+)自治体、(?:同程度は(\d+)自治体、)?下回るのは(\d+)自治体である{HELD}。"
)
def _counted(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    found = _sides(ground, metric, reference_of(match[2], metric), tellable(ground, metric, match[8]))
    told = {"を上回る": int(match[5]), "と同程度": int(match[6] or 0), "を下回る": int(match[7])}
    assert {word: found[word] for word in told} == told
    assert sum(told.values()) == int(match[4])
    assert bool(match[3]) == _some_lack(ground, metric)


@proof(rf"(.+?)の({RATE})は({NUMBER})([％‰])で、(.+?)({SIDE})。?")
def _single(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    (reply,) = ground.replies
    value = ground.value(match[1], metric)
    assert reply.name == match[1]
    assert is_printed(match[3], value, metric)
    assert match[4] == UNITS[metric]
    assert match[6].removesuffix("である") == side(metric, value, reference_of(match[5], metric))


@proof(r"記入のある(\d+)自治体中、(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目である)。")
def _place_alone(_ground: Ground, _match: re.Match[str]) -> None:
    raise AssertionError("a place is proved with the sentence before it")


def _place(metric: str, value: Fraction, count: str, word: str, place: int) -> None:
    rank, from_low, of, tied = plain.standing(metric, value)
    low = word in ("低い", "少ない")
    assert word in (("少ない", "多い") if metric == "population" else ("低い", "高い"))
    assert of == int(count)
    assert (from_low if low else rank) == place
    assert tied == 0, "a tie told as if it stood alone"
    assert place <= (rank if low else from_low), "counted from the farther end"


@proof(
    rf"(.+?)の(人口密度|人口|{RATE})は({NUMBER})(人／k㎡|人|％|‰)で、(?:(.+?)({SIDE})。)?"
    r"記入のある(\d+)自治体中、(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目である)。"
)
def _place_of_one(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    value = ground.value(match[1], metric)
    assert is_printed(match[3], value, metric)
    assert match[4] == UNITS[metric]
    if match[5]:
        assert match[6].removesuffix("である") == side(metric, value, reference_of(match[5], metric))
    _place(metric, value, match[7], match[8] or match[9], int(match[10] or 1))


@proof(
    rf"(.+?)の(人口密度|人口|{RATE})は、記入のある(\d+)自治体中(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目の)"
    rf"({NUMBER})(人／k㎡|人|％|‰)"
)
def _place_headline(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    value = ground.value(match[1], metric)
    assert is_printed(match[7], value, metric)
    _place(metric, value, match[3], match[4] or match[5], int(match[6] or 1))
