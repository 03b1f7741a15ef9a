"""The briefs of a later edition: the section on what has changed, what it rests on, and which input renews which brief."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import kobun
import pytest
from builders import YEAR, page_of, real_page, templates
from claims.changes import prove_change, year_in
from later_edition import (
    IWAIZUMI,
    LATER,
    MORIOKA,
    TONO,
    YAHABA,
    changes_in,
    correct,
    figure,
    inputs_in,
    rewrite,
    shown,
    two_editions,
)
from markupsafe import Markup
from page_structure import complaints
from printed_text import blocks, parsed, quoted

from generator.brief.build import Brief, make_brief
from generator.brief.which_area import load_inputs
from generator.datafiles.wording import Wording
from generator.document.phrases import Phrases
from generator.edition.folder.orders import areas_of
from generator.errors import ConfigError, DatasetError
from generator.findings.changes import change_finding, direction_findings
from generator.inputs.access import Inputs
from generator.ledger.figure import Formula
from generator.ledger.recompute import agrees
from generator.measures.measure import Measures, measure
from generator.proof.guards import examine
from generator.proof.page import read_flow
from generator.readback.pdfium import ReadRun, read_pdf
from generator.review.checkers import validate
from generator.tracing.explain import explain, trace


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions that no test changes."""
    return two_editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def inputs(place: Path) -> Inputs:
    return inputs_in(place)


@pytest.fixture(scope="module")
def briefs(inputs: Inputs) -> dict[str, Brief]:
    """A prefecture's brief, one with a single respondent and a block's, made and read back."""
    areas = areas_of(inputs)
    return {key: make_brief(areas[key], inputs) for key in ("03", "04", "tohoku")}


@pytest.mark.parametrize("key", ["02", "03", "09", "tohoku", "kanto", "00"])
def test_the_sentence_is_proved_from_the_tables(place: Path, inputs: Inputs, key: str) -> None:
    """Every sentence that the rule may choose is counted again from the tables of both years."""
    area = areas_of(inputs)[key]
    measures = measure(inputs.dataset, inputs.config, area, previous=inputs.previous)
    years = [year_in(place / "data" / str(year)) for year in (YEAR, LATER)]
    macro = templates().get_template("document/sentences/findings.j2").module.changed  # type: ignore[attr-defined]
    found = list(direction_findings(changes_in(measures)))

    assert found and change_finding(measures) in found
    for finding in found:
        prove_change("".join(Markup(macro(None, finding)).striptags().split()), area.codes, *years)


def test_a_false_sentence_is_not_proved(place: Path, inputs: Inputs) -> None:
    """The proof fails on a wrong number, a wrong direction and a wrong word."""
    codes = areas_of(inputs)["03"].codes
    years = [year_in(place / "data" / str(year)) for year in (YEAR, LATER)]
    prove_change("人口は、比べられる3自治体のうち、1自治体で増え、2自治体で減った。", codes, *years)
    for wrong in (
        "人口は、比べられる3自治体のうち、2自治体で増え、1自治体で減った。",
        "人口は、比べられる3自治体の全てで減った。",
        "人口は、比べられる4自治体のうち、1自治体で増え、2自治体で減った。",
        "人口は、比べられる3自治体のうち、1自治体で上がり、2自治体で下がった。",
    ):
        with pytest.raises(AssertionError):
            prove_change(wrong, codes, *years)


def copy_of(place: Path, folder: Path) -> Path:
    """The two editions once more, to be changed."""
    shutil.copytree(place, folder / "copy")
    return folder / "copy"


def ledgers(briefs: dict[str, Brief]) -> Iterator[Measures]:
    for brief in briefs.values():
        yield brief.measures


@pytest.mark.parametrize("key", ["03", "04", "tohoku"])
def test_both_checkers_find_nothing(briefs: dict[str, Brief], key: str, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a hold with the section; the page is sound HTML."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(briefs[key].pdf)

    assert validate(path) == []
    assert list(complaints(briefs[key].html)) == []


@pytest.mark.parametrize(
    "words",
    [
        "前年度の原資料に個票がない自治体：花巻市（収録される自治体は年度により異なり、前年度に事業を実施していなかったことを示すものではない）",
        "前年度の原資料に個票があり、当年度の原資料にはない自治体：岩泉町（当年度に事業を実施していないことを示すものではない）",
        "生活保護受給率の値が照会の対象であるため、増減を示さない自治体：盛岡市",
        "地縁組織加入率の値が前年度又は当年度にない自治体：遠野市、矢巾町",
        "増減は、表に示した当年度の値から前年度の値を引いたものである。",
    ],
)
def test_what_is_not_compared_is_said(briefs: dict[str, Brief], words: str) -> None:
    """Every figure without a difference has its reason on the page."""
    read = "".join(
        part.text for page in read_pdf(briefs["03"].pdf).pages for part in page.content if isinstance(part, ReadRun)
    )

    assert "".join(words.split()) in "".join(read.split())


@pytest.mark.parametrize("key", ["03", "04", "tohoku"])
def test_the_words_follow_the_rules_of_official_texts(briefs: dict[str, Brief], key: str) -> None:
    """Every cell and note of the section, and its leading paragraph as whole sentences."""
    own = [block for block in blocks(parsed(briefs[key].html)) if block.section == "changes"]
    lead = [block for block in own if block.element.get("class") == "lead"]

    assert lead
    assert [fault for block in own for fault in kobun.lint(block.own, names=quoted())] == []
    assert [fault for block in lead for fault in kobun.lint_prose(block.own, names=quoted())] == []


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("03", "前年度</th>", "当年度</th>"),
        ("03", "当年度</th>", "増減</th>"),
        ("03", "比べた自治体数", "合計"),
        ("03", 'row">盛岡市', 'row">遠野市'),
        ("03", "高齢化率<span", "生活保護受給率<span"),
        ("04", "増減</th>", "当年度</th>"),
        ("tohoku", "自治体</th>", "増減</th>"),
        ("tohoku", "当年度</th>", "前年度</th>"),
    ],
)
def test_no_heading_can_change_places(briefs: dict[str, Brief], key: str, old: str, new: str) -> None:
    """A wrong year, difference, count, name or indicator over a figure is a fault of the page."""
    before, section = briefs[key].html.split('<section class="part" id="changes">')
    assert old in section
    wrong = f'{before}<section class="part" id="changes">{section.replace(old, new, 1)}'

    assert "cells" in {fault.guard for fault in examine(read_flow(wrong), briefs[key].view, briefs[key].measures)}


def test_the_figures_of_the_example_are_right(briefs: dict[str, Brief]) -> None:
    """岩手県 by hand: three towns' people, no mean of one town's rate."""
    changes = changes_in(briefs["03"].measures)
    people, welfare = (changes.area[key] for key in ("population", "welfare_rate"))

    assert [shown(one) for one in (people.n, people.earlier, people.now, people.difference)] == [
        "3", "344,623", "344,165", "△458",
    ]  # fmt: skip
    assert [shown(one) for one in (welfare.n, welfare.difference)] == ["2", "0.0"]
    assert shown(changes.by_code["welfare_rate"][MORIOKA].now) == "r15.0"
    assert changes.gone == ("岩泉町",)


def test_a_confirmed_correction_of_last_years_figure_is_compared_and_told(place: Path, tmp_path: Path) -> None:
    """The corrected figure is marked, used, and its correction stands in the notes; an open one would not be compared."""
    other = copy_of(place, tmp_path)
    correct(other, YEAR, TONO, "population", value="27000", status="confirmed")
    inputs = inputs_in(other)
    area = areas_of(inputs)["03"]
    page = page_of(measure(inputs.dataset, inputs.config, area, previous=inputs.previous))
    change = changes_in(page.measures).by_code["population"][TONO]
    words = Markup(page.html.replace("</li>", "\n")).striptags()

    assert [shown(one) for one in (change.earlier, change.now, change.difference)] == ["r27,000", "26,543", "△457"]
    assert "前年度の遠野市の人口：個票の印刷は27,161。r27,000人とした（確認済み）。桁の誤りとみた。" in words
    assert examine(read_flow(page.html), page.view, page.measures) == ()


def test_every_figure_follows_from_its_inputs(briefs: dict[str, Brief]) -> None:
    """Last year's sums and means and the differences come out again; whatever was taken over names last year's source."""
    for measures in ledgers(briefs):
        factors = {key: metric.factor for key, metric in measures.config.metrics.items()}
        assert [f.id for f in measures.ledger if agrees(f, measures.ledger, factors) is False] == []
        earlier = [f for f in measures.ledger if f.id.startswith("2018/")]
        assert {f.formula for f in earlier} >= {Formula.PRINTED, Formula.SUM} or measures.area.key == "04"
        for one in earlier:
            assert one.inputs or (one.source and "平成30年度" in one.source.publication), one.id


def test_every_figure_has_words(briefs: dict[str, Brief]) -> None:
    """What a figure measures tells the year and the choice of respondents."""
    measures = briefs["03"].measures
    words = Wording(Phrases(templates(), "document/sentences/items.j2"), measures)

    def item(figure_id: str) -> str:
        return words.item(measures.ledger[figure_id])

    assert item(f"2018/{MORIOKA}/aging_rate") == "平成30年度の高齢化率"
    assert item(f"{MORIOKA}/aging_rate/change") == "高齢化率（前年度からの増減）"
    assert item("same-03/aging_rate/mean") == "高齢化率（加重平均）（前年度と比べられる自治体）"
    assert item("2018/same-03/population/sum") == "平成30年度の人口（合計）（前年度と比べられる自治体）"
    assert item("same-03/population/change") == "人口（前年度からの増減）（前年度と比べられる自治体）"


def test_the_data_file_tells_the_year(briefs: dict[str, Brief]) -> None:
    """数値.csv gives each figure the year that it belongs to, and its respondent."""
    data = {file.name: file.data for file in briefs["03"].attached}
    rows = list(csv.DictReader(data["数値.csv"].decode("utf-8-sig").splitlines()))
    by_id = {row["数値ID"]: row for row in rows}

    earlier, change = by_id[f"2018/{TONO}/population"], by_id[f"{TONO}/population/change"]
    assert (earlier["年度"], earlier["団体コード"], earlier["団体名"], earlier["値"]) == (
        "2018",
        TONO,
        "遠野市",
        "27161",
    )
    assert (change["年度"], change["値"], change["単位"], change["算出方法"]) == (
        "2019",
        "-618",
        "人",
        "前年度からの増減",
    )
    assert by_id[f"{TONO}/aging_rate/change"]["単位"] == "ポイント"


def test_the_provenance_names_last_years_document(briefs: dict[str, Brief]) -> None:
    """The ancestry leads to the line in last year's document; last year's tables have a hash of their own."""
    content = json.loads({file.name: file.data for file in briefs["03"].attached}["provenance.json"])
    by_id = {one["id"]: one for one in content["figures"]}

    earlier = by_id[f"2018/{YAHABA}/population"]
    assert (earlier["lines"], earlier["source_text"]) == ([4290], "27,326")
    assert earlier["publication"].startswith("厚生労働省「") and "第1分冊" in earlier["publication"]
    assert by_id["same-03/population/change"]["inputs"] == ["same-03/population/sum", "2018/same-03/population/sum"]
    assert set(content["inputs"]) == {"sha256", "making", "settings", "tables", "previous"}


def test_explain_says_which_years_form_a_line_stands_in(inputs: Inputs) -> None:
    """A line of last year's document is never quoted from this year's."""
    traced = trace(areas_of(inputs)["03"], inputs)
    change = explain(traced, figure_id=f"{TONO}/aging_rate/change")
    earlier = explain(traced, figure_id=f"2018/{TONO}/aging_rate")

    assert "当年度の値 － 前年度の値" in change
    assert f"← 前年度の原資料 3826行「38.7」　[2018/{TONO}/aging_rate]" in change
    assert f"← 原資料 3826行「39.4」　[{TONO}/aging_rate]" in change
    assert "検算　　　内訳から計算し直した値と一致する" in change
    assert "（平成30年度）」第1分冊（北海道から神奈川県まで）　原資料 3826行" in earlier


def test_without_an_edition_of_the_year_before_nothing_is_said(place: Path) -> None:
    """The first edition has no such section and no trace of one, in the page, the ledger and the hashes."""
    first = inputs_in(place, YEAR)
    own = first.of(areas_of(first)["03"])

    assert first.previous is None and own.previous is None
    assert "previous" not in own.fingerprints
    assert 'id="changes"' not in real_page("岩手県").html
    assert not [f.id for f in real_page("岩手県").measures.ledger if f.formula is Formula.CHANGE]


def test_without_anything_to_compare_nothing_is_said(place: Path) -> None:
    """An area of which no respondent was there last year has no such section."""
    now = inputs_in(place)
    assert now.previous is not None
    others = {code: one for code, one in now.previous.dataset.respondents.items() if one.prefecture_code != "04"}
    bare = replace(
        now.previous, dataset=replace(now.previous.dataset, respondents=type(now.dataset.respondents)(others))
    )
    area = areas_of(now)["04"]
    measures = measure(now.dataset, now.config, area, previous=bare)

    assert not changes_in(measures).comparable


CHANGES = {
    "a figure that is compared": (MORIOKA, "aging_rate", "26.9", {"03", "tohoku", "00"}),
    "one that nothing is compared with": (MORIOKA, "elementary_schools", "1", set()),
    "a weight of a mean": (TONO, "population", "27500", {"03", "tohoku", "00"}),
    "a figure of a respondent that is gone": (IWAIZUMI, "aging_rate", "42.0", set()),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_last_years_figure_renews_exactly_the_briefs_that_read_it(place: Path, tmp_path: Path, kind: str) -> None:
    """The prefecture's brief, its block's and the volume's, and no other."""
    code, metric, value, expected = CHANGES[kind]
    other = copy_of(place, tmp_path)
    figure(other, YEAR, code, metric, value)
    before, after = (numbers(inputs_in(folder)) for folder in (place, other))

    assert {area for area in before if before[area] != after[area]} == expected


def numbers(inputs: Inputs) -> dict[str, str]:
    return {key: inputs.of(area).control for key, area in areas_of(inputs).items()}


def test_a_brief_reads_the_same_changes_from_what_it_is_given(inputs: Inputs) -> None:
    """The figures computed from the narrowed tables of both years are those computed from the whole ones."""
    for key in ("03", "tohoku", "00"):
        area, own = areas_of(inputs)[key], inputs.of(areas_of(inputs)[key])
        narrow = measure(
            own.dataset, own.config, area, previous=own.previous
        )
        whole = measure(inputs.dataset, inputs.config, area, previous=inputs.previous)

        assert [(f.id, f.text, f.inputs) for f in narrow.ledger] == [(f.id, f.text, f.inputs) for f in whole.ledger]
        assert changes_in(narrow).gone == changes_in(whole).gone


def test_only_the_year_just_before_is_compared(place: Path, tmp_path: Path) -> None:
    """An edition two years older is none."""
    other = copy_of(place, tmp_path)
    (other / "config/editions/2018.yaml").rename(tmp_path / "2018.yaml")

    assert inputs_in(other).previous is None
    assert inputs_in(place).previous is not None


def test_without_last_years_tables_there_is_no_comparison(place: Path, tmp_path: Path) -> None:
    """Settings alone, as they are kept when old tables are put away, are no edition to compare with."""
    other = copy_of(place, tmp_path)
    (other / "data/2018").rename(tmp_path / "away")

    assert inputs_in(other).previous is None


def test_a_broken_edition_of_the_year_before_is_told(place: Path, tmp_path: Path) -> None:
    """Faults in last year's settings or tables are errors like this year's, with file and line."""
    other = copy_of(place, tmp_path)
    figure(other, YEAR, MORIOKA, "population", "many")
    with pytest.raises(DatasetError, match="value"):
        inputs_in(other)
    (other / "config/editions/2018.yaml").write_text("year: 2018\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="number"):
        inputs_in(other)


def test_a_metric_that_last_years_form_did_not_ask_for_is_no_fault(place: Path, tmp_path: Path) -> None:
    """Left out for all it is not compared; left out for one respondent it is a hole in the table."""
    other = copy_of(place, tmp_path)
    table = other / "data/2018/indicators.csv"
    rewrite(table, lambda row: None if row["metric"] == "association_rate" else row)
    previous = inputs_in(other).previous
    assert previous is not None and (MORIOKA, "association_rate") not in previous.dataset.indicators
    assert previous.dataset.indicators[MORIOKA, "population"].value == 290136

    rewrite(table, lambda row: None if (row["code"], row["metric"]) == (MORIOKA, "population") else row)
    with pytest.raises(DatasetError, match=f"{MORIOKA} population"):
        inputs_in(other)


def test_the_newest_edition_is_the_default(place: Path) -> None:
    """Without a year the later edition is made, against the one before it."""
    newest = load_inputs(None, config=place / "config", data=place / "data")

    assert newest.config.edition.year == LATER
    assert newest.previous is not None and newest.previous.label == "平成30年度"
