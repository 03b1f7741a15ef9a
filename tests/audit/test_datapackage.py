"""The description of the tables: complete, up to date, and accepted by an independent validator."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.audit.commands import run_datapackage
from generator.audit.datapackage import datapackage, datapackage_text
from generator.config import load_config
from generator.dataset.contract import METRICS, TABLES, UNITS
from generator.dataset.load import load_dataset
from generator.paths import DATA

FOLDER = DATA / "2018"
CONFIG = load_config(year=2018)
PACKAGE: dict[str, Any] = datapackage(load_dataset(2018), CONFIG)
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}


def validate(folder: Path) -> list[str]:
    """Return the kinds of faults that frictionless finds in a copy of the edition."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the validator's own dependencies
        import frictionless

        report = frictionless.validate(str(folder / "datapackage.json"))
    return sorted({str(kind) for (kind,) in report.flatten(["type"])})


def test_the_committed_description_is_the_generated_one() -> None:
    """After a change of contract or settings: make datapackage."""
    committed = (FOLDER / "datapackage.json").read_text(encoding="utf-8")
    assert committed == datapackage_text(load_dataset(2018), CONFIG)


def test_the_edition_is_valid() -> None:
    """The validator accepts the committed tables with their description."""
    assert validate(FOLDER) == []


@pytest.mark.parametrize(
    ("table", "spoil", "fault"),
    [
        ("indicators", lambda text: text.replace("011002,population", "999999,population", 1), "foreign-key"),
        ("indicators", lambda text: text.replace("011002,households", "011002,population", 1), "primary-key"),
        ("indicators", lambda text: text.replace(",reported,", ",guessed,", 1), "constraint-error"),
        ("indicators", lambda text: text.replace("1966735", "many", 1), "type-error"),
        ("respondents", lambda text: text.replace("\n011002,", "\n11002,", 1), "constraint-error"),
        ("projects", lambda text: text.replace("contract,", "how,", 1), "incorrect-label"),
        ("targets", lambda text: text.replace(",T01,", ",1,", 1), "constraint-error"),
    ],
    ids=["unknown code", "key twice", "status", "number", "leading zero lost", "column", "target id"],
)
def test_a_spoilt_table_is_not_valid(table: str, spoil: Callable[[str], str], fault: str, tmp_path: Path) -> None:
    """Types, constraints, primary and foreign keys are checked, not only described."""
    shutil.copytree(FOLDER, tmp_path / "2018")
    path = tmp_path / "2018" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert spoil(text) != text
    path.write_text(spoil(text), encoding="utf-8")
    assert fault in validate(tmp_path / "2018")


@pytest.mark.parametrize("table", list(TABLES))
def test_every_column_is_described(table: str) -> None:
    """The fields are the contract's columns in their order, each with title and description."""
    fields = RESOURCES[table]["schema"]["fields"]
    assert tuple(field["name"] for field in fields) == TABLES[table]
    assert all(field["title"] and field["description"].endswith("。") for field in fields)


def test_every_metric_has_its_unit() -> None:
    """Units are those of the contract."""
    assert {metric["name"]: metric["unit"] for metric in PACKAGE["metrics"]} == UNITS
    enum = next(f for f in RESOURCES["indicators"]["schema"]["fields"] if f["name"] == "metric")["constraints"]["enum"]
    assert tuple(enum) == METRICS


def test_source_and_licence_are_named() -> None:
    """Who uses the tables learns where they come from and on what terms."""
    assert CONFIG.edition.source.title in PACKAGE["sources"][0]["title"]
    assert PACKAGE["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_command_writes_the_description(tmp_path: Path) -> None:
    """make datapackage writes the file beside the tables."""
    shutil.copytree(FOLDER, tmp_path / "2018")
    (tmp_path / "2018" / "datapackage.json").unlink()
    run_datapackage(2018, data=tmp_path)
    assert json.loads((tmp_path / "2018" / "datapackage.json").read_text(encoding="utf-8")) == PACKAGE
