"""A folder of answers in three formats becomes the edition's tables; what cannot be used is told and stops nothing."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from answers_sample import HANAMAKI, KITAKAMI, TONO, excel_answer, pdf_answer, word_answer
from documents_sample import saved, xlsx_of, zip_of
from ingest_sample import config
from openpyxl import Workbook, load_workbook
from PIL import Image

from generator.dataset.contract import METRICS
from generator.errors import SourceError, UserError
from generator.ingest.report import IngestReport
from generator.ingest.run import check, ingest

_GOOD = {
    "花巻市.xlsx": excel_answer(HANAMAKI),
    "北上市.docx": word_answer(KITAKAMI),
    "回答3.pdf": pdf_answer(TONO),
}


def _ingest(tmp_path: Path, files: dict[str, bytes]) -> IngestReport:
    folder = tmp_path / "回収"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return ingest(folder, config=config(), out=tmp_path / "data", build=tmp_path / "build")


def _rows(tmp_path: Path, table: str) -> list[dict[str, str]]:
    with (tmp_path / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _places(tmp_path: Path, name: str) -> dict[str, str]:
    """Return where each figure of a respondent stands, as a reader is told."""
    from generator.dataset.place_tables import read_places

    places = read_places(tmp_path / "data")
    return {
        row["metric"]: places.cite([int(row["line"])])
        for row in _rows(tmp_path, "indicators")
        if row["code"] == name and row["line"]
    }


_VALUES = {
    "population": ("96301", "92541", "26378"),
    "households": ("37123", "37123", "37123"),
    "aging_rate": ("33.6", "33.6", "33.6"),
    "welfare_rate": ("4.1", "4.1", "4.1"),
    "area": ("908.39", "908.39", "908.39"),
    "association_rate": ("", "", "88.5"),
    "elementary_schools": ("19", "19", "19"),
    "junior_high_schools": ("11", "11", "11"),
    "support_centers_direct": ("1", "1", "1"),
    "support_centers_outsourced": ("5", "5", "5"),
    "support_centers_total": ("6", "6", "6"),
    "self_reliance_direct": ("", "", ""),
    "self_reliance_outsourced": ("1", "1", "1"),
    "self_reliance_total": ("1", "1", "1"),
    "coordinators": ("2", "3", "1"),
}


_PROJECTS = {
    ("032051", "chiikiryoku"): ("花巻見本事業", "花巻市", "社会福祉法人花巻見本会", "outsourced"),
    ("032051", "takikan"): ("見本の相談事業", "花巻市", "", "direct"),
    ("032069", "chiikiryoku"): ("北上見本事業", "北上市", "", "direct"),
    ("032069", "takikan"): ("見本の相談事業", "北上市", "", "direct"),
    ("032085", "chiikiryoku"): ("遠野見本事業", "遠野市社会福祉協議会", "", "unknown"),
    ("032085", "takikan"): ("見本の相談事業", "遠野市", "", "direct"),
}


def test_every_figure_of_three_formats_is_read(tmp_path: Path) -> None:
    """Full-width figures, 0.41％ for 4.1‰, 不明 and － come out alike whatever the format."""
    _ingest(tmp_path, _GOOD)
    values = {(row["code"], row["metric"]): row["value"] for row in _rows(tmp_path, "indicators")}
    codes = ("032051", "032069", "032085")
    assert {metric: tuple(values[code, metric] for code in codes) for metric in _VALUES} == _VALUES
    assert set(_VALUES) == set(METRICS)


def test_names_phones_and_projects_are_read(tmp_path: Path) -> None:
    """Who answers, whom to ask, and what is carried out by whom."""
    _ingest(tmp_path, _GOOD)
    people = {row["name"]: (row["code"], row["phone"], row["department"]) for row in _rows(tmp_path, "respondents")}
    projects = {
        (row["code"], row["programme"]): (row["project_name"], row["implementer"], row["contractor"], row["contract"])
        for row in _rows(tmp_path, "projects")
    }
    assert people == {
        "花巻市": ("032051", "0198-00-0000", "健康福祉部 地域福祉課"),
        "北上市": ("032069", "0197-00-0000", "健康福祉部 地域福祉課"),
        "遠野市": ("032085", "0198-11-1111", "健康福祉部 地域福祉課"),
    }
    assert projects == _PROJECTS


def test_places_are_cells_and_pages(tmp_path: Path) -> None:
    """Each figure is cited by the cell, the table or the page that its reader finds it in."""
    _ingest(tmp_path, _GOOD)
    assert _places(tmp_path, "032051")["population"] == "花巻市.xlsx 回答票 E10"
    assert _places(tmp_path, "032069")["population"] == "北上市.docx 表5 1行2列"
    assert _places(tmp_path, "032085")["population"] == "回答3.pdf 1ページ"


def test_tables_prove_themselves_against_the_folder(tmp_path: Path) -> None:
    """Every figure stands where it is cited."""
    _ingest(tmp_path, _GOOD)
    assert check(tmp_path / "回収", data=tmp_path / "data") == []


def test_what_was_left_out_moves_no_line(tmp_path: Path) -> None:
    """The tables prove themselves though the folder holds files that were not used."""
    _ingest(tmp_path, {"あ.xlsx": xlsx_of({"A1": "人口", "A2": 5}), **_GOOD, "写し.docx": _GOOD["北上市.docx"]})
    assert check(tmp_path / "回収", data=tmp_path / "data") == []


def test_a_file_changed_since_is_told(tmp_path: Path) -> None:
    """A document that is another now proves nothing."""
    _ingest(tmp_path, _GOOD)
    (tmp_path / "回収" / "花巻市.xlsx").write_bytes(excel_answer({**HANAMAKI, "population": "96,302（人）"}))
    with pytest.raises(SourceError, match="変わっているもの"):
        check(tmp_path / "回収", data=tmp_path / "data")


def test_a_place_changed_by_hand_is_told(tmp_path: Path) -> None:
    """places.csv is proven like the figures."""
    _ingest(tmp_path, _GOOD)
    path = tmp_path / "data" / "places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",回答票,E10", ",回答票,E11"), encoding="utf-8")
    assert len(check(tmp_path / "回収", data=tmp_path / "data")) == 1


def test_unit_in_the_next_cell(tmp_path: Path) -> None:
    """A figure and its unit may stand in two cells."""
    parted = {**HANAMAKI, "welfare": "4.1"}
    book = load_workbook(io.BytesIO(excel_answer(parted)))
    sheet = book["回答票"]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "4.1")
    sheet.unmerge_cells(start_row=cell.row, end_row=cell.row, start_column=cell.column, end_column=cell.column + 2)
    sheet.cell(cell.row, cell.column + 1, "‰")
    _ingest(tmp_path, {"花巻市.xlsx": saved(book)})
    welfare = next(row for row in _rows(tmp_path, "indicators") if row["metric"] == "welfare_rate")
    assert (welfare["value"], check(tmp_path / "回収", data=tmp_path / "data")) == ("4.1", [])


def test_every_file_has_one_line_of_report(tmp_path: Path) -> None:
    """Respondent, how sure, what is missing."""
    report = _ingest(tmp_path, _GOOD)
    assert [line.split("、")[0] for line in report.files] == [
        "北上市.docx: 岩手県北上市（見出しの表とファイル名が一致）",
        "回答3.pdf: 岩手県遠野市（見出しの表による）",
        "花巻市.xlsx: 岩手県花巻市（見出しの表とファイル名が一致）",
    ]
    assert "値なし: 地縁組織加入率" in report.files[0]


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("03_岩手県_花巻市_調査票.xlsx", "見出しの表とファイル名が一致"),
        ("hanamaki.xlsx", "見出しの表とファイル名が一致"),
        ("北上市.xlsx", "見出しの表による。ファイル名の「北上市」と違う"),
        ("回答(最終).xlsx", "見出しの表による"),
    ],
)
def test_how_sure_the_respondent_is(tmp_path: Path, name: str, sure: str) -> None:
    """The header decides; a file's name that says another town is told."""
    report = _ingest(tmp_path, {name: _GOOD["花巻市.xlsx"]})
    assert report.files[0].startswith(f"{name}: 岩手県花巻市（{sure}）")


def test_two_answers_of_one_town_are_both_left_out(tmp_path: Path) -> None:
    """Which of two different answers counts is for people to say; the others are read."""
    changed = {**KITAKAMI, "population": "92,542（人）"}
    report = _ingest(tmp_path, {**_GOOD, "北上市2.xlsx": excel_answer(changed)})
    assert [row["name"] for row in _rows(tmp_path, "respondents")] == ["遠野市", "花巻市"]
    assert len([line for line in report.files if "使わない" in line and "ほかにもある" in line]) == 2


def test_a_copy_of_an_answer_is_used_once(tmp_path: Path) -> None:
    """The same file twice is one answer."""
    report = _ingest(tmp_path, {**_GOOD, "写し.docx": _GOOD["北上市.docx"]})
    assert len(_rows(tmp_path, "respondents")) == 3
    assert len([line for line in report.files if "と同じ内容なので使わない" in line]) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("誰でもない.xlsx", xlsx_of({"A1": "人口", "B1": 5}), "個票が一つも見つかりません"),
        ("古い.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "古い形式"),
        ("知らない町.docx", word_answer({**TONO, "name": "見本町"}), "見本町"),
        ("半分.pdf", pdf_answer(TONO)[:2000], "壊れて"),
    ],
)
def test_what_cannot_be_used_gets_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """The file is named with one message, and the three others are read."""
    report = _ingest(tmp_path, {**_GOOD, name: data})
    assert [said in line for line in report.files if line.startswith(name)] == [True]
    assert len(_rows(tmp_path, "respondents")) == 3


def test_a_folder_without_one_usable_answer_writes_nothing(tmp_path: Path) -> None:
    """One message for all, and no table."""
    with pytest.raises(UserError, match="使える回答"):
        _ingest(tmp_path, {"誰でもない.xlsx": xlsx_of({"A1": "人口"})})
    assert not (tmp_path / "data").exists()


def test_date_of_receipt_is_kept(tmp_path: Path) -> None:
    """What an editor enters in documents.csv survives the next ingest."""
    _ingest(tmp_path, _GOOD)
    path = tmp_path / "data" / "documents.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1] + "2026-11-30", *lines[2:]]) + "\n", encoding="utf-8")
    ingest(tmp_path / "回収", config=config(), out=tmp_path / "data", build=tmp_path / "build")
    assert [row["received_on"] for row in _rows(tmp_path, "documents")] == ["2026-11-30", "", ""]


def _with_macros(book: bytes) -> bytes:
    """Return a workbook that carries macros."""
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        return zip_of({**{name: source.read(name) for name in source.namelist()}, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def _long() -> bytes:
    """Return a workbook of fifty thousand rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("回答票")
    for number in range(50_000):
        sheet.append([f"行{number}", "人口"])
    return saved(book)


def _scanned() -> bytes:
    """Return a PDF whose page is a picture of a form."""
    page = io.BytesIO()
    Image.new("L", (400, 600), "white").save(page, format="PDF")
    return page.getvalue()


def _hostile() -> dict[str, bytes]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return {
        "暗号.xlsx": ole + "EncryptedPackage".encode("utf-16-le"),
        "爆弾.docx": zip_of({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 45_000_000}),
        "五万行.xlsx": _long(),
        "写真.pdf": _scanned(),
        "古い.xls": ole + "Workbook".encode("utf-16-le"),
        "古い.doc": ole + "WordDocument".encode("utf-16-le"),
        "遠野市その2.xlsx": excel_answer({**TONO, "population": "1（人）"}),
        "誰でもない.xlsx": excel_answer({**HANAMAKI, "name": ""}),
        "マクロ.xlsm": _with_macros(excel_answer({**HANAMAKI, "name": "一関市"})),
    }


def test_a_folder_full_of_trouble_loses_nothing(tmp_path: Path) -> None:
    """Each file that cannot be used has one line; every other answer is read, macros or not."""
    files = {**_GOOD, **_hostile()}
    report = _ingest(tmp_path, files)
    assert sorted(line.split(": ")[0] for line in report.files) == sorted(files)
    assert [row["name"] for row in _rows(tmp_path, "respondents")] == ["一関市", "北上市", "花巻市"]
    unused = {line.split(": ")[0] for line in report.files if ": 使わない。" in line or ": 読めない。" in line}
    assert unused == {*_hostile(), "回答3.pdf"} - {"マクロ.xlsm"}
    assert [line for line in report.remarks if "マクロ" in line]


def test_an_answer_without_a_name_is_nobody_s(tmp_path: Path) -> None:
    """It is not taken for the prefecture's, which carries out no programme of its own in it."""
    report = _ingest(tmp_path, {**_GOOD, "誰でもない.xlsx": excel_answer({**HANAMAKI, "name": ""})})
    assert "岩手県" not in [row["name"] for row in _rows(tmp_path, "respondents")]
    assert [line for line in report.files if line.startswith("誰でもない.xlsx: 使わない。どの自治体の回答か分からない")]
