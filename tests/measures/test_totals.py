"""Sums over many sets at once: the same as one by one, exact, whatever is missing."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from builders import Form, dataset_of, real_config, real_dataset

from generator.measures.totals import Indicators

METRICS = real_config().metrics
ADDED = [key for key, metric in METRICS.items() if metric.aggregation != "none"]


def forms(**figures: list[str]) -> tuple[Indicators, tuple[str, ...]]:
    """The indicators of some towns, one figure of each per list, and their codes."""
    rows = zip(*figures.values(), strict=True)
    towns = [Form(f"町{n}", dict(zip(figures, row, strict=True))) for n, row in enumerate(rows)]
    dataset = dataset_of(towns)
    return Indicators(dataset, METRICS), tuple(dataset.respondents)


def test_many_sets_at_once_are_each_alone() -> None:
    """No set reaches into another."""
    dataset = real_dataset()
    codes = [respondent.code for respondent in dataset.municipal()]
    asked = [(key, pair) for key in ADDED for pair in (*combinations(codes[:6], 2), tuple(codes))]
    table = Indicators(dataset, METRICS)

    assert table.totals(asked) == {one: table.totals([one])[one] for one in asked}


def test_nothing_asked_is_nothing_added() -> None:
    """An edition that nothing can be compared with asks for no sums."""
    assert forms(population=["1"])[0].totals([]) == {}


def test_a_weighted_mean_is_exact() -> None:
    """No binary fraction comes between: (10.1×3 + 20.2×7) ÷ 10."""
    table, codes = forms(population=["3", "7"], aging_rate=["10.1", "20.2"])

    found = table.totals([("aging_rate", codes)])["aging_rate", codes]

    assert found.value == Decimal("17.17")


def test_who_gives_only_one_of_two_is_left_out() -> None:
    """Without its weight a rate cannot be added up; the town counts as one without the figure."""
    table, codes = forms(population=["3", ""], aging_rate=["10.1", "20.2"])

    found = table.totals([("aging_rate", codes)])["aging_rate", codes]

    assert (found.value, found.given, found.concerned) == (Decimal("10.1"), codes[:1], codes)


def test_an_unknown_code_is_an_error() -> None:
    """A set that names a stranger has been put together wrongly."""
    with pytest.raises(KeyError):
        forms(population=["1"])[0].totals([("population", ("999999",))])
