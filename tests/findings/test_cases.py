"""Page 1's sentences for areas made by hand: one, two, many, equal, missing, nothing met, all met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import kobun
import pytest
from builders import Form, Told, code_of, dataset_of, elsewhere, iwate, measured, project, target, told_by
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dataset.contract import Assessment, Contract, Kind, Programme
from generator.dataset.records import Project, Target, ThemeMention

PLAIN = {
    "population": "50000",
    "households": "20000",
    "aging_rate": "30.0",
    "welfare_rate": "10.0",
    "association_rate": "70.0",
    "area": "100",
    "coordinators": "2",
}


def own(*names: str, **figures: str) -> list[Form]:
    """Forms of 岩手県 with the same figures; a figure "a/b/c" gives one value each."""
    return [
        Form(name, PLAIN | {metric: cell.split("/")[i % len(cell.split("/"))] for metric, cell in figures.items()})
        for i, name in enumerate(names)
    ]


def tell(
    forms: Sequence[Form],
    *,
    targets: Sequence[Target] = (),
    projects: Sequence[Project] = (),
    themes: Sequence[ThemeMention] = (),
) -> Told:
    """Page 1 of 岩手県 among 24 respondents of 東京都."""
    dataset = dataset_of([*forms, *elsewhere()], targets=targets, projects=projects, themes=themes)
    return told_by(measured(dataset, iwate(dataset)))


def outcomes(*states: Assessment, basis: str = "no_result") -> list[Target]:
    """Targets of the first respondent, one for each state."""
    return [
        target(
            code_of(1),
            number,
            assessment=state,
            basis="compared" if state is not Assessment.UNDETERMINED else basis,
            result=None if state is Assessment.UNDETERMINED else Decimal(12),
        )
        for number, state in enumerate(states, start=1)
    ]


MET, NOT_MET, OPEN = Assessment.MET, Assessment.NOT_MET, Assessment.UNDETERMINED
ONE, TWO, FOUR = ("甲市",), ("甲市", "乙町"), ("甲市", "乙町", "丙村", "丁町")
BARE = tuple(Form(name, {"population": "50000"}) for name in FOUR)
MANY = tuple(f"{letter}市" for letter in "甲乙丙丁戊己庚辛")

CASES: dict[str, Told] = {
    "one": tell(own(*ONE)),
    "one without anything": tell([Form("甲市")]),
    "one that differs": tell(own(*ONE, aging_rate="45.5", welfare_rate="40.1", association_rate="99.9")),
    "one without coordinators": tell(own(*ONE, coordinators="0")),
    "one with one programme": tell([replace(own(*ONE)[0], programmes=(Programme.TAKIKAN,))]),
    "one met": tell(own(*ONE), targets=outcomes(MET)),
    "one not met": tell(own(*ONE), targets=outcomes(NOT_MET)),
    "one undetermined": tell(own(*ONE), targets=outcomes(OPEN)),
    "two equal": tell(own(*TWO)),
    "two apart": tell(own(*TWO, aging_rate="22.0/40.0", welfare_rate="30.0/5.0", association_rate="70.0/40.0")),
    "two, one missing": tell(own(*TWO, aging_rate="22.0/", welfare_rate="/5.0", coordinators="/3")),
    "two, all missing": tell([Form("甲市"), Form("乙町")]),
    "two, both met": tell(own(*TWO), targets=outcomes(MET, MET)),
    "two, one met": tell(own(*TWO), targets=outcomes(MET, NOT_MET)),
    "a group and a town": tell(
        [
            replace(
                own(*ONE)[0], name="東津軽郡（平内町、今別町、蓬田村、外ヶ浜町）", kind=Kind.GROUP, municipalities=4
            ),
            *own("乙町"),
        ]
    ),
    "four on one side": tell(own(*FOUR, aging_rate="40.0/41.0/42.0/43.5")),
    "four on both sides": tell(own(*FOUR, aging_rate="20.0/41.0/28.0/43.5", welfare_rate="5.0/30.0/16.0/17.0")),
    "four without both programmes": tell([replace(f, programmes=(Programme.CHIIKIRYOKU,)) for f in own(*FOUR)]),
    "many equal": tell(own(*MANY)),
    "many apart": tell(
        own(*MANY, population="900/1200/5000/900000/40000/30000/2000/70000", aging_rate="20/25/30/35/40/45/50/55")
    ),
    "many, some missing": tell(own(*MANY, aging_rate="/25/30/35//45/50/55", coordinators="/-/0/1")),
    "many, zero met": tell(own(*MANY), targets=outcomes(*[NOT_MET] * 6)),
    "many, all met": tell(own(*MANY), targets=outcomes(*[MET] * 6)),
    "many, some met": tell(own(*MANY), targets=outcomes(MET, MET, NOT_MET, OPEN, OPEN)),
    "many, nothing assessable": tell(own(*MANY), targets=outcomes(*[OPEN] * 6, basis="partial_year")),
    "tied at the top": tell(own(*MANY, association_rate="100/100/70/60/65/62/71/72")),
    "one contractor": tell(BARE, projects=[project(code_of(1)), project(code_of(2))]),
    "one project": tell(BARE, projects=[project(code_of(1))]),
    "two contractors": tell(
        BARE,
        projects=[
            project(code_of(1)),
            project(code_of(2)),
            project(code_of(3), contractor="甲の会", contractor_type="NPO法人"),
            project(code_of(4), contract=Contract.DIRECT, contractor="", contractor_type="直営"),
        ],
    ),
    "a rare theme in all": tell(BARE, themes=[ThemeMention(code_of(n), "nofuku", 3, (1,)) for n in range(1, 5)]),
    "a rare theme in both": tell(BARE[:2], themes=[ThemeMention(code_of(n), "nofuku", 3, (1,)) for n in (1, 2)]),
    "a rare theme in three": tell(BARE, themes=[ThemeMention(code_of(n), "nofuku", 3, (1,)) for n in (1, 2, 4)]),
    "a rare theme in one": tell(own(*ONE), themes=[ThemeMention(code_of(1), "nofuku", 30, (1,))]),
    "a prefecture's own form": tell([replace(own("岩手県")[0], kind=Kind.PREFECTURE), *own(*TWO)]),
    "an implausible value": tell(own(*FOUR, welfare_rate="65.9/10.0/11.0/12.0")),
}


def names(told: Told) -> list[str]:
    """The names that the sentences may quote."""
    return [*MANY, "乙町", "丙村", "丁町", "東津軽郡（平内町、今別町、蓬田村、外ヶ浜町）", "社会福祉協議会", "農福連携"]


@pytest.mark.parametrize("case", CASES)
def test_findings_are_good_japanese(case: str) -> None:
    """No finding breaks a rule of 公用文, whatever the numbers."""
    told = CASES[case]
    faults = [(text, fault) for text in told.findings for fault in kobun.lint_prose(text, names=names(told))]
    assert not faults


@pytest.mark.parametrize("case", CASES)
def test_headline_is_good_japanese(case: str) -> None:
    """Nor does the headline, which carries no full stop."""
    told = CASES[case]
    assert not kobun.lint(told.headline, names=names(told))
    assert not told.headline.endswith("。")
    assert 10 <= len(told.headline) <= 60


@pytest.mark.parametrize("case", CASES)
def test_no_sentence_is_told_twice(case: str) -> None:
    """One topic, one sentence; at most five."""
    told = CASES[case]
    assert len(set(told.findings)) == len(told.findings) <= 5
    assert len({finding.topic for finding in told.chosen.told}) == len(told.findings)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.startswith("one") and "contractor" not in case and case != "one project"]
)
def test_one_respondent_has_no_mean_share_or_spread(case: str) -> None:
    """n = 1: only the value and where it stands among all respondents."""
    text = "".join(CASES[case].sentences)
    assert not re.search(
        r"実施自治体の加重平均|自治体のうち|自治体中\d|の全て|開きがある|幅がある",
        re.sub(r"全回答.*?(?=）|、|。|$)|記入のある\d+自治体中", "", text),
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.split()[0].rstrip(",") in ("one", "two", "four", "a")])
def test_few_respondents_have_no_percentage_of_respondents(case: str) -> None:
    """n ≤ 4: shares are told as counts; a ％ stands only behind a rate that a form prints, or a national one."""
    for text in CASES[case].sentences:
        for found in re.finditer(r"([\d.]+)％", text):
            assert "." in found[1], text


def sentence_on(case: str, word: str) -> str:
    """The finding of the case that speaks of the word; empty when there is none."""
    return next((text for text in CASES[case].findings if word in text), "")


@pytest.mark.parametrize(
    ("case", "word", "expected"),
    [
        ("one met", "数値目標", "数値目標は1件で、達成された。"),
        ("two, both met", "数値目標", "2件とも達成された"),
        ("many, all met", "数値目標", "その全てが達成された"),
        ("many, zero met", "数値目標", "達成されたものはない"),
        ("many, some met", "数値目標", "2件が達成された。残る2件は、実績の記述がないため判定できない。"),
        (
            "many, nothing assessable",
            "数値目標",
            "数値目標は6件あるが、実績が年度途中の数値であるため、いずれも達成を判定できない。",
        ),
        ("one undetermined", "数値目標", "数値目標は1件あるが、実績の記述がないため、達成を判定できない。"),
        ("one", "数値目標", "個票の成果目標は文章で記されており、数値目標はない。"),
        (
            "four on one side",
            "高齢化率",
            "4自治体の全てで全国値（28.1％）を上回り、甲市の40.0％から丁町の43.5％までの範囲にある。",
        ),
        ("one without coordinators", "推進員", "甲市は、相談支援包括化推進員の配置を予定していない。"),
        ("a rare theme in both", "農福連携", "2件の個票がともに「農福連携」に触れている。"),
        ("a rare theme in all", "農福連携", "4件の個票の全てが「農福連携」に触れている。"),
        ("a rare theme in three", "農福連携", "個票4件のうち3件が「農福連携」に触れている。"),
        ("one contractor", "委託先", "委託により行う2事業の委託先は、"),
        ("two contractors", "委託先", "委託により行う3事業のうち、委託先は社会福祉協議会が2事業で最も多い。"),
    ],
)
def test_wording_by_case(case: str, word: str, expected: str) -> None:
    """Each case has its own words."""
    assert expected in sentence_on(case, word)


@pytest.mark.parametrize(
    ("case", "word"),
    [
        ("one without anything", "率"),
        ("two, all missing", "率"),
        ("two, all missing", "推進員"),
        ("many equal", "開きがある"),
        ("many equal", "幅がある"),
        ("two equal", "最も"),
        ("tied at the top", "最も高い"),
        ("a rare theme in one", "農福連携"),
        ("one project", "委託先"),
        ("an implausible value", "65.9"),
        ("two, one missing", "加重平均で"),
    ],
)
def test_what_is_not_said(case: str, word: str) -> None:
    """Nothing is said without the values for it: no spread of equals, no sole top of a tie, no doubtful figure."""
    assert not [text for text in CASES[case].sentences if word in text]


def test_prefecture_form_is_no_respondent() -> None:
    """The prefecture's own form is not counted among those that carry the programme."""
    assert (
        "2自治体がともに" in CASES["a prefecture's own form"].findings[0]
        or "実施する2自治体" in CASES["a prefecture's own form"].findings[0]
    )


RATE = st.one_of(st.just(""), st.decimals(min_value=15, max_value=55, places=1).map(str))
WELFARE = st.one_of(st.just(""), st.decimals(min_value=1, max_value=59, places=1).map(str))
PEOPLE = st.integers(min_value=200, max_value=2_000_000).map(str)
PLACED = st.one_of(st.just(""), st.just("-"), st.integers(min_value=0, max_value=30).map(str))


@st.composite
def forms(draw: st.DrawFn) -> list[Form]:
    """One to eight respondents with any figures, present or not."""
    return [
        Form(
            name,
            {
                "population": draw(PEOPLE),
                "households": draw(PEOPLE),
                "aging_rate": draw(RATE),
                "welfare_rate": draw(WELFARE),
                "association_rate": draw(RATE),
                "area": draw(st.sampled_from(["", "12.5", "300"])),
                "coordinators": draw(PLACED),
            },
            programmes=tuple(draw(st.sets(st.sampled_from([Programme.CHIIKIRYOKU, Programme.TAKIKAN]), min_size=1))),
        )
        for name in MANY[: draw(st.integers(min_value=1, max_value=8))]
    ]


@st.composite
def states(draw: st.DrawFn) -> list[Target]:
    """Any number of targets in any state, undetermined for any reason."""
    chosen = draw(st.lists(st.sampled_from([MET, NOT_MET, OPEN]), max_size=6))
    bases = ["partial_year", "no_result", "other_unit"]
    return [
        replace(one, basis=draw(st.sampled_from(bases))) if one.assessment is OPEN else one for one in outcomes(*chosen)
    ]


def faults_of(told: Told) -> Iterator[object]:
    for text in told.findings:
        yield from ((text, fault) for fault in kobun.lint_prose(text, names=names(told)))
    yield from ((told.headline, fault) for fault in kobun.lint(told.headline, names=names(told)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms(), states())
def test_any_numbers_give_good_sentences(chosen: list[Form], targets: list[Target]) -> None:
    """Whatever the figures, page 1 has a headline and one finding at least, and reads as it must."""
    told = tell(chosen, targets=targets)
    assert told.headline
    assert told.findings
    assert not list(faults_of(told))
