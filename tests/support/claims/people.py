"""Proof of the coordinators: persons, 専任 and 兼任 where a form says so, where they are posted; never a rate."""

from __future__ import annotations

import re
from collections import Counter

import plain
import yaml
from practice_plain import words_of

from claims.reading import NUMBER, Ground, number, proof

UNTOLD = {"other", "kikan"}
"""Postings without a kind of their own."""


def _hosts(ground: Ground) -> dict[str, str]:
    """Each respondent and the form that it stands in."""
    codes = {reply.code for reply in ground.replies}
    return {row["code"]: row["parent"] or row["code"] for row in plain.rows("respondents") if row["code"] in codes}


def _placing(ground: Ground) -> list[plain.Reply]:
    return [reply for reply in ground.replies if reply.values.get("coordinators")]


def _kinds(ground: Ground) -> tuple[int, int, int]:
    """専任, 兼任 and the rest, each form counted once."""
    totals = [0, 0, 0]
    given = {reply.code: int(reply.values["coordinators"]) for reply in _placing(ground)}
    hosts = set(_hosts(ground).values())
    for row in (row for row in plain.rows("coordinators") if row["code"] in hosts):
        dedicated, concurrent = (int(row[key] or 0) for key in ("dedicated", "concurrent"))
        rest = given[row["code"]] - dedicated - concurrent if row["code"] in given else 0
        totals = [a + b for a, b in zip(totals, (dedicated, concurrent, rest), strict=True)]
    return totals[0], totals[1], totals[2]


def _total(ground: Ground, forms: str | None, name: str | None, people: str) -> None:
    placing = _placing(ground)
    assert number(people) == sum(reply.values["coordinators"] for reply in placing) > 0
    if forms:
        assert int(forms) == len(placing) > 1
    else:
        assert [reply.name for reply in placing] == [name]


def _postings(ground: Ground, told: str | None, more: str | None) -> None:
    """The kinds that most forms name, at most two; 「など」 only where there are others."""
    hosts = _hosts(ground)
    forms: dict[str, set[str]] = {}
    for row in plain.rows("practices"):
        if row["cell"] == "t.posting":
            forms.setdefault(row["code"], set()).add(row["kind"])
    found = Counter(kind for reply in _placing(ground) for kind in forms.get(hosts[reply.code], ()))
    words = words_of("actor") | words_of("posting")
    best = sorted((count for kind, count in found.items() if kind not in UNTOLD), reverse=True)[:2]
    by_word = {words[kind]: count for kind, count in found.items() if kind not in UNTOLD}
    named = told.split("、") if told else []
    assert [by_word.get(word) for word in named] == best, (told, found)
    assert bool(more) == (len(found) > len(named) > 0), (told, more, found)


@proof(
    rf"相談支援包括化推進員の配置予定は、(?:(\d+)自治体で計|(.+)の)({NUMBER})人である"
    rf"(?:（(?:専任({NUMBER})人)?、?(?:兼任({NUMBER})人)?(?:、区分の記載なし({NUMBER})人)?）)?。"
    r"(?:配置先は(.+?)(など)?である。)?"
)
def _people(ground: Ground, match: re.Match[str]) -> None:
    _total(ground, match[1], match[2], match[3])
    dedicated, concurrent, rest = _kinds(ground)
    told = tuple(int(number(match[place] or "0")) for place in (4, 5, 6))
    assert told == ((dedicated, concurrent, rest) if dedicated or concurrent else (0, 0, 0))
    assert not any(told) or sum(told) == number(match[3])
    _postings(ground, match[7], match[8])


@proof(
    rf"(?:({NUMBER})(?:市町村|区市町村)が事業を行い、)?(?:(\d+)自治体が計({NUMBER})人の相談支援包括化推進員を置く|(.+)が相談支援包括化推進員({NUMBER})人を置く)"
    r"(?:（配置先は(.+?)(など)?）)?"
)
def _people_headline(ground: Ground, match: re.Match[str]) -> None:
    assert bool(match[1]) == ground.one_level_up
    assert not match[1] or number(match[1]) == sum(reply.municipalities for reply in ground.replies)
    _total(ground, match[2], match[4], match[3] or match[5])
    _postings(ground, match[6], match[7])


def _carried(ground: Ground) -> dict[str, int]:
    """How many respondents' headers mark each programme."""
    edition = yaml.safe_load((plain.ROOT / "config" / "editions" / "2018.yaml").read_text(encoding="utf-8"))
    keys = {one["name"]: one["key"] for one in edition["programmes"]}
    counts = {name: sum(key in reply.programmes for reply in ground.replies) for name, key in keys.items()}
    return {name: count for name, count in counts.items() if count}


@proof(r"(\d+)自治体のうち、(.+を行うのは\d+自治体)である。?")
def _programmes(ground: Ground, match: re.Match[str]) -> None:
    assert int(match[1]) == len(ground.replies) > 1
    assert match[2] == "、".join(f"{name}を行うのは{count}自治体" for name, count in _carried(ground).items())


@proof(r"(.+?)は(.+事業)を行う。?")
def _programmes_of_one(ground: Ground, match: re.Match[str]) -> None:
    assert [match[1]] == [reply.name for reply in ground.replies]
    assert match[2] == "と".join(_carried(ground))
