"""The tables of a brief as people read them: heads in Japanese, names beside codes, words in the place of keys.

The CSV files keep the keys that programs read; every column says what it is called there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from generator.brief.build import Brief
from generator.config.practice import PracticeFile
from generator.dataset.table_descriptions import table_descriptions
from generator.document.phrases import Phrases
from generator.typesetting.attachments import DataFile

Value = Decimal | int | str | None
PRACTICE_QUANTITIES: Final = (
    *("area_count", "population", "population_max", "number", "headcount", "full_time", "part_time", "dedicated"),
    *("concurrent", "sites", "times_min", "times_max", "units", "total_per_year", "members_count", "previous"),
)
NUMBERS: Final = frozenset(
    {"値", "value", "target", "result", "municipalities", "mentions", "line", "line_start", "line_end"}
    | {"target_line", "result_line", "chiikiryoku", "takikan", "todofuken"}
    | {"seq", "same_as", *PRACTICE_QUANTITIES}
)
KEYED: Final = frozenset({"kind", "programme", "contract", "status", "assessment"})
QUANTITIES: Final = frozenset({"値", "value", "target", "result", *PRACTICE_QUANTITIES})
_CODE, _NAME, _LABEL, _THEME = "code", "name", "label", "theme"
_MEETINGS: Final = "meetings"
"""Its column ``name`` is the meeting's."""


@dataclass(frozen=True)
class ReadableColumn:
    """A column: its head, its name in the CSV (none there: empty), what it holds, whether thousands are set apart."""

    title: str
    name: str
    description: str
    figures: bool = False

    @property
    def is_quantity(self) -> bool:
        """Whether the column holds figures, not numbers of lines or marks."""
        return self.figures or self.name in QUANTITIES


@dataclass(frozen=True)
class ReadableTable:
    """A table with the name of its sheet, what it holds and the CSV that it was made from."""

    sheet: str
    description: str
    file: str
    columns: tuple[ReadableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


def readable(file: DataFile, brief: Brief, words: Phrases) -> ReadableTable:
    """Return a CSV of the brief as a table for people."""
    head, *rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""))
    table = file.name.removesuffix(".csv")
    in_words = _LABEL if _THEME in head else ""  # the theme's own column says it in words
    kept = [index for index, name in enumerate(head) if name != in_words]
    named = _CODE in head and (_NAME not in head or table == _MEETINGS)
    columns = [_column(table, head[index], words) for index in kept]
    codes = _Codes(brief.inputs.config.practice, table, head)
    lines = [[codes.label(row, i) or _value(head[i], row[i], brief, words) for i in kept] for row in rows]
    if named:
        place = head.index(_CODE) + 1
        columns.insert(place, ReadableColumn(words.say("column", _NAME), "", words.say("column_note", _NAME)))
        respondents = brief.inputs.dataset.respondents
        for line, row in zip(lines, rows, strict=True):
            line.insert(place, respondents[row[head.index(_CODE)]].name)
    return ReadableTable(
        sheet=words.say("sheet", file.name) or table,
        description=file.description,
        file=file.name,
        columns=tuple(columns),
        rows=tuple(map(tuple, lines)),
    )


class _Codes:
    """The words of the codes of chapters 3 and 4 in one table."""

    def __init__(self, practice: PracticeFile, table: str, head: Sequence[str]) -> None:
        described = table_descriptions().get("areas" if table == "area_units" else table)
        columns = described.columns if described else ()
        self._lists = {column.name: column.codes for column in columns if column.codes}
        self._lists |= {"unit": "unit"} if table == "area_units" else {}
        self._practice, self._head = practice, head
        self._cells = {cell.id: cell.label for cell in practice.cells}

    def label(self, row: Sequence[str], index: int) -> str:
        """Return the words of a code; an empty text where the cell holds none."""
        column, code = self._head[index], row[index]
        vocabulary = self._lists.get(column, "")
        if not code or not vocabulary:
            return ""
        if vocabulary == "cells":
            return self._cells[code]
        if vocabulary == "kinds":
            return self._practice.kinds[row[self._head.index("cell")]][code].label
        return self._practice.labels[vocabulary][code]


def _column(table: str, name: str, words: Phrases) -> ReadableColumn:
    described = table_descriptions().get(table)
    column = described.column(name) if described else None
    if column is not None:
        return ReadableColumn(column.title, name, column.description)
    return ReadableColumn(words.say("column", name) or name, name, words.say("column_note", name))


def _value(column: str, text: str, brief: Brief, words: Phrases) -> Value:
    if not text:
        return None
    if column in KEYED:
        return words.say("value", column, text) or text
    if column not in NUMBERS:
        return _named(column, text, brief) or text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else number


def _named(column: str, text: str, brief: Brief) -> str:
    config = brief.inputs.config
    if column == "basis":
        return config.words.bases[text].short
    if column == "metric":
        return config.metrics[text].label
    if column == "theme":
        return next((theme.label for theme in config.themes if theme.id == text), "")
    return ""


def units_of(brief: Brief) -> Sequence[tuple[str, str, str, str, str]]:
    """Return for each indicator its label, unit, name in the CSV, definition and remark."""
    metrics = brief.inputs.config.metrics.values()
    return [(one.label, one.unit, one.key, one.definition, one.caveat) for one in metrics]
