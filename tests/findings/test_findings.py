"""What is chosen to be said: the best told once, stably, with enough behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import Form, dataset_of, elsewhere, iwate, measured, real_areas, real_config, real_measures
from generator.findings.levels import level_findings
from generator.findings.spreads import extreme_findings, spread_findings
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.metrics import Metric
from generator.dataset.records import Waiver
from generator.findings.candidates import Finding, relation, slots
from generator.findings.choosing import MOST, Findings, choose
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.measures.doubts import plausible

AREAS = list(real_areas())
AGING = real_config().metrics["aging_rate"]
RATE = real_config().metrics["coordinators_per_100k"]


def figure(value: str) -> Figure:
    return Figure(FigureId("x", value), "x", Decimal(value), "％", 1, Formula.PRINTED)


@pytest.mark.parametrize(
    ("metric", "value", "reference", "expected"),
    [
        (AGING, "29.1", "28.1", "similar"),
        (AGING, "29.11", "28.1", "above"),
        (AGING, "27.1", "28.1", "similar"),
        (AGING, "27.09", "28.1", "below"),
        (AGING, "28.1", "28.1", "similar"),
        (RATE, "1.1", "1", "similar"),
        (RATE, "1.11", "1", "above"),
        (RATE, "0.9", "1", "similar"),
        (RATE, "0.89", "1", "below"),
        (RATE, "0", "1", "below"),
        (RATE, "0", "0", "similar"),
    ],
)
def test_relation_words_follow_the_thresholds(metric: Metric, value: str, reference: str, expected: str) -> None:
    """The threshold itself is still 同程度; 1.0 point for 高齢化率, 10 ％ of the reference for 推進員."""
    assert relation(metric, figure(value), figure(reference)) == expected


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=100, places=2), st.decimals(min_value=0, max_value=100, places=2))
def test_relation_is_of_one_of_three_kinds(value: Decimal, reference: Decimal) -> None:
    """Above and below exclude each other when the two change places."""
    there = relation(AGING, figure(str(value)), figure(str(reference)))
    back = relation(AGING, figure(str(reference)), figure(str(value)))
    assert (there, back) in {("above", "below"), ("below", "above"), ("similar", "similar")}


@pytest.mark.parametrize(
    ("value", "state", "expected"),
    [
        ("30", State.VALUE, True),
        ("9.9", State.VALUE, False),
        ("65.1", State.VALUE, False),
        (None, State.MISSING, False),
    ],
)
def test_plausible(value: str | None, state: State, expected: bool) -> None:
    """A figure out of the plausible range is for the audit, not for page 1."""
    one = Figure(FigureId("x"), "x", None if value is None else Decimal(value), "％", 1, Formula.PRINTED, state)
    assert plausible(AGING, one) is expected


@pytest.mark.parametrize("name", AREAS)
def test_choice_is_stable(name: str) -> None:
    """Choosing twice gives the same sentences in the same order."""
    measures = real_measures(name)
    once, again = choose(measures), choose(measures)
    assert [(f.kind, f.topic) for f in once.told] == [(f.kind, f.topic) for f in again.told]
    assert once.headline.kind == again.headline.kind


@pytest.mark.parametrize("name", AREAS)
def test_one_topic_is_told_once(name: str) -> None:
    """No two findings on one topic, none on a figure that another tells already, at most five."""
    told = choose(real_measures(name)).told
    assert len({finding.topic for finding in told}) == len(told) <= MOST
    about = [
        {f.id for key in ("value", "low", "high", "people") if isinstance(f := finding.slots.get(key), Figure)}
        for finding in told
    ]
    assert sum(len(ids) for ids in about) == len(set().union(*about))


@pytest.mark.parametrize("name", AREAS)
def test_programmes_come_first_and_targets_last(name: str) -> None:
    """What the programme is opens; what was reached closes, and what the targets are about."""
    topics = [finding.topic for finding in choose(real_measures(name)).told]
    assert topics[0] == "programmes"
    assert topics[-1] == "targets" or topics[-2:] == ["targets", "category"]


@pytest.mark.parametrize("name", AREAS)
def test_the_headline_is_told_again_in_full(name: str) -> None:
    """The topic of the headline stands among the findings, with its figures."""
    chosen = choose(real_measures(name))
    assert chosen.headline.headline
    assert chosen.headline.topic in {finding.topic for finding in chosen.told}


@pytest.mark.parametrize("name", AREAS)
def test_scores_stay_in_their_range(name: str) -> None:
    """A score is unusualness × soundness: from 0 to about 1."""
    chosen = choose(real_measures(name))
    assert all(0 <= finding.score <= 1 for finding in (chosen.headline, *chosen.told))


def of(*forms: Form) -> Findings:
    dataset = dataset_of([*forms, *elsewhere()])
    return choose(measured(dataset, iwate(dataset)))


PLAIN = {
    "population": "50000",
    "households": "20000",
    "aging_rate": "30",
    "welfare_rate": "12",
    "association_rate": "66",
}


def town(name: str, **figures: str) -> Form:
    return Form(name, PLAIN | figures)


def test_an_empty_area_still_has_something_to_say() -> None:
    """Without any figure there are a headline, the programmes and the targets."""
    chosen = of(Form("甲市"), Form("乙町"))
    assert chosen.headline.kind == "programmes"
    assert {finding.topic for finding in chosen.told} == {"programmes", "targets"}


def test_a_waived_figure_is_not_told_by_name() -> None:
    """What an editor has waived but not confirmed is printed in tables, never headlined."""
    forms = [town("甲市", welfare_rate="0.9"), town("乙町"), town("丙村", welfare_rate="9")]
    dataset = dataset_of([*forms, *elsewhere()])
    doubtful = next(iter(dataset.respondents))
    waived = replace(
        dataset,
        waivers=(Waiver("A01", doubtful, "welfare_rate", "照会中", "編集者", real_config().edition.published_on),),
    )
    for made, expected in ((dataset, True), (waived, False)):
        measures = measured(made, iwate(made))
        findings = [*extreme_findings(measures), *spread_findings(measures)]
        told = {f.id for finding in findings for f in finding.slots.values() if isinstance(f, Figure)}
        assert (f"{doubtful}/welfare_rate" in told) is expected


def test_a_mean_needs_the_minimum_of_respondents() -> None:
    """Fewer than minimum_n are counted by side; from there on the mean is told."""
    towns = [town(f"{letter}市", aging_rate="45") for letter in "甲乙丙丁戊"]
    for count, kind in ((1, "level_single"), (2, "level_counted"), (4, "level_counted"), (5, "level")):
        dataset = dataset_of([*towns[:count], *elsewhere()])
        measures = measured(dataset, iwate(dataset))
        kinds = {finding.kind for finding in level_findings(measures) if finding.topic == "aging_rate"}
        assert kinds == {kind}, count


def test_one_dominant_weight_keeps_a_mean_from_the_headline() -> None:
    """A mean that is one city's value is told with that city's name, and never as the headline."""
    towns = [
        town("甲市", population="5000000", aging_rate="45"),
        *(town(f"{c}町", population="900") for c in "乙丙丁戊"),
    ]
    dataset = dataset_of([*towns, *elsewhere()])
    level = next(f for f in level_findings(measured(dataset, iwate(dataset))) if f.topic == "aging_rate")
    assert level.slots["dominant"] == "甲市"
    assert not level.headline


def test_ties_are_no_extremes() -> None:
    """A value that two share is nobody's place; without its twin it is."""
    for twin, expected in (("99.9", False), ("70", True)):
        forms = [town("甲市", association_rate="99.9"), town("乙町", association_rate=twin), town("丙村")]
        dataset = dataset_of([*forms, *elsewhere()])
        found = [f for f in extreme_findings(measured(dataset, iwate(dataset))) if f.topic == "association_rate"]
        assert any(f.slots["value"].text == "99.9" for f in found) is expected


def test_equal_values_have_no_spread() -> None:
    """A difference within 同程度 is no spread."""
    for other, expected in (("30.9", False), ("31.1", True)):
        dataset = dataset_of([town("甲市"), town("乙町", aging_rate=other), *elsewhere()])
        found = [f for f in spread_findings(measured(dataset, iwate(dataset))) if f.topic == "aging_rate-spread"]
        assert bool(found) is expected


def test_a_finding_gives_its_slots_by_name() -> None:
    """Templates read slots as attributes; one that is not there is an error, not nothing."""
    finding = Finding(kind="k", topic="t", score=0.5, slots=slots(name="盛岡市"))
    assert finding.name == "盛岡市"
    with pytest.raises(AttributeError):
        _ = finding.nowhere
