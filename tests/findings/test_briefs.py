"""Texts and charts of every brief: page 1 proved sentence by sentence, all read by the lint, all charts measured."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from xml.etree.ElementTree import Element

import claims
import kobun
import plain
import pytest
from builders import real_areas, real_measures, real_page, wording
from chart_geometry import faults
from page_structure import complaints
from PIL import ImageFont
from printed_text import Block, alternatives, blocks, page_one, parsed, quoted

from generator.charts.canvas import Drawing
from generator.findings.choosing import RULES, choose
from generator.measures.areas import Scope
from generator.paths import FONTS

AREAS = list(real_areas())
PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]


@cache
def page(name: str) -> Element:
    """The brief as a tree."""
    return parsed(real_page(name).html)


def ground(name: str) -> claims.Ground:
    area = real_areas()[name]
    codes = set(area.codes)
    replies = [reply for reply in plain.replies() if reply.code in codes]
    prefectures = list(dict.fromkeys(reply.prefecture for reply in replies))
    return claims.Ground(replies, prefectures, area.scope is not Scope.PREFECTURE)


def told(name: str) -> list[str]:
    """The headline and the findings as they are read."""
    headline, findings = page_one(page(name))
    return [headline, *findings]


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_of_page_1_is_true(name: str) -> None:
    """Headline and findings say what the tables say, and nothing that has no proof."""
    here = ground(name)
    for sentence in told(name):
        claims.prove(here, sentence)


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_that_could_be_told_is_true(name: str) -> None:
    """What the rules would tell on a page with more room is proved too, as a headline and among the findings."""
    measures = real_measures(name)
    worded = wording(measures)
    candidates = [finding for rule in RULES for finding in rule(measures)]
    assert len(candidates) >= len(choose(measures).told)
    for finding in candidates:
        claims.prove(ground(name), worded("findings", finding))
        if finding.headline:
            claims.prove(ground(name), worded("headlines", finding))


def test_what_is_held_back_is_said() -> None:
    """Three respondents' rates are subject of an inquiry: sentences that leave them out say how many."""
    held = [
        sentence
        for name in ("岩手県", "秋田県", "栃木県", "北海道")
        for rule in RULES
        for finding in rule(real_measures(name))
        if "を除く）" in (sentence := wording(real_measures(name))("findings", finding))
    ]
    assert held


@pytest.mark.parametrize(
    "sentence",
    [
        "生活保護受給率は、遠野市の9.2‰から岩泉町の20.1‰まで、実施自治体の間に開きがある。",
        "実施する4自治体のうち3自治体が、地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方を行う。",
        "矢巾町の生活保護受給率は3.5‰で、記入のある46自治体中、低い方から4番目である。",
        "矢巾町の生活保護受給率は3.6‰で、記入のある46自治体中、低い方から3番目である。",
        "高齢化率は、盛岡市の27.0％から岩泉町の42.5％まで、実施自治体の間に開きがある。",
        "推進員の配置予定は10万人当たり7.6人で、全回答自治体の計も中央値も下回る",
        "推進員の配置予定は10万人当たり7.6人で、全回答自治体の中央値（3.1人）を上回る",
        "達成の有無を判定できる数値目標10件を、全て達成",
        "個票4件のうち1件が「ひきこもり」に触れている。収録された市町村の個票全体では、46件のうち19件である。",
        "数値目標18件のうち、達成を判定できるものは10件で、このうち5件が達成された。",
        "生活保護受給率は、4自治体の全てで全国値（16.6‰）を下回り、矢巾町の3.5‰から岩泉町の20.1‰までの範囲にある。",
    ],
)
def test_a_false_sentence_is_found_out(sentence: str) -> None:
    """The proofs can fail: of 岩手県 none of these is true."""
    with pytest.raises(AssertionError) as caught:
        claims.prove(ground("岩手県"), sentence)
    assert "no proof" not in str(caught.value)


def test_a_sentence_of_no_known_form_is_refused() -> None:
    """Whoever adds a kind of finding adds its proof."""
    with pytest.raises(AssertionError, match="no proof"):
        claims.prove(ground("岩手県"), "岩手県はよい県である。")


def test_no_two_briefs_tell_the_same() -> None:
    """Page 1 of two areas never reads alike, unless they hold the same respondents (北海道 and its block)."""
    texts = {name: "".join(told(name)) for name in AREAS}
    same = {
        (one, other)
        for one in AREAS
        for other in AREAS
        if one < other and texts[one] == texts[other] and real_areas()[one].codes != real_areas()[other].codes
    }
    assert not same


@pytest.mark.parametrize("name", AREAS)
def test_page_1_tells_three_to_five_findings(name: str) -> None:
    """Three findings at least, five at most, none twice."""
    findings = told(name)[1:]
    assert 3 <= len(findings) <= 5
    assert len(set(findings)) == len(findings)


@pytest.mark.parametrize("name", AREAS)
def test_the_headline_fits_on_one_line(name: str) -> None:
    """174 mm at 13 pt: no headline of the edition leaves a word for a second line."""
    font = ImageFont.truetype(FONTS / "BIZUDPGothic-Bold.ttf", 1000)
    assert font.getlength(told(name)[0]) / 1000 * 13 * 25.4 / 72 <= 174


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("宮城県", "仙台市の人口"),
        ("宮城県", "仙台市の人数"),
        ("千葉県", "鴨川市の人数"),
        ("岩手県", "実施する4自治体の計"),
        ("秋田県", "人数の記入がある3自治体の計"),
        ("群馬県", "多機関の協働を行う自治体がない"),
        ("栃木県", "栃木県の個票の目標を含む"),
        ("東京都", "東京都の個票がある"),
        ("関東地方", "都道府県の個票の目標を含む"),
    ],
)
def test_the_remarks_of_the_key_figures(name: str, remark: str) -> None:
    """One respondent is called by its name, a prefecture's own form by its prefecture's."""
    assert any(remark in block.text for block in texts(name) if block.section == "summary")


def texts(name: str) -> list[Block]:
    """All blocks of text but the title, whose parts are set apart by blanks."""
    return [block for block in blocks(page(name)) if block.tag != "title"]


@pytest.mark.parametrize("name", AREAS)
def test_own_words_follow_the_rules(name: str) -> None:
    """Headings, cells, notes and paragraphs: nothing that 公用文 writes otherwise, names apart."""
    faults = [
        (block.section, block.tag, fault)
        for block in texts(name)
        if not block.edited
        for fault in kobun.lint(block.own, names=quoted())
    ]
    assert not faults


@pytest.mark.parametrize("name", AREAS)
def test_paragraphs_are_whole_sentences(name: str) -> None:
    """Findings and leading paragraphs end in 「。」, in である調, and are not endless."""
    prose = [block for block in texts(name) if block.element.get("class") == "lead" or "findings" in block.within]
    assert prose
    faults = [(block.own, fault) for block in prose for fault in kobun.lint_prose(block.own, names=quoted())]
    assert not faults


@pytest.mark.parametrize("name", AREAS)
def test_alternative_texts(name: str) -> None:
    """30 to 200 characters, whole sentences, symbols put into words, no two charts described alike."""
    found = alternatives(page(name))
    assert found
    assert len(set(found)) == len(found)
    for text in found:
        assert 30 <= len(text) <= 200, (len(text), text)
        assert text.endswith("。")
        assert not set("…－△r") & set(text)
        assert not kobun.lint(text, names=quoted()), text


def test_an_alternative_text_tells_a_figure_of_one_from_one_that_cannot_be() -> None:
    """千葉県's rate would be that of its only municipality with a number; its chart says so, and so does its text."""
    (text,) = (text for text in alternatives(page("千葉県")) if text.startswith("人口10万人当たり"))

    assert "千葉県は値が一自治体のみ、" in text


@pytest.mark.parametrize("name", PREFECTURES)
def test_edited_summaries(name: str) -> None:
    """What editors wrote follows the same rules as what templates say."""
    names = {*quoted(), "8050問題", "地域福祉社会計画2018", "障がい者相談支援センター"}
    faults = [fault for block in texts(name) if block.edited for fault in kobun.lint(block.own, names=names)]
    assert not faults


@pytest.mark.parametrize("name", AREAS)
def test_page_is_well_formed(name: str) -> None:
    """No error of syntax, one h1, no level skipped, ids once, tables with captions and scopes, charts described."""
    assert not list(complaints(real_page(name).html))


# Charts


def drawings(name: str) -> dict[str, Drawing]:
    """All charts of one brief by name."""
    view = real_page(name).view
    placed = (*view.charts.values(), *(profile.chart for profile in view.profiles if profile.chart))
    return {one.drawing.name: one.drawing for one in placed}


@pytest.mark.parametrize("name", AREAS)
def test_labels_can_be_read(name: str) -> None:
    """No label covers another, none leaves its sheet, none is under 6.5 pt."""
    assert not [fault for drawing in drawings(name).values() for fault in faults(drawing)]


@pytest.mark.parametrize("name", AREAS)
def test_numbers_are_those_of_the_ledger(name: str) -> None:
    """A label that names a figure prints its text; a mark belongs to a figure with a value."""
    ledger = real_measures(name).ledger
    for drawing in drawings(name).values():
        for label in drawing.labels:
            if label.figure is not None:
                assert ledger[label.figure].text in label.text, (drawing.name, label)
        for mark in drawing.marks:
            assert ledger[mark.figure].present, (drawing.name, mark)


@pytest.mark.parametrize("name", AREAS)
def test_charts_fit_the_column(name: str) -> None:
    """No chart is wider than the text column or taller than a page's text."""
    for drawing in drawings(name).values():
        assert drawing.width <= 174.0
        assert drawing.height <= 258.0


def test_two_prefectures_never_share_a_chart() -> None:
    """Each chart of each prefecture is its own: no drawing occurs in two briefs."""
    shared = [
        (one, other, chart)
        for one, other in combinations(PREFECTURES, 2)
        for chart in drawings(one).keys() & drawings(other).keys()
        if drawings(one)[chart].svg == drawings(other)[chart].svg
    ]
    assert not shared


@pytest.mark.parametrize("name", PREFECTURES)
def test_ours_are_named_in_the_chart_of_page_1(name: str) -> None:
    """Every municipality of the prefecture with a figure is marked; all are named unless the chart says otherwise."""
    measures, drawing = real_measures(name), drawings(name)["strips-main"]
    marks = {mark.figure for mark in drawing.marks}
    for metric in measures.config.main_metrics:
        for subject in measures.area.subjects:
            figure = measures.comparisons[metric.key].by_subject[subject.key]
            assert (figure.id in marks) == figure.present
            if figure.present and not drawing.abridged:
                assert any(subject.name in label.text for label in drawing.labels if label.figure == figure.id)
