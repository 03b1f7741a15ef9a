"""Findings of a way of running the programme that at most a tenth of the forms share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.findings.candidates import WayFinding
from generator.findings.events import told_name
from generator.measures.measure import Measures

FEWEST_ASKED: Final = 10
"""Fewer forms that could say so make nothing rare."""
TELLING: Final = ("place", "posting", "person", "contract", "unit", "base", "meeting")
"""Groups in which a rare kind is a way of running it; a rare partner or qualification is not."""


def way_findings(measures: Measures) -> Iterator[WayFinding]:
    """Yield the rare ways of our municipalities, the rarest first; ties by the order of the groups."""
    features, counts = measures.practice.features, measures.practice.counts
    at_most = measures.config.similarity.headline_rare
    labels = {group.id: group for group in measures.config.practice.features}
    for code in measures.area.codes:
        for key in features.of(code):
            share, asked = counts.shares[key], counts.asked[key.group]
            if key.group not in TELLING or asked.exact < FEWEST_ASKED or share.exact / asked.exact > at_most:
                continue
            group = labels[key.group]
            printed = features.holders[key][code].labels
            yield WayFinding(
                id=f"way/{code}/{key}",
                rank=(float(share.exact / asked.exact), TELLING.index(key.group)),
                names=(told_name(measures, code),),
                group=key.group,
                group_label=group.label,
                label=measures.config.practice.codes_of(group)[key.kind].label,
                printed=printed[0] if printed else "",
                share=share,
                asked=asked,
            )
