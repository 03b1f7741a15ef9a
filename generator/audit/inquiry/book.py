"""The questions as an Excel workbook: protected but for the answers, checked as it is typed, the same bytes each time."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout
from generator.audit.inquiry.layout import COLUMNS, HEADER_ROW
from generator.audit.inquiry.questions import Limits, Question
from generator.config.edition import Edition
from generator.config.places import Prefecture

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LINE_HEIGHT: Final = 15.0
_ANSWERABLE: Final = (layout.ANSWER_AT, layout.ANSWERER_AT)
_SIDE: Final = Side(style="thin", color=layout.RULE)
_BORDER: Final = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def inquiry_book(questions: Sequence[Question], edition: Edition, prefecture: Prefecture) -> bytes:
    """Return the workbook of a prefecture's questions (xlsx)."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # a new workbook always has one
        raise TypeError("workbook without a worksheet")
    sheet.title = layout.SHEET
    _head(sheet, edition, prefecture)
    for row, question in enumerate(questions, start=HEADER_ROW + 1):
        _row(sheet, row, question)
    _page(sheet, last=HEADER_ROW + len(questions), footer=f"{edition.title} {edition.short_label} {prefecture.name}")
    _guide(book.create_sheet(layout.GUIDE))
    _marks(book.create_sheet(layout.MARKS), edition, prefecture)
    _properties(book, edition, prefecture)
    stream = BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue(), edition)


def _head(sheet: Worksheet, edition: Edition, prefecture: Prefecture) -> None:
    sheet["A1"] = f"{edition.title} {edition.label}　疑義照会　{prefecture.name}"
    sheet["A1"].font = Font(name=layout.FONT, size=14, bold=True)
    sheet["A2"] = (
        f"色の付いた「回答欄」に、正しい数値、「{layout.AS_PRINTED}」又は「{layout.UNKNOWN}」を記入する。"
        f"詳しくは「{layout.GUIDE}」の表を見る。"
    )
    sheet["A2"].font = Font(name=layout.FONT, size=10)
    for index, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(HEADER_ROW, index, column.heading)
        cell.font = Font(name=layout.FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=layout.HEADER_FILL)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _BORDER
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[HEADER_ROW].height = 22
    sheet.column_dimensions[get_column_letter(layout.ID_AT + 1)].hidden = True


def _row(sheet: Worksheet, row: int, question: Question) -> None:
    values = (
        question.respondent.name, question.respondent.code, question.label, question.printed or "（空欄）",
        question.place or question.line,
        question.why, question.estimate, question.unit, None, None, question.id,
    )  # fmt: skip
    for index, value in enumerate(values):
        cell = sheet.cell(row, index + 1)
        _fill(cell, value)
        answerable = index in _ANSWERABLE
        cell.font = Font(name=layout.FONT, size=10)
        cell.fill = PatternFill("solid", fgColor=layout.ANSWER_FILL if answerable else layout.LOCKED_FILL)
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=_horizontal(value), indent=1)
        cell.border = _BORDER
        cell.protection = Protection(locked=not answerable)
    tallest = max(_lines(str(value), COLUMNS[index].width) for index, value in enumerate(values) if value is not None)
    sheet.row_dimensions[row].height = _LINE_HEIGHT * max(2, tallest) + 4
    sheet.add_data_validation(_validation(row, question))


def _fill(cell: Cell | object, value: object) -> None:
    """Enter text as text, whatever it begins with; a printed 「=」 must not become a formula."""
    if isinstance(cell, Cell):
        cell.value = value if isinstance(value, int | Decimal | None) else str(value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"


def _horizontal(value: object) -> str:
    return "right" if isinstance(value, int | Decimal) else "left"


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, full-width characters counting two."""
    wide = sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in text)
    return ceil(wide / (width - 3.5))


def _validation(row: int, question: Question) -> DataValidation:
    """Return the rule of one answer: a number within the range, or one of two words."""
    cell = f"{get_column_letter(layout.ANSWER_AT + 1)}{row}"
    limits = question.limits
    whole = f",{cell}=INT({cell})" if limits.whole else ""
    number = f"AND(ISNUMBER({cell}),{cell}>={limits.low},{cell}<={limits.high}{whole})"
    rule = DataValidation(
        type="custom",
        formula1=f'OR({number},{cell}="{layout.AS_PRINTED}",{cell}="{layout.UNKNOWN}")',
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorStyle="stop",
    )
    rule.promptTitle = f"{question.label}（{question.unit}）"
    rule.prompt = f"{_range(limits, question.unit)}、「{layout.AS_PRINTED}」又は「{layout.UNKNOWN}」"
    rule.errorTitle = "記入できない値"
    rule.error = f"{_range(limits, question.unit)}か、「{layout.AS_PRINTED}」「{layout.UNKNOWN}」のいずれかを記入してください。"
    rule.add(cell)
    return rule


def _range(limits: Limits, unit: str) -> str:
    return f"{limits.low:,}から{limits.high:,}までの{'整数' if limits.whole else '数'}（{unit}）"


def _page(sheet: Worksheet, *, last: int, footer: str) -> None:
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(layout.ANSWERER_AT + 1)}{last}"
    _paper(sheet)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(footer), right=_HeaderFooterPart("&P／&N"))
    _protect(sheet)
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False
    sheet.sheet_view.zoomScale = 110
    sheet.sheet_view.selection[0].activeCell = f"{get_column_letter(layout.ANSWER_AT + 1)}{HEADER_ROW + 1}"
    sheet.sheet_view.selection[0].sqref = sheet.sheet_view.selection[0].activeCell


def _paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.page_margins.footer = 0.4


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True


def _guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 122
    sheet["A1"] = f"{layout.SHEET}の{layout.GUIDE}"
    sheet["A1"].font = Font(name=layout.FONT, size=14, bold=True)
    for row, text in enumerate(layout.GUIDE_LINES, start=3):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=layout.FONT, size=11)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = 18.0 * _lines(text, 122)
    _paper(sheet)
    _protect(sheet)


def _marks(sheet: Worksheet, edition: Edition, prefecture: Prefecture) -> None:
    marks = (
        ("様式", layout.FORM),
        ("年度", str(edition.year)),
        ("都道府県コード", prefecture.code),
        ("都道府県", prefecture.name),
    )
    for row, pair in enumerate(marks, start=1):
        for index, text in enumerate(pair, start=1):
            _fill(sheet.cell(row, index), text)
    sheet.sheet_state = "hidden"
    _protect(sheet)


def _properties(book: Workbook, edition: Edition, prefecture: Prefecture) -> None:
    properties = book.properties
    properties.title = f"{edition.title} {edition.short_label} 疑義照会 {prefecture.name}"
    properties.creator = edition.issuer
    properties.language = "ja"
    properties.created = _stamp(edition)


def _stamp(edition: Edition) -> datetime:
    return datetime.combine(edition.source.read_on, time())  # no zone: the format has none


def _timeless(data: bytes, edition: Edition) -> bytes:
    """Pack the workbook again without the time of writing, so that equal questions give equal bytes."""
    stream = BytesIO()
    stamp = _stamp(edition).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            new.writestr(entry, content)
    return stream.getvalue()

