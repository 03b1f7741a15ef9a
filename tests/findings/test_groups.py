"""Groups of one's own: few municipalities, one, prefectures of a part of a block, partly in the other volume."""

from __future__ import annotations

from functools import cache

import claims
import kobun
import plain
import pytest
from builders import Page, measured, page_of, real_config, real_dataset
from chart_geometry import faults
from page_structure import complaints
from printed_text import Block, alternatives, blocks, page_one, parsed, quoted

from generator.config.places import Group
from generator.measures.areas import Area
from generator.measures.selection import group_area
from generator.proof.guards import examine
from generator.proof.page import read_flow

GROUPS = {
    "盛岡広域": ("岩手県盛岡市", "岩手県矢巾町", "岩手県紫波町"),
    "一市": ("岩手県盛岡市", "岩手県紫波町"),
    "北東北3県": ("青森県", "岩手県", "秋田県"),
    "関東信越厚生局": ("茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "山梨県", "長野県"),
    "上越": ("群馬県", "新潟県"),
}  # fmt: skip


def area(name: str) -> Area:
    group = Group(key="own", name=name, members=GROUPS[name])
    return group_area(group, real_config(), real_dataset())


@cache
def page(name: str) -> Page:
    """The brief of a group."""
    return page_of(measured(real_dataset(), area(name)))


@cache
def texts(name: str) -> tuple[Block, ...]:
    """Its blocks of text."""
    return tuple(block for block in blocks(parsed(page(name).html)) if block.tag != "title")


def own(name: str) -> set[str]:
    return {*quoted(), name}


@pytest.mark.parametrize("name", GROUPS)
def test_every_sentence_of_page_1_is_true(name: str) -> None:
    """What is proved for prefectures and blocks holds for any group."""
    codes = set(area(name).codes)
    replies = [reply for reply in plain.replies() if reply.code in codes]
    prefectures = list(dict.fromkeys(reply.prefecture for reply in replies))
    ground = claims.Ground(replies, prefectures, not area(name).subjects[0].single)
    headline, findings = page_one(parsed(page(name).html))
    for sentence in (headline, *findings):
        claims.prove(ground, sentence)


@pytest.mark.parametrize("name", GROUPS)
def test_words_follow_the_rules(name: str) -> None:
    """The lint finds nothing, in text and alternative texts."""
    faulty = [(b.section, fault) for b in texts(name) if not b.edited for fault in kobun.lint(b.own, names=own(name))]
    faulty += [
        ("alt", fault) for text in alternatives(parsed(page(name).html)) for fault in kobun.lint(text, names=own(name))
    ]
    assert not faulty


@pytest.mark.parametrize("name", GROUPS)
def test_page_and_charts_are_sound(name: str) -> None:
    """Well-formed HTML, labels apart, alternative texts of 30 to 200 characters."""
    view = page(name).view
    assert not list(complaints(page(name).html))
    assert not [fault for one in view.charts.values() for fault in faults(one.drawing)]
    assert all(30 <= len(one.alt) <= 200 for one in view.charts.values())


@pytest.mark.parametrize(
    ("name", "head"), [("盛岡広域", "自治体"), ("一市", "自治体"), ("北東北3県", "都道府県の実施自治体")]
)
def test_the_table_names_what_its_rows_are(name: str, head: str) -> None:
    """Municipalities are not headed 都道府県."""
    first = next(block.text for block in texts(name) if block.section == "background" and block.tag == "th")
    assert first == head


def test_a_group_partly_in_the_other_volume_says_so() -> None:
    """316 is not the number of all municipalities of 関東信越: the page says of which prefectures it is."""
    remark = next(b.text for b in texts("関東信越厚生局") if b.section == "summary" and "全市町村に対する数" in b.text)
    assert "収録" in remark
    whole = next(b.text for b in texts("北東北3県") if b.section == "summary" and "全市町村に対する数" in b.text)
    assert "収録" not in whole


def test_one_respondent_is_called_by_its_own_name() -> None:
    """A block with one respondent speaks of 玉村町, not of 群馬県."""
    headline, findings = page_one(parsed(page("上越").html))
    assert "玉村町" in findings[0]
    assert "群馬県" not in headline + findings[0]


@pytest.mark.parametrize("name", GROUPS)
def test_the_guards_let_it_pass(name: str) -> None:
    """Every figure, heading and chart of a group's brief stands where the guards expect it."""
    assert examine(read_flow(page(name).html), page(name).view, page(name).measures) == ()


@pytest.mark.parametrize("name", ["盛岡広域", "一市"])
def test_municipalities_are_never_headed_prefectures(name: str) -> None:
    """Neither in tables nor in headings."""
    heads = [b.text for b in texts(name) if b.tag in ("th", "h2", "caption") and b.section != "lines"]
    assert not [head for head in heads if head.startswith("都道府県別") or head == "都道府県"]
