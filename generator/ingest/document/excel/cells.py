"""The text of one cell as it is shown, and what is to be asked about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import from_excel

from generator.ingest.document.excel.number_formats import JAPANESE_FORMATS, shown_date, shown_number

_DATE_LABEL = re.compile(r"年月日|月日|日付|時点|現在|(?:基準|期|締切|回答|記入|提出|調査|設置|開始|終了|策定|実施)日")
_SERIAL: Final = (20_000, 70_000)
"""Days since 1900 of the years 1954–2091: what a date is stored as."""
_UNITS: Final = "mｍ㎜㎝㎞"


@dataclass(slots=True)
class CellText:
    """The text of a cell, what to ask, and what to tell."""

    text: str
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def cell_text(cell: Cell, *, formula: object, ticks: bool, label: str) -> CellText:
    """Return what a cell shows.

    ``formula`` is the cell's content in the workbook of formulas, ``ticks`` says that the workbook shows truth values
    as check boxes, ``label`` is the text of the cell in front.
    """
    value = cell.value
    found = CellText("")
    if value is None:
        if formula is not None:
            found.questions.append("計算式の結果がファイルに保存されていない")
        return found
    if isinstance(value, CellRichText):
        _rich(value, found)
    elif isinstance(value, bool):
        found.text = ("☑" if value else "☐") if ticks else str(value).upper()
    elif isinstance(value, int | float):
        _number(cell, value, label, found)
    elif isinstance(value, datetime | date | time):
        found.text = shown_date(value, cell.number_format)
    else:
        found.text = str(value)
    _whole_cell(cell, found)
    if cell.data_type == "e":
        found.questions.append(f"計算の誤り（{found.text}）")
    elif isinstance(formula, str) and formula.startswith("=") and not formula.startswith("=TRUE"):
        found.notes.append(f"計算式（{formula[:40]}）の値を読んだ")
    return found


def _number(cell: Cell, value: float, label: str, found: CellText) -> None:
    style = getattr(cell, "_style", None)
    japanese = JAPANESE_FORMATS.get(style.numFmtId if style is not None else 0)
    if japanese:
        day = from_excel(value)
        found.text = shown_date(day, japanese) if isinstance(day, datetime | date | time) else str(value)
        return
    found.text = shown_number(value, cell.number_format)
    if _DATE_LABEL.search(label) and float(value).is_integer() and _SERIAL[0] <= value <= _SERIAL[1]:
        day = from_excel(value)
        meant = f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else ""
        found.questions.append(f"日付の欄に数 {found.text} がある（日付なら{meant}）")


def _rich(value: CellRichText, found: CellText) -> None:
    """Put together a text of several fonts: struck-out text and raised digits are asked about, never read."""
    for part in value:
        if not isinstance(part, TextBlock):
            found.text += str(part)
            continue
        if part.font.strike:
            found.questions.append(f"取消線のある「{part.text.strip()}」は読んでいない")
        elif part.font.vertAlign == "superscript" and _is_mark(part.text, found.text):
            found.questions.append(f"上付きの「{part.text.strip()}」は数に入れていない（注の番号か）")
        else:
            found.text += part.text


def _is_mark(raised: str, before: str) -> bool:
    """Whether a raised text is a mark: digits behind anything but a unit of length (㎡ as m and 2)."""
    return any(letter.isdigit() for letter in raised) and not before.rstrip().endswith(tuple(_UNITS))


def _whole_cell(cell: Cell, found: CellText) -> None:
    if not found.text.strip():
        return
    if cell.font is not None and cell.font.strike and isinstance(cell.value, CellRichText):
        # LibreOffice gives the cell the font of its first part; the others stand for themselves.
        found.questions.append("取消線の書式が、セルの一部に付いている")
    elif cell.font is not None and cell.font.strike:
        found.questions.append(f"取消線のある「{found.text.strip()}」は読んでいない")
        found.text = ""
    elif cell.font is not None and cell.font.vertAlign == "superscript" and found.text.strip().isdigit():
        found.questions.append(f"上付きの「{found.text.strip()}」は数に入れていない（注の番号か）")
        found.text = ""
