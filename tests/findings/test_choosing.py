"""Which finding becomes the headline, and which are told: by class, in each the first by its rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import claims
import kobun
import plain
import practice_rows as rows
import pytest
from builders import (
    Form,
    Told,
    code_of,
    config_without_choices,
    dataset_of,
    elsewhere,
    iwate,
    measured,
    project,
    real_areas,
    real_config,
    real_measures,
    target,
    told_by,
    wording,
)
from practice_plain import months_into_the_year

from generator.config.edition import PreferredHeadline
from generator.dataset.contract import Assessment, Contract, Kind, Programme
from generator.dataset.practice.contract import EventKind
from generator.dataset.records import Dataset, Project, Target
from generator.errors import DatasetError
from generator.findings.candidates import FindingClass
from generator.findings.choosing import MOST, candidates, choose
from generator.measures.areas import Scope

AREAS = list(real_areas())
FIRST, SECOND, OWN = code_of(1), code_of(2), code_of(3)
ELSEWHERE = tuple(code_of(number, "13") for number in range(4, 16))


@dataclass(frozen=True)
class Case:
    """What the forms of 岩手県 tell; the third form is the prefecture's own."""

    rows: Sequence[rows.Row] = ()
    targets: Sequence[Target] = ()
    projects: Sequence[Project] = ()
    coordinators: str = "0"
    alone: bool = False

    def dataset(self) -> Dataset:
        """The tables: a town and a city (or the town alone), the prefecture's form, and 東京都."""
        figures = {"population": "50000", "coordinators": self.coordinators}
        towns = [Form("甲町", figures, code=FIRST), Form("乙市", figures, code=SECOND)][: 1 if self.alone else 2]
        prefecture = Form("岩手県", kind=Kind.PREFECTURE, programmes=(Programme.TODOFUKEN,), code=OWN)
        others = [replace(one, code=code_of(number, "13")) for number, one in enumerate(elsewhere(), start=4)]
        return dataset_of(
            [*towns, prefecture, *others],
            targets=self.targets,
            projects=self.projects,
            practice=rows.tables_of(*self.rows),
        )

    def told(self, **changes: Any) -> Told:
        """Page 1."""
        made = self.dataset()
        return told_by(measured(made, iwate(made), replace(config_without_choices(), **changes)))


OPENED = rows.event(FIRST)
COUNTED = rows.event(
    OWN,
    "counted",
    "2018-04",
    what="計画を策定済みの市町村",
    verb="",
    number=Decimal(12),
    number_unit="市町村",
    previous=Decimal(10),
)
PLANNED = rows.event(SECOND, "planned", "FY2019", seq=2, what="相談窓口の設置")
ISSUE = rows.event(FIRST, "issue", "", seq=3, what="担い手の高齢化")
HIGH = target(FIRST, result=Decimal(12))
LOW = target(SECOND, result=Decimal(4), assessment=Assessment.NOT_MET)
RARE = (
    rows.value(FIRST, "i.place", "shogyo", "駅前の商業施設"),
    *(rows.value(code, "i.place", "yakusho", "役所") for code in (SECOND, *ELSEWHERE)),
)

QUOTED = ("甲町", "乙市", "駅前の商業施設")

CASES: dict[str, tuple[Case, FindingClass, str]] = {
    "an event before all": (
        Case((OPENED, COUNTED, PLANNED, *RARE), (HIGH, LOW), coordinators="2"),
        FindingClass.EVENT,
        "甲町は平成30年10月に、総合相談窓口を開設",
    ),
    "an event of the prefecture's own form": (
        Case((replace(OPENED, code=OWN), PLANNED)),
        FindingClass.EVENT,
        "岩手県は平成30年10月に、総合相談窓口を開設",
    ),
    "a place before a rule on paper": (
        Case((replace(OPENED, kind=EventKind.ADOPTED), replace(OPENED, code=SECOND, what="窓口"))),
        FindingClass.EVENT,
        "乙市は平成30年10月に、窓口を開設",
    ),
    "one with a number before one without": (
        Case((OPENED, replace(OPENED, code=SECOND, what="窓口", number=Decimal(3), number_unit="か所"))),
        FindingClass.EVENT,
        "乙市は平成30年10月に、窓口（3か所）を開設",
    ),
    "the later one": (
        Case((OPENED, replace(OPENED, code=SECOND, date="2019-02-03"))),
        FindingClass.EVENT,
        "乙市は平成31年2月3日に、総合相談窓口を開設",
    ),
    "a place that is not in the name": (
        Case((replace(OPENED, place="駅前"),)),
        FindingClass.EVENT,
        "甲町は平成30年10月に、駅前で総合相談窓口を開設",
    ),
    "a place that is": (
        Case((replace(OPENED, place="甲町"),)),
        FindingClass.EVENT,
        "甲町は平成30年10月に、総合相談窓口を開設",
    ),
    "an event of another year is none": (
        Case((replace(OPENED, date="2018-03"), PLANNED)),
        FindingClass.NEXT,
        "次は、相談窓口の設置（乙市）",
    ),
    "nor one of April of the next year": (
        Case((replace(OPENED, date="2019-04"), PLANNED)),
        FindingClass.NEXT,
        "次は、相談窓口の設置（乙市）",
    ),
    "nor one without a month": (
        Case((replace(OPENED, date="FY2018"), PLANNED)),
        FindingClass.NEXT,
        "次は、相談窓口の設置（乙市）",
    ),
    "nor what was trained": (
        Case((replace(OPENED, kind=EventKind.TRAINED), PLANNED)),
        FindingClass.NEXT,
        "次は、相談窓口の設置（乙市）",
    ),
    "a contrast next": (
        Case((COUNTED, PLANNED, *RARE), (HIGH, LOW), coordinators="2"),
        FindingClass.CONTRAST,
        "相談の実績は、駅前の商業施設で受ける甲町が12件（目標10件）、役所で受ける乙市が4件（目標10件）",
    ),
    "results within three times are none": (
        Case((COUNTED,), (HIGH, replace(LOW, result=Decimal("4.1")))),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "nor results in other units": (
        Case((COUNTED,), (HIGH, replace(LOW, result_unit="人", target_unit="人"))),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "nor one that was counted otherwise": (
        Case((COUNTED,), (replace(HIGH, assessment=Assessment.UNDETERMINED, basis="counted_otherwise"), LOW)),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "nor two of one municipality": (
        Case((COUNTED,), (HIGH, replace(LOW, code=FIRST, id="T02"))),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "nor one of the prefecture's": (
        Case((COUNTED,), (HIGH, replace(LOW, code=OWN))),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "a rare way next": (
        Case((COUNTED, PLANNED, *RARE), coordinators="2"),
        FindingClass.WAY,
        "甲町は相談を駅前の商業施設で受け止める（記載のある14件のうち同町だけ）",
    ),
    "two of fourteen are not rare": (
        Case((COUNTED, *RARE, rows.value(SECOND, "i.place", "shogyo", "商業施設", seq=2))),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "nothing is rare among nine": (
        Case((COUNTED, *RARE[:9])),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "a rare way of running it": (
        Case(
            (COUNTED,),
            projects=[project(FIRST, contract=Contract.SUBSIDISED), *(project(code) for code in (SECOND, *ELSEWHERE))],
        ),
        FindingClass.WAY,
        "甲町は事業を補助して進める（記載のある14件のうち同町だけ）",
    ),
    "the prefecture's own count next": (
        Case((COUNTED, PLANNED), coordinators="2"),
        FindingClass.COUNTED,
        "計画を策定済みの市町村は33のうち12（前回10）",
    ),
    "a count without the one before is none": (
        Case((replace(COUNTED, previous=None), PLANNED), coordinators="2"),
        FindingClass.PEOPLE,
        "2自治体が計4人の相談支援包括化推進員を置く",
    ),
    "nor one of a municipality": (
        Case((replace(COUNTED, code=FIRST), PLANNED), coordinators="2"),
        FindingClass.PEOPLE,
        "2自治体が計4人の相談支援包括化推進員を置く",
    ),
    "coordinators next, with one posting": (
        Case((PLANNED, rows.value(FIRST, "t.posting", "shakyo", "社協")), coordinators="2"),
        FindingClass.PEOPLE,
        "2自治体が計4人の相談支援包括化推進員を置く（配置先は市区町村社協）",
    ),
    "with three postings": (
        Case(
            tuple(
                rows.value(FIRST, "t.posting", kind, kind, seq)
                for seq, kind in enumerate(("shakyo", "hokatsu", "npo"), start=1)
            ),
            coordinators="2",
        ),
        FindingClass.PEOPLE,
        "2自治体が計4人の相談支援包括化推進員を置く（配置先はNPO・市民団体、市区町村社協など）",
    ),
    "a plan before what is lacking": (Case((PLANNED, ISSUE)), FindingClass.NEXT, "次は、相談窓口の設置（乙市）"),
    "what is lacking": (Case((ISSUE,)), FindingClass.NEXT, "課題は、担い手の高齢化（甲町）"),
    "one of each municipality": (
        Case((replace(PLANNED, code=FIRST, seq=1, what="会議の開催"), replace(PLANNED, code=FIRST, seq=5), PLANNED)),
        FindingClass.NEXT,
        "次は、会議の開催（甲町）と相談窓口の設置（乙市）",
    ),
    "targets where nothing else is told": (
        Case(targets=(HIGH,)),
        FindingClass.TARGETS,
        "数値目標1件は、達成1、未達0、年度途中0、比較できないもの0",
    ),
    "and without anything, the programmes": (
        Case(),
        FindingClass.PROGRAMMES,
        "2自治体のうち、地域力強化推進事業を行うのは2自治体、多機関の協働による包括的支援体制構築事業を行うのは2自治体である",
    ),
    "one respondent: an event": (
        Case((OPENED, PLANNED, *RARE), (HIGH,), coordinators="2", alone=True),
        FindingClass.EVENT,
        "甲町は平成30年10月に、総合相談窓口を開設",
    ),
    "one respondent: then what comes next": (
        Case((replace(PLANNED, code=FIRST), COUNTED, *RARE), (HIGH,), coordinators="2", alone=True),
        FindingClass.NEXT,
        "次は、相談窓口の設置（甲町）",
    ),
    "one respondent: then what is lacking": (
        Case((ISSUE, COUNTED, *RARE), coordinators="2", alone=True),
        FindingClass.NEXT,
        "課題は、担い手の高齢化（甲町）",
    ),
    "one respondent without either": (
        Case(coordinators="2", alone=True),
        FindingClass.PEOPLE,
        "甲町が相談支援包括化推進員2人を置く",
    ),
    "one respondent without anything": (
        Case(alone=True),
        FindingClass.PROGRAMMES,
        "甲町は地域力強化推進事業と多機関の協働による包括的支援体制構築事業を行う",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_headline_is_of_the_first_class_that_has_a_candidate(name: str) -> None:
    """Events, contrasts, ways, counts, coordinators, plans: the first of these that the forms tell, in its words."""
    case, klass, words = CASES[name]
    told = case.told()
    assert (told.chosen.headline.klass, told.headline) == (klass, words)
    assert not told.chosen.preferred


@pytest.mark.parametrize("name", CASES)
def test_what_is_told_is_told_once(name: str) -> None:
    """At most five, none twice, the headline's own finding not again, in the order of reading."""
    told = CASES[name][0].told()
    assert len(set(told.findings)) == len(told.findings) <= MOST
    assert told.chosen.headline not in told.chosen.told
    assert told.findings or told.chosen.headline.klass is FindingClass.PROGRAMMES


@pytest.mark.parametrize("name", CASES)
def test_whatever_is_told_is_good_japanese(name: str) -> None:
    """No candidate breaks a rule of 公用文; a headline has no full stop."""
    made = CASES[name][0].dataset()
    measures = measured(made, iwate(made))
    worded = wording(measures)
    for finding in (one for some in candidates(measures).values() for one in some):
        headline, sentence = worded("headlines", finding), worded("findings", finding)
        assert not kobun.lint_prose(sentence, names=QUOTED)
        assert not kobun.lint(headline, names=QUOTED)
        assert not headline.endswith("。")
        assert len(headline) >= 10


@pytest.mark.parametrize("name", [name for name, (case, *_) in CASES.items() if case.alone])
def test_one_respondent_has_no_mean_share_or_spread(name: str) -> None:
    """n = 1: no sum over several, nothing in ％, nobody to compare with."""
    assert not re.search(r"％|平均|自治体で計|の全て|幅がある", "".join(CASES[name][0].told().sentences))


def test_the_first_of_each_class_is_told() -> None:
    """What came about, the prefecture's count, the coordinators, the targets, what comes next: a rare way is left out."""
    more = rows.event(SECOND, date="2018-06")
    told = Case((OPENED, more, COUNTED, PLANNED, *RARE), (HIGH, LOW), coordinators="2").told()
    assert [one.klass for one in told.chosen.told] == [
        FindingClass.EVENT,
        FindingClass.COUNTED,
        FindingClass.PEOPLE,
        FindingClass.TARGETS,
        FindingClass.NEXT,
    ]


def test_a_form_that_tells_little_still_fills_three() -> None:
    """More of a class steps in where it speaks of others, then what the programmes are."""
    others = (replace(OPENED, seq=4, what="相談室"), replace(OPENED, code=SECOND, date="2018-06", what="窓口"))
    told = Case((OPENED, *others)).told()
    assert told.findings[:2] == ("甲町は、平成30年10月に相談室を開設した。", "乙市は、平成30年6月に窓口を開設した。")
    assert told.findings[2].startswith("2自治体のうち、地域力強化推進事業を行うのは2自治体")


def preferring(wanted: str, area: str = "岩手県") -> dict[str, Any]:
    """The settings with an editor's preference."""
    one = PreferredHeadline(
        area=area, choose=wanted, reason="数より場を伝えたい", decided_by="編集担当", decided_on=date(2026, 11, 30)
    )
    return {"edition": real_config().edition.model_copy(update={"headlines": (one,)})}


PREFERRED = Case((OPENED, COUNTED, PLANNED))


def test_an_editor_may_prefer_another_candidate() -> None:
    """It is the headline, with the reason; what the rule would have chosen is told below."""
    told = PREFERRED.told(**preferring(f"event/{OWN}/1"))
    assert told.headline == "計画を策定済みの市町村は33のうち12（前回10）"
    assert told.chosen.preferred == "数より場を伝えたい"
    assert "甲町は、平成30年10月に総合相談窓口を開設した。" in told.findings


def test_a_preference_of_another_area_is_not_ours() -> None:
    """The rule decides."""
    told = PREFERRED.told(**preferring("event/nowhere/1", area="青森県"))
    assert (told.chosen.headline.klass, told.chosen.preferred) == (FindingClass.EVENT, "")


def test_a_preference_that_is_no_candidate_stops_with_the_list() -> None:
    """What · where · found · expected · what to do."""
    with pytest.raises(DatasetError) as caught:
        PREFERRED.told(**preferring("event/999999/1"))
    fault = caught.value
    assert "岩手県" in str(fault)
    assert "headlines" in fault.where
    assert fault.found == "event/999999/1"
    assert {f"event/{FIRST}/1", f"event/{OWN}/1"} <= set(fault.expected.split("、"))
    assert fault.remedy


# The edition


def ground(name: str) -> claims.Ground:
    """What the tables hold of an area."""
    area = real_areas()[name]
    replies = [reply for reply in plain.replies() if reply.code in set(area.codes)]
    prefectures = list(dict.fromkeys(reply.prefecture for reply in replies))
    return claims.Ground(replies, prefectures, area.scope is not Scope.PREFECTURE)


@pytest.mark.parametrize("name", AREAS)
def test_the_class_follows_from_the_tables(name: str) -> None:
    """An event where a form dates one to a month of the year, else a contrast where two results lie far apart …"""
    here, chosen = ground(name), choose(real_measures(name))
    if chosen.preferred:
        assert name in {one.area for one in real_config().edition.headlines}
        return
    if len(here.prefectures) > 1:
        assert chosen.headline.klass is FindingClass.PEOPLE, "one town's doings are no news of a block"
    elif any(months_into_the_year(row["date"]) is not None for row in here.events(*claims.events.NEW)):
        assert chosen.headline.klass is FindingClass.EVENT
    elif len(here.replies) > 1 and any(claims.contrasts.has_contrast(here, row["category"]) for row in here.targets()):
        assert chosen.headline.klass is FindingClass.CONTRAST
    else:
        assert chosen.headline.klass > FindingClass.CONTRAST


@pytest.mark.parametrize("name", AREAS)
def test_the_choice_is_stable(name: str) -> None:
    """Choosing twice gives the same findings in the same order."""
    measures = real_measures(name)
    assert choose(measures) == choose(measures)


@pytest.mark.parametrize("name", AREAS)
def test_candidates_are_ordered_and_named_once(name: str) -> None:
    """Each class has the smallest rank first; an editor can name every candidate."""
    found = candidates(real_measures(name))
    assert all([one.rank for one in some] == sorted(one.rank for one in some) for some in found.values())
    ids = [one.id for some in found.values() for one in some]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", AREAS)
def test_two_thirds_of_page_1_speak_of_the_programme(name: str) -> None:
    """General indicators make no finding: all classes are about what was done, by whom, with what result."""
    chosen = choose(real_measures(name))
    classes = {one.klass for one in (chosen.headline, *chosen.told)}
    assert FindingClass.CHANGE not in classes
    assert FindingClass.EVENT in classes or FindingClass.NEXT in classes
