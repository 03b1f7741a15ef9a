"""Each guard over the page catches what it is there for: a sabotage a test."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from builders import real_page
from finished import rendered_with

from generator.charts.canvas import Drawing, Label, Mark
from generator.document.drawings import place
from generator.document.environment import make_environment
from generator.document.view import BriefView
from generator.errors import PublishError
from generator.measures.measure import Measures
from generator.proof.digits import without_listed, without_said
from generator.proof.faults import Fault, refuse
from generator.proof.guards import check_document, examine
from generator.proof.page import read_flow

IWATE = "岩手県"
SUMMARY, PROFILES = "document/sections/summary.html.j2", "document/sections/profiles.html.j2"
HEADING = "<h2>要点</h2>"


def faults(html: str, view: BriefView | None = None, measures: Measures | None = None) -> list[tuple[str, str]]:
    """Which guards saw something, and what stood there."""
    page = real_page(IWATE)
    found = examine(read_flow(html), view or page.view, measures or page.measures)
    return [(fault.guard, fault.found) for fault in found]


def after_heading(addition: str) -> dict[str, tuple[str, str]]:
    """The change that puts something under the first heading."""
    return {SUMMARY: (HEADING, HEADING + addition)}


SABOTAGES = {
    "a figure typed as literal text": (after_heading("<p>高齢化率は28.0％である。</p>"), "literals"),
    "a literal in full-width digits": (after_heading("<p>高齢化率は２８％である。</p>"), "literals"),
    "a literal beside a listed label": (after_heading("<p>人口10万人当たり7.6人である。</p>"), "literals"),
    "a wrong figure under a true id": (
        after_heading('<p><data value="29.0" data-figure="03/aging_rate/mean">29.0</data></p>'),
        "figures",
    ),
    "a true text with a wrong value for machines": (
        after_heading('<p><data value="2.80" data-figure="03/population/sum">354,030</data></p>'),
        "figures",
    ),
    "an id that the ledger does not know": (
        after_heading('<p><data value="1" data-figure="03/nothing">1</data></p>'),
        "figures",
    ),
    "a figure of another prefecture": (
        after_heading("<p><data value='1' data-figure='041009/population'>1</data></p>"),
        "foreign names",
    ),
    "a municipality of another prefecture": (after_heading("<p>仙台市は取り組む。</p>"), "foreign names"),
    "a swapped chart": (
        {SUMMARY: ("chart(brief.charts.people)", "chart(brief.charts.background)")},
        "charts",
    ),
    "a chart with another's alternative text": (
        {"document/macros.j2": ('alt="{{ drawing.alt }}"', 'alt="図"')},
        "charts",
    ),
    "a chart without alternative text": ({"document/macros.j2": ('alt="{{ drawing.alt }}"', "")}, "charts"),
    "an image that is no chart": (after_heading('<img src="data:image/png;base64,AA" alt="図"/>'), "charts"),
    "a section left out": ({"document/brief.html.j2": ("{% for section in brief.sections %}", "{% for section in brief.sections[1:] %}")},
                           "sections"),
    "a heading twice": ({SUMMARY: (HEADING, HEADING + HEADING)}, "sections"),
    "a title of another area": ({SUMMARY: ("<h1>", "<h1>隣の")}, "sections"),
    "profiles in another order": (
        {PROFILES: ("{% for profile in brief.profiles %}", "{% for profile in brief.profiles | reverse %}")},
        "sections",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "guard"), SABOTAGES.values(), ids=SABOTAGES.keys())
def test_a_sabotaged_template_is_caught(tmp_path: Path, changes: dict[str, tuple[str, str]], guard: str) -> None:
    """The guard that is there for it sees it."""
    assert guard in {name for name, _ in faults(rendered_with(tmp_path, IWATE, changes))}


def test_the_untouched_page_has_no_faults() -> None:
    """The sabotage is what the guards see, nothing else."""
    assert faults(real_page(IWATE).html) == []


def test_columns_of_a_table_cannot_be_swapped() -> None:
    """A figure under the heading of another indicator is caught, though text and value are its own."""
    html = real_page(IWATE).html
    assert ">世帯数<br/>" in html

    assert ("cells", "135,472") in faults(html.replace(">世帯数<br/>", ">面積<br/>", 1))


def test_rows_of_a_table_cannot_be_swapped() -> None:
    """A figure in the row of another municipality is caught."""
    html = real_page(IWATE).html

    assert ("cells", "290,136") in faults(html.replace('<th scope="row">盛岡市</th>', '<th scope="row">遠野市</th>', 1))


@pytest.mark.parametrize(
    ("area", "left", "right"),
    [
        (IWATE, ">目標</th>", ">実績</th>"),
        (IWATE, ">全国値</th>", ">全回答自治体の計・平均</th>"),
        (IWATE, ">全回答自治体の中央値</th>", ">全回答自治体の計・平均</th>"),
        ("東北地方", ">●達成</th>", ">▲未達</th>"),
        ("東北地方", ">◇年度途中</th>", ">－比較できない</th>"),
        ("東北地方", ">地域力強化</th>", ">多機関の協働</th>"),
    ],
)
def test_headings_of_a_table_cannot_change_places(area: str, left: str, right: str) -> None:
    """A figure says which row or column it belongs to, whatever kind of figure it is."""
    page = real_page(area)
    assert left in page.html
    assert right in page.html
    html = page.html.replace(left, "<!-- -->", 1).replace(right, left, 1).replace("<!-- -->", right, 1)

    assert "cells" in {guard for guard, _ in faults(html, page.view, page.measures)}


def test_a_profile_holds_its_own_figures() -> None:
    """The numbers of two municipalities' profiles cannot be swapped."""
    html = real_page(IWATE).html
    swapped = html.replace("<span>盛岡市</span>", "<!-- -->").replace("<span>遠野市</span>", "<span>盛岡市</span>")

    assert "cells" in {guard for guard, _ in faults(swapped.replace("<!-- -->", "<span>遠野市</span>"))}


def test_a_figure_says_which_chart_it_holds() -> None:
    """Where the template names the chart (data-chart), another one is caught."""
    view = real_page(IWATE).view
    html = real_page(IWATE).html.replace('<figure data-chart="locator">', '<figure data-chart="people">')

    assert ("charts", "locator") in faults(html, view)


def redrawn(view: BriefView, name: str, **changes: object) -> BriefView:
    """The view with one chart's drawing changed."""
    chart = view.charts[name]
    drawing: Drawing = replace(chart.drawing, **changes)  # type: ignore[arg-type]
    return replace(view, charts={**view.charts, name: replace(chart, drawing=drawing)})


def relabelled(view: BriefView, old: str, new: str) -> BriefView:
    """The view with one label of the first strips changed."""
    labels = view.charts["background"].drawing.labels
    changed = [replace(label, text=label.text.replace(old, new)) for label in labels]
    return redrawn(view, "background", labels=tuple(changed))


@pytest.mark.parametrize(
    ("old", "new", "guard"),
    [("岩泉町 42.5", "岩泉町 24.5", "figures"), ("岩泉町 42.5", "盛岡市 42.5", "cells"), ("高齢化率", "高齢化率3", "literals")],
)
def test_a_label_agrees_with_its_datum(old: str, new: str, guard: str) -> None:
    """A label's number is the ledger's, its name the respondent's; no other number stands in a chart."""
    page = real_page(IWATE)

    assert guard in {name for name, _ in faults(page.html, relabelled(page.view, old, new))}


def test_marks_stand_in_the_order_of_their_values() -> None:
    """Two dots of one strip cannot change places."""
    page = real_page(IWATE)
    marks = page.view.charts["background"].drawing.marks
    mirrored = tuple(Mark(mark.figure, 200 - mark.x, mark.y) for mark in marks)

    assert {"marks"} == {name for name, _ in faults(page.html, redrawn(page.view, "background", marks=mirrored))}


def test_an_alternative_text_says_no_number_of_its_own() -> None:
    """A number that no figure accounts for is caught in alternative texts too."""
    page = real_page(IWATE)
    chart = page.view.charts["people"]
    view = replace(page.view, charts={**page.view.charts, "people": replace(chart, alt=chart.alt + "ほか9件。")})
    html = page.html.replace(chart.alt, chart.alt + "ほか9件。")

    assert [name for name, _ in faults(html, view)] == ["literals"]


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        ("47都道府県のうち7", ["7"], "47都道府県のうち"),
        ("28.0％（中央値28.5％）", ["28.0", "28.5"], "％（中央値％）"),
        ("1,234人と4人", ["4"], "1,234人と人"),
        ("…である", ["…"], "である"),
    ],
)
def test_said_figures_are_taken_out_whole(text: str, said: list[str], rest: str) -> None:
    """A figure is not found inside another number."""
    assert without_said(text, said) == rest


def test_listed_labels_leave_the_rest() -> None:
    """A listed label does not hide a number beside it."""
    assert without_listed("人口10万人当たり7.6人") == "人口7.6人"


def test_all_faults_are_told_in_one_message() -> None:
    """The message names place, finding and expectation of each."""
    page = real_page(IWATE)
    html = page.html.replace("<h2>要点</h2>", "<h2>要点</h2><p>28.0</p><p>29.0</p>")
    with pytest.raises(PublishError) as caught:
        check_document(html, page.view, page.measures)

    assert "（2件）" in caught.value.what
    assert "要点: 「28.0」" in caught.value.found
    assert "29.0" in caught.value.found


def test_a_long_list_of_faults_is_cut() -> None:
    """A message stays readable; the count says how many there are."""
    with pytest.raises(PublishError, match="30件") as caught:
        refuse([Fault("g", "違う", f"{n}行", "x") for n in range(30)], what="違う", remedy="直す")

    assert caught.value.found.endswith("ほか18件")


def test_labels_are_checked_as_they_are_drawn() -> None:
    """The sabotage above changes what Canvas remembers, which the read-back compares with the PDF."""
    assert all(isinstance(label, Label) for label in real_page(IWATE).view.charts["background"].drawing.labels)


def test_a_neighbour_may_share_its_name_with_one_far_away() -> None:
    """府中市, 伊達市, 美里町: the name of somebody to learn from is no stranger because another bears it too."""
    page = real_page(IWATE)
    measures = page.measures
    respondents = measures.dataset.respondents
    assert page.view.learning
    near = next(iter(sorted(page.view.learning.names)))
    far = next(
        r
        for r in measures.dataset.municipal()
        if r.name not in page.view.learning.names and r.code not in measures.area.codes
    )
    namesake = MappingProxyType({**respondents, far.code: replace(far, name=near)})
    twice = replace(measures, dataset=replace(measures.dataset, respondents=namesake))

    assert faults(page.html, page.view, twice) == []


def test_charts_that_look_the_same_are_told_apart(tmp_path: Path) -> None:
    """Two municipalities with one target of the same name, both met in full, have the same bars."""
    (tmp_path / "document" / "sentences").mkdir(parents=True)
    (tmp_path / "document" / "sentences" / "alternatives.j2").write_text("{% macro bars() %}図{% endmacro %}", encoding="utf-8")
    environment = make_environment(tmp_path)
    drawing = next(iter(real_page(IWATE).view.charts.values())).drawing
    placed = [place(environment, replace(drawing, name=name), "bars") for name in ("bars-1", "bars-2")]

    drawn = [base64.b64decode(one.source.partition(",")[2]).decode() for one in placed]

    assert placed[0].source != placed[1].source
    assert drawn[0].replace(' id="bars-1"', "", 1) == drawn[1].replace(' id="bars-2"', "", 1) == drawing.svg
