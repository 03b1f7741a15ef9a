"""The tables of chapters 3 and 4 become one record, or one message that names file and row."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.dataset.load import load_dataset
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.errors import DatasetError
from generator.paths import DATA

YEAR = 2018
Edit = Callable[[str], str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the edition's tables."""
    shutil.copytree(DATA / str(YEAR), tmp_path / str(YEAR))
    return tmp_path


def swap(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


SPOILT: list[tuple[str, str, Edit, str]] = [
    ("respondent", "areas", swap("\n011002,", "\n999999,"), "999999 は respondents.csv に"),
    ("cell", "practice_cells", swap(",a.area,", ",a.nowhere,"), "列「cell」の符号"),
    ("status", "practice_cells", swap(",filled,", ",full,"), "取決めに合いません"),
    ("kind of another cell", "practices", swap(",a.support_target,1,", ",a.support_target,1,kyobo"), "列「kind」の符号"),
    ("unit", "areas", swap(",whole,", ",whole,village"), "列「units」の符号"),
    ("verb of an issue", "events", swap(",issue,", ",opened,"), "verb は"),
    ("no lines", "meetings", lambda text: text.splitlines()[0] + "\n011002,1,case,,none,new,none,,,,0,,,,,,\n", "取決めに"),
    ("period without times", "meetings",
        lambda text: text.splitlines()[0] + "\n011002,1,case,,none,new,none,,,year,0,,,,,,330\n", "times_min に数"),
    ("a row twice", "coordinators", lambda text: text + text.splitlines()[-1] + "\n", "同じ行が二つあります"),
    ("month 13", "events", swap(",2018-10,", ",2018-13,"), "2018-10 又は FY2018"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "edit", "message"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT])
def test_what_contradicts_the_contract_is_told(data: Path, table: str, edit: Edit, message: str) -> None:
    """One message; it names the table."""
    path = data / str(YEAR) / f"{table}.csv"
    before = path.read_text(encoding="utf-8")
    assert edit(before) != before
    path.write_text(edit(before), encoding="utf-8")

    with pytest.raises(DatasetError) as caught:
        load_dataset(YEAR, data=data)
    assert f"{table}.csv" in caught.value.where
    assert message in str(caught.value)


def test_an_earlier_edition_may_lack_the_tables(data: Path) -> None:
    """Its form was not read for them: there is nothing to tell."""
    for table in PRACTICE_TABLES:
        (data / str(YEAR) / f"{table}.csv").unlink()

    assert list(load_dataset(YEAR, data=data, complete=False).practice.rows()) == []


def test_every_form_has_every_cell() -> None:
    """The denominator of all counts is complete."""
    dataset = load_dataset(YEAR)
    forms = {code for code, respondent in dataset.respondents.items() if respondent.kind != "member"}
    cells = {(cell.code, cell.cell) for cell in dataset.practice.cells}
    names = {name for _, name in cells}

    assert cells == {(code, name) for code in forms for name in names}
