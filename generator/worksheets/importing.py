"""From returned rows to the tables: good rows together, bad ones as one message each, nothing guessed."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from generator.config.config import Config
from generator.config.pydantic_faults import expectation
from generator.config.quoting import echo
from generator.dataset.table_descriptions import ColumnDescription
from generator.files import output_errors, write_all
from generator.ingest.citations import check_tables
from generator.ingest.document.source import SourceDocument
from generator.worksheets.choices import Choices
from generator.worksheets.deciding import Decision, apply
from generator.worksheets.errors import WorksheetError
from generator.worksheets.layout import (
    CONFIRMED,
    KEY,
    PRINT,
    REMOVED,
    SHEET_OF,
    STATE,
    STATES_OF,
    columns_of,
    headings,
    print_of,
    state_words,
)
from generator.worksheets.returned import ReturnedRow, ReturnedSheet
from generator.worksheets.rows import MODELS, Held, files_of, read_held

_NUMBERS: Final = ("number", "integer")
_UNFINISHED: Final = "記載のある欄なのに、行がありません。"
"""Who begins with the cells adds their rows later; the audit (A83) tells of those that stay without."""


@dataclass
class Outcome:
    """What an import did: changes told row by row, refusals, and how many rows were left as they went out."""

    told: list[str] = field(default_factory=list)
    refused: list[WorksheetError] = field(default_factory=list)
    unchanged: int = 0


def import_tables(
    sheets: Sequence[ReturnedSheet], config: Config, *, data: Path, source: SourceDocument, forms: Mapping[str, range]
) -> Outcome:
    """Take the good rows of returned sheets into the tables of ``data`` (data/<year>).

    ``forms`` are the lines of each respondent's form. Each row must fit the table's contract, and its figures and names
    must stand on its lines in the source. Raises WorksheetError for a sheet of another form; then nothing has changed.
    """
    outcome = Outcome()
    choices = Choices(config.practice)
    decisions: list[Decision] = []
    held = {}
    for sheet in sheets:
        table = _table_of(sheet)
        held[table] = read_held(table, data)
        for row in sheet.rows:
            try:
                decision = _decision(table, row, choices, forms)
            except WorksheetError as error:
                outcome.refused.append(error)
            else:
                decisions.append(decision)
    _take(decisions, held, outcome, data=data, source=source)
    return outcome


def _table_of(sheet: ReturnedSheet) -> str:
    for table in SHEET_OF:
        if set(headings(table)) <= set(sheet.heads):
            return table
    raise WorksheetError(
        "列の見出しが、作業表と違います。",
        where=sheet.name or "CSV",
        found="、".join(sheet.heads)[:80],
        remedy="作業表を作り直してください。列は、隠れたものも消さないでください。",
    )


def _decision(table: str, row: ReturnedRow, choices: Choices, forms: Mapping[str, range]) -> Decision:
    """Return what a row says. Raises WorksheetError for one that does not fit."""
    if row.questions:
        raise _fault(row, STATE, "値の定まらないセルがあります。", found="、".join(row.questions)[:120])
    origin, _, key = row.texts[KEY].partition("/")
    state = row.texts[STATE] or ("" if origin else CONFIRMED)
    if origin not in STATES_OF or state not in STATES_OF[origin]:
        raise _fault(row, STATE, "判断が読めません。", found=state, expected=state_words(STATES_OF.get(origin, ())))
    cells: dict[str, str] = {}
    for column in columns_of(table):
        text = _normal(column, row.texts[column.title])
        cells[column.name] = choices.code(column, cells, text)
    decision = Decision(table, origin, tuple(key.split("/")) if key else (), state, cells, row.texts[PRINT], row)
    if state == REMOVED or print_of(table, cells, state) == row.texts[PRINT]:
        return decision
    _check_respondent(row, cells, forms, table)
    _check_choices(row, table, cells, choices)
    _check_model(row, table, cells)
    return decision


def _normal(column: ColumnDescription, text: str) -> str:
    """Return a cell as the table writes it: figures in half width without separators, codes with their zeros."""
    if column.name == "code":
        code = unicodedata.normalize("NFKC", text).split(" ")[0]
        return code.zfill(6) if code.isdecimal() else code
    if column.type in _NUMBERS or "line" in column.name:
        plain = unicodedata.normalize("NFKC", text).replace(",", " " if column.name == "lines" else "")
        return " ".join(plain.replace("、", " ").split())
    return text


def _check_respondent(row: ReturnedRow, cells: Mapping[str, str], forms: Mapping[str, range], table: str) -> None:
    if cells["code"] not in forms:
        raise _fault(
            row,
            "団体コード",
            "知らない団体コードです。",
            found=cells["code"],
            expected="respondents.csv にある団体コード",
        )
    form = forms[cells["code"]]
    for column in columns_of(table):
        if "line" in column.name:
            outside = [n for n in cells[column.name].split() if n.isdecimal() and int(n) not in form]
            if outside:
                raise _fault(
                    row,
                    column.title,
                    "その団体の個票の外の行です。",
                    found=outside[0],
                    expected=f"{form[0]}から{form[-1]}まで",
                )


def _check_choices(row: ReturnedRow, table: str, cells: Mapping[str, str], choices: Choices) -> None:
    for column in columns_of(table):
        labels = choices.of(column, cells)
        value = cells[column.name]
        parts = value.split() if column.several else [value] if value else []
        if labels and any(part not in labels for part in parts):
            raise _fault(row, column.title, "一覧にない値です。", found=value, expected="、".join(labels)[:300])


def _check_model(row: ReturnedRow, table: str, cells: Mapping[str, str]) -> None:
    numbered = {name: value or {"id": "T01", "seq": "1"}.get(name, "") for name, value in cells.items()}
    if table == "targets" and numbered["id"].startswith("P"):
        numbered["id"] = "T01"
    try:
        MODELS[table].model_validate(numbered)
    except ValidationError as exc:
        problem = exc.errors()[0]
        name = str(problem["loc"][0]) if problem["loc"] else ""
        title = next((column.title for column in columns_of(table) if column.name == name), STATE)
        found = cells.get(name, "") if name else ""
        raise _fault(
            row, title, "値が取決めに合いません。", found=found or "（空欄）", expected=expectation(problem)
        ) from exc


def _fault(row: ReturnedRow, heading: str, what: str, *, found: str, expected: str = "") -> WorksheetError:
    return WorksheetError(
        what,
        where=row.at(heading),
        found=echo(found),
        expected=expected,
        remedy="そのセルを直し、もう一度取り込んでください。",
    )


def _take(
    decisions: Iterable[Decision], held: Mapping[str, Held], outcome: Outcome, *, data: Path, source: SourceDocument
) -> None:
    """Enter the decisions whose figures stand on their lines; those that do not are refused, and the rest tried again."""
    left = list(decisions)
    while True:
        done = apply(left, held)
        faults = _faults(done.tables, data, source) if done.entered else []
        bad = {place: said for place, one in enumerate(done.entered) for said in filter(None, map(one.told_by, faults))}
        if not bad:
            break
        for place, said in bad.items():
            outcome.refused.append(
                WorksheetError(
                    "原資料の行と合いません。",
                    where=done.entered[place].decision.row.place,
                    found=said,
                    expected="数と名が、引いた行にあること",
                    remedy="値か行番号を直し、もう一度取り込んでください。",
                )
            )
        refused = [done.entered[place].decision for place in bad]
        left = [one for one in left if one not in refused]
    outcome.refused += done.refused
    outcome.told += done.told
    outcome.unchanged += done.unchanged
    if done.told:
        files: dict[Path, bytes] = {}
        for table in done.tables.values():
            files |= files_of(table, data)
        write_all({path: text for path, text in files.items() if not path.exists() or path.read_bytes() != text})


def _faults(tables: Mapping[str, Held], data: Path, source: SourceDocument) -> list[str]:
    """Return what the citations' proof says of the tables as they would be."""
    with output_errors(data), tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for path in (*data.glob("*.csv"), *data.glob("*.yaml")):
            shutil.copyfile(path, trial / path.name)
        for table in tables.values():
            for path, text in files_of(table, trial).items():
                path.write_bytes(text)
        return [fault for fault in check_tables(source, trial) if not fault.endswith(_UNFINISHED)]
