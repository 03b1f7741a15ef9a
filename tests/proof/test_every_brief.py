"""What is true of every brief of the edition: prefectures, blocks and the volume."""

from __future__ import annotations

from collections import Counter

import pytest
from builders import real_areas, real_dataset, real_page

from generator.datafiles.ancestry import rows_by_id
from generator.datafiles.wording import Wording
from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.recompute import agrees
from generator.proof.guards import examine
from generator.proof.page import read_flow
from generator.proof.printed import figures_in

AREAS = sorted(real_areas())
FROM_OUTSIDE = {Formula.PRINTED, Formula.CORRECTED, Formula.REFERENCE, Formula.SETTING}


@pytest.mark.parametrize("name", AREAS)
def test_the_guards_find_nothing(name: str) -> None:
    """No digit outside the ledger, no figure in a wrong place, every chart and section once."""
    page = real_page(name)

    assert [fault.line() for fault in examine(read_flow(page.html), page.view, page.measures)] == []


@pytest.mark.parametrize("name", AREAS)
def test_figures_stand_in_text_tables_charts_and_alternative_texts(name: str) -> None:
    """All kinds of places are found; a chart's labels where some chart bears figures."""
    page = real_page(name)
    places = Counter(one.where for one in figures_in(read_flow(page.html), page.view))
    drawn = any(label.figure for chart in page.view.charts.values() for label in chart.drawing.labels)

    assert set(places) == {"text", "table", "alt"} | ({"chart"} if drawn else set())


@pytest.mark.parametrize("name", AREAS)
def test_every_figure_has_words(name: str) -> None:
    """templates/document/sentences/items.j2 says what each figure of the ledger measures."""
    measures = real_page(name).measures
    words = Wording(Phrases(make_environment(), "document/sentences/items.j2"), measures)
    items = {figure.id: words.item(figure) for figure in measures.ledger}

    assert {key for key, item in items.items() if item == "/".join(key.path) or not item} == set()


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


def ends(ledger_id: str, name: str) -> set[str]:
    """The ids at the far end of a figure's ancestry."""
    ledger = real_page(name).measures.ledger
    found, waiting, seen = set(), [ledger_id], set()
    while waiting:
        one = waiting.pop()
        roots = ledger[one].roots if one in ledger else ()
        found |= set() if roots else {one}
        waiting += [root for root in roots if root not in seen]
        seen |= set(roots)
    return found


def rests_on_something(figure: Figure) -> bool:
    """Whether a figure without inputs names lines, a publication, or why the form has no such figure."""
    source = figure.source
    return source is not None and bool(
        source.lines or source.publication or (figure.state is State.NOT_APPLICABLE and source.note)
    )


@pytest.mark.parametrize("name", AREAS)
def test_every_printed_figure_leads_to_lines_rows_or_a_named_setting(name: str) -> None:
    """Nothing is printed whose ancestry ends in the air; a count of none names what was looked through."""
    page = real_page(name)
    ledger, rows = page.measures.ledger, rows_by_id(real_dataset())
    printed = {one.figure for one in figures_in(read_flow(page.html), page.view)}
    far = {end for figure in printed for end in ends(figure, name)}

    assert len(far) > len(printed) / 4
    assert [one for one in sorted(far) if not (rests_on_something(ledger[one]) if one in ledger else one in rows)] == []


@pytest.mark.parametrize("name", AREAS)
def test_every_count_names_what_it_counted(name: str) -> None:
    """As many inputs as the count says, or two a respondent; none only where the count is none."""
    counts = [figure for figure in real_page(name).measures.ledger if figure.formula is Formula.COUNT]
    bare = [one.id for one in counts if not one.inputs and one.exact and not rests_on_something(one)]

    assert bare == []
