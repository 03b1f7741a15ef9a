"""Figures of a table stand under their own heading, however an editor words it; a heading without a mark is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import real_page
from finished import rendered_with

from generator.proof.guards import examine
from generator.proof.headings import MISPLACED, UNMARKED
from generator.proof.page import read_flow

IWATE, EVERYONE = "岩手県", "収録都道府県"
TARGETS, WIDE, BACKGROUND = (f"document/sections/{name}.html.j2" for name in ("targets", "wide", "background"))


def faults(folder: Path, area: str, *changes: tuple[str, str, str]) -> set[str]:
    """What the guards say of a brief whose templates were changed: file, one text, another in its place."""
    texts: dict[str, tuple[str, str]] = {}
    for file, old, new in changes:
        texts[file] = (old, new)
    return {fault.what for fault in examine(read_flow(rendered_with(folder, area, texts)), real_page(area).view, real_page(area).measures)}


@pytest.mark.parametrize(
    ("area", "file", "old", "new"),
    [
        (IWATE, TARGETS, ">目標</th>", ">目指した数</th>"),
        (EVERYONE, WIDE, ">多機関の協働</th>", ">協働の体制</th>"),
        (IWATE, BACKGROUND, "全回答自治体の中央値", "全ての自治体を並べた真ん中"),
    ],
)
def test_a_heading_may_be_reworded(area: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    """Wording is the editor's; no guard stops it."""
    assert faults(tmp_path, area, (file, old, new)) == set()


def test_figures_that_change_places_under_reworded_headings_are_found(tmp_path: Path) -> None:
    """The guard goes by the mark, so it works on whatever the heading says."""
    heads = 'data-role="target">目標</th><th scope="col" class="n" data-role="result">実績</th>'
    swapped = 'data-role="result">得たもの</th><th scope="col" class="n" data-role="target">ねらい</th>'

    assert faults(tmp_path, IWATE, (TARGETS, heads, swapped)) == {MISPLACED}


@pytest.mark.parametrize(
    ("area", "file", "mark"),
    [
        (IWATE, TARGETS, ' data-role="result"'),
        (EVERYONE, WIDE, ' data-role="takikan"'),
        (IWATE, BACKGROUND, '{% if row.kind != "subject" %} data-role="{{ "n" if row.kind == "coverage" else row.kind }}"{% endif %}'),
    ],
)
def test_a_heading_that_loses_its_mark_is_said(area: str, file: str, mark: str, tmp_path: Path) -> None:
    """A guard that cannot see its column does not fall silent."""
    assert faults(tmp_path, area, (file, mark, "")) == {UNMARKED}
