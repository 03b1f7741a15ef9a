"""Programmes, contracts, places and targets counted on small tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import Form, code_of, dataset_of, iwate, measured, project, target

from generator.dataset.contract import BASES, Assessment, Contract, Kind, Programme
from generator.dataset.records import ThemeMention
from generator.measures.measure import Measures

BOTH = (Programme.CHIIKIRYOKU, Programme.TAKIKAN)
ONE, TWO, THREE = code_of(1), code_of(2), code_of(3)


def measures(*forms: Form, **tables: object) -> Measures:
    dataset = dataset_of(forms, **tables)  # type: ignore[arg-type]
    return measured(dataset, iwate(dataset))


def test_programmes_are_counted_by_the_marks() -> None:
    """A chapter without the mark is described in the matrix, but not counted."""
    found = measures(
        Form("甲市", programmes=BOTH),
        Form("乙町", programmes=(Programme.TAKIKAN,)),
        projects=[project(ONE), project(ONE, programme=Programme.TAKIKAN), project(TWO)],
    ).programmes
    assert found.carrying[Programme.CHIIKIRYOKU].exact == 1
    assert found.carrying[Programme.TAKIKAN].exact == 2
    assert found.both.exact == 1
    assert found.projects.exact == 2
    assert found.matrix[TWO][Programme.CHIIKIRYOKU].project is not None
    assert not found.matrix[TWO][Programme.CHIIKIRYOKU].marked


def test_contracts_and_contractors() -> None:
    """Only projects given to somebody have a kind of contractor; the most frequent comes first, then the first named."""
    found = measures(
        *(Form(name, programmes=BOTH) for name in ("甲市", "乙町", "丙村", "丁町")),
        projects=[
            project(ONE, contractor_type="NPO法人"),
            project(TWO),
            project(THREE, contract=Contract.MIXED),
            project(code_of(4), contract=Contract.DIRECT, contractor_type="直営"),
            project(code_of(4), programme=Programme.TAKIKAN, contract=Contract.UNKNOWN, contractor_type="不明"),
            project(ONE, programme=Programme.TAKIKAN, contract=Contract.SUBSIDISED),
        ],
    ).programmes
    assert {kind: figure.exact for kind, figure in found.contractor_types.items()} == {
        "社会福祉協議会": 2,
        "NPO法人": 1,
    }
    assert next(iter(found.contractor_types)) == "社会福祉協議会"
    assert {contract: found.contracts[contract].exact for contract in Contract} == {
        Contract.OUTSOURCED: 2,
        Contract.MIXED: 1,
        Contract.DIRECT: 1,
        Contract.SUBSIDISED: 1,
        Contract.UNKNOWN: 1,
    }


def test_prefecture_form_stands_in_the_matrix_but_is_not_counted() -> None:
    """The prefecture's own projects are shown and left out of the counts."""
    found = measures(
        Form("甲市", programmes=BOTH),
        Form("岩手県", kind=Kind.PREFECTURE, programmes=(Programme.TODOFUKEN,)),
        projects=[project(TWO, programme=Programme.TODOFUKEN)],
    ).programmes
    assert set(found.matrix) == {ONE, TWO}
    assert not found.projects.exact
    assert not found.carrying[Programme.TODOFUKEN].exact


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({}, "120"),
        ({"result": Decimal(10)}, "100"),
        ({"result": Decimal(0)}, "0"),
        ({"result": Decimal("0.05")}, "1"),
        ({"result": None, "basis": "no_result", "assessment": Assessment.UNDETERMINED}, None),
        ({"target": Decimal(0)}, None),
        ({"result_unit": "％"}, None),
        ({"basis": "other_unit", "assessment": Assessment.UNDETERMINED}, None),
        ({"target_unit": "件/年"}, "120"),
        ({"target_unit": "人", "result_unit": "名"}, "120"),
        ({"target_unit": "件/月"}, None),
        ({"target": Decimal(3), "result": Decimal(2)}, "67"),
    ],
)
def test_share_of_the_target(changes: dict[str, Any], share: str | None) -> None:
    """The result in ％ of the target, rounded half up; nothing where the two do not compare."""
    rows = measures(Form("甲市"), targets=[target(ONE, **changes)]).achievements.by_code[ONE]
    assert (rows[0].share.text if rows[0].share else None) == share


STATES = [
    (Assessment.MET, "compared", "met"),
    (Assessment.MET, "partial_year", "met"),
    (Assessment.MET, "stated", "met"),
    (Assessment.NOT_MET, "compared", "not_met"),
    (Assessment.UNDETERMINED, "partial_year", "partial_year"),
    *(
        (Assessment.UNDETERMINED, basis, "incomparable")
        for basis in BASES
        if basis not in ("stated", "compared", "partial_year")
    ),
]


@pytest.mark.parametrize(("assessment", "basis", "state"), STATES)
def test_each_target_is_in_one_of_four_states(assessment: Assessment, basis: str, state: str) -> None:
    """An undetermined result of a part of the year is 年度途中, any other 比較できない."""
    tally = measures(Form("甲市"), targets=[target(ONE, assessment=assessment, basis=basis)]).achievements.tally
    assert {str(key): int(figure.exact) for key, figure in tally.states if figure.exact} == {state: 1}


def test_the_four_states_add_up() -> None:
    """Always to all targets; the prefecture's own form counts with the area, not with its municipality."""
    states = [target(ONE, i, assessment=a, basis=basis) for i, (a, basis, _) in enumerate(STATES, start=1)]
    found = measures(Form("甲市"), Form("岩手県", kind=Kind.PREFECTURE), targets=[*states, target(TWO)]).achievements
    parts = ("targets", "met", "not_met", "partial_year", "incomparable")
    ours, whole = ([int(getattr(one, part).exact) for part in parts] for one in (found.by_subject[ONE], found.tally))
    assert ours == [10, 3, 1, 1, 5]
    assert whole == [11, 4, 1, 1, 5]
    assert whole[0] == sum(whole[1:])


def test_categories_are_those_that_occur() -> None:
    """Targets by category, none for categories without targets."""
    targets = [target(ONE, 1), target(ONE, 2, category="周知"), target(ONE, 3, category="周知")]
    found = measures(Form("甲市"), targets=targets).achievements.by_category
    assert {category: tally.targets.exact for category, tally in found.items()} == {"相談": 1, "周知": 2}


def test_members_have_no_form_for_themes() -> None:
    """A member village is printed in its prefecture's form: it speaks of nothing, and is not counted among forms."""
    member = Form("上村", kind=Kind.MEMBER, parent=THREE)
    found = measures(
        Form("甲市"), member, Form("岩手県", kind=Kind.PREFECTURE), themes=[ThemeMention(ONE, "nofuku", 4, (1, 2))]
    ).themes
    row = next(row for row in found.rows if row.theme.id == "nofuku")
    assert found.forms_here.exact == row.here.exact == 1
    assert row.by_subject[TWO] is None
    mentions = row.by_subject[ONE]
    assert mentions is not None
    assert (mentions.text, mentions.unit) == ("4", "回")


def test_mentions_of_a_prefectures_own_form_do_not_count() -> None:
    """What the prefecture writes is not what its municipalities write."""
    found = measures(
        Form("甲市"), Form("岩手県", kind=Kind.PREFECTURE), themes=[ThemeMention(TWO, "nofuku", 9, (1,))]
    ).themes
    assert next(row for row in found.rows if row.theme.id == "nofuku").everyone.exact == 0
