"""The whole volume as a PDF with tables gives the tables that its text gives."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from ingest_sample import real_config, real_path
from typeset_volume import typeset

from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.ingest.document.source import read_source
from generator.ingest.form.cut import split_forms
from generator.ingest.form.labels import labels_of
from generator.ingest.run import check, ingest
from generator.paths import DATA

pytestmark = pytest.mark.source
_PLACES = frozenset({"line", "line_start", "line_end", "target_line", "result_line", "lines"})
"""Where something stands differs: the text counts its own lines."""


@cache
def _folder(base: Path) -> Path:
    source, config = read_source(real_path()), real_config()
    prefectures = [place.name for place in config.prefectures.values()]
    forms = split_forms(source, prefectures=prefectures, labels=labels_of(config.questionnaire))
    pdf = base / "個票.pdf"
    pdf.write_bytes(typeset(source, forms))
    ingest(pdf, config=config, out=base / "data", build=base / "build")
    ingest(real_path(), config=config, out=base / "text", build=base / "build of text")
    return base


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The volume typeset and ingested, once for all tests."""
    return _folder(tmp_path_factory.getbasetemp())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [{k: v for k, v in row.items() if k not in _PLACES} for row in csv.DictReader(stream)]


@pytest.mark.parametrize("table", ["respondents", "indicators", "projects", "themes"])
def test_tables_are_those_of_the_text(folder: Path, table: str) -> None:
    """Every respondent, figure, project and theme is the same, but for its place."""
    assert _rows(folder / "data" / f"{table}.csv") == _rows(DATA / "2018" / f"{table}.csv")


@pytest.mark.parametrize("table", ["targets", *PRACTICE_TABLES])
def test_proposals_are_those_of_the_text(folder: Path, table: str) -> None:
    """Targets and rows of chapters 3 and 4 are proposed alike, whether they came as a page or as a line."""
    name = f"{table}_review.csv"
    assert (folder / "data" / name).exists() == (folder / "text" / name).exists()
    if (folder / "text" / name).exists():
        assert _rows(folder / "data" / name) == _rows(folder / "text" / name)


def test_figures_stand_where_the_tables_say(folder: Path) -> None:
    """The tables of the PDF prove themselves against it."""
    assert check(folder / "個票.pdf", data=folder / "data") == []


def test_places_are_pages(folder: Path) -> None:
    """Every line stands on a page, in the order of the pages."""
    pages = [int(row["page"]) for row in _rows(folder / "data" / "places.csv")]
    assert pages == list(range(1, len(pages) + 1))
