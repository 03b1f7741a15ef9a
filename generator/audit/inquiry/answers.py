"""Read the answers out of an opened workbook. Whatever does not fit is refused; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout
from generator.audit.inquiry.layout import AS_PRINTED, HEADER_ROW, HEADINGS, UNKNOWN
from generator.audit.inquiry.questions import limits_of, question_id
from generator.audit.inquiry.refusing import InquiryError
from generator.config.config import Config
from generator.dataset.records import Dataset, Indicator

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_MAX_ROWS: Final = 2000
_MAX_COLUMNS: Final = 50
_FILL_AGAIN: Final = "配られた表の「回答欄」と「回答者」だけに記入し直してください。"


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One answered row. ``value`` is a number in the metric's unit, or None with ``words`` 原文のとおり or 不明."""

    indicator: Indicator
    value: Decimal | None
    words: str
    answerer: str


def read_answers(book: Workbook, dataset: Dataset, config: Config, *, where: str) -> tuple[str, tuple[AnsweredRow, ...]]:
    """Return the prefecture's code that the sheet was made for, and its answered rows in order.

    Raises InquiryError for a sheet of another form, edition or prefecture, changed columns, merged cells, formulas,
    unknown or repeated rows, figures that are no longer printed so, and answers that are not allowed.
    """
    sheet = _sheet(book, layout.SHEET, where)
    prefecture = _recognise(book, config, where)
    _examine(sheet, where)
    answers: list[AnsweredRow] = []
    seen: set[str] = set()
    figures = {question_id(*key): indicator for key, indicator in dataset.indicators.items()}
    for row, cells in _rows(sheet, where):
        place = f"{where} {layout.SHEET} {row}行目"
        indicator = _identify(cells, figures, config, place)
        if indicator.code not in dataset.respondents or _home(dataset, indicator) != prefecture:
            raise InquiryError("別の都道府県の行があります。", where=place, found=indicator.code, remedy=_FILL_AGAIN)
        if cells[layout.ID_AT] in seen:
            raise InquiryError("同じ項目の行が二つあります。", where=place, found=cells[layout.ID_AT], remedy=_FILL_AGAIN)
        seen.add(cells[layout.ID_AT])
        answer = _answer(indicator, cells, config, place)
        if answer is not None:
            answers.append(answer)
    return prefecture, tuple(answers)


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
    if sheet.merged_cells.ranges:
        merged = sorted(str(each) for each in sheet.merged_cells.ranges)[0]
        raise InquiryError("セルが結合されています。", where=f"{place} {merged}", remedy="結合を解いてください。" + _FILL_AGAIN)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                raise InquiryError(
                    "計算式があります。",
                    where=f"{place} {cell.coordinate}",
                    remedy="計算の結果の数値を入れてください（「値の貼り付け」）。",
                )
            if cell.data_type == "e":
                raise InquiryError(
                    "エラーの値があります。",
                    where=f"{place} {cell.coordinate}",
                    found=str(cell.value),
                    remedy="正しい値を入れるか、セルを空にしてください。",
                )
    found = tuple(_text(cell) for cell in sheet[HEADER_ROW])
    if found[: len(HEADINGS)] != HEADINGS or any(found[len(HEADINGS) :]):
        raise InquiryError(
            "列の見出しが、配られた表と違います。",
            where=f"{place} {HEADER_ROW}行目",
            found="、".join(found)[:200],
            expected="、".join(HEADINGS),
            remedy=_FILL_AGAIN,
        )


def _rows(sheet: Worksheet, where: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the filled rows below the heading, each cell as text."""
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        cells = tuple(_text(cell) for cell in row)
        if not any(cells):
            continue
        if any(cells[len(HEADINGS) :]):
            raise InquiryError("表の右に記入があります。", where=f"{where} {row[0].coordinate}", remedy=_FILL_AGAIN)
        yield row[0].row or 0, cells


def _text(cell: Cell | object) -> str:
    """Return a cell as text: numbers in decimal notation, blanks around dropped."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return f"（{type(value).__name__}）"
    return format(Decimal(str(value)), "f") if isinstance(value, int | float) else value.strip()


def _identify(cells: tuple[str, ...], figures: Mapping[str, Indicator], config: Config, place: str) -> Indicator:
    """Return the figure that a row asks about, once its locked cells prove to be those that were sent."""
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


def _answer(indicator: Indicator, cells: tuple[str, ...], config: Config, place: str) -> AnsweredRow | None:
    """Return the answer of a row, or None where it was left blank."""
    given, answerer = cells[layout.ANSWER_AT], cells[layout.ANSWERER_AT]
    if not given:
        return None
    name = unicodedata.normalize("NFC", answerer)
    if not name or len(name) > layout.LONGEST_NAME or not name.isprintable():
        raise InquiryError(
            "回答者の記入がないか、長すぎます。",
            where=place,
            found=name[:80],
            expected=f"所属と名（{layout.LONGEST_NAME}字まで、1行）",
            remedy="「回答者」の欄に記入してください。",
        )
    plain = unicodedata.normalize("NFKC", given).strip()
    if plain in (AS_PRINTED, UNKNOWN):
        return AnsweredRow(indicator, None, plain, name)
    return AnsweredRow(indicator, _number(plain, indicator, config, place), "", name)


def _number(text: str, indicator: Indicator, config: Config, place: str) -> Decimal:
    limits = limits_of(indicator.metric, config)
    try:
        value = Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise InquiryError(
            "回答が数値ではありません。",
            where=place,
            found=text[:80],
            expected=f"数値（{indicator.unit}）、「{AS_PRINTED}」又は「{UNKNOWN}」",
            remedy="単位や言葉を付けず、数値だけを記入してください。",
        )
    if not limits.allow(value):
        raise InquiryError(
            "回答が、あり得る範囲の外にあります。",
            where=place,
            found=f"{text[:40]}{indicator.unit}",
            expected=f"{limits.low:,}から{limits.high:,}までの{'整数' if limits.whole else '数'}（{indicator.unit}）",
            remedy=f"単位（{indicator.unit}）と桁を確かめてください。実際の値であれば、編集担当に連絡してください。",
        )
    return value
