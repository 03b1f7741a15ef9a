"""A brief is brief: 4 pages and ¾ page for each municipality; no stubs at the end of a sentence."""

from __future__ import annotations

import math
import re
from functools import cache

import plain
import pytest
from builders import real_areas
from finished import built
from printed_text import page_one, parsed
from publish_reading import lines_of_pages

from generator.measures.areas import Scope

AREAS = list(real_areas())
PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]
SHORTEST_LINE = 4


@cache
def pages(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each page of the PDF."""
    return lines_of_pages(built(name).pdf)


@pytest.mark.parametrize("name", PREFECTURES)
def test_a_prefectures_brief_keeps_its_length(name: str) -> None:
    """4 pages + ¾ page a municipality, rounded up; one municipality: 4 at most."""
    municipalities = len(plain.of([name]))
    most = 4 if municipalities == 1 else math.ceil(4 + 0.75 * municipalities)
    assert len(pages(name)) <= most


@pytest.mark.parametrize(("name", "most"), [("岩手県", 7), ("東京都", 10), ("群馬県", 4), ("宮城県", 4), ("福島県", 4)])
def test_the_lengths_that_were_promised(name: str, most: int) -> None:
    """By name."""
    assert len(pages(name)) <= most


@pytest.mark.parametrize("name", AREAS)
def test_no_sentence_of_page_1_ends_in_a_stub(name: str) -> None:
    """The last line of the headline and of each finding has at least four characters."""
    headline, findings = page_one(parsed(built(name).html))
    lines = [re.sub(r"\s", "", line) for line in pages(name)[0]]
    for sentence in (headline, *findings):
        told = re.sub(r"\s", "", sentence)
        lasts = [line.lstrip("・") for line in lines if line and told.endswith(line.lstrip("・"))]
        assert lasts, told
        assert all(len(last) >= SHORTEST_LINE for last in lasts), (told, lasts)
