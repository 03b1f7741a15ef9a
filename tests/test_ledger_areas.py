"""What is true of every brief of the edition: prefectures, blocks and the volume."""

from __future__ import annotations

from collections import Counter

import pytest
from builders import real_areas, real_page

from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.ledger.flow import read_flow
from generator.ledger.guards import examine
from generator.ledger.printed import figures_in
from generator.ledger.recomputing import agrees
from generator.ledger.subjects import item_key
from generator.ledger.wording import Wording
from generator.measures.figures import Formula

AREAS = sorted(real_areas())
FROM_OUTSIDE = {Formula.PRINTED, Formula.CORRECTED, Formula.REFERENCE, Formula.SETTING}


@pytest.mark.parametrize("name", AREAS)
def test_the_guards_find_nothing(name: str) -> None:
    """No digit outside the ledger, no figure in a wrong place, every chart and section once."""
    page = real_page(name)

    assert [fault.line() for fault in examine(read_flow(page.html), page.view)] == []


@pytest.mark.parametrize("name", AREAS)
def test_figures_stand_in_text_tables_charts_and_alternative_texts(name: str) -> None:
    """All four kinds of places are found."""
    page = real_page(name)
    places = Counter(one.where for one in figures_in(read_flow(page.html), page.view))

    assert set(places) == {"text", "table", "chart", "alt"}


@pytest.mark.parametrize("name", AREAS)
def test_every_figure_has_words(name: str) -> None:
    """templates/sentences/items.j2 says what each figure of the ledger measures."""
    measures = real_page(name).measures
    words = Wording(Phrases(make_environment(), "sentences/items.j2"), measures)
    items = {figure.id: words.item(figure) for figure in measures.ledger}

    assert {key for key, item in items.items() if item == item_key(key) or not item} == set()


@pytest.mark.parametrize("name", AREAS)
def test_a_figure_follows_from_its_inputs(name: str) -> None:
    """Sums, means, ratios, medians, counts, shares and ranks come out again from the figures that they name."""
    measures = real_page(name).measures
    factors = {key: metric.factor for key, metric in measures.config.metrics.items()}

    assert [figure.id for figure in measures.ledger if agrees(figure, measures.ledger, factors) is False] == []


@pytest.mark.parametrize("name", AREAS)
def test_what_is_not_computed_names_its_source(name: str) -> None:
    """A printed figure names its line, a reference its publication, a setting its file."""
    ledger = real_page(name).measures.ledger
    given = [figure for figure in ledger if figure.present and figure.formula in FROM_OUTSIDE]

    assert [f.id for f in given if not (f.source and (f.source.lines or f.source.publication))] == []
