"""Findings of two results that differ: one category, one unit, one thing counted, in one prefecture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from generator.config.similarity import Similarity
from generator.dataset.target_states import TargetState, target_state
from generator.dataset.units import same_unit
from generator.findings.candidates import ContrastFinding
from generator.measures.achievements import Achievement
from generator.measures.measure import Measures

FEWEST_TIMES: Final = 3
"""One result is at least three times the other in relation to its target, or there is no contrast to tell."""
CATEGORIES: Final = ("相談", "会議・連携", "拠点・居場所", "人材・担い手", "研修・講座")
"""Consultations first: they are what the programme is for."""


def contrast_findings(measures: Measures) -> Iterator[ContrastFinding]:
    """Yield for each category the two municipalities of a prefecture whose results are farthest apart."""
    if len(measures.area.prefectures) > 1:
        return
    for order, category in enumerate(CATEGORIES):
        rows = [row for row in _comparable(measures) if row.record.category == category]
        found = max(_pairs(rows, measures.config.similarity), key=lambda pair: pair[0], default=None)
        if found is None:
            continue
        times, high, low = found
        names = tuple(measures.name_of(row.record.code) for row in (high, low))
        yield ContrastFinding(
            id="/".join(("contrast", *(f"{row.record.code}-{row.record.id}" for row in (high, low)))),
            rank=(order, -times),
            names=names,
            category=category,
            high=high,
            low=low,
            high_name=names[0],
            low_name=names[1],
            high_way=_way(measures, high.record.code),
            low_way=_way(measures, low.record.code),
        )


def _comparable(measures: Measures) -> Iterator[Achievement]:
    """Yield the rows of our municipalities whose result counts what its target counts."""
    for code in measures.area.codes:
        for row in measures.achievements.by_code[code]:
            if (
                row.share is not None
                and row.result.present
                and target_state(row.record) is not TargetState.INCOMPARABLE
            ):
                yield row


def _pairs(rows: Sequence[Achievement], settings: Similarity) -> Iterator[tuple[float, Achievement, Achievement]]:
    """Yield how many times the higher share is the lower one, for each two municipalities that count one thing."""
    for first, second in combinations(rows, 2):
        one, other = first.record, second.record
        if one.code == other.code or not same_unit(one.result_unit, other.result_unit):
            continue
        if settings.counted(one.indicator) != settings.counted(other.indicator):
            continue
        high, low = (first, second) if first.share.exact >= second.share.exact else (second, first)  # type: ignore[union-attr]
        if low.share is not None and high.share is not None and low.share.exact:
            times = float(high.share.exact / low.share.exact)
            if times >= FEWEST_TIMES:
                yield times, high, low


def _way(measures: Measures, code: str) -> str:
    """Return the place of consultation of a form in its own words; nothing where it names none."""
    values = measures.practice.forms[code].cells.get("i.place", ())
    return values[0].label if values else ""
