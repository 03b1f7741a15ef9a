"""A workbook is read as its sender sees it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from documents_sample import saved, xlsx_of, zip_of
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.errors import SourceError
from generator.ingest.document.excel.number_formats import shown_date, shown_number
from generator.ingest.document.model import Document
from generator.ingest.document.reading import read_bytes

_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _read(data: bytes) -> Document:
    return read_bytes(data, name="回答.xlsx", where="回答.xlsx")


def _texts(data: bytes) -> list[str]:
    return [line.text.strip() for line in _read(data).lines]


def _book() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "回答票"
    return book, sheet


def test_cells_are_places() -> None:
    """Each line knows its sheet and cell; rows are read from left to right."""
    document = _read(xlsx_of({"B2": "人口", "C2": "１２，３４５人", "B3": "世帯数", "C3": 4321}))
    assert [(line.text.strip(), str(line.place)) for line in document.lines] == [
        ("人口", "回答票 B2"), ("１２，３４５人", "回答票 C2"), ("世帯数", "回答票 B3"), ("4321", "回答票 C3")
    ]  # fmt: skip


def test_merged_cells_are_read_once() -> None:
    """A merged area shows the value of its first cell."""
    assert _texts(xlsx_of({"A1": "都道府県名", "C1": "岩手県"}, merged=("A1:B1", "C1:F2"))) == ["都道府県名", "岩手県"]


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.659, "0.00%", "65.90%"),
        (0.0041, "0.00%", "0.41%"),
        (12345, '#,##0"人"', "12,345人"),
        (4.1, '0.0"‰"', "4.1‰"),
        (-3, "0;△0", "△3"),
        (0, '#,##0;-#,##0;"なし"', "なし"),
        (5, "000", "005"),
        (31.5, "General", "31.5"),
        (0.30000000000000004, "General", "0.3"),
        (1234567, '#,##0,"千"', "1,235千"),
        (2.5, "0", "3"),
    ],
)
def test_number_is_read_as_shown(value: float, pattern: str, shown: str) -> None:
    """Percent, separators, units and rounding are those of the cell's format."""
    assert shown_number(value, pattern) == shown


@pytest.mark.parametrize(
    ("day", "pattern", "shown"),
    [
        (date(2019, 3, 31), '[$-411]ggge"年"m"月"d"日"', "平成31年3月31日"),
        (date(2019, 5, 1), '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"', "令和元年5月1日"),
        (date(2019, 4, 30), "[$-411]ge.m.d", "H31.4.30"),
        (date(2018, 4, 1), "yyyy/m/d", "2018/4/1"),
        (date(2018, 4, 1), "mm-dd-yy", "2018/4/1"),
        (date(1989, 1, 8), '[$-411]ggge"年"', "平成1年"),
    ],
)
def test_date_is_read_as_shown(day: date, pattern: str, shown: str) -> None:
    """Japanese dates by era, 元年 where the format says so."""
    assert shown_date(day, pattern) == shown


def test_percent_cell() -> None:
    """A cell that shows 65.90% is read so, though it holds 0.659."""
    book, sheet = _book()
    sheet["A1"], sheet["B1"] = "地縁組織加入率", 0.659
    sheet["B1"].number_format = "0.00%"
    assert _texts(saved(book)) == ["地縁組織加入率", "65.90%"]


def test_hidden_rows_columns_and_sheets_are_said_not_read() -> None:
    """What the sender does not see is no answer."""
    book, sheet = _book()
    for cell, value in {"A1": "見える", "A2": "隠れた行", "D1": "隠れた列"}.items():
        sheet[cell] = value
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("作業用")
    other["A1"] = "隠れた表"
    other.sheet_state = "hidden"
    document = _read(saved(book))
    assert [line.text.strip() for line in document.lines] == ["見える"]
    assert [str(remark) for remark in document.remarks] == [
        "回答票: 非表示の2行、D列は読んでいない",
        "作業用: 非表示のシートは読んでいない",
    ]


def test_struck_out_digits_are_asked_about() -> None:
    """A struck 1 in front of 2 is no 12."""
    book, sheet = _book()
    sheet["A1"] = CellRichText(TextBlock(InlineFont(strike=True), "1"), "2か所")
    document = _read(saved(book))
    assert [line.text.strip() for line in document.lines] == ["2か所"]
    assert list(document.asked()) == [(0, "取消線のある「1」は読んでいない")]


def test_raised_digits_are_asked_about() -> None:
    """A footnote mark behind a 3 makes no 32."""
    book, sheet = _book()
    sheet["A1"] = CellRichText("3", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    sheet["A2"] = CellRichText("100km", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    document = _read(saved(book))
    assert [line.text.strip() for line in document.lines] == ["3", "100km2"]
    assert [line for line, _ in document.asked()] == [0]


def test_struck_out_cell_is_asked_about() -> None:
    """A cell struck out as a whole holds no answer."""
    book, sheet = _book()
    sheet["A1"] = 12
    sheet["A1"].font = Font(strike=True)
    sheet["A2"] = "本文"
    document = _read(saved(book))
    assert [line.text.strip() for line in document.lines] == ["", "本文"]
    assert list(document.asked()) == [(0, "取消線のある「12」は読んでいない")]


def test_serial_number_under_a_date_label_is_asked_about() -> None:
    """A date that lost its format is told with the day that it may be."""
    document = _read(xlsx_of({"A1": "基準日", "B1": 43586}))
    assert list(document.asked()) == [(1, "日付の欄に数 43586 がある（日付なら2019年5月1日）")]


def test_comment_is_told() -> None:
    """A comment is for the editor, not part of the value."""
    book, sheet = _book()
    sheet["A1"] = 5
    sheet["A1"].comment = Comment("速報値", "係")
    document = _read(saved(book))
    assert [str(remark) for remark in document.remarks] == ["回答票 A1: コメント「速報値」は読んでいない"]


def test_formula_without_stored_value_is_asked_about() -> None:
    """A formula that was never calculated has no value."""
    document = _read(xlsx_of({"A1": "計", "B1": "=1+2"}))
    assert list(document.asked()) == [(1, "計算式の結果がファイルに保存されていない")]


def _with_part(data: bytes, name: str, change: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {entry: old.read(entry) for entry in old.namelist()}
    files[name] = change(files.get(name, b""))  # type: ignore[operator]
    return zip_of(files)


def test_stored_value_of_a_formula_is_read_and_marked() -> None:
    """A formula counts with the value that its sender saw."""
    data = _with_part(
        xlsx_of({"A1": "計", "B1": "=1+2"}),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>").replace(b"<v/>", b"<v>3</v>"),
    )
    document = _read(data)
    assert [line.text.strip() for line in document.lines] == ["計", "3"]
    assert [str(remark) for remark in document.remarks] == ["回答票 B1: 計算式（=1+2）の値を読んだ"]


def test_error_value_is_asked_about() -> None:
    """#N/A is shown and asked about."""
    book, sheet = _book()
    sheet["A1"] = "#N/A"
    assert [text for _, text in _read(saved(book)).asked()] == ["計算の誤り（#N/A）"]


_VML = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<v:shape id="a"><v:textbox><div>\xe5\xa7\x94\xe8\xa8\x97<br></div></v:textbox><x:ClientData ObjectType="Checkbox">
<x:Anchor>1, 0, 0, 0, 2, 0, 1, 0</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape>
<v:shape id="b"><v:textbox><div>\xe7\x9b\xb4\xe5\x96\xb6</div></v:textbox><x:ClientData ObjectType="Checkbox">
<x:Anchor>2, 0, 0, 0, 3, 0, 1, 0</x:Anchor></x:ClientData></v:shape></xml>"""


def test_check_boxes_are_read_where_they_stand() -> None:
    """Boxes that float over the sheet are read with their captions, ticked or not."""
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" '
        b'Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    data = _with_part(xlsx_of({"A1": "方法"}), "xl/worksheets/_rels/sheet1.xml.rels", lambda _: relations)
    data = _with_part(data, "xl/drawings/vmlDrawing1.vml", lambda _: _VML)
    assert _texts(data) == ["方法", "☑委託", "☐直営"]


def test_too_many_rows_are_refused() -> None:
    """A table of 50,000 rows is no answer to one form; it is refused before it is read."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 50_001))
    data = _with_part(
        xlsx_of({"A1": 1}),
        "xl/worksheets/sheet1.xml",
        lambda _: _SHEET + b"<sheetData>" + rows + b"</sheetData></worksheet>",
    )
    with pytest.raises(SourceError, match="行が多すぎ"):
        _read(data)


def test_huge_merged_area_is_refused() -> None:
    """A merged area over the whole sheet would make a thousand million cells."""
    data = _with_part(
        xlsx_of({"A1": 1, "B1": 2}, merged=("A1:A2",)),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"A1:A2", b"A1:XFD1048576"),
    )
    with pytest.raises(SourceError, match="行が多すぎ"):
        _read(data)


def test_entities_are_refused() -> None:
    """XML that defines entities is not read at all."""
    data = _with_part(xlsx_of({"A1": 1}), "xl/workbook.xml", lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part)
    with pytest.raises(SourceError, match="壊れて"):
        _read(data)


def test_half_a_file_is_told() -> None:
    """A file cut off gets one message."""
    with pytest.raises(SourceError, match="壊れて"):
        _read(xlsx_of({"A1": "人口"})[:400])


def test_macros_are_told_not_run() -> None:
    """A workbook with macros is read for its values."""
    document = _read(_with_part(xlsx_of({"A1": "人口"}), "xl/vbaProject.bin", lambda _: b"x"))
    assert [line.text.strip() for line in document.lines] == ["人口"]
    assert "マクロ" in str(document.remarks[0])


def test_saved_again_reads_the_same() -> None:
    """Saving with another program changes no place and no text."""
    data = xlsx_of({"A1": "人口", "B1": "12,345人"}, merged=("B1:C1",))
    assert _texts(saved(load_workbook(io.BytesIO(data)))) == _texts(data)
