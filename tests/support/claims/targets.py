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


@proof(r"数値目標の状態は、達成(\d+)件、未達(\d+)件、年度途中(\d+)件、比較できないもの(\d+)件（計(\d+)件）である。")
def _targets(ground: Ground, match: re.Match[str]) -> None:
    *states, total = (int(group) for group in match.groups())
    _states(ground, (total, *states))


@proof(r"数値目標(\d+)件は、達成(\d+)、未達(\d+)、年度途中(\d+)、比較できないもの(\d+)")
def _targets_headline(ground: Ground, match: re.Match[str]) -> None:
    _states(ground, tuple(int(group) for group in match.groups()))
