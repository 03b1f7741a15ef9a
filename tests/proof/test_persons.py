"""The guard over charts that draw a figure as so many marks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from builders import real_page

from generator.charts.canvas import Mark
from generator.proof.guards import examine
from generator.proof.page import read_flow

IWATE = "岩手県"
CONCURRENT = "032018/people/concurrent"


@pytest.mark.parametrize("difference", [-1, 1])
def test_a_person_too_few_or_too_many_is_seen(difference: int) -> None:
    """盛岡市 has 19 who hold another post; 18 or 20 marks of that figure are a fault."""
    page = real_page(IWATE)
    placed = page.view.charts["people"]
    marks: list[Mark] = [mark for mark in placed.drawing.marks if mark.figure != CONCURRENT]
    held = [mark for mark in placed.drawing.marks if mark.figure == CONCURRENT]
    changed = (held * 2)[: len(held) + difference]
    drawing = replace(placed.drawing, marks=(*marks, *changed))
    charts = MappingProxyType({**page.view.charts, "people": replace(placed, drawing=drawing)})

    found = examine(read_flow(page.html), replace(page.view, charts=charts), page.measures)

    assert [(fault.guard, fault.found, fault.expected) for fault in found] == [("marks", str(len(changed)), "19")]
