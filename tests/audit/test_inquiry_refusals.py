"""Hostile and broken sheets: one clear message, nothing changed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from audit_files import (
    CORRECTIONS,
    answer,
    answered,
    doubtful,
    questions_of,
    rebuilt,
    repacked,
    sheet_bytes,
    write_edition,
)
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout, opening
from generator.audit.inquiry.importing import Imported, import_answers
from generator.audit.inquiry.refusing import InquiryError
from generator.errors import UserError

WHO = "担当"
CONFIG = doubtful().config
TODAY = date(2026, 11, 30)
Spoil = Callable[[Workbook], object]


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The doubtful edition as files; a refused sheet never changes it."""
    return write_edition(tmp_path_factory.mktemp("edition"), doubtful())


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheet as it is sent out."""
    return sheet_bytes(write_edition(tmp_path_factory.mktemp("sent"), doubtful()), doubtful())


def refused(path: Path, data: Path, match: str) -> None:
    """The import stops, or takes no row and tells one message of each; the corrections are as before."""
    errors: tuple[UserError, ...] = ()
    try:
        done = import_answers(path, CONFIG, data=data, today=TODAY)
    except UserError as error:
        errors = (error,)
    else:
        assert done.told == ()
        errors = done.refused
    assert any(re.search(match, error.what) for error in errors)
    assert all(isinstance(error, InquiryError) and str(error).startswith("エラー［INQUIRY］") for error in errors)
    assert (data / "2018" / "corrections.yaml").read_text(encoding="utf-8") == CORRECTIONS


def setting(cell: str, value: object) -> Spoil:
    """Change one cell of the questions, all of them being answered."""

    def change(book: Workbook) -> None:
        sheet = questions_of(book)
        answer(yahaba=(6.6, WHO))(sheet)
        sheet[cell] = value  # type: ignore[assignment]

    return change


def on_sheet(change: Callable[[Worksheet], object]) -> Spoil:
    """Change the sheet of the questions."""
    return lambda book: change(questions_of(book))


def struck_out(book: Workbook) -> None:
    """Strike the whole answer out."""
    setting("I7", 6.6)(book)
    questions_of(book)["I7"].font = Font(strike=True)


def shown_as(form: str, value: float) -> Spoil:
    """Give the answer a format that shows another value than it holds."""

    def change(book: Workbook) -> None:
        setting("I7", value)(book)
        questions_of(book)["I7"].number_format = form

    return change


def mark(row: int, value: str) -> Spoil:
    """Change a mark on the hidden sheet."""
    return lambda book: book[layout.MARKS].cell(row, 2).__setattr__("value", value)


def another_prefecture(book: Workbook) -> None:
    """Let a row come from another prefecture's sheet."""
    book[layout.MARKS].cell(3, 2).value = "09"


def repeat_row(sheet: Worksheet) -> None:
    """Paste a row once more below the table."""
    for index, cell in enumerate(sheet[5], start=1):
        sheet.cell(8, index).value = cell.value


CHANGES = [
    pytest.param(setting("I7", "=6.6+0"), "計算式", id="formula"),
    pytest.param(setting("F7", '=HYPERLINK("http://example.jp","x")'), "計算式", id="formula elsewhere"),
    pytest.param(setting("I7", "#N/A"), "エラーの値", id="error value"),
    pytest.param(on_sheet(lambda s: s.merge_cells("I6:I7")), "結合", id="merged answers"),
    pytest.param(setting("I4", "こたえ"), "見出し", id="heading renamed"),
    pytest.param(on_sheet(lambda s: s.delete_cols(5)), "見出し", id="column deleted"),
    pytest.param(on_sheet(lambda s: s.insert_cols(5)), "見出し", id="column inserted"),
    pytest.param(setting("L4", "備考"), "見出し", id="column added"),
    pytest.param(on_sheet(lambda s: s.insert_rows(1)), "見出し", id="row inserted above"),
    pytest.param(on_sheet(repeat_row), "二つ", id="row twice"),
    pytest.param(setting("K7", "033227:households"), "「項目」か「単位」", id="another item's number"),
    pytest.param(setting("K7", "999999:welfare_rate"), "照会していない", id="unknown respondent"),
    pytest.param(setting("K7", None), "照会していない", id="number deleted"),
    pytest.param(setting("B7", "032018"), "照会していない", id="another's code"),
    pytest.param(setting("H7", "％"), "「項目」か「単位」", id="unit changed"),
    pytest.param(setting("D7", "65.9"), "「原文」", id="printed figure changed"),
    pytest.param(on_sheet(lambda s: s.cell(9, 1, "追記します")), "照会していない", id="text below the table"),
    pytest.param(setting("I7", 61), "範囲の外", id="too high"),
    pytest.param(setting("I7", 0.0659), "範囲の外", id="percentage"),
    pytest.param(setting("I7", -6.6), "範囲の外", id="negative"),
    pytest.param(setting("I7", "約6.6"), "数値ではありません", id="words"),
    pytest.param(setting("I7", "6.6％"), "数値ではありません", id="with another unit"),
    pytest.param(setting("I7", "3²"), "どう読むか", id="raised digit"),
    pytest.param(setting("I7", "①6"), "どう読むか", id="circled digit"),
    pytest.param(setting("I7", "6½"), "どう読むか", id="fraction"),
    pytest.param(setting("I7", CellRichText("6.", TextBlock(InlineFont(strike=True), "1"), "6")), "取消線", id="struck out"),
    pytest.param(setting("I7", CellRichText("3", TextBlock(InlineFont(vertAlign="superscript"), "2"))), "上付き", id="raised"),
    pytest.param(struck_out, "取消線", id="whole answer struck out"),
    pytest.param(shown_as("0.00%", 0.0066), "見えている値", id="percent for per mille"),
    pytest.param(shown_as("0", 6.59), "見えている値", id="decimals not shown"),
    pytest.param(setting("I7", "=TRUE()"), "数値ではありません", id="truth value of another program"),
    pytest.param(setting("I7", "1e1"), "数値ではありません", id="exponent"),
    pytest.param(setting("I7", "NaN"), "数値ではありません", id="not a number"),
    pytest.param(setting("I7", "6,6"), "数値ではありません", id="comma for the point"),
    pytest.param(setting("I7", True), "数値ではありません", id="truth value"),
    pytest.param(setting("I7", datetime(2026, 6, 6)), "数値ではありません", id="date"),
    pytest.param(setting("I7", "9" * 5000), "範囲の外", id="five thousand digits"),
    pytest.param(setting("J7", None), "回答者", id="nobody answers"),
    pytest.param(setting("J7", "担" * 61), "回答者", id="endless name"),
    pytest.param(setting("J7", "担当\nstatus: open"), "回答者", id="line break in the name"),
    pytest.param(on_sheet(lambda s: s.cell(2001, 1, "x")), "大きすぎます", id="two thousand rows"),
    pytest.param(on_sheet(lambda s: s.cell(5, 51, "x")), "大きすぎます", id="fifty columns"),
    pytest.param(lambda b: b.remove(questions_of(b)), "「疑義照会」の表がありません", id="no questions"),
    pytest.param(lambda b: b.remove(b[layout.MARKS]), "「識別」の表がありません", id="no marks"),
    pytest.param(mark(1, "CKB-INQUIRY-0"), "様式ではありません", id="another form"),
    pytest.param(mark(2, "2019"), "別の年度", id="another year"),
    pytest.param(mark(3, "99"), "どの都道府県", id="no such prefecture"),
    pytest.param(another_prefecture, "別の都道府県", id="another prefecture's sheet"),
]


@pytest.mark.parametrize(("change", "match"), CHANGES)
def test_a_changed_sheet_is_refused(change: Spoil, match: str, content: bytes, data: Path, tmp_path: Path) -> None:
    """Whatever else than the answers has changed, or does not fit, stops the import."""
    refused(rebuilt(content, tmp_path / "a.xlsx", change), data, match)


def test_good_rows_are_taken_and_bad_ones_listed(content: bytes, tmp_path: Path) -> None:
    """One wrong answer holds no other back, and is told with its row."""
    own = write_edition(tmp_path / "own", doubtful())
    fill = answer(yahaba=(6.6, WHO), morioka=("約27", WHO), tono=(10800, ""))
    done = import_answers(answered(content, tmp_path / "a.xlsx", fill), CONFIG, data=own, today=TODAY)

    assert done.told == (f"矢巾町 生活保護受給率: 6.6‰（{WHO}）",)
    assert [error.what for error in done.refused] == ["回答が数値ではありません。", "回答者の記入がありません。"]
    assert [error.where[-3:] for error in done.refused] == ["5行目", "6行目"]


def test_an_answer_with_a_fraction_is_refused_for_a_count(content: bytes, data: Path, tmp_path: Path) -> None:
    """Households are whole, and the message says so."""
    refused(answered(content, tmp_path / "a.xlsx", answer(tono=(10800.5, WHO))), data, "範囲の外")


def bomb(name: str, size: int, count: int = 1) -> Callable[[bytes], bytes]:
    """Return what adds parts that are small in the archive and large outside."""

    def change(content: bytes) -> bytes:
        def add(parts: dict[str, bytes]) -> None:
            for number in range(count):
                parts[f"{name}{number or ''}"] = b"\0" * size

        return repacked(content, add)

    return change


def with_part(name: str, part: bytes) -> Callable[[bytes], bytes]:
    """Return what adds or replaces one part of the archive."""
    return lambda content: repacked(content, lambda parts: parts.__setitem__(name, part))


def without(name: str) -> Callable[[bytes], bytes]:
    """Return what takes one part out."""
    return lambda content: repacked(content, lambda parts: parts.pop(name))


def encrypted(content: bytes) -> bytes:
    """Mark every part as encrypted."""
    raw = bytearray(content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        start = archive.start_dir
    while raw[start : start + 4] == b"PK\x01\x02":
        raw[start + 8] |= 1
        lengths = [int.from_bytes(raw[start + at : start + at + 2], "little") for at in (28, 30, 32)]
        start += 46 + sum(lengths)
    return bytes(raw)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
FILES = [
    pytest.param(lambda c: b"", "読めません", id="empty"),
    pytest.param(lambda c: b"code,answer\n092151,6.6\n", "読めません", id="csv"),
    pytest.param(lambda c: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "パスワード", id="old or encrypted book"),
    pytest.param(lambda c: c[: len(c) // 2], "読めません", id="cut off"),
    pytest.param(lambda c: c.replace(b"PK\x03\x04", b"PK\x03\x05"), "読めません", id="damaged"),
    pytest.param(encrypted, "パスワード", id="encrypted parts"),
    pytest.param(lambda c: c + b"\0" * opening.MAX_BYTES, "大きすぎます", id="ten megabytes"),
    pytest.param(bomb("xl/media/image.png", opening.MAX_PART + 1), "展開すると", id="one large part"),
    pytest.param(bomb("xl/media/image", opening.MAX_PART - 1, 5), "展開すると", id="zip bomb"),
    pytest.param(bomb("xl/media/image", 1, opening.MAX_PARTS), "展開すると", id="too many parts"),
    pytest.param(with_part("xl/vbaProject.bin", b"macro"), "マクロ", id="macros"),
    pytest.param(with_part("xl/embeddings/oleObject1.bin", b"object"), "マクロ", id="embedded object"),
    pytest.param(with_part("xl/worksheets/sheet1.xml", ENTITY), "DOCTYPE", id="entities"),
    *(
        pytest.param(with_part(part, ENTITY.decode().encode(encoding)), "DOCTYPE", id=f"entities, {part}, {encoding}")
        for part in ("xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/media/image1.png")
        for encoding in ("utf-16", "utf-16-le", "utf-16-be")
    ),
    pytest.param(with_part("xl/workbook.xml", b"<workbook"), "読めません", id="broken workbook"),
    pytest.param(with_part("xl/styles.xml", b'<?xml version="1.0" encoding="none"?><a/>'), "読めません", id="no encoding"),
    pytest.param(with_part("xl/worksheets/sheet1.xml", b"<worksheet"), "読めません", id="broken XML"),
    pytest.param(with_part("xl/workbook.xml", b"<a/>"), "読めません|表がありません", id="no workbook"),
    pytest.param(without("xl/workbook.xml"), "読めません", id="workbook missing"),
    pytest.param(without("[Content_Types].xml"), "読めません", id="types missing"),
    pytest.param(without("xl/styles.xml"), "読めません", id="styles missing"),
    pytest.param(lambda c: repacked(c, lambda parts: parts.clear()), "読めません", id="empty archive"),
]


@pytest.mark.parametrize(("spoil", "match"), FILES)
def test_a_broken_file_is_refused(
    spoil: Callable[[bytes], bytes], match: str, content: bytes, data: Path, tmp_path: Path
) -> None:
    """Whatever is not a plain workbook of modest size is refused before it is unpacked."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(spoil(content))
    refused(path, data, match)


@pytest.mark.parametrize("name", ["a.xlsm", "a.xls", "a.csv", "a", "a.zip"])
def test_another_kind_of_file_is_refused(name: str, content: bytes, data: Path, tmp_path: Path) -> None:
    """Only .xlsx is taken."""
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, data, "ではありません")


def test_a_missing_file_is_refused(data: Path, tmp_path: Path) -> None:
    """The message asks for the place."""
    refused(tmp_path / "none.xlsx", data, "ありません")


def test_a_folder_is_refused(data: Path, tmp_path: Path) -> None:
    """A folder is not a sheet."""
    (tmp_path / "a.xlsx").mkdir()
    refused(tmp_path / "a.xlsx", data, "開けません")


def test_a_printer_setting_is_harmless(content: bytes, data: Path, tmp_path: Path) -> None:
    """What a spreadsheet program saves along does not make a sheet suspicious."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_part("xl/printerSettings/printerSettings1.bin", b"A4")(content))
    assert import_answers(path, CONFIG, data=data, today=TODAY) == Imported((), (), ())
