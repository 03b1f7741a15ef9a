"""Files that cannot be used: one message each, the others are taken, and nothing is lost or half written."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from collection_sample import (
    LAST,
    MORIOKA,
    TONO,
    YEAR,
    all_tables,
    answered,
    cells_of,
    collect,
    empty,
    filled,
    put,
    rows,
    years,
)
from openpyxl import Workbook, load_workbook

from generator.collection.form_ids import FormId
from generator.errors import SourceError, UserError
from generator.paths import DATA

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
_OLD = _OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _with_form(form: FormId) -> bytes:
    book = load_workbook(io.BytesIO(answered(MORIOKA)))
    for sheet in book.worksheets:
        if str(sheet["A1"].value or "").startswith("chiiki-form"):
            sheet["A1"] = str(form)
    return _saved(book)


def _long() -> bytes:
    book = load_workbook(io.BytesIO(answered(MORIOKA)))
    for number in range(50_000):
        book.worksheets[1].cell(200 + number, 3).value = "あ"
    return _saved(book)


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 400_000_000)
    return stream.getvalue()


def _macro() -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(answered(MORIOKA))), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


def _questionnaire() -> str:
    return years().questionnaire.id


def _two_forms() -> bytes:
    book = load_workbook(io.BytesIO(answered(MORIOKA)))
    book["目標と実績"]["A1"] = str(FormId(_questionnaire(), YEAR, TONO))
    return _saved(book)


USELESS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "password.xlsx": (lambda: _PASSWORD, "パスワード"),
    "old.xls": (lambda: _OLD, "古い形式"),
    "bomb.xlsx": (_bomb, "大きくなりすぎる"),
    "long.xlsx": (_long, "行が多すぎ"),
    "cut.xlsx": (lambda: answered(MORIOKA)[:5000], "壊れて"),
    "empty.xlsx": (lambda: empty(MORIOKA), "一つも記入されていない"),
    "another.xlsx": (lambda: _saved(Workbook()), ""),
    "text.xlsx": (lambda: b"hello", "壊れて"),
    "both.xlsx": (_two_forms, "2件の調査票"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "画像"),
    "last.xlsx": (lambda: _with_form(FormId(_questionnaire(), YEAR - 1, MORIOKA)), f"{YEAR - 1}年度の調査票"),
    "nobody.xlsx": (lambda: _with_form(FormId(_questionnaire(), YEAR, "999999")), "団体コード 999999"),
    "other.xlsx": (lambda: _with_form(FormId("x99", YEAR, MORIOKA)), "別の様式"),
}


@pytest.mark.parametrize("name", USELESS)
def test_a_file_that_cannot_be_used_stops_no_other(name: str, tmp_path: Path) -> None:
    """One line says what it is and what to do; the other respondent's answer is taken."""
    make, said = USELESS[name]
    folder = put(tmp_path / "in", {name: make(), "good.xlsx": answered(TONO)})
    lines = [line for line in collect(tmp_path, folder) if line.startswith(f"  {name}: ")]
    assert len(lines) == 1
    assert "使わない" in lines[0]
    assert said in lines[0]
    assert {row["code"] for row in rows(tmp_path, "respondents")} == {TONO}


def test_macros_are_not_run_but_the_values_are_read(tmp_path: Path) -> None:
    """A workbook saved with macros is an answer."""
    collect(tmp_path, put(tmp_path / "in", {"答.xlsm": _macro()}))
    assert {row["code"] for row in rows(tmp_path, "respondents")} == {MORIOKA}


def test_two_different_answers_of_one_town_are_not_chosen_between(tmp_path: Path) -> None:
    """Neither is taken, both are told; an equal copy is no second answer."""
    other = filled(MORIOKA, {"basics.population": 1000})
    files = {"a.xlsx": answered(MORIOKA), "b.xlsx": other, "c.xlsx": answered(TONO), "d.xlsx": answered(TONO)}
    lines = collect(tmp_path, put(tmp_path / "in", files))
    told = {line.split(":")[0].strip(): line for line in lines if ".xlsx: " in line and line.startswith("  ")}
    assert {row["code"] for row in rows(tmp_path, "respondents")} == {TONO}
    assert all("内容の違う回答がほかにもある" in told[name] for name in ("a.xlsx", "b.xlsx"))
    assert "同じ内容" in told["d.xlsx"]


def test_a_second_answer_does_not_push_out_the_one_that_was_taken(tmp_path: Path) -> None:
    """The one in the tables stays, and the status asks somebody to look."""
    folder = put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)})
    collect(tmp_path, folder)
    before = all_tables(tmp_path)
    lines = collect(tmp_path, put(folder, {"0.xlsx": filled(MORIOKA, {"basics.population": 1000})}))
    assert all_tables(tmp_path) == before
    assert any("取り込み済みの a.xlsx を残す" in line for line in lines)


def test_an_answer_that_is_gone_from_the_folder_stays_in_the_tables(tmp_path: Path) -> None:
    """Nothing is lost because somebody tidied up."""
    folder = put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)})
    collect(tmp_path, folder)
    (folder / "a.xlsx").unlink()
    collect(tmp_path, put(folder, {"b.xlsx": answered(TONO)}))
    assert {row["code"] for row in rows(tmp_path, "respondents")} == {MORIOKA, TONO}


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_answers_is_one_message(name: str, tmp_path: Path) -> None:
    """Exit 2, nothing written."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError) as caught:
        collect(tmp_path, tmp_path / name)
    assert "DIR" in caught.value.remedy
    assert not (tmp_path / "data").exists()


def test_tables_of_an_ingest_are_not_written_over(tmp_path: Path) -> None:
    """A year whose tables came from a volume is not turned into another by mistake."""
    shutil.copytree(DATA / str(LAST), tmp_path / "data" / str(YEAR))
    with pytest.raises(UserError) as caught:
        collect(tmp_path, put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)}))
    assert "OUT" in caught.value.remedy


def test_what_is_hidden_is_told_and_not_read(tmp_path: Path) -> None:
    """Somebody hid a row that holds an answer."""
    book = load_workbook(io.BytesIO(answered(MORIOKA)))
    item = next(item for item in cells_of(empty(MORIOKA)) if str(item) == "basics.population")
    title, row, _ = cells_of(empty(MORIOKA))[item]
    book[title].row_dimensions[row].hidden = True
    lines = collect(tmp_path, put(tmp_path / "in", {"a.xlsx": _saved(book)}))
    value = next(row["value"] for row in rows(tmp_path, "indicators") if row["metric"] == "population")
    assert value == ""
    assert any("非表示" in line and "basics.population" in line for line in lines)
