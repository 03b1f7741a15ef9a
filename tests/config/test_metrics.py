"""The shipped metrics, one by one."""

from __future__ import annotations

import re

import pytest

from generator.config import Config, Metric, load_config
from generator.dataset.contract import METRICS, UNITS

SETTINGS = load_config(year=2018)
METRIC_ROWS = [pytest.param(metric, id=metric.key) for metric in SETTINGS.metrics.values()]
THEMES = [pytest.param(theme, id=theme.id) for theme in SETTINGS.themes]


@pytest.fixture(scope="module")
def config() -> Config:
    return SETTINGS


def test_every_metric_of_the_dataset_is_described(config: Config) -> None:
    """No figure goes without a name, a unit and a rule."""
    assert set(METRICS) <= set(config.metrics)


def test_derived_metrics_are_those_of_the_brief(config: Config) -> None:
    """Three ratios are worked out from reported sums; an editor may add others."""
    derived = {metric.key for metric in config.metrics.values() if metric.origin == "derived"}

    assert derived >= {"coordinators_per_100k", "persons_per_household", "population_density"}


def test_the_main_metrics_are_those_of_the_background(config: Config) -> None:
    """The strips show two rates; neither the size of a municipality nor a rate of coordinators is among them."""
    shown = [metric.key for metric in config.main_metrics]

    assert shown[:2] == ["aging_rate", "welfare_rate"]
    assert not {"population", "households", "area", "coordinators", "coordinators_per_100k"} & set(shown)


@pytest.mark.parametrize("metric", METRIC_ROWS)
def test_units_are_those_of_the_contract(metric: Metric) -> None:
    """A reported metric has the dataset's unit."""
    assert metric.unit == UNITS.get(metric.key, metric.unit)


@pytest.mark.parametrize("metric", METRIC_ROWS)
def test_a_metrics_axis_lies_in_what_is_plausible(metric: Metric) -> None:
    """The axis shows plausible values, a logarithmic one no zero."""
    assert metric.axis.max <= metric.plausible[1]
    assert metric.axis.min > 0 or metric.scale == "linear"


@pytest.mark.parametrize("metric", METRIC_ROWS)
def test_a_metric_is_defined_in_a_noun_phrase(metric: Metric) -> None:
    """Definitions are noun phrases, caveats whole sentences in である style."""
    assert not metric.definition.endswith("。")
    assert not metric.caveat or metric.caveat.endswith("。")
    assert not re.search("です|ます", metric.definition + metric.caveat)


@pytest.mark.parametrize(
    ("key", "weight"),
    [("aging_rate", "population"), ("welfare_rate", "population"), ("association_rate", "households")],
)
def test_rates_are_weighted_as_the_brief_says(config: Config, key: str, weight: str) -> None:
    """Weighted means, each by its own weight."""
    assert config.metrics[key].aggregation == "weighted_mean"
    assert config.metrics[key].weight == weight
