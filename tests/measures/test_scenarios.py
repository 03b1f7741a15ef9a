"""Each folder of tests/scenarios/measures: a table of forms, and the table of figures that must come of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from builders import Form, dataset_of, iwate, measured
from pandas.testing import assert_frame_equal

from generator.dataset.contract import METRICS, Kind
from generator.ledger.figure import Figure
from generator.measures.aggregate import Aggregate
from generator.measures.comparison import Comparison
from generator.measures.measure import Measures

FOLDER = Path(__file__).parent.parent / "scenarios" / "measures"
CASES = sorted(path.name for path in FOLDER.iterdir())
COLUMNS = ("row", "metric", "printed", "n", "missing")
NO_ROW = "(none)"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def form(row: dict[str, str]) -> Form:
    return Form(
        name=row["name"],
        figures={metric: row[metric] for metric in METRICS if metric in row},
        prefecture=row.get("prefecture") or "03",
        kind=Kind(row.get("kind") or "municipality"),
        parent=row.get("parent") or "",
        municipalities=int(row.get("municipalities") or 1),
    )


def shown(figure: Figure) -> str:
    return ("r" if figure.corrected else "") + figure.text


def whole(row: str, comparison: Comparison) -> list[str]:
    """The cells of an area's row."""
    parts: dict[str, Aggregate | None] = {
        "岩手県": comparison.area,
        "全回答自治体": comparison.everyone,
    }
    part = parts[row]
    return [NO_ROW, "", ""] if part is None else [shown(part.figure), part.n.text, part.missing.text]


def cells(measures: Measures, row: str, metric: str) -> list[str]:
    """What the brief prints in this row for this metric, in the order of the columns."""
    if metric.startswith("size:"):
        size: Figure = getattr(measures.sizes, metric.removeprefix("size:"))
        return [shown(size), "", ""]
    comparison = measures.comparisons[metric]
    if row == "中央値":
        return [shown(comparison.median), "", ""]
    subject = next((s for s in measures.area.subjects if s.name == row), None)
    if subject is None:
        return whole(row, comparison)
    return [shown(comparison.by_subject[subject.key]), "", ""]


def computed(measures: Measures, wanted: Iterable[dict[str, str]]) -> pd.DataFrame:
    rows = [[w["row"], w["metric"], *cells(measures, w["row"], w["metric"])] for w in wanted]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


@pytest.mark.parametrize("case", CASES)
def test_the_forms_give_the_figures(case: str) -> None:
    """The whole expected table comes out, as text, as it is printed."""
    dataset = dataset_of([form(row) for row in read(FOLDER / case / "forms.csv")])
    wanted = read(FOLDER / case / "expected.csv")
    expected = pd.DataFrame(wanted, columns=list(COLUMNS), dtype=object)
    assert_frame_equal(computed(measured(dataset, iwate(dataset)), wanted), expected)


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_forms_does_not_matter(case: str) -> None:
    """Reversed forms give the same figures (ties do not depend on the order of the file)."""
    forms = [form(row) for row in read(FOLDER / case / "forms.csv")]
    codes = [f"{each.prefecture}{number:03d}0" for number, each in enumerate(forms, start=1)]
    numbered = [Form(**{**vars(each), "code": code}) for each, code in zip(forms, codes, strict=True)]
    wanted = read(FOLDER / case / "expected.csv")
    there, back = dataset_of(numbered), dataset_of(numbered[::-1])
    assert_frame_equal(computed(measured(there, iwate(there)), wanted), computed(measured(back, iwate(back)), wanted))


def test_there_are_enough_scenarios() -> None:
    """A folder that loses a table, or the whole set, does not go unnoticed."""
    assert len(CASES) >= 12
    assert all({path.name for path in (FOLDER / case).iterdir()} == {"forms.csv", "expected.csv"} for case in CASES)
