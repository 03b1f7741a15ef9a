"""Similar municipalities: a distance that is symmetric, guesses nothing, and does not depend on the order of rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from builders import Form, dataset_of, elsewhere, iwate, measured, real_areas, real_config, real_measures
from generator.measures.similarity import Standardised, distance, most_similar, standardise
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.similarity import Similarity, SimilarityIndicator
from generator.dataset.contract import Kind
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId

SETTINGS = Similarity(
    count=3,
    minimum_weight=Decimal("0.6"),
    indicators=(
        SimilarityIndicator(metric="population", weight=Decimal("0.5"), log=True),
        SimilarityIndicator(metric="aging_rate", weight=Decimal("0.3"), log=False),
        SimilarityIndicator(metric="welfare_rate", weight=Decimal("0.2"), log=False),
    ),
)
CODES = ["a", "b", "c", "d", "e"]


def values(**metrics: list[str | None]) -> dict[str, dict[str, Figure]]:
    """metric → code → figure, for the codes a, b, c …"""

    def one(code: str, metric: str, text: str | None) -> Figure:
        state = State.VALUE if text is not None else State.MISSING
        number = None if text is None else Decimal(text)
        return Figure(FigureId(code, metric), metric, number, "", 1, Formula.PRINTED, state)

    return {
        metric: {code: one(code, metric, text) for code, text in zip(CODES, texts, strict=False)}
        for metric, texts in metrics.items()
    }


def scores(**metrics: list[str | None]) -> Standardised:
    return standardise(values(**metrics), SETTINGS)


THREE: dict[str, list[str | None]] = {
    "population": ["1000", "10000", "100000"],
    "aging_rate": ["20", "30", "40"],
    "welfare_rate": ["5", "5", "20"],
}


def test_standardised_values_have_mean_0_and_deviation_1() -> None:
    """Logarithms where the settings ask for them, plain values elsewhere."""
    found = scores(**THREE)
    for metric in THREE:
        column = list(found[metric].values())
        assert math.isclose(math.fsum(column), 0, abs_tol=1e-12)
        assert math.isclose(math.fsum(v * v for v in column) / len(column), 1)
    assert math.isclose(found["population"]["b"], 0, abs_tol=1e-12)


def test_distance_by_hand() -> None:
    """The root of the weighted mean of squared differences, worked out once by hand."""
    found = scores(**THREE)
    step = math.sqrt(1.5)
    welfare = 15 / math.sqrt(50)
    expected = math.sqrt(0.5 * (2 * step) ** 2 + 0.3 * (2 * step) ** 2 + 0.2 * welfare**2)
    assert distance("a", "c", found, SETTINGS) == pytest.approx(expected)


def test_equal_values_are_no_distance_apart() -> None:
    """An indicator on which all agree separates nobody."""
    found = scores(population=["5", "5", "5"], aging_rate=["1", "1", "1"], welfare_rate=["2", "2", "2"])
    assert distance("a", "b", found, SETTINGS) == 0


def test_a_missing_value_is_left_out_not_guessed() -> None:
    """The indicator counts for neither side; the distance rests on the others alone."""
    found = scores(
        population=["1000", "10000", "100000"], aging_rate=["20", "30", "40"], welfare_rate=[None, "5", "20"]
    )
    step = math.sqrt(1.5)
    expected = math.sqrt((0.5 * step**2 + 0.3 * step**2) / 0.8)
    assert distance("a", "b", found, SETTINGS) == pytest.approx(expected)


def test_too_little_in_common_is_not_compared() -> None:
    """Two that share less weight than the settings ask for have no distance."""
    found = scores(population=["1000", "10000"], aging_rate=["20", None], welfare_rate=["3", None])
    assert distance("a", "b", found, SETTINGS) is None
    assert most_similar("a", ["a", "b"], found, SETTINGS) == ()


def test_just_enough_in_common_is_compared() -> None:
    """The minimum itself suffices."""
    settings = SETTINGS.model_copy(update={"minimum_weight": Decimal("0.5")})
    found = standardise(
        values(population=["1000", "10000"], aging_rate=["20", None], welfare_rate=["3", None]), settings
    )
    assert distance("a", "b", found, settings) is not None


def test_a_logarithm_needs_a_positive_value() -> None:
    """A population of 0 is left out, not an error."""
    found = scores(population=["0", "10", "100"], aging_rate=["1", "2", "3"], welfare_rate=["1", "2", "3"])
    assert "a" not in found["population"]


def test_nobody_gives_an_indicator() -> None:
    """An indicator without values is no error."""
    found = scores(population=[None, None], aging_rate=["1", "2"], welfare_rate=["1", "2"])
    assert found["population"] == {}


def test_ties_go_by_code() -> None:
    """Three at one distance come in the order of their codes, however they are given."""
    same: dict[str, list[str | None]] = {
        "population": ["1000", "2000", "2000", "2000", "2000"],
        "aging_rate": ["20", "30", "30", "30", "30"],
        "welfare_rate": ["5", "9", "9", "9", "9"],
    }
    found = scores(**same)
    assert [one.code for one in most_similar("a", CODES, found, SETTINGS)] == ["b", "c", "d"]
    assert [one.code for one in most_similar("a", CODES[::-1], found, SETTINGS)] == ["b", "c", "d"]


def test_one_is_never_similar_to_itself() -> None:
    """The municipality itself is not among the others."""
    assert "a" not in {one.code for one in most_similar("a", CODES, scores(**THREE), SETTINGS)}


def test_the_reason_names_the_nearest_indicators() -> None:
    """The two indicators in which the pair lies closest, closest first."""
    found = scores(population=["1000", "1000", "90000"], aging_rate=["20", "21", "40"], welfare_rate=["5", "20", "30"])
    nearest = most_similar("a", CODES, found, SETTINGS)[0]
    assert nearest.code == "b"
    assert nearest.nearest == ("population", "aging_rate")


NUMBERS = st.one_of(st.none(), st.decimals(min_value=1, max_value=10**6, places=1).map(str))
TABLE = st.fixed_dictionaries(
    {metric: st.lists(NUMBERS, min_size=5, max_size=5) for metric in ("population", "aging_rate", "welfare_rate")}
)


@settings(deadline=None)
@given(TABLE)
def test_distance_is_symmetric_and_never_negative(table: Mapping[str, list[str | None]]) -> None:
    """From a to b is as far as from b to a."""
    found = scores(**table)
    for one in CODES:
        for other in CODES:
            there, back = distance(one, other, found, SETTINGS), distance(other, one, found, SETTINGS)
            assert there == back
            assert there is None or there >= 0


@settings(deadline=None)
@given(TABLE, st.permutations(CODES))
def test_the_order_of_the_rows_does_not_matter(table: Mapping[str, list[str | None]], order: list[str]) -> None:
    """Any order of the others gives the same three."""
    found = scores(**table)
    assert most_similar("a", CODES, found, SETTINGS) == most_similar("a", order, found, SETTINGS)


@settings(deadline=None)
@given(TABLE)
def test_nearer_ones_come_first(table: Mapping[str, list[str | None]]) -> None:
    """The list is sorted, and nobody left out is nearer than the last."""
    found = scores(**table)
    listed = most_similar("a", CODES, found, SETTINGS)
    assert [one.distance for one in listed] == sorted(one.distance for one in listed)
    left = {code for code in CODES if code != "a"} - {one.code for one in listed}
    apart = [gap for code in left if (gap := distance("a", code, found, SETTINGS)) is not None]
    assert not listed or all(gap >= listed[-1].distance - 1e-9 for gap in apart)


def test_other_units_change_nothing() -> None:
    """People in thousands, rates in ‰: standardised values do not know units."""
    in_thousands = THREE | {"population": ["1", "10", "100"], "aging_rate": ["200", "300", "400"]}
    assert distance("a", "b", scores(**in_thousands), SETTINGS) == pytest.approx(
        distance("a", "b", scores(**THREE), SETTINGS)
    )


@pytest.mark.parametrize("name", [name for name in real_areas() if name[-1] in "都道府県" and name != "収録都道府県"])
def test_real_neighbours(name: str) -> None:
    """Each municipality has three others, none a prefecture's own form, none itself."""
    measures = real_measures(name)
    for code in measures.area.codes:
        listed = [similar.code for similar in measures.similar[code]]
        assert len(set(listed)) == real_config().similarity.count
        assert code not in listed
        assert all(measures.dataset.respondents[other].is_municipal for other in listed)


def test_a_respondent_without_figures_has_no_neighbours() -> None:
    """Nothing is guessed for a form that is empty."""
    dataset = dataset_of([Form("甲市"), *elsewhere(6)])
    measures = measured(dataset, iwate(dataset))
    assert measures.similar[measures.area.codes[0]] == ()


def test_a_prefectures_form_is_nobodys_neighbour() -> None:
    """Only municipal respondents are compared, however near the prefecture's own figures lie."""
    twin = elsewhere(1)[0]
    forms = [replace(twin, name="甲市", prefecture="03"), replace(twin, name="東京都", kind=Kind.PREFECTURE)]
    dataset = dataset_of([*forms, *elsewhere(6)])
    measures = measured(dataset, iwate(dataset))
    listed = measures.similar[measures.area.codes[0]]
    assert listed
    assert "東京都" not in {dataset.respondents[one.code].name for one in listed}
