"""The lists of the drop-downs, on a sheet that nobody sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from generator.collection.form import Form

TITLE: Final = "選択肢"


def write_choices(book: Workbook, form: Form) -> Mapping[tuple[str, ...], str]:
    """Write each different list once; return the range of each, as a cell's validation names it."""
    sheet = book.add_worksheet(TITLE)
    sheet.very_hidden()
    sheet.protect("")
    found: dict[tuple[str, ...], str] = {}
    for block in form.blocks():
        for field in block.fields:
            labels = tuple(choice.label for choice in field.choices)
            if labels and labels not in found:
                column = len(found)
                for row, label in enumerate(labels):
                    sheet.write_string(row, column, label)
                name = xl_col_to_name(column, col_abs=True)
                found[labels] = f"='{TITLE}'!{name}$1:{name}${len(labels)}"
    return found
