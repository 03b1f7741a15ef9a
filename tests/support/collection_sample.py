"""Workbooks of the collection for tests: written as the command does, and filled in as an officer would."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.collection.edition_tables import without_lines
from generator.collection.form import Block, Field, Form
from generator.collection.form_ids import ItemId, read_block, read_column, read_row
from generator.collection.forms.run import addressee_of, form_for, workbook_for
from generator.collection.run import run_collect
from generator.collection.years import Years, years_of
from generator.config.edition_files import edition_years
from generator.dataset.contract import TABLES, Programme
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


def answers_of(code: str) -> dict[str, object]:
    """Return what a respondent would answer that repeats last year's tables: every kind of field is filled."""
    known = years().before.respondents[code]
    answers: dict[str, object] = {"basics.as_of": f"{YEAR + 1}年1月1日", "texts.aim": "支え合いの仕組みをつくる。"}
    answers |= {f"contact.{name}": getattr(known, name) for name in ("department", "phone", "url")}
    for block in form(code).blocks():
        answers |= _answers(block, code)
    return {name: answer for name, answer in answers.items() if answer not in (None, "")}


def _answers(block: Block, code: str) -> dict[str, object]:
    before = years().before
    runs = before.respondents[code].programmes
    if block.table == "respondents":
        marks = [one for one in block.fields if one.column in set(Programme)]
        return {f"{block.id}.{one.id}": "実施" if one.column in runs else "実施しない" for one in marks}
    if block.programme and Programme(block.programme) not in runs:
        return {}
    if block.table == "indicators" or block.table == "coordinators":
        return {f"{block.id}.{one.id}": _figure(code, one.metric) for one in block.fields if one.metric}
    if block.table == "excerpts":
        parts = before.summaries.get(code)
        texts = {one: parts[one.column].text for one in block.fields if parts and one.column in parts}
        return {f"{block.id}.{one.id}": text for one, text in texts.items()}
    if block.table == "facilities":
        cells = [(row.id, one.id) for row in block.rows for one in block.fields]
        return {f"{block.id}.{row}.{how}": _figure(code, f"{row}_{how}") for row, how in cells}
    found: dict[str, object] = {}
    for row, record in zip(block.rows, _records(block, code), strict=False):
        for one in block.fields if record is not None else ():
            found[f"{block.id}.{row.id}.{one.id}"] = _word(one, record)
    return found


def _figure(code: str, metric: str) -> object:
    value = years().before.indicators[code, metric].value
    return None if value is None else float(value) if value % 1 else int(value)


def _records(block: Block, code: str) -> list[object]:
    before = years().before
    practice = before.practice
    if block.table in ("projects", "areas"):
        rows: Sequence[Any] = before.projects if block.table == "projects" else practice.areas
        own = [row for row in rows if row.code == code]
        return [
            next((one for one in own if all(getattr(one, k) == v for k, v in row.sets.items())), None)
            for row in block.rows
        ]
    kinds = {choice.id for one in block.fields if one.column == "kind" for choice in one.choices}
    chosen: dict[str, list[object]] = {
        "practices": [row for row in practice.practices if row.code == code and row.cell == block.cell],
        "meetings": [r for r in practice.meetings if r.code == code and r.purpose == block.sets.get("purpose")],
        "targets": [row for row in before.targets if row.code == code],
        "events": [r for r in practice.events if r.code == code and r.kind in (kinds or {block.sets.get("kind", "")})],
    }
    return chosen[block.table]


_JUDGED = {"met": "達成", "not_met": "未達", "undetermined": "途中"}


def _word(field: Field, record: Any) -> object:
    if field.column == "judged":
        return _JUDGED[record.assessment]
    value = getattr(record, field.column, None)
    if isinstance(value, tuple):
        index = int(field.id[-1]) - 1
        value = value[index] if index < len(value) else None
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, bool):
        value = str(int(value))
    plain = str(getattr(value, "value", value)) if value is not None and not isinstance(value, int) else value
    if field.choices:
        return next((choice.label for choice in field.choices if choice.id == plain), None)
    return plain


TONO, YAHABA = "032085", "033227"
CODES = (MORIOKA, TONO, YAHABA)


@cache
def answered(code: str) -> bytes:
    """Return the workbook of a respondent that repeats last year's answers."""
    return filled(code, answers_of(code))


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def collect(tmp_path: Path, folder: Path) -> list[str]:
    """Collect a folder into tables below ``tmp_path``."""
    return run_collect(folder, YEAR, tmp_path / "data" / str(YEAR), build=tmp_path / "build")


def rows(tmp_path: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table that was collected."""
    with (tmp_path / "data" / str(YEAR) / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def all_tables(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    """Return what all tables say, without where it stands."""
    return {name: [without_lines(row) for row in rows(tmp_path, name)] for name in TABLES}
