"""Which respondents a brief is about: prefectures, groups of either kind, the nation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import Form, dataset_of, iwate, real_config, real_dataset

from generator.config.places import Group
from generator.dataset.contract import Kind
from generator.errors import RegionError
from generator.measures.areas import Scope, Subject
from generator.measures.selection import group_area, nation_area, prefecture_area

PREFECTURES = real_config().edition.prefectures_in_volume


def group(*members: str, key: str = "own", name: str = "独自地方") -> Group:
    return Group(key=key, name=name, members=tuple(members))


@pytest.mark.parametrize("name", PREFECTURES)
def test_prefecture_holds_its_own_respondents_once(name: str) -> None:
    """Subjects are the municipal respondents of the prefecture in the document's order; its own form stands apart."""
    dataset = real_dataset()
    area = prefecture_area(real_config().prefecture(name), dataset)
    own = [r for r in dataset.respondents.values() if r.prefecture == name]
    assert area.codes == tuple(r.code for r in own if r.kind is not Kind.PREFECTURE)
    assert [form.code for form in area.forms] == [r.code for r in own if r.kind is Kind.PREFECTURE]
    assert all(subject.single for subject in area.subjects)
    assert area.scope is Scope.PREFECTURE


def test_prefectures_part_the_volume() -> None:
    """Every municipal respondent is in exactly one prefecture's brief."""
    dataset = real_dataset()
    codes = [code for name in PREFECTURES for code in prefecture_area(real_config().prefecture(name), dataset).codes]
    assert sorted(codes) == sorted(r.code for r in dataset.municipal())


def test_prefecture_without_a_municipal_form_is_refused() -> None:
    """A prefecture of which the data hold nothing says so and where."""
    dataset = dataset_of([Form("東京市", prefecture="13")])
    with pytest.raises(RegionError) as caught:
        iwate(dataset)
    assert "岩手県" in caught.value.what
    assert caught.value.where == "data/2018/respondents.csv"


def test_block_has_prefectures_as_subjects() -> None:
    """東北 is six prefectures, each with its respondents; 227 municipalities in all."""
    area = group_area(
        next(g for g in real_config().groupings.blocks.groups if g.short == "東北"), real_config(), real_dataset()
    )
    assert [subject.name for subject in area.subjects] == ["青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県"]
    assert (area.scope, area.municipalities_all, len(area.codes)) == (Scope.BLOCK, 227, 15)
    assert not any(subject.single for subject in area.subjects)


def test_group_partly_outside_the_volume_counts_what_it_holds() -> None:
    """新潟県 lies in the other volume: it is no subject, and its municipalities are not counted against us."""
    area = group_area(group("群馬県", "新潟県"), real_config(), real_dataset())
    assert [subject.name for subject in area.subjects] == ["群馬県"]
    assert area.municipalities_all == 35


def test_group_outside_the_volume_is_refused() -> None:
    """A group that the volume holds nothing of says so."""
    edition = real_config().edition
    source = edition.source.model_copy(update={"volume": "別の分冊"})
    config = replace(real_config(), edition=edition.model_copy(update={"source": source}))

    with pytest.raises(RegionError, match="別の分冊に収録されていません"):
        group_area(group("京都府", "大阪府"), config, real_dataset())


def test_group_of_municipalities_has_them_as_subjects() -> None:
    """Named municipalities are subjects of their own; those without a form count among all, not among ours."""
    area = group_area(group("岩手県盛岡市", "岩手県矢巾町", "岩手県紫波町"), real_config(), real_dataset())
    assert [subject.name for subject in area.subjects] == ["盛岡市", "矢巾町"]
    assert area.municipalities_all == 3
    assert all(subject.single for subject in area.subjects)
    assert area.forms == ()


def test_group_across_volumes_leaves_out_what_cannot_be_known() -> None:
    """Of 京都市 the volume does not tell whether it takes part: it is not counted among all."""
    area = group_area(group("岩手県盛岡市", "京都府京都市"), real_config(), real_dataset())
    assert area.municipalities_all == 1


def test_mixed_group_is_refused() -> None:
    """Prefectures and municipalities in one group would count some twice."""
    with pytest.raises(RegionError) as caught:
        group_area(group("青森県", "岩手県盛岡市"), real_config(), real_dataset())
    assert "混ざって" in caught.value.what
    assert caught.value.where.endswith("groupings.yaml")


def test_nation_is_all_prefectures_of_the_volume() -> None:
    """Fourteen subjects, every municipal respondent once, the prefectures' own forms apart."""
    area = nation_area("収録都道府県", real_config(), real_dataset())
    assert [subject.name for subject in area.subjects] == list(PREFECTURES)
    assert sorted(area.codes) == sorted(r.code for r in real_dataset().municipal())
    assert len(area.forms) == 4


@pytest.mark.parametrize(
    ("subject", "single"),
    [
        (Subject("032018", "盛岡市", ("032018",)), True),
        (Subject("04", "宮城県", ("041009",)), False),
        (Subject("03", "岩手県", ("032018", "032085")), False),
    ],
)
def test_single(subject: Subject, single: bool) -> None:
    """A prefecture with one respondent is still a prefecture."""
    assert subject.single is single


def test_group_form_counts_its_towns() -> None:
    """A form of four towns is one respondent that stands for four municipalities."""
    forms = [Form("郡", kind=Kind.GROUP, municipalities=4), Form("甲市")]
    dataset = dataset_of([replace(form, figures={"population": "10"}) for form in forms])
    assert len(iwate(dataset).codes) == 2
    assert sum(dataset.respondents[code].municipalities for code in iwate(dataset).codes) == 5
