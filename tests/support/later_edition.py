"""A second edition, made of the real one: fiscal 2019 with figures changed, respondents gone and come, a form left blank."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from generator.brief.which_area import load_inputs
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.inputs.access import Inputs
from generator.ledger.figure import Figure
from generator.measures.changes import Changes
from generator.measures.measure import Measures
from generator.paths import CONFIG, DATA

FIRST, LATER = 2018, 2019
NONE = "(none)"
MORIOKA, TONO, YAHABA, IWAIZUMI, HANAMAKI = "032018", "032085", "033227", "034835", "032051"

CHANGED: Mapping[tuple[str, str], str] = {
    (MORIOKA, "population"): "289731",
    (MORIOKA, "aging_rate"): "27.8",
    (TONO, "aging_rate"): "39.4",
    (TONO, "population"): "26543",
    (TONO, "association_rate"): "71.5",
    (TONO, "coordinators"): "",
    (YAHABA, "population"): "27891",
    (YAHABA, "coordinators"): "3",
}
"""Figures of the later year that differ from the real edition's, by respondent and metric; "" is left blank."""

RAISED: Mapping[str, Decimal] = {"population": Decimal("0.99"), "aging_rate": Decimal("1.02")}
"""By how much the figures of the respondents not named above are multiplied, so that every area has changes."""

_EDITION = (
    ("year: 2018", "year: 2019"),
    ("label: 平成30年度（2018年度）", "label: 令和元年度（2019年度）"),
    ("short_label: 平成30年度", "short_label: 令和元年度"),
    ("CKB-H30", "CKB-R01"),
    ("{start: 2018-04-01, end: 2019-03-31}", "{start: 2019-04-01, end: 2020-03-31}"),
    ("as_of: 2019-03-31", "as_of: 2020-03-31"),
    ("個票（平成30年度）", "個票（令和元年度）"),
)


def first_edition(folder: Path) -> Path:
    """Write the settings and the tables of the first year alone below the folder, and return it."""
    shutil.copytree(DATA / str(FIRST), folder / "data" / str(FIRST))
    shutil.copytree(CONFIG, folder / "config")
    for path in (folder / "config" / "editions").glob("*.yaml"):
        if path.stem != str(FIRST):
            path.unlink()
    return folder


def two_editions(folder: Path) -> Path:
    """Write the settings and the tables of both years below the folder, and return it."""
    shutil.copytree(CONFIG, folder / "config")
    for year in (FIRST, LATER):
        shutil.copytree(DATA / str(FIRST), folder / "data" / str(year))
    edition = folder / "config" / "editions" / f"{LATER}.yaml"
    text = (folder / "config" / "editions" / f"{FIRST}.yaml").read_text(encoding="utf-8")
    for old, new in _EDITION:
        assert old in text, f"the edition no longer says {old}"
        text = text.replace(old, new)
    edition.write_text(text, encoding="utf-8")
    _change_figures(folder)
    _swap_iwaizumi_for_hanamaki(folder)
    correct(folder, LATER, MORIOKA, "welfare_rate", value="15.0", status="asked")
    return folder


def inputs_in(folder: Path, year: int = LATER) -> Inputs:
    """What the briefs of one of the two years are made of."""
    return load_inputs(year, config=folder / "config", data=folder / "data", draft=False)


def rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Change every row of a table; a row that becomes None is left out."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names = list(reader.fieldnames or ())
        rows = [row for row in map(change, reader) if row is not None]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def figure(folder: Path, year: int, code: str, metric: str, value: str) -> None:
    """Set one figure of one year, as printed and as used; "" takes it out."""

    def change(row: dict[str, str]) -> dict[str, str]:
        return set_to(row, value) if (row["code"], row["metric"]) == (code, metric) else row

    rewrite(folder / "data" / str(year) / "indicators.csv", change)


def set_to(row: dict[str, str], value: str) -> dict[str, str]:
    """The row of a figure with another value."""
    return row | {"value": value, "printed": value, "status": "reported" if value else "missing", "note": ""}


def changes_in(measures: Measures) -> Changes:
    """The changes of an area that has an edition of the year before."""
    assert measures.changes is not None
    return measures.changes


def shown(figure: Figure | None) -> str:
    """A cell as it is printed, with r before a corrected figure; NONE where nothing is printed."""
    return NONE if figure is None else ("r" if figure.corrected else "") + figure.text


def _change_figures(folder: Path) -> None:
    def change(row: dict[str, str]) -> dict[str, str]:
        key = row["code"], row["metric"]
        if key in CHANGED:
            return set_to(row, CHANGED[key])
        if row["metric"] in RAISED and row["value"] and row["code"][:2] != "03":
            digits = 0 if row["metric"] == "population" else 1
            return set_to(row, str(round(Decimal(row["value"]) * RAISED[row["metric"]], digits)))
        return row

    rewrite(folder / "data" / str(LATER) / "indicators.csv", change)


def _swap_iwaizumi_for_hanamaki(folder: Path) -> None:
    """岩泉町 has no form in the later year; 花巻市 has one, with the same figures."""
    tables = folder / "data" / str(LATER)

    def swap(row: dict[str, str]) -> dict[str, str]:
        return row | {"code": HANAMAKI} if row["code"] == IWAIZUMI else row

    for table in ("indicators", "projects", "targets", "themes", *PRACTICE_TABLES):
        rewrite(tables / f"{table}.csv", swap)
    rewrite(tables / "respondents.csv", lambda row: swap(row) | ({"name": "花巻市"} if row["code"] == IWAIZUMI else {}))
    for name in ("summaries.yaml", "corrections.yaml"):
        path = tables / name
        text = path.read_text(encoding="utf-8").replace(IWAIZUMI, HANAMAKI).replace("name: 岩泉町", "name: 花巻市")
        path.write_text(text, encoding="utf-8")


def correct(folder: Path, year: int, code: str, metric: str, *, value: str, status: str) -> None:
    """Correct one figure of one year; ``status`` says whether the respondent has confirmed it."""
    path = folder / "data" / str(year) / "corrections.yaml"
    with (folder / "data" / str(year) / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if (row["code"], row["metric"]) == (code, metric))
    entry = (
        f'corrections:\n  - respondent: "{code}"\n    metric: {metric}\n    printed: "{row["printed"]}"\n'
        f'    value: {value}\n    unit: "{row["unit"]}"\n    reason: "桁の誤りとみた。"\n    decided_by: "編集担当"\n'
        f"    decided_on: 2026-11-23\n    status: {status}\n"
    )
    text = path.read_text(encoding="utf-8")
    assert "\ncorrections:\n" in text
    path.write_text(text.replace("\ncorrections:\n", f"\n{entry}", 1), encoding="utf-8")
