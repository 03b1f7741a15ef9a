"""The choices of a cell in words: 「met 達成」. A cell may hold the code, the words, or both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from generator.config.practice import PracticeFile
from generator.dataset.table_descriptions import ColumnDescription
from generator.worksheets.layout import Cells

_MEANING = re.compile(r"([A-Za-z_]+)＝([^、。（]+)")
_KINDS = "kinds"


class Choices:
    """What the cells of the tables may hold, from the descriptions of the tables and config/practice.yaml."""

    def __init__(self, practice: PracticeFile) -> None:
        self._practice = practice

    @cached_property
    def _kinds(self) -> Mapping[str, Mapping[str, str]]:
        return {cell: {key: code.label for key, code in kinds.items()} for cell, kinds in self._practice.kinds.items()}

    def of(self, column: ColumnDescription, row: Cells) -> Mapping[str, str]:
        """Return code → words of a cell; nothing where it is free. The kinds depend on the row's cell."""
        if column.codes == _KINDS:
            return self._kinds.get(row.get("cell", ""), {})
        if column.codes == "cells":
            return {cell.id: cell.label for cell in self._practice.cells}
        if column.codes:
            return self._practice.labels.get(column.codes, {})
        meanings = dict(_MEANING.findall(column.description))
        return {code: meanings.get(code, "") for code in column.allowed}

    def words(self, column: ColumnDescription, row: Cells, value: str) -> str:
        """Return a table's cell as the sheet shows it."""
        labels = self.of(column, row)
        if column.several or value not in labels:
            return value
        return shown_choice(value, labels[value])

    def code(self, column: ColumnDescription, row: Cells, text: str) -> str:
        """Return a sheet's cell as the table writes it; what is no choice stays, for the reader of tables to refuse."""
        labels = self.of(column, row)
        if not labels or not text:
            return text
        if column.several:
            return " ".join(_one(part, labels) for part in text.replace("　", " ").replace("、", " ").split())
        return _one(text, labels)


def shown_choice(code: str, words: str) -> str:
    """Return a choice as a list shows it."""
    return f"{code} {words}" if words and words != code else code


def _one(text: str, labels: Mapping[str, str]) -> str:
    first = text.split(" ", 1)[0]
    if text in labels or first in labels:
        return text if text in labels else first
    return next((code for code, words in labels.items() if words == text), text)
