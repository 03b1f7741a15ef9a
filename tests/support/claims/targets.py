"""Proofs of sentences on targets and what came of them."""

from __future__ import annotations

import re
from collections import Counter

from claims.reading import Ground, proof

REASONS = {
    "実績が年度途中の数値である": "partial_year",
    "実績の記述がない": "no_result",
    "数え方が異なる": "counted_otherwise",
    "単位が異なる": "other_unit",
    "後の年度の目標である": "other_year",
    "実績に幅がある": "range",
}


def _tally(ground: Ground) -> tuple[int, int, int]:
    states = Counter(row["assessment"] for row in ground.targets())
    return states.total(), states["met"] + states["not_met"], states["met"]


def _reasons(ground: Ground, words: str) -> None:
    left = Counter(row["basis"] for row in ground.targets() if row["assessment"] == "undetermined")
    more = words.endswith("など")
    told = [REASONS[part] for part in re.split(r"、又は|、", words.removesuffix("など"))]
    assert len(set(told)) == len(told)
    assert (len(left) > len(told)) == more, (left, words)
    assert all(left[basis] > 0 for basis in told)
    assert min(left[basis] for basis in told) >= max((left[b] for b in left if b not in told), default=0), (left, words)


@proof(r"数値目標は1件で、(達成された|達成に至らなかった)。")
def _one_target(ground: Ground, match: re.Match[str]) -> None:
    assert _tally(ground) == (1, 1, int(match[1] == "達成された"))


@proof(
    r"数値目標(\d+)件は全て達成を判定でき、(2件とも達成された|その全てが達成された|達成されたものはない|このうち(\d+)件が達成された)。"
)
def _all_assessable(ground: Ground, match: re.Match[str]) -> None:
    everything, assessable, met = _tally(ground)
    said = {"2件とも達成された": 2, "その全てが達成された": everything}.get(match[2], int(match[3] or 0))
    assert int(match[1]) == everything == assessable
    assert said == met


@proof(r"数値目標(\d+)件は、全て(.+?)に関するものである。")
def _one_category(ground: Ground, match: re.Match[str]) -> None:
    assert Counter(row["category"] for row in ground.targets()) == {match[2]: int(match[1])}


@proof(r"(?:人数の記入がある|多機関の協働を行う)?(\d+)自治体は、いずれも相談支援包括化推進員の配置を予定していない。")
def _none_placed(ground: Ground, match: re.Match[str]) -> None:
    given = [reply.values["coordinators"] for reply in ground.replies if "coordinators" in reply.values]
    assert len(given) == int(match[1])
    assert not any(given)


@proof(
    r"数値目標(\d+)件のうち、達成を判定できるものは(\d+)件で、(これは達成された|2件とも達成された|その全てが達成された|達成されたものはない|これは達成されなかった|このうち(\d+)件が達成された)。"
    r"(?:残る(\d+)件は、(.+?)(?:のため|ため)判定できない。)?"
)
def _targets(ground: Ground, match: re.Match[str]) -> None:
    everything, assessable, met = _tally(ground)
    said = {"これは達成された": 1, "2件とも達成された": 2, "その全てが達成された": assessable}.get(
        match[3], int(match[4] or 0)
    )
    assert (int(match[1]), int(match[2]), said) == (everything, assessable, met)
    assert match[4] is None or 0 < met < assessable
    assert match[3] != "その全てが達成された" or assessable > 2
    assert int(match[5] or 0) == everything - assessable
    if match[6]:
        _reasons(ground, match[6])


@proof(r"数値目標は(\d+)件あるが、(.+?)(?:のため|ため)、(いずれも)?達成を判定できない。")
def _undetermined(ground: Ground, match: re.Match[str]) -> None:
    everything, assessable, _ = _tally(ground)
    assert (int(match[1]), 0) == (everything, assessable)
    assert bool(match[3]) == (everything > 1)
    _reasons(ground, match[2])


@proof(
    r"達成の有無を判定できる数値目標(\d+)件(?:を、(全て|2件とも)達成|(は、いずれも達成に至らなかった)|のうち、(\d+)件を達成)"
)
def _targets_headline(ground: Ground, match: re.Match[str]) -> None:
    _, assessable, met = _tally(ground)
    told = assessable if match[2] else 0 if match[3] else int(match[4])
    assert (int(match[1]), told) == (assessable, met)
    assert match[4] is None or 0 < met < assessable


@proof(r"個票の成果目標は文章で記されており、数値目標はない。")
def _no_targets(ground: Ground, _match: re.Match[str]) -> None:
    assert not ground.targets()


@proof(r"数値目標は(.+?)に関するものが最も多く、(\d+)件のうち(\d+)件を占める。")
def _category(ground: Ground, match: re.Match[str]) -> None:
    found = Counter(row["category"] for row in ground.targets())
    assert found.total() == int(match[2])
    assert found[match[1]] == int(match[3])
    assert all(count < int(match[3]) for category, count in found.items() if category != match[1])
