"""The small edition as files, its inquiry sheet, and ways to answer or spoil the sheet."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from audit_sample import MORIOKA, TONO, YAHABA, Scene, scene
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout
from generator.audit.inquiry.book import inquiry_book
from generator.audit.inquiry.questions import questions
from generator.dataset.contract import TABLES, Programme
from generator.dataset.load import load_dataset
from generator.dataset.practice.contract import PRACTICE_TABLES

_PRACTICE = {"practice_cells": "cells"}
CORRECTIONS = """\
# 訂正の表

corrections:
  # 単位の取り違え
  - respondent: "033227"
    metric: welfare_rate
    printed: "6.59"
    value: 6.59        # 仮の値
    unit: "‰"
    # 県内の値と比べた
    reason: "県内の値から離れる。"
    decided_by: "編集担当"
    decided_on: 2026-11-23
    status: asked

  # 桁が余る
  - respondent: "032085"
    metric: households
    printed: "10,8000"
    value: null
    unit: "世帯"
    reason: >-
      桁が余る。
      回答を待つ。
    decided_by: "編集担当"
    decided_on: 2026-11-23
    status: asked

# 免除
waivers:
  - check: A41-DUPLICATE   # 別の目標
    respondent: "032018"
    item: ""
    reason: "確かめた。"
    decided_by: "編集担当"
    decided_on: 2026-11-23
# 終わり
"""


def doubtful() -> Scene:
    """The small edition with two figures to be corrected and one that nobody has looked at."""
    return (
        scene()
        .figure(YAHABA, "welfare_rate", "65.9", printed="6.59", note="％の印字を10倍")
        .figure(TONO, "households", None, printed="10,8000")
        .figure(MORIOKA, "aging_rate", "0.27")
    )


def write_edition(folder: Path, edition: Scene, corrections: str = CORRECTIONS) -> Path:
    """Write the tables to <folder>/2018 and return <folder>."""
    target = folder / "2018"
    target.mkdir(parents=True)
    data = edition.dataset
    rows: Mapping[str, Iterable[object]] = {
        "respondents": data.respondents.values(),
        "indicators": data.indicators.values(),
        "projects": data.projects,
        "targets": data.targets,
        "themes": data.themes,
        **{table: getattr(data.practice, _PRACTICE.get(table, table)) for table in PRACTICE_TABLES},
    }
    for table, columns in TABLES.items():
        with (target / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(row, column) for column in columns] for row in rows[table])
    (target / "corrections.yaml").write_text(corrections, encoding="utf-8")
    return folder


def _cell(row: object, column: str) -> object:
    if column in {programme.value for programme in Programme}:
        return int(Programme(column) in getattr(row, "programmes", ()))
    value = getattr(row, column)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)
    return "" if value is None else getattr(value, "value", value)


def sheet_bytes(data: Path, edition: Scene) -> bytes:
    """Return the inquiry sheet of 岩手県 as it is sent out."""
    prefecture = edition.config.prefectures["03"]
    asked = questions(load_dataset(2018, data=data), edition.config, prefecture)
    return inquiry_book(asked, edition.config.edition, prefecture)


def answered(content: bytes, path: Path, change: Callable[[Worksheet], object]) -> Path:
    """Fill the sheet in as a spreadsheet program would, and save it."""
    return rebuilt(content, path, lambda book: change(questions_of(book)))


def rebuilt(content: bytes, path: Path, change: Callable[[Workbook], object]) -> Path:
    """Open the workbook, change it, and save it."""
    book = load_workbook(BytesIO(content))
    change(book)
    book.save(path)
    return path


def questions_of(book: Workbook) -> Worksheet:
    """Return the sheet with the questions."""
    sheet = book[layout.SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def answer(**answers: tuple[object, str]) -> Callable[[Worksheet], None]:
    """Return what fills in 回答欄 and 回答者 by respondent: ``answer(yahaba=(6.6, "担当"))``."""
    codes = {"morioka": MORIOKA, "tono": TONO, "yahaba": YAHABA}
    by_code = {codes[name]: given for name, given in answers.items()}

    def fill(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=layout.HEADER_ROW + 1):
            given = by_code.get(str(row[1].value))
            if given:
                value = float(given[0]) if isinstance(given[0], Decimal) else given[0]
                sheet.cell(row[0].row or 0, layout.ANSWER_AT + 1).value = value  # type: ignore[assignment]
                sheet.cell(row[0].row or 0, layout.ANSWERER_AT + 1).value = given[1]

    return fill


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of a workbook's archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
