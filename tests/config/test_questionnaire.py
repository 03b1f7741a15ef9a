"""The form as data: what an editor may write, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.config.config import load_config
from generator.config.questionnaire import Questionnaire
from generator.dataset.contract import METRICS
from generator.errors import ConfigError
from generator.paths import CONFIG

_FILE = "questionnaires/h30.yaml"


def _changed(tmp_path: Path, old: str, new: str) -> Questionnaire:
    root = tmp_path / "config"
    shutil.copytree(CONFIG, root)
    path = root / _FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_config(root, year=2018).questionnaire


def test_every_metric_is_asked_for() -> None:
    """The form of 2018 has an item for each metric of the tables."""
    questionnaire = load_config(year=2018).questionnaire
    stems = {metric.removesuffix("_direct").removesuffix("_outsourced").removesuffix("_total") for metric in METRICS}
    assert {stem for stem in stems if questionnaire.item_of(stem) is None} == set()


def test_an_item_leaves_with_its_last_year(tmp_path: Path) -> None:
    """An item that is asked no more is left out of later years' forms."""
    questionnaire = _changed(tmp_path, "labels: [面積], ", "labels: [面積], until: 2017, ")
    assert questionnaire.item_of("area") is None


def test_an_item_comes_with_its_first_year(tmp_path: Path) -> None:
    """An item that is not asked yet is no part of the form."""
    questionnaire = _changed(tmp_path, "labels: [面積], ", "labels: [面積], since: 2019, ")
    assert (questionnaire.item_of("area"), questionnaire.item_of("population") is None) == (None, False)


def test_bounds_of_an_indicator_have_one_home() -> None:
    """What is believed without a second look stands with the indicator; the form's items take it from there."""
    config = load_config(year=2018)
    items = {item.metric: (item.low, item.high) for item in config.questionnaire.items() if item.metric}
    believed = {metric.key: metric.believed for metric in config.metrics.values() if metric.believed}

    assert believed and {key: items[key] for key in believed} == believed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("labels: [電話番号]", "labels: []", "1件以上"),
        ("labels: [電話番号]", 'labels: ["［電話番号"]', "閉じて"),
        ("labels: [電話番号]", 'labels: ["［電話］…"]', "必ず印刷してある語"),
        ("type: integer", "type: number", "integer"),
        ("id: results", "id: todofuken", "1つずつ別の名"),
        ("id: opening", "id: start", "opening"),
        ("id: h30", "id: h31", "ファイルの名"),
        ("type: rate, unit: ％, ", "type: rate, unit: ％, low: 5, ", "believed"),
    ],
)
def test_slips_are_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A slip of the pen stops with a message that names file and line."""
    with pytest.raises(ConfigError) as caught:
        _changed(tmp_path, old, new)
    assert said in str(caught.value)
    assert "h30.yaml" in caught.value.where


def test_an_edition_names_its_questionnaire(tmp_path: Path) -> None:
    """A form that is not there is told with the file that is looked for."""
    root = tmp_path / "config"
    shutil.copytree(CONFIG, root)
    (root / _FILE).unlink()
    with pytest.raises(ConfigError) as caught:
        load_config(root, year=2018)
    assert "h30.yaml" in caught.value.where
