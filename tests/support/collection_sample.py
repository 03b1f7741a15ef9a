"""Workbooks of the collection for tests: written as the command does, and filled in as an officer would."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.collection.form import Form
from generator.collection.form_ids import ItemId, read_block, read_column, read_row
from generator.collection.forms.run import addressee_of, form_for, workbook_for
from generator.collection.years import Years, years_of
from generator.config.edition_files import edition_years
from generator.paths import CONFIG, DATA, TEMPLATES

SOFFICE = shutil.which("soffice")
NO_SOFFICE = "LibreOffice (soffice) is not installed"
LAST = edition_years(CONFIG)[-1]
YEAR = LAST + 1
MORIOKA, HANAMAKI, IWATE = "032018", "032051", "030007"


@cache
def years() -> Years:
    """Return the year after the newest edition."""
    return years_of(YEAR, settings=CONFIG, data=DATA, templates=TEMPLATES)


def form(code: str) -> Form:
    """Return the form that a respondent is sent."""
    found = addressee_of(code, years())
    assert found is not None
    return form_for(found, years())


@cache
def empty(code: str) -> bytes:
    """Return the workbook that a respondent is sent."""
    found = addressee_of(code, years())
    assert found is not None
    return workbook_for(found, years())


def cells_of(data: bytes) -> dict[ItemId, tuple[str, int, int]]:
    """Return sheet, row and column (from 1) of each answer, found by the hidden ids."""
    found: dict[ItemId, tuple[str, int, int]] = {}
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        found |= dict(_of_sheet(sheet))
    return found


def _of_sheet(sheet: Worksheet) -> list[tuple[ItemId, tuple[str, int, int]]]:
    found, columns = [], {}
    for row in range(1, sheet.max_row + 1):
        mark = str(sheet.cell(row, 1).value or "")
        if read_block(mark):
            columns = {c: read_column(str(sheet.cell(row, c).value or "")) for c in range(2, sheet.max_column + 1)}
        elif at := read_row(mark):
            for column, field in columns.items():
                if field:
                    item = ItemId(at[0], "", at[1]) if field == "=" else ItemId(*at, field)
                    found.append((item, (sheet.title, row, column)))
    return found


def filled(code: str, answers: Mapping[str, object]) -> bytes:
    """Return a respondent's workbook with answers by item (block.row.field)."""
    book = load_workbook(io.BytesIO(empty(code)))
    places = {str(item): place for item, place in cells_of(empty(code)).items()}
    for name, answer in answers.items():
        title, row, column = places[name]
        book[title].cell(row, column).value = answer  # type: ignore[assignment]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def through_libreoffice(folder: Path, out: Path) -> None:
    """Save every workbook of a folder anew, as somebody does who opens it in LibreOffice."""
    profile = (out.parent / "profile").as_uri()
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
