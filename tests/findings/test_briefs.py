"""Texts and charts of every brief: page 1 proved sentence by sentence, all read by the lint, all charts measured."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations
from xml.etree.ElementTree import Element

import claims
import kobun
import plain
import pytest
from builders import real_areas, real_config, real_measures, real_page, wording
from chart_geometry import faults
from page_structure import complaints
from PIL import ImageFont
from practice_plain import target_state
from printed_text import Block, alternatives, blocks, page_one, parsed, quoted

from generator.charts.canvas import Drawing
from generator.findings.choosing import candidates, choose
from generator.ledger.ids import FigureId
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
    """Every candidate is proved too, as a headline and among the findings: an editor may prefer any of them."""
    measures = real_measures(name)
    worded, found = wording(measures), [one for some in candidates(measures).values() for one in some]
    assert len(found) >= len(choose(measures).told)
    for finding in found:
        claims.prove(ground(name), worded("findings", finding))
        claims.prove(ground(name), worded("headlines", finding))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("岩手県", "岩泉町は、平成30年5月に包括化相談支援センター（通称 岩泉よりそい・みらいネット）を設置した。"),
        ("岩手県", "遠野市は、平成30年4月に包括化相談支援センター（通称 岩泉よりそい・みらいネット）を設置した。"),
        ("岩手県", "岩泉町は平成30年4月に、包括化相談支援センターを設置"),
        ("群馬県", "玉村町は平成31年2月27日に、小学校区で2層協議体「地域支え合いネットワーク会議」（6か所）が発足"),
        ("岩手県", "盛岡市は相談を困りごとまるごと相談会で受け止める。同じ型を記したのは、記載のある38件のうち2件である。"),
        ("岩手県", "遠野市は相談を困りごとまるごと相談会で受け止める。こう記したのは、記載のある38件のうち遠野市だけである。"),
        ("岩手県", "相談支援包括化推進員の配置予定は、4自治体で計28人である（専任1人、兼任20人、区分の記載なし7人）。"),
        ("岩手県", "相談支援包括化推進員の配置予定は、4自治体で計27人である。"),
        ("岩手県", "4自治体が計27人の相談支援包括化推進員を置く（配置先は総合相談センター、市区町村社協など）"),
        ("岩手県", "数値目標18件の内訳は、達成5件、未達4件、年度途中5件、比較できないもの4件となっている。"),
        ("岩手県", "数値目標18件は、達成4、未達5、年度途中4、比較できないもの5"),
        (
            "岩手県",
            "今後の予定として、盛岡市は多職種による「新しい地域の医療と介護を考える会」の立ち上げを挙げる。",
        ),
        ("岩手県", "課題は、担い手の高齢化（遠野市）"),
        ("東京都", "地域福祉計画に基づき包括的支援体制を整備済みの区市町村は43区市町村（前回36）"),
        (
            "東京都",
            "東京都の個票によれば、地域福祉支援計画を策定済みの区市町村は、平成30年3月時点で62のうち53（前回52）である。",
        ),
        (
            "岩手県",
            "4自治体のうち、地域力強化推進事業を行うのは3自治体、多機関の協働による包括的支援体制構築事業を行うのは4自治体である。",
        ),
        (
            "岩手県",
            "相談の実績は、地区センター（公民館）で受ける遠野市が613件（目標450件/年、2月までの件数）、困りごとまるごと相談会の盛岡市が17件（目標410件）",
        ),
    ],
)
def test_a_false_sentence_is_found_out(name: str, sentence: str) -> None:
    """The proofs can fail: none of these is true."""
    with pytest.raises(AssertionError) as caught:
        claims.prove(ground(name), sentence)
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


FORBIDDEN = re.compile(
    r"10万人当たり|自治体中|番目|平均|中央値|全国値|高齢化率|生活保護|加入率|人口密度|世帯当たり|最も|上回る|下回る|開きがある"
)


@pytest.mark.parametrize("name", AREAS)
def test_page_1_speaks_of_no_general_indicator(name: str) -> None:
    """No rate per 100,000, no mean, no rank of a size, no comparison with the country."""
    assert not [found for sentence in told(name) for found in FORBIDDEN.findall(sentence)]


@pytest.mark.parametrize("name", AREAS)
def test_page_1_tells_no_figure_that_somebody_is_asked_about(name: str) -> None:
    """Neither headline nor finding rests on a figure in doubt of one respondent."""
    tree = page(name)
    first = next(one for one in tree.iter("section") if one.get("id") == "summary")
    spoken = [e for e in first.iter() if e.get("class") in ("headline", "findings")]
    told = {one.get("data-figure", "") for each in spoken for one in each.iter("data")}
    metrics = real_config().metrics
    doubted = {f"{code}/{metric}" for metric in metrics for code in plain.flagged(metric)}
    assert len(spoken) == 2
    assert told
    assert not told & doubted


@pytest.mark.parametrize("name", AREAS)
def test_the_headline_takes_two_lines_at_most(name: str) -> None:
    """174 mm at 13 pt, and the last line is no stub of under four characters."""
    font = ImageFont.truetype(FONTS / "BIZUDPGothic-Bold.ttf", 1000)
    width = font.getlength(told(name)[0]) / 1000 * 13 * 25.4 / 72
    assert width <= 2 * 174 - 20


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("宮城県", "専任・兼任の区分の記載なし。仙台市の人数"),
        ("千葉県", "鴨川市の人数"),
        ("岩手県", "専任1、兼任19、区分の記載なし7"),
        ("岩手県", "対象地域（ア）の人口は約53,524人（記載4件）"),
        ("宮城県", "対象地域（ア）の人口は1,089,131人"),
        ("秋田県", "3自治体の計"),
        ("群馬県", "多機関の協働を行う自治体がない"),
        ("栃木県", "ほかに栃木県の個票"),
        ("東京都", "全区市町村に対する数。ほかに東京都の個票"),
        ("青森県", "共同の個票があり、回答は2自治体分"),
    ],
)
def test_the_remarks_of_the_key_figures(name: str, remark: str) -> None:
    """One respondent is called by its name, a prefecture's own form by its prefecture's; 対象地域 has its own n."""
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
    return {one.drawing.name: one.drawing for one in view.charts.values()}


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
def test_ours_are_marked_in_the_background(name: str) -> None:
    """Every municipality of the prefecture with a figure has a dot; all are named unless the chart says otherwise."""
    measures, drawing = real_measures(name), drawings(name).get("background")
    if len(measures.area.codes) == 1:
        assert drawing is None, "one respondent has no spread"
        return
    assert drawing is not None
    marks = {mark.figure for mark in drawing.marks}
    drawn = {FigureId.parse(mark).item for mark in marks}
    assert drawn <= set(measures.config.metrics)
    for metric in drawn:
        for subject in measures.area.subjects:
            figure = measures.comparisons[metric].by_subject[subject.key]
            assert (figure.id in marks) == figure.present
            if figure.present and not drawing.abridged:
                assert any(subject.name in label.text for label in drawing.labels if label.figure == figure.id)


@pytest.mark.parametrize("name", AREAS)
def test_four_states_stand_in_the_tile(name: str) -> None:
    """The tile's four numbers are those of the tables, and add up to all."""
    tile = next(b.text for b in texts(name) if b.element.get("class") == "states")
    states = Counter(target_state(row) for row in ground(name).targets())
    order = ("met", "not_met", "partial_year", "incomparable")
    assert tuple(int(found) for found in re.findall(r"[^\d](\d+)", tile)) == tuple(states[key] for key in order)


@pytest.mark.parametrize("name", AREAS)
def test_the_tile_of_the_people_is_the_sum_of_the_municipalities(name: str) -> None:
    """実施市町村の人口 is never called 対象人口."""
    first = [b.text for b in texts(name) if b.section == "summary"]
    total = sum(int(reply.values["population"]) for reply in ground(name).replies if "population" in reply.values)
    assert any(text.startswith(f"{total:,}人") for text in first)
    assert not any("対象人口" in text for text in first)
