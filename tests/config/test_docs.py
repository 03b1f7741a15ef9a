"""The manual names every key, and every file opens with how to change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config.edition import (  # fmt: skip
    Contact,
    Edition,
    EditionSource,
    FiscalYear,
    LostHeader,
    ProgrammeName,
    ReferenceValue,
)
from generator.config.metrics import Axis, Metric
from generator.config.places import Group, Groupings, Prefecture, Scheme, TilePlace
from generator.config.questionnaire import FormChapter, FormItem, FormProgramme, Questionnaire, TargetWords
from generator.config.sections import Sections
from generator.config.settings import Settings
from generator.config.themes import Theme
from generator.config.workbook import FieldOption, FormBlock, FormField, FormSheet, FormWorkbook, RowKey
from generator.paths import CONFIG, ROOT

MANUAL = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
MODELS: tuple[type[Settings], ...] = (
    Prefecture, TilePlace, Group, Scheme, Groupings, Metric, Axis, Theme, Sections, Edition, Contact, FiscalYear, LostHeader,
    ProgrammeName, ReferenceValue, EditionSource, Questionnaire, FormChapter, FormItem, FormProgramme, TargetWords,
    FormWorkbook, FormSheet, FormBlock, FormField, FieldOption, RowKey,
)  # fmt: skip
OWN = [
    "prefectures.yaml",
    "groupings.yaml",
    "metrics.yaml",
    "themes.yaml",
    "sections.yaml",
    "editions/2018.yaml",
    "questionnaires/h30.yaml",
]


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_in_the_manual(model: type[Settings]) -> None:
    """A key that nobody can look up is not configuration."""
    assert [name for name in model.model_fields if f"`{name}`" not in MANUAL] == []


@pytest.mark.parametrize("path", sorted(CONFIG.glob("*.*")), ids=lambda path: path.name)
def test_every_file_is_in_the_manual(path: Path) -> None:
    """The table at the top lists the folder."""
    assert f"`{path.name}`" in MANUAL


@pytest.mark.parametrize("name", OWN)
def test_every_file_says_how_to_change_it(name: str) -> None:
    """A clerk who opens the file finds what it is for and how to change it."""
    head = (CONFIG / name).read_text(encoding="utf-8").split("\n\n")[0]

    assert head.startswith("# ")
    assert "何に使うか" in head
    assert "直し方" in head
