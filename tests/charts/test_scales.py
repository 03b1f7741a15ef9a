"""Values to mm, labels on leaders, dots beside each other: properties that hold for any data."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.scales import STEPS, Flag, Scale, flags, swarm

WIDTH = 140.0
PLACES = st.lists(st.floats(min_value=3, max_value=WIDTH - 3), min_size=1, max_size=14)
VALUES = st.floats(min_value=1, max_value=1e6)


def placed_or_none(places: list[float], widths: list[float]) -> list[Flag]:
    """The labels; nothing for data so crowded that no arrangement exists (the caller names fewer)."""
    try:
        return flags(places, widths, gap=1.0, width=WIDTH)
    except ValueError:
        assert len(places) > 2
        return []


@st.composite
def labelled(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    """Places on an axis with a width for the label of each, at most a third of the sheet."""
    places = draw(PLACES)
    widths = draw(st.lists(st.floats(min_value=8, max_value=46), min_size=len(places), max_size=len(places)))
    return places, widths


@pytest.mark.parametrize(
    ("kind", "value", "place"),
    [
        ("linear", 0, 10.0),
        ("linear", 50, 60.0),
        ("linear", 100, 110.0),
        ("linear", -5, 10.0),
        ("linear", 101, 110.0),
        ("log", 1, 10.0),
        ("log", 10, 60.0),
        ("log", 100, 110.0),
        ("log", 0, 10.0),
        ("log", 1000, 110.0),
    ],
)
def test_place_of_a_value(kind: str, value: int, place: float) -> None:
    """Half of a linear axis is its mean, half of a logarithmic one its geometric mean; beyond lie the ends."""
    low = 0.0 if kind == "linear" else 1.0
    scale = Scale(low, 100.0, 10.0, 110.0, "linear" if kind == "linear" else "log")
    assert scale.at(Decimal(value)) == pytest.approx(place)
    assert scale.holds(value) == (low <= value <= 100)


@settings(deadline=None)
@given(VALUES, st.sampled_from(["linear", "log"]))
def test_the_place_leads_back_to_the_value(value: float, kind: str) -> None:
    """Reading the axis backwards gives the value."""
    scale = Scale(1.0, 1e6, 0.0, WIDTH, "log" if kind == "log" else "linear")
    share = scale.at(value) / WIDTH
    back = 10 ** (6 * share) if kind == "log" else 1 + share * (1e6 - 1)
    assert back == pytest.approx(value, rel=1e-6)


@settings(deadline=None)
@given(VALUES, VALUES, st.sampled_from(["linear", "log"]))
def test_larger_values_lie_further_right(one: float, other: float, kind: str) -> None:
    """The axis never turns back."""
    scale = Scale(1.0, 1e6, 0.0, WIDTH, "log" if kind == "log" else "linear")
    low, high = sorted((one, other))
    assert scale.at(low) <= scale.at(high) + 1e-9


@settings(deadline=None)
@given(labelled())
def test_labels_do_not_cover_each_other(case: tuple[list[float], list[float]]) -> None:
    """On one tier there is a gap between any two labels; two back to back have their own leaders between them."""
    placed = sorted(placed_or_none(*case), key=lambda flag: (flag.tier, flag.left))
    for one, other in pairwise(placed):
        if one.tier == other.tier:
            back_to_back = other.runs_right and not one.runs_right
            assert one.right + (0.0 if back_to_back else 1.0) <= other.left + 1e-6


@settings(deadline=None)
@given(labelled())
def test_labels_stay_on_the_sheet_and_touch_their_leader(case: tuple[list[float], list[float]]) -> None:
    """Each label has its width, begins or ends at its place, and lies between 0 and the width."""
    places, widths = case
    placed = placed_or_none(places, widths)
    for place, width, flag in zip(places, widths, placed, strict=bool(placed)):
        assert flag.place == place
        assert flag.right - flag.left == pytest.approx(width, abs=1e-5)
        assert min(abs(flag.left - place), abs(flag.right - place)) < 1e-5
        assert flag.left >= -1e-6
        assert flag.right <= WIDTH + 1e-6


@settings(deadline=None)
@given(labelled())
def test_no_leader_runs_through_a_label(case: tuple[list[float], list[float]]) -> None:
    """A leader goes up past lower labels only where there are none."""
    placed = placed_or_none(*case)
    for low in placed:
        for high in placed:
            if high.tier > low.tier:
                assert not low.left + 1e-6 < high.place < low.right - 1e-6


@settings(deadline=None)
@given(labelled())
def test_the_order_of_the_data_does_not_matter(case: tuple[list[float], list[float]]) -> None:
    """Reversed data give the same labels, as far as places differ."""
    places, widths = case
    if len(set(places)) < len(places):
        return
    there = placed_or_none(places, widths)
    back = placed_or_none(places[::-1], widths[::-1])
    assert there == back[::-1]


@pytest.mark.parametrize("count", [1, 2, 4, 8, 14])
def test_equal_values_stack(count: int) -> None:
    """Labels of one value stand over each other, a tier each."""
    placed = flags([70.0] * count, [40.0] * count, gap=1.0, width=WIDTH)
    assert sorted(flag.tier for flag in placed) == list(range(count)) or max(flag.tier for flag in placed) < count


@pytest.mark.parametrize("place", [0.0, 40.0, 70.0, 100.0, 140.0])
@pytest.mark.parametrize("width", [90.0, 139.0])
def test_a_label_wider_than_half_the_sheet_finds_a_place(place: float, width: float) -> None:
    """A long name in the middle of the axis stops nothing: it stays on the sheet."""
    (flag,) = flags([place], [width], gap=1.0, width=WIDTH)
    assert flag.left >= -1e-6
    assert flag.right <= WIDTH + 1e-6


@settings(deadline=None)
@given(st.lists(st.floats(min_value=0, max_value=WIDTH), max_size=60))
def test_dots_do_not_hide_each_other(places: list[float]) -> None:
    """Dots of one lane keep a diameter apart, and a dot leaves the line only when it must."""
    lanes = swarm(places, diameter=1.7)
    assert len(lanes) == len(places)
    for (one, first), (other, second) in combinations(zip(places, lanes, strict=True), 2):
        if first == second:
            assert abs(one - other) >= 1.7 - 1e-9
    if places:
        leftmost = min(range(len(places)), key=lambda i: (places[i], i))
        assert lanes[leftmost] == 0


def test_a_flag_knows_its_side() -> None:
    """A label that begins at its leader runs right."""
    assert Flag(10.0, 10.0, 30.0, 0).runs_right
    assert not Flag(10.0, -10.0, 9.999, 0).runs_right


def test_log_axis_is_even_in_decades() -> None:
    """1, 10, 100 and 1,000 stand at equal distances."""
    scale = Scale(1.0, 1000.0, 0.0, 90.0, "log")
    assert [round(scale.at(10**power), 9) for power in range(4)] == [0.0, 30.0, 60.0, 90.0]
    assert math.isclose(scale.at(50), 30 * math.log10(50))


def test_names_run_outwards_where_that_is_lower() -> None:
    """Eight names over eight dots in the middle of the sheet take four tiers, not eight."""
    places = [66.0 + 1.2 * number for number in range(8)]
    placed = flags(places, [20.0] * 8, gap=2.0, width=WIDTH)
    assert max(flag.tier for flag in placed) == 3
    assert [flag.runs_right for flag in placed] == [False] * 4 + [True] * 4


@settings(deadline=None)
@given(labelled())
def test_facing_labels_keep_twice_the_gap(case: tuple[list[float], list[float]]) -> None:
    """Two texts between two leaders on one tier are told apart by a wide gap; no leader touches a text's free end."""
    placed = placed_or_none(*case)
    for one in placed:
        for other in placed:
            if one.tier == other.tier and one.right < other.left and one.runs_right and not other.runs_right:
                assert other.left - one.right >= 2.0 - 1e-6
            if other.tier > one.tier and one.runs_right:
                assert not one.right - 1e-6 < other.place < one.right + 0.8 - 1e-6


def test_more_dots_than_there_is_room_for_are_all_drawn() -> None:
    """A whole nation may give one value, such as none at all."""
    offsets = swarm([5.0] * 300, diameter=1.0)

    assert len(offsets) == 300
    assert set(offsets) == set(STEPS)
