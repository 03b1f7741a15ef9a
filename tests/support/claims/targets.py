"""Proofs of the four states of all targets."""

from __future__ import annotations

import re
from collections import Counter

from practice_plain import target_state

from claims.reading import Ground, proof

STATES = ("met", "not_met", "partial_year", "incomparable")


def _states(ground: Ground, told: tuple[int, ...]) -> None:
    """All targets are told, each in one state."""
    found = Counter(target_state(row) for row in ground.targets())
    assert told == (found.total(), *(found[state] for state in STATES))
    assert told[0] == sum(told[1:]) > 0


@proof(r"数値目標(\d+)件の内訳は、達成(\d+)件、未達(\d+)件、年度途中(\d+)件、比較できないもの(\d+)件となっている。")
def _targets(ground: Ground, match: re.Match[str]) -> None:
    _states(ground, tuple(int(group) for group in match.groups()))


@proof(r"数値目標(\d+)件は、達成(\d+)、未達(\d+)、年度途中(\d+)、比較できないもの(\d+)")
def _targets_headline(ground: Ground, match: re.Match[str]) -> None:
    _states(ground, tuple(int(group) for group in match.groups()))
