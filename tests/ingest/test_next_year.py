"""The volume of a year to come, with six changed labels, an item more, respondents gone and come: only YAML changes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from ingest_sample import real_config, real_path
from next_year_volume import COME, GONE, WRITTEN, next_year, written

from generator.config import Config
from generator.dataset.contract import Status
from generator.ingest.document.source import read_source
from generator.ingest.form.cut import split_forms
from generator.ingest.form.labels import labels_of
from generator.ingest.report import IngestReport
from generator.ingest.run import check, ingest
from generator.paths import DATA

pytestmark = pytest.mark.source
Rows = Mapping[tuple[str, str], Mapping[str, str]]


@cache
def _volume(base: Path) -> Path:
    source, config = read_source(real_path()), real_config()
    prefectures = [place.name for place in config.prefectures.values()]
    forms = split_forms(source, prefectures=prefectures, labels=labels_of(config.questionnaire))
    path = base / "翌年度の個票.txt"
    path.write_text(next_year(source, forms), encoding="utf-8")
    return path


@cache
def _ingested(base: Path, name: str) -> tuple[Path, IngestReport]:
    config = real_config() if name == "before" else _changed(real_config())
    out = base / name
    return out, ingest(_volume(base), config=config, out=out, build=base / "build")


def _changed(config: Config) -> Config:
    return replace(config, questionnaire=written(config.questionnaire, WRITTEN))


@pytest.fixture
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the volume and its tables are kept for all tests."""
    return tmp_path_factory.getbasetemp()


def _rows(folder: Path, table: str, second: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["code"], row[second]): row for row in csv.DictReader(stream)}


def _known() -> Rows:
    return _rows(DATA / "2018", "indicators", "metric")


def test_what_to_write_is_seven_lines(base: Path) -> None:
    """One for each changed label and for the item more, though every form has them."""
    _, report = _ingested(base, "before")
    assert len(report.unplaced) == 7


def test_nothing_is_silently_wrong(base: Path) -> None:
    """Before any YAML is written, each figure is that of the real volume, or missing, or flagged."""
    out, _ = _ingested(base, "before")
    known = _known()
    wrong = [
        (key, row["value"])
        for key, row in _rows(out, "indicators", "metric").items()
        if key in known and row["value"] != known[key]["value"]
        if row["status"] != Status.MISSING and "要確認" not in row["note"]
    ]
    assert wrong == []


def test_after_the_change_of_yaml_every_figure_is_read(base: Path) -> None:
    """Those who stayed answer as they did; who is new answers as the form that theirs is made of."""
    out, report = _ingested(base, "after")
    known, found = _known(), _rows(out, "indicators", "metric")
    copied = {code: old for old, code in COME.values()}
    names = {row["name"]: row["code"] for row in _rows(DATA / "2018", "respondents", "name").values()}
    gone = {names[name] for name in GONE}
    assert report.unplaced == ()
    assert {code for code, _ in found} == ({code for code, _ in known} - gone) | set(copied)
    for (code, metric), row in found.items():
        same = known[names[copied[code]] if code in copied else code, metric]
        assert (code, metric, row["value"], row["printed"], row["status"]) == (
            code, metric, same["value"], same["printed"], same["status"],
        )  # fmt: skip


def test_projects_and_phones_are_read_too(base: Path) -> None:
    """The reworded items of the header and of the chapters of programmes."""
    out, _ = _ingested(base, "after")
    for table, second, column in (("projects", "programme", "project_name"), ("respondents", "name", "phone")):
        known = _rows(DATA / "2018", table, second)
        found = _rows(out, table, second)
        shared = known.keys() & found.keys()
        assert len(shared) == len(found) - len([key for key in found if key[0] in dict(COME.values()).values()])
        assert {key: found[key][column] for key in shared} == {key: known[key][column] for key in shared}


def test_no_flag_is_new(base: Path) -> None:
    """What an editor looks at is what the real volume asks about too, but for the new respondents."""
    _, report = _ingested(base, "after")
    noted = {(code, metric) for (code, metric), row in _known().items() if "要確認" in row["note"]}
    come = {code for _, code in COME.values()}
    flags = {(flag.code, flag.item) for flag in report.flags if flag.item in {metric for _, metric in noted}}
    assert {flag for flag in flags if flag[0] not in come} <= noted


def test_the_tables_prove_themselves(base: Path) -> None:
    """Each figure stands on the line that it cites."""
    out, _ = _ingested(base, "after")
    assert check(_volume(base), data=out) == []
