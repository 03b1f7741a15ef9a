"""学べる相手: who works alike, weighed by rarity; near only within the band, never by a figure in doubt."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Literal

import plain
import practice_plain
import practice_rows as rows
import pytest
from builders import Form, code_of, dataset_of, iwate, measured, real_areas, real_config, real_dataset, real_measures

from generator.dataset.contract import DoubtState, Kind
from generator.dataset.records import Correction, Dataset
from generator.measures.areas import Scope
from generator.measures.practice.features import FeatureKey, features_of
from generator.measures.practice.partners import Partner, alike, is_near, is_rare, others_with, rarity

PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]
A, B, C, D = (code_of(number) for number in range(1, 5))
SPREAD = tuple(code_of(number) for number in range(5, 13))
SIZE = {"population": "50000", "aging_rate": "30", "coordinators": "1"}


def made(*values: rows.Row, sizes: dict[str, dict[str, str]] | None = None) -> Dataset:
    """Twelve municipalities of 岩手県 that all name the town hall as the place of consultation."""
    codes = (A, B, C, D, *SPREAD)
    forms = [Form(f"{code}市", SIZE | (sizes or {}).get(code, {}), code=code) for code in codes]
    common = [rows.value(code, "i.place", "yakusho", "役所", seq=9) for code in codes]
    answered = [rows.cell(code, name) for code in codes for name in ("i.place", "i.person", "t.posting")]
    return dataset_of(forms, practice=rows.tables_of(*answered, *common, *values))


def partners(dataset: Dataset, code: str = A) -> tuple[Partner, ...]:
    """Whom a municipality could ask."""
    return measured(dataset, iwate(dataset)).practice.partners[code]


SHARED = (
    rows.value(A, "i.place", "shogyo"),
    rows.value(B, "i.place", "shogyo"),
    rows.value(A, "i.person", "minsei"),
    rows.value(B, "i.person", "minsei"),
)


def test_what_all_do_weighs_nothing() -> None:
    """The weight is the logarithm of asked forms over holders."""
    features = features_of(made(*SHARED), real_config().practice)
    assert rarity(FeatureKey("place", "yakusho"), features) == 0
    assert rarity(FeatureKey("place", "shogyo"), features) == pytest.approx(math.log(12 / 2))


def test_the_likeness_is_the_cosine_by_rarity() -> None:
    """Two shared features of weight ln 6 and one of one's own of weight ln 12."""
    dataset = made(*SHARED, rows.value(B, "t.posting", "npo"))
    features = features_of(dataset, real_config().practice)
    ours, theirs = (frozenset(features.of(code)) for code in (A, B))
    six, twelve = math.log(6), math.log(12)
    assert alike(ours, theirs, features) == pytest.approx(2 * six**2 / math.sqrt(2 * six**2 * (2 * six**2 + twelve**2)))
    assert alike(ours, ours, features) == pytest.approx(1)
    assert alike(ours, frozenset(), features) == 0


def test_a_partner_shares_two_features_one_of_them_rare() -> None:
    """The town hall, which all share, and one rare place make a partner; the rarest is told first."""
    (one,) = partners(made(rows.value(A, "i.place", "shogyo"), rows.value(B, "i.place", "shogyo")))
    assert (one.code, one.shared) == (B, (FeatureKey("place", "shogyo"), FeatureKey("place", "yakusho")))


def test_without_a_rare_feature_there_is_no_partner() -> None:
    """All share the town hall: it makes nobody alike."""
    assert partners(made()) == ()
    many = [rows.value(code, "i.place", "shogyo") for code in (A, B, C, D)]
    assert partners(made(*many)) == (), "four of twelve are more than a quarter"
    assert partners(made(*many[:3])) != (), "three of twelve are a quarter"


def test_what_a_partner_has_and_we_lack_is_a_question_that_we_left_open() -> None:
    """Only groups in which our form names nothing at all."""
    extra = (rows.value(B, "t.posting", "npo"), rows.value(B, "i.place", "denwa", seq=2))
    (one,) = partners(made(*SHARED, *extra))
    assert one.ahead == (FeatureKey("posting", "npo"),)


def test_rare_is_at_most_the_set_share() -> None:
    """A quarter of twelve is three."""
    features = features_of(made(*(rows.value(code, "i.place", "shogyo") for code in (A, B, C))), real_config().practice)
    key = FeatureKey("place", "shogyo")
    assert is_rare(key, features, real_config().similarity.rare)
    assert not is_rare(FeatureKey("place", "yakusho"), features, real_config().similarity.rare)


@pytest.mark.parametrize(
    ("population", "aging", "near"),
    [
        ("50000", "30", True),
        ("75000", "30", True),
        ("75001", "30", False),
        ("33334", "30", True),
        ("33333", "30", False),
        ("50000", "35", True),
        ("50000", "35.1", False),
        ("50000", "25", True),
        ("50000", "24.9", False),
        ("", "30", False),
        ("50000", "", False),
    ],
)
def test_near_is_within_one_and_a_half_times_and_five_points(population: str, aging: str, near: bool) -> None:
    """The band itself is still near; a missing figure never is. It goes both ways."""
    dataset = made(*SHARED, sizes={B: {"population": population, "aging_rate": aging}})
    assert [one.near for one in partners(dataset)] == [near]
    assert [one.near for one in partners(dataset, B)] == [near]


def doubted(dataset: Dataset, state: DoubtState, *figures: tuple[str, str]) -> Dataset:
    """The dataset with doubts about some figures."""
    return replace(dataset, doubts=MappingProxyType(dict.fromkeys(figures, state)))


@pytest.mark.parametrize("state", DoubtState)
@pytest.mark.parametrize("code", [A, B])
@pytest.mark.parametrize("metric", ["population", "aging_rate"])
def test_a_queried_figure_makes_no_neighbour(code: str, metric: str, state: DoubtState) -> None:
    """Neither ours nor theirs, until it is answered; the likeness in practice stays."""
    dataset = made(*SHARED)
    (sure,), (unsure,) = partners(dataset), partners(doubted(dataset, state, (code, metric)))
    assert (sure.near, unsure.near) == (True, state not in ("open", "asked"))
    assert sure.shared == unsure.shared


def test_a_figure_queried_elsewhere_does_not_matter() -> None:
    """Nor does a queried figure of another kind."""
    dataset = doubted(made(*SHARED), DoubtState.OPEN, (C, "population"), (A, "welfare_rate"))
    assert partners(dataset)[0].near


@pytest.mark.parametrize(("status", "near"), [("asked", False), ("open", False), ("confirmed", True)])
def test_a_corrected_figure_counts_once_it_is_confirmed(status: Literal["asked", "open", "confirmed"], near: bool) -> None:
    """Until then it is an editor's."""
    dataset = made(*SHARED, sizes={B: {"aging_rate": "30r"}})
    corrections: tuple[Correction, ...] = tuple(replace(one, status=status) for one in dataset.corrections)
    assert partners(replace(dataset, corrections=corrections))[0].near is near


def test_the_best_come_first_and_ties_by_code() -> None:
    """At most the set number; of equals the smaller code."""
    same = [rows.value(code, name, kind) for code in (A, B, C, D) for name, kind in (("t.posting", "npo"),)]
    rare = [rows.value(code, "i.place", "shogyo") for code in (A, C, D)]
    found = partners(made(*same, *rare))
    assert [one.code for one in found] == [C, D]
    assert found[0].score == found[1].score


def test_members_are_nobodys_partners() -> None:
    """A member's doings stand in its prefecture's form, and prefectures are no municipalities."""
    own = code_of(13)
    dataset = made(*SHARED)
    form = Form("岩手県", kind=Kind.PREFECTURE, code=own)
    member = Form("上村", kind=Kind.MEMBER, parent=own, code=code_of(14))
    more = dataset_of([form, member, *(Form(r.name, SIZE, code=r.code) for r in dataset.respondents.values())])
    both = [*SHARED, *(replace(one, code=own) for one in SHARED[::2])]
    found = measured(replace(more, practice=made(*both).practice), iwate(more)).practice.partners
    assert own not in found and code_of(14) not in found
    assert all(one.code not in (own, code_of(14)) for some in found.values() for one in some)


def test_others_are_elsewhere_and_municipalities_first() -> None:
    """In the order of the document."""
    dataset = made(*(rows.value(code, "i.place", "shogyo") for code in (D, B, A)))
    features = features_of(dataset, real_config().practice)
    assert others_with(FeatureKey("place", "shogyo"), features, inside=(A,), dataset=dataset) == (D, B)


def test_is_near_asks_for_both_figures() -> None:
    """A respondent that no table names has no size."""
    assert not is_near(A, B, {"population": {}, "aging_rate": {}}, frozenset(), real_config().similarity.near)


# The edition, against a second reckoning


@cache
def best(code: str) -> list[tuple[str, float]]:
    """The most alike by the second reckoning."""
    return practice_plain.partners(code)[: practice_plain.similarity_settings()["partners"]]


@pytest.mark.parametrize("name", PREFECTURES)
def test_partners_of_the_edition(name: str) -> None:
    """Cosine, order, number and nearness, from the tables alone."""
    for code, found in real_measures(name).practice.partners.items():
        assert [one.code for one in found] == [other for other, _ in best(code)]
        assert [one.score for one in found] == pytest.approx([score for _, score in best(code)])
        assert [one.near for one in found] == [practice_plain.near(code, other) for other, _ in best(code)]
        for one in found:
            shared = practice_plain.features(code) & practice_plain.features(one.code)
            assert {(key.group, key.kind) for key in one.shared} == shared


@pytest.mark.parametrize("name", PREFECTURES)
def test_every_municipality_with_a_form_is_asked_for(name: str) -> None:
    """Members have no form of their own."""
    ours = {r.code for r in plain.of([name]) if r.kind != "member"}
    assert set(real_measures(name).practice.partners) == ours


def test_shares_of_the_edition() -> None:
    """How many forms name each kind, and how many could, by the second reckoning."""
    counts = real_measures("岩手県").practice.counts
    wanted = {
        (group_id, kind): (len(group.holders(kind)), len(group.asked))
        for group_id, group in practice_plain.groups().items()
        for kind in group.held
    }
    found = {
        (key.group, key.kind): (int(figure.exact), int(counts.asked[key.group].exact))
        for key, figure in counts.shares.items()
    }
    assert found == wanted
    assert len(real_dataset().practice.cells) > 1000
