"""Read the answers out of an opened workbook: good rows are taken, bad ones told one by one, nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout
from generator.audit.inquiry.answer_cells import check_cell, name_of, number_of, text_of, words_of
from generator.audit.inquiry.layout import HEADER_ROW, HEADINGS
from generator.audit.inquiry.questions import limits_of, question_id
from generator.audit.inquiry.refusing import InquiryError
from generator.config.config import Config
from generator.dataset.records import Dataset, Indicator

_MAX_ROWS: Final = 2000
_MAX_COLUMNS: Final = 50
_MOST_REMARKS: Final = 20
_LONGEST_REMARK: Final = 200
SheetRow = tuple[Cell | MergedCell, ...]
_FILL_AGAIN: Final = "配られた表の「回答欄」と「回答者」だけに記入し直してください。"


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One answered row. ``value`` is a number in the metric's unit, or None with ``words`` 原文のとおり or 不明.

    ``place`` is where it stands, for messages.
    """

    indicator: Indicator
    value: Decimal | None
    words: str
    answerer: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """What came back: the prefecture's code, the answered rows, an error for each bad row, what else was written."""

    prefecture: str
    answers: tuple[AnsweredRow, ...]
    refused: tuple[InquiryError, ...]
    remarks: tuple[str, ...]


def read_answers(book: Workbook, dataset: Dataset, config: Config, *, where: str) -> ReturnedSheet:
    """Return the answered rows in order, and an error for each row that does not fit.

    Raises InquiryError for a sheet of another form or edition, with changed columns or without end.
    """
    sheet = _sheet(book, layout.SHEET, where)
    prefecture = _recognise(book, config, where)
    _examine(sheet, where)
    figures = {question_id(*key): indicator for key, indicator in dataset.indicators.items()}
    rows = [row for row in sheet.iter_rows(min_row=HEADER_ROW + 1) if any(text_of(cell) for cell in row)]
    times = Counter(text_of(row[layout.ID_AT]) for row in rows)
    answers: list[AnsweredRow] = []
    refused: list[InquiryError] = []
    remarks: list[str] = []
    for row in rows:
        place = f"{where} {layout.SHEET} {row[0].row}行目"
        try:
            _examine_row(sheet, row, f"{where} {layout.SHEET}")
            indicator = _identify(row, figures, config, place)
            if indicator.code not in dataset.respondents or _home(dataset, indicator) != prefecture:
                raise InquiryError("別の都道府県の行があります。", where=place, found=indicator.code, remedy=_FILL_AGAIN)
            if times[text_of(row[layout.ID_AT])] > 1:
                found = text_of(row[layout.ID_AT])
                raise InquiryError("同じ項目の行が二つあります。", where=place, found=found, remedy=_FILL_AGAIN)
            answer, told = _answer(indicator, row, config, place)
        except InquiryError as error:
            refused.append(error)
            continue
        remarks += told
        answers += [answer] if answer is not None else []
    remarks += _written_elsewhere(book, sheet)
    return ReturnedSheet(prefecture, tuple(answers), tuple(refused), tuple(remarks))


def _home(dataset: Dataset, indicator: Indicator) -> str:
    return dataset.respondents[indicator.code].prefecture_code


def _sheet(book: Workbook, title: str, where: str) -> Worksheet:
    sheet = book[title] if title in book.sheetnames else None
    if not isinstance(sheet, Worksheet):
        raise InquiryError(
            f"「{title}」の表がありません。",
            where=where,
            found="、".join(book.sheetnames)[:80],
            remedy="make inquiry で作った表に記入したものを指定してください。",
        )
    return sheet


def _recognise(book: Workbook, config: Config, where: str) -> str:
    """Return the prefecture's code after checking form and edition."""
    marks: dict[str, str] = {}
    for row in _sheet(book, layout.MARKS, where).iter_rows(min_row=1, max_row=10, max_col=2, values_only=True):
        marks[str(row[0])] = str(row[1])
    if marks.get("様式") != layout.FORM:
        raise InquiryError(
            "この版の疑義照会の様式ではありません。",
            where=where,
            found=marks.get("様式", "")[:40],
            expected=layout.FORM,
            remedy=f"make inquiry で作った表に記入されたものかを確かめてください。{_FILL_AGAIN}",
        )
    if marks.get("年度") != str(config.edition.year):
        raise InquiryError(
            "別の年度の疑義照会です。",
            where=where,
            found=f"{marks.get('年度', '')[:10]}年度",
            expected=f"{config.edition.year}年度",
            remedy="YEAR= に照会の年度を指定するか、その年度の表を選んでください。",
        )
    code = marks.get("都道府県コード", "")
    if code not in config.prefectures:
        raise InquiryError("どの都道府県への照会か分かりません。", where=where, found=code[:10], remedy=_FILL_AGAIN)
    return code


def _examine(sheet: Worksheet, where: str) -> None:
    place = f"{where} {layout.SHEET}"
    if (sheet.max_row or 0) > _MAX_ROWS or (sheet.max_column or 0) > _MAX_COLUMNS:
        raise InquiryError(
            "表が大きすぎます。",
            where=place,
            found=f"{sheet.max_row}行{sheet.max_column}列",
            expected=f"{_MAX_ROWS}行{_MAX_COLUMNS}列まで",
            remedy=_FILL_AGAIN,
        )
    found = tuple(text_of(cell) for cell in sheet[HEADER_ROW])
    if found[: len(HEADINGS)] != HEADINGS or any(found[len(HEADINGS) :]):
        raise InquiryError(
            "列の見出しが、配られた表と違います。",
            where=f"{place} {HEADER_ROW}行目",
            found="、".join(found)[:200],
            expected="、".join(HEADINGS),
            remedy=_FILL_AGAIN,
        )


def _examine_row(sheet: Worksheet, row: SheetRow, where: str) -> None:
    """Raise InquiryError for merged cells, formulas, error values and letters that are struck out or raised."""
    number = row[0].row
    for each in sheet.merged_cells.ranges:
        if each.min_row <= number <= each.max_row:
            raise InquiryError(
                "セルが結合されています。", where=f"{where} {each.coord}", remedy="結合を解いてください。" + _FILL_AGAIN
            )
    for cell in row:
        check_cell(cell, where=f"{where} {cell.coordinate}")


def _identify(row: SheetRow, figures: Mapping[str, Indicator], config: Config, place: str) -> Indicator:
    """Return the figure that a row asks about, once its locked cells prove to be those that were sent."""
    cells = tuple(text_of(cell) for cell in row)
    indicator = figures.get(cells[layout.ID_AT])
    if indicator is None or cells[HEADINGS.index("コード")] != indicator.code:
        raise InquiryError(
            "照会していない団体か項目の行があります。",
            where=place,
            found=f"{cells[0]} {cells[1]} {cells[2]} {cells[layout.ID_AT]}"[:80],
            remedy=_FILL_AGAIN,
        )
    sent = (config.metrics[indicator.metric].label, indicator.unit)
    found = tuple(cells[HEADINGS.index(heading)] for heading in ("項目", "単位"))
    if found != sent:
        raise InquiryError(
            "「項目」か「単位」が書き換えられています。",
            where=place,
            found="、".join(found)[:80],
            expected="、".join(sent),
            remedy=_FILL_AGAIN,
        )
    if cells[layout.PRINTED_AT] != (indicator.printed or "（空欄）").strip():
        raise InquiryError(
            "「原文」が、今の表の数字と違います。",
            where=place,
            found=cells[layout.PRINTED_AT][:80],
            expected=indicator.printed or "（空欄）",
            remedy="照会の後に表が直された場合は、make inquiry で作り直して照会し直してください。",
        )
    return indicator


def _answer(indicator: Indicator, row: SheetRow, config: Config, place: str) -> tuple[AnsweredRow | None, list[str]]:
    """Return the answer of a row, or None where it was left blank, and what the editor should know of it."""
    given = text_of(row[layout.ANSWER_AT])
    if not given:
        return None, []
    name, replaced = name_of(text_of(row[layout.ANSWERER_AT]), where=place)
    told = [f"{place}: 回答者の名に外字があるため、〓とした（{name}）"] if replaced else []
    words = words_of(given)
    if words is not None:
        return AnsweredRow(indicator, None, words, name, place), told
    limits = limits_of(indicator.metric, config)
    value = number_of(row[layout.ANSWER_AT], indicator.unit, limits, where=place)
    return AnsweredRow(indicator, value, "", name, place), told


def _written_elsewhere(book: Workbook, sheet: Worksheet) -> list[str]:
    """Return what was written beside the answers, for the editor to read: comments, notes, sheets that were added."""
    added = (title for title in book.sheetnames if title not in (layout.SHEET, layout.GUIDE, layout.MARKS))
    told = [*_notes(sheet), *(_added(book, title) for title in added)]
    more = len(told) - _MOST_REMARKS
    return [*told[:_MOST_REMARKS], f"ほかに{more}件"] if more > 0 else told


def _added(book: Workbook, title: str) -> str:
    rows = book[title].iter_rows(max_row=_MAX_COLUMNS, max_col=_MAX_COLUMNS) if isinstance(book[title], Worksheet) else ()
    first = next((text for row in rows for cell in row if (text := text_of(cell))), "")
    what = f"初めの記入: {_short(first)}" if first else "空"
    return f"足された表「{_short(title)}」は取り込まない（{what}）"


def _notes(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None:
                yield f"{layout.SHEET} {cell.coordinate} のコメント: {_short(cell.comment.text)}"
            if (cell.column or 0) > len(HEADINGS) and (cell.row or 0) != HEADER_ROW and text_of(cell):
                yield f"{layout.SHEET} {cell.coordinate} の記入（表の外）: {_short(text_of(cell))}"


def _short(text: str) -> str:
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= _LONGEST_REMARK else f"{plain[:_LONGEST_REMARK]}…"
