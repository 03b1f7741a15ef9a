"""A table is read strictly: what is not in the contract is an error that names file, line and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from generator.dataset.csv_reader import Row, read_table
from generator.dataset.rows import IndicatorRow, ProjectRow, RespondentRow, TargetRow, ThemeRow
from generator.errors import DatasetError

COLUMNS = ("code", "count", "note")


class Sample(Row):
    """A small table."""

    code: str
    count: Annotated[int, Field(ge=0)]
    note: str


def read(path: Path, text: str | bytes) -> list[Sample]:
    """Read a small table of the given text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, Sample, columns=COLUMNS, key=("code",))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Where the small table lies."""
    return tmp_path / "sample.csv"


def test_codes_keep_their_leading_zeros(table: Path) -> None:
    """A code is text."""
    assert read(table, "code,count,note\n011002,1,\n")[0].code == "011002"


def test_what_is_copied_from_a_pdf_becomes_everyday(table: Path) -> None:
    """Radicals and kana in two pieces in a cell are those of a PDF's font table."""
    assert read(table, "code,count,note\na,1,⻝堂か\u3099\n")[0].note == "食堂が"


def test_na_is_a_word(table: Path) -> None:
    """「NA」 in a cell is what somebody wrote, not a missing value."""
    assert read(table, "code,count,note\nNA,1,NA\n")[0] == Sample(code="NA", count=1, note="NA")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"\xef\xbb\xbfcode,count,note\na,1,\n", "a byte order mark"),
        (b"code,count,note\r\na,1,\r\n", "line ends of Windows"),
        (b"code,count,note\na,1,", "no line end at the end"),
        (b"note,count,code\n,1,a\n", "columns in another order"),
        (b"code,count,note\n\na,1,\n\n", "empty lines"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_spreadsheet_does_is_harmless(table: Path, text: bytes, why: str) -> None:
    """A table saved by a spreadsheet reads the same."""
    assert read(table, text) == [Sample(code="a", count=1, note="")], why


FAULTS = [
    ("", 1, "がありません", "an empty file"),
    ("code,count\na,1\n", 1, "列「note」がありません", "a missing column"),
    ("code,count,note,more\na,1,,\n", 1, "列「more」が取決めにありません", "an unknown column"),
    ("code,count,note,note\na,1,,\n", 1, "列「note」が重複しています", "a column twice"),
    ("code,count,note\na,1\n", 2, "列の数が見出しと合いません", "a short row"),
    ("code,count,note\na,1,,\n", 2, "列の数が見出しと合いません", "a long row"),
    ("code,count,note\na,1,\nb,2,\na,3,\n", 4, "同じ行が二つあります", "a key twice"),
    ("code,count,note\na,many,\n", 2, "列「count」の値が取決めに合いません", "a word for a number"),
    ("code,count,note\na,-1,\n", 2, "列「count」の値が取決めに合いません", "a number below zero"),
    ("code,count,note\na,1.5,\n", 2, "列「count」の値が取決めに合いません", "a fraction for a count"),
    ('code,count,note\na,1,"open\n', 2, "CSVとして読めません", "an open quotation mark"),
    ('code,count,note\na,1,"x"y\n', 2, "CSVとして読めません", "a stray quotation mark"),
]


@pytest.mark.parametrize(("text", "line", "what", "why"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_told_by_file_and_line(table: Path, text: str, line: int, what: str, why: str) -> None:
    """The message says what is wrong, and where."""
    with pytest.raises(DatasetError, match=what) as caught:
        read(table, text)

    assert caught.value.where == f"{table}:{line}"


@pytest.mark.parametrize(("text", "line", "what", "why"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_told_in_japanese(table: Path, text: str, line: int, what: str, why: str) -> None:
    """What a library says in English stays out of the message."""
    with pytest.raises(DatasetError) as caught:
        read(table, text)

    assert not any(word in str(caught.value) for word in ("should", "Input", "unexpected", "expected", "error"))


def test_an_absent_table_says_how_to_make_it(table: Path) -> None:
    """The remedy names the command."""
    with pytest.raises(DatasetError, match="データの表がありません") as caught:
        read_table(table, Sample, columns=COLUMNS, key=("code",))

    assert "make ingest" in caught.value.remedy


def test_another_encoding_is_told_with_its_line(table: Path) -> None:
    """A table saved as Shift_JIS is refused with the way to save it."""
    with pytest.raises(DatasetError, match="UTF-8") as caught:
        read(table, "code,count,note\na,1,\nb,2,岩手\n".encode("cp932"))

    assert caught.value.where == f"{table}:3"
    assert "CSV UTF-8" in caught.value.remedy


def test_a_folder_in_place_of_a_table_is_told(table: Path) -> None:
    """What cannot be opened is a message too."""
    table.mkdir()

    with pytest.raises(DatasetError, match="開けません"):
        read_table(table, Sample, columns=COLUMNS, key=("code",))


def test_a_file_too_large_is_refused(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is a few hundred kilobytes; something else in its place is not read into memory as rows."""
    monkeypatch.setattr("generator.dataset.csv_reader._MAX_BYTES", 10)

    with pytest.raises(DatasetError, match="大きすぎます"):
        read(table, "code,count,note\na,1,\n")


RESPONDENT = {
    "code": "032018", "prefecture_code": "03", "prefecture": "岩手県", "name": "盛岡市", "kind": "municipality",
    "parent": "", "municipalities": "1", "chiikiryoku": "1", "takikan": "0", "todofuken": "0", "department": "",
    "phone": "", "url": "", "as_of": "", "line_start": "1", "line_end": "9", "members": "",
}  # fmt: skip
INDICATOR = {
    "code": "032018", "metric": "population", "value": "100", "unit": "人", "printed": "100", "line": "3",
    "status": "reported", "note": "",
}  # fmt: skip
PROJECT = {
    "code": "032018", "programme": "takikan", "implementer": "", "contractor": "", "contract": "direct",
    "project_name": "", "line": "3", "contractor_type": "直営", "remark": "",
}  # fmt: skip
TARGET = {
    "code": "032018", "id": "T01", "programme": "takikan", "indicator": "相談件数", "category": "相談", "target": "10",
    "target_unit": "件", "target_line": "3", "result": "12", "result_unit": "件", "result_line": "4",
    "assessment": "met", "basis": "compared", "note": "", "remark": "", "conversion": "", "converted": "",
}  # fmt: skip
THEME = {"code": "032018", "theme": "ibasho", "mentions": "2", "lines": "3 4"}
ROWS: tuple[tuple[type[Row], dict[str, str]], ...] = (
    (RespondentRow, RESPONDENT), (IndicatorRow, INDICATOR), (ProjectRow, PROJECT), (TargetRow, TARGET), (ThemeRow, THEME),
)  # fmt: skip
WRONG = [
    (RespondentRow, RESPONDENT, {"code": "32018"}, "団体コード6桁"),
    (RespondentRow, RESPONDENT, {"code": "G201"}, "団体コード6桁"),
    (RespondentRow, RESPONDENT, {"code": "０３２０１８"}, "団体コード6桁"),
    (RespondentRow, RESPONDENT, {"prefecture_code": "3"}, "2桁の半角数字"),
    (RespondentRow, RESPONDENT, {"prefecture_code": "０３"}, "2桁の半角数字"),
    (RespondentRow, RESPONDENT, {"name": ""}, "空でない文字"),
    (RespondentRow, RESPONDENT, {"kind": "city"}, "municipality"),
    (RespondentRow, RESPONDENT, {"takikan": "2"}, "1以下"),
    (RespondentRow, RESPONDENT, {"line_start": "0"}, "1以上"),
    *((RespondentRow, RESPONDENT, {"line_start": written}, "整数") for written in ("1_0", "１２", " 12", "+12", "012", "1.0", "")),
    (IndicatorRow, INDICATOR, {"metric": "populaton"}, "指標名は次のいずれか"),
    (IndicatorRow, INDICATOR, {"unit": "世帯"}, "単位は 人"),
    *(
        (IndicatorRow, INDICATOR, {"value": written}, "半角数字と小数点だけの数")
        for written in ("NaN", "Infinity", "1,000", "1_000", "１２", "1e3", " 12", "12 ", "+12", "012", ".5", "5.")
    ),
    (IndicatorRow, INDICATOR, {"value": ""}, "status が reported のときだけ"),
    (IndicatorRow, INDICATOR, {"status": "missing"}, "status が reported のときだけ"),
    (IndicatorRow, INDICATOR, {"status": "guessed"}, "reported"),
    (ProjectRow, PROJECT, {"contract": "direkt"}, "direct"),
    (ProjectRow, PROJECT, {"contractor_type": "会社"}, "次のいずれか"),
    (TargetRow, TARGET, {"id": "1"}, "T と2桁の半角数字"),
    (TargetRow, TARGET, {"id": "T０１"}, "T と2桁の半角数字"),
    (TargetRow, TARGET, {"target": ""}, "数"),
    (TargetRow, TARGET, {"target": "1_0"}, "数"),
    (TargetRow, TARGET, {"result": "1e1"}, "数"),
    (TargetRow, TARGET, {"result_line": "４"}, "整数"),
    (TargetRow, TARGET, {"category": "その他の"}, "次のいずれか"),
    (TargetRow, TARGET, {"basis": "no_result"}, "result は空欄"),
    (TargetRow, TARGET, {"assessment": "undetermined"}, "undetermined の basis"),
    (ThemeRow, THEME, {"mentions": "0"}, "1以上"),
    (ThemeRow, THEME, {"mentions": "２"}, "整数"),
    (ThemeRow, THEME, {"lines": "3,4"}, "整数"),
    (ThemeRow, THEME, {"lines": "3 4_0"}, "整数"),
]


def write_row(path: Path, cells: dict[str, str]) -> None:
    """Write a table of one row."""
    path.write_text(
        f"{','.join(cells)}\n" + ",".join('"' + cell.replace('"', '""') + '"' for cell in cells.values()) + "\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(("model", "cells"), ROWS, ids=[model.__name__ for model, _ in ROWS])
def test_a_row_of_the_contract_is_read(table: Path, model: type[Row], cells: dict[str, str]) -> None:
    """The samples that the faults below start from are sound."""
    write_row(table, cells)

    assert len(read_table(table, model, columns=tuple(cells), key=("code",))) == 1


@pytest.mark.parametrize(
    ("model", "cells", "change", "wanted"), WRONG, ids=[f"{m.__name__}-{c}" for m, _, c, _ in WRONG]
)
def test_a_cell_outside_the_contract_is_refused(
    table: Path, model: type[Row], cells: dict[str, str], change: dict[str, str], wanted: str
) -> None:
    """The message says what should stand there."""
    write_row(table, cells | change)

    with pytest.raises(DatasetError, match="取決めに合いません") as caught:
        read_table(table, model, columns=tuple(cells), key=("code",))
    assert wanted in caught.value.expected
    assert caught.value.where == f"{table}:2"
