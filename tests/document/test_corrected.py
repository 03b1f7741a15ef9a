"""Figures that an editor corrected, and figures that were taken out: everywhere with the same sign, and listed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache

import pytest
from builders import Form, Page, dataset_of, elsewhere, iwate, measured, page_of, real_areas, real_page
from printed_text import parsed, squeezed

from generator.brief.which_area import load_inputs
from generator.charts.canvas import Label
from generator.measures.measure import measure
from generator.paths import DATA
from generator.proof.guards import examine
from generator.proof.page import read_flow

TOCHIGI, AKITA = "栃木県", "秋田県"
TAKEN_OUT = """  - respondent: "093441"
    metric: population
    printed: "11,816"
    value: null
    unit: 人
    reason: "桁が一つ多く、人口として定まらない。"
    decided_by: 編集担当
    decided_on: 2026-11-23
    status: asked
"""


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """栃木県's brief where the population of 市貝町 was taken out."""
    data = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(DATA / "2018", data / "2018")
    path = data / "2018" / "corrections.yaml"
    text = path.read_text(encoding="utf-8").replace("corrections:\n", f"corrections:\n{TAKEN_OUT}", 1)
    path.write_text(text, encoding="utf-8")
    inputs, area = load_inputs(2018, data=data), real_areas()[TOCHIGI]
    return page_of(measure(inputs.dataset, inputs.config, area))


SIZE = {"population": "50000", "households": "20000", "aging_rate": "30"}


@cache
def cells_of(html: str, row: str) -> list[list[str]]:
    """The texts of the cells beside a row's header, in every table that has it."""
    lines = [tr for tr in parsed(html).iter("tr") if (th := tr.find("th")) is not None and squeezed(th) == row]
    return [[squeezed(cell) for cell in line.iter("td")] for line in lines]


def background(html: str, row: str) -> list[str]:
    """The row's cells in the table of indicators, which begins with the population."""
    section = next(one for one in parsed(html).iter("section") if one.get("id") == "background")
    line = next(tr for tr in section.iter("tr") if (th := tr.find("th")) is not None and squeezed(th) == row)
    return [squeezed(cell) for cell in line.iter("td")]


def labels(page: Page) -> list[Label]:
    """All labels of the charts of a brief."""
    return [label for one in page.view.charts.values() for label in one.drawing.labels]


def test_a_corrected_figure_is_marked_in_table_and_chart() -> None:
    """r before it, and ? while the respondent is still asked."""
    page = real_page(TOCHIGI)
    printed = [text for line in cells_of(page.html, "那須烏山市") for text in line]

    assert "r?6.6" in printed
    assert "6.6" not in printed
    assert {label.text for label in labels(page) if label.figure == "092151/welfare_rate"} == {"那須烏山市 r?6.6"}


def test_a_corrected_figure_is_told_as_such_where_it_is_read_aloud() -> None:
    """An alternative text has a word for the sign: here the corrected rate is the highest of the area."""
    made = dataset_of(
        [Form("甲市", SIZE | {"welfare_rate": "40r"}), Form("乙町", SIZE | {"welfare_rate": "10"}), *elsewhere()]
    )
    texts = [one.alt for one in page_of(measured(made, iwate(made))).view.charts.values()]

    assert any("40.0‰（訂正した数値）" in text for text in texts)


def test_a_correction_is_listed_with_what_was_printed() -> None:
    """The reader sees both and why."""
    text = squeezed(parsed(real_page(TOCHIGI).html))

    assert "那須烏山市の生活保護受給率：個票の印刷は「6.59」。r?6.6‰とした（照会中）。" in text
    assert "「r」訂正した数値" in text


def test_sums_use_the_corrected_figure() -> None:
    """The mean is that of 6.59 ‰, and all five count."""
    comparison = real_page(TOCHIGI).measures.comparisons["welfare_rate"]

    assert comparison.area is not None
    assert (comparison.area.figure.text, comparison.area.n.text) == ("8.5", "5")


def test_a_figure_taken_out_is_missing(without: Page) -> None:
    """「…」 and no r, for there is no figure that was corrected."""
    assert background(without.html, "市貝町")[0] == "…"
    assert any("…" in cell for cell in cells_of(without.html, "市貝町")[0]), "in the matrix of page 1 too"
    assert not without.measures.ledger["093441/population"].corrected
    assert examine(read_flow(without.html), without.view, without.measures) == ()


def test_sums_leave_out_a_figure_taken_out(without: Page) -> None:
    """n says so, also where it was only a weight."""
    population, aging = (without.measures.comparisons[key].area for key in ("population", "aging_rate"))
    assert population
    assert aging

    assert (population.figure.text, population.n.text, population.missing.text) == ("234,262", "4", "1")
    assert (aging.n.text, aging.missing.text) == ("4", "1")


def test_what_was_taken_out_is_listed_with_what_was_printed(without: Page) -> None:
    """Not as corrected but as unknown; the table's note does not say that nothing was entered."""
    text = squeezed(parsed(without.html))

    assert "市貝町の人口：個票の印刷は「11,816」。不詳（「…」）とした（照会中）。桁が一つ多く" in text
    assert "人口が不詳・未記入の自治体：市貝町" in text


def test_a_correction_in_the_prefectures_form_is_listed_too() -> None:
    """The brief prints no indicator of 秋田県's own form, but it carries it as data."""
    text = squeezed(parsed(real_page(AKITA).html))

    assert "秋田県の世帯数：個票の印刷は「389,0606」。不詳（「…」）とした（照会中）。" in text
    assert "「－」該当なし「r」訂正した数値" not in text.replace(" ", "").replace("　", "").split("データについて")[0]


def test_a_chart_without_the_sign_is_caught() -> None:
    """The guard compares label and ledger including r."""
    page = real_page(TOCHIGI)
    chart = page.view.charts["background"]
    bare = tuple(replace(label, text=label.text.replace("r?6.6", "6.6")) for label in chart.drawing.labels)
    charts = {**page.view.charts, chart.name: replace(chart, drawing=replace(chart.drawing, labels=bare))}
    found = examine(read_flow(page.html), replace(page.view, charts=charts), page.measures)

    assert [fault.what for fault in found] == ["訂正又は照会中の記号がありません"]
