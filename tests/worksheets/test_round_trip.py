"""A work sheet goes out, is filled in, and comes back: good rows are taken, bad ones told one by one."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_sample import real_path
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.config import load_config
from generator.dataset.editorial import read_summaries
from generator.errors import UserError
from generator.ingest.run import check, ingest
from generator.paths import DATA
from generator.worksheets.commands import (
    Told,
    import_sheet,
    import_summaries_sheet,
    write_practice_sheet,
    write_summaries_sheet,
    write_targets_sheet,
)
from generator.worksheets.layout import HEADER_ROW

YEAR = 2018
TARGETS, PRACTICE, SUMMARIES = "成果目標", "3章4章", "要約"
WRITERS = {TARGETS: write_targets_sheet, PRACTICE: write_practice_sheet, SUMMARIES: write_summaries_sheet}
IMPORTERS = {TARGETS: import_sheet, PRACTICE: import_sheet, SUMMARIES: import_summaries_sheet}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work sheets of the edition as they go out."""
    build = tmp_path_factory.mktemp("sent")
    for write in WRITERS.values():
        write(YEAR, real_path(), build=build)
    return build / str(YEAR) / "sheets"


class Desk:
    """An editor's copy of the tables and of the sheets."""

    def __init__(self, sent: Path, folder: Path) -> None:
        self.data = folder / "data"
        self.folder = folder
        self._sent = sent
        shutil.copytree(DATA / str(YEAR), self.data / str(YEAR))

    def fill(self, name: str, change: Callable[[Worksheet], object], sheet: str = "") -> Path:
        """Fill in a sheet and save it."""
        book = load_workbook(self._sent / f"{name}_{YEAR}.xlsx")
        change(book[sheet or name])
        path = self.folder / f"{name}.xlsx"
        book.save(path)
        return path

    def take(self, name: str, file: Path) -> Told:
        """Import a returned sheet."""
        return IMPORTERS[name](file, YEAR, real_path(), data=self.data)

    def row(self, table: str, **cells: str) -> dict[str, str]:
        """Return the first row of a table with these cells; an empty one where there is none."""
        with (self.data / str(YEAR) / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            rows = (row for row in csv.DictReader(stream) if all(row[name] == cell for name, cell in cells.items()))
            return next(rows, {})

    def bytes(self) -> dict[str, bytes]:
        """Return the tables as they are."""
        return {path.name: path.read_bytes() for path in sorted((self.data / str(YEAR)).iterdir())}


@pytest.fixture
def desk(sent: Path, tmp_path: Path) -> Desk:
    """A desk with the edition's tables."""
    return Desk(sent, tmp_path)


def put(sheet: Worksheet, key: str, **cells: str) -> int:
    """Write into the row with this key, by heading; return the row's number."""
    heads = _heads(sheet)
    row = next(row for row in range(HEADER_ROW + 1, 9999) if sheet.cell(row, heads["鍵"]).value == key)
    for head, value in cells.items():
        sheet.cell(row, heads[head]).value = value
    return row


def _heads(sheet: Worksheet) -> dict[str, int]:
    """Return the column of each heading."""
    return {str(cell.value): number for number, cell in enumerate(sheet[HEADER_ROW], start=1)}


def add(sheet: Worksheet, **cells: str) -> None:
    """Write into the first empty row at the end."""
    heads = _heads(sheet)
    row = next(row for row in range(HEADER_ROW + 1, 9999) if sheet.cell(row, heads["団体コード"]).value is None)
    for head, value in cells.items():
        sheet.cell(row, heads[head]).value = value


@pytest.mark.parametrize("name", WRITERS)
def test_what_comes_back_as_it_went_out_changes_nothing(desk: Desk, sent: Path, name: str) -> None:
    """Every row of the edition, to the byte."""
    before = desk.bytes()
    told = desk.take(name, sent / f"{name}_{YEAR}.xlsx")

    assert not told.refused
    assert told.lines[0].startswith("取り込む変更はありません")
    assert desk.bytes() == before


@pytest.mark.parametrize("name", [TARGETS, SUMMARIES])
def test_the_same_tables_give_the_same_bytes(sent: Path, tmp_path: Path, name: str) -> None:
    """No time of writing, no order by chance."""
    WRITERS[name](YEAR, real_path(), build=tmp_path)

    made = tmp_path / str(YEAR) / "sheets" / f"{name}_{YEAR}.xlsx"

    assert made.read_bytes() == (sent / f"{name}_{YEAR}.xlsx").read_bytes()


def test_libreoffice_keeps_what_a_sheet_holds(desk: Desk, sent: Path, tmp_path: Path) -> None:
    """Opened and saved by another program, every row is still as it went out."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(sent / f"{TARGETS}_{YEAR}.xlsx")], check=True, capture_output=True
    )

    assert desk.take(TARGETS, tmp_path / f"{TARGETS}_{YEAR}.xlsx").lines[0].startswith("取り込む変更はありません")


def test_good_rows_are_taken_and_bad_ones_told(desk: Desk) -> None:
    """A word, a wrong figure and an impossible choice: one is taken, two have their messages, the rest stays."""

    def change(sheet: Worksheet) -> None:
        put(sheet, "table/011002/T01", 備考="目標は下限")
        put(sheet, "table/011002/T02", 目標="501")
        put(sheet, "table/012068/T01", 判定="合格")

    told = desk.take(TARGETS, desk.fill(TARGETS, change))
    text = "\n".join(told.lines)

    assert told.refused
    assert "取り込まなかった行 2件" in text
    assert "「判定」" in text
    assert "met、not_met、undetermined" in text
    assert "目標の 501 が見当たりません" in text
    assert desk.row("targets", code="011002", id="T01")["remark"] == "目標は下限"
    assert desk.row("targets", code="011002", id="T02")["target"] == "500"
    assert check(real_path(), data=desk.data / str(YEAR)) == []


def test_choices_may_be_told_in_words(desk: Desk) -> None:
    """The list's entry, the code alone and the word alone are one; figures may be in full width."""
    file = desk.fill(
        TARGETS, lambda sheet: put(sheet, "table/011002/T02", 判定="達成", 目標="５００", 備考="年度末の人数")
    )
    told = desk.take(TARGETS, file)

    assert not told.refused
    assert desk.row("targets", code="011002", id="T02")["assessment"] == "met"
    assert desk.row("targets", code="011002", id="T02")["target"] == "500"


def test_a_row_can_be_added_and_one_removed(desk: Desk) -> None:
    """A new row takes the next number of its form; a removed one is gone; a second import adds nothing."""
    new = {
        "団体コード": "011002", "事業": "chiikiryoku", "目標の指標": "サポーター", "区分": "研修・講座", "目標": "500", "目標の単位": "人",
        "目標の行": "176", "判定": "undetermined", "判定の根拠": "no_result",
    }  # fmt: skip

    def change(sheet: Worksheet) -> None:
        add(sheet, **new)
        put(sheet, "table/012068/T01", 判断="削除")

    numbers = len([row for row in desk_rows(desk) if row["code"] == "011002"])
    told = desk.take(TARGETS, desk.fill(TARGETS, change))

    assert not told.refused
    assert desk.row("targets", code="011002", indicator="サポーター")["id"] == f"T{numbers + 1:02d}"
    assert desk.row("targets", code="012068", id="T01") == {}


def desk_rows(desk: Desk) -> list[dict[str, str]]:
    """Return the rows of the targets."""
    with (desk.data / str(YEAR) / "targets.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_proposal_that_is_confirmed_joins_the_table(desk: Desk) -> None:
    """It is confirmed in the review file, and stands in the table at once."""
    told = desk.take(TARGETS, desk.fill(TARGETS, lambda sheet: put(sheet, "review/015440/P01", 判断="確定")))

    assert not told.refused
    assert desk.row("targets_review", code="015440", id="P01")["state"] == "confirmed"
    assert desk.row("targets", code="015440", indicator="町内")["target"] == "50"


def test_a_row_that_has_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    """The sheet is older than the table."""
    file = desk.fill(TARGETS, lambda sheet: put(sheet, "table/011002/T01", 備考="作業表の備考"))
    path = desk.data / str(YEAR) / "targets.csv"
    path.write_text(path.read_text("utf-8").replace("38～91人の下限。13地区中5地区が2回開催", "表の備考"), "utf-8")
    told = desk.take(TARGETS, file)

    assert told.refused
    assert "変わっています" in "\n".join(told.lines)
    assert desk.row("targets", code="011002", id="T01")["remark"] == "表の備考"


def test_rows_of_practice_are_taken_or_told(desk: Desk, sent: Path) -> None:
    """A kind in words is taken; a wrong kind, name, line, figure and state are told with sheet and row."""
    book = load_workbook(sent / f"{PRACTICE}_{YEAR}.xlsx")
    values, spheres, states = book["欄に書かれたもの"], book["圏域"], book["欄の状態"]
    put(values, "table/011002/a.support_content/1", 種類="研修・講座", 注記="講座に当たる")
    rows = [
        (values, put(values, "table/011002/a.support_target/1", 種類="kyobo"), "一覧にない値"),
        (values, put(values, "table/012068/t.case/1", 名="個票にない名"), "原資料の行と合いません"),
        (values, put(values, "table/012068/t.case/2", 行="9999"), "個票の外の行"),
        (spheres, put(spheres, "table/011002/a", 圏域の人口="多数"), "取決めに合いません"),
        (states, put(states, "table/011002/a.support_target", 状態="blank"), ""),
    ]
    file = desk.folder / "3章4章.xlsx"
    book.save(file)
    told = desk.take(PRACTICE, file)
    text = "\n".join(told.lines)

    assert told.refused
    assert desk.row("practices", code="011002", cell="a.support_content", seq="1")["kind"] == "kenshu"
    assert [words for sheet, row, words in rows if f"{sheet.title} {row}行目" not in text or words not in text] == []


def test_paragraphs_become_lines(desk: Desk) -> None:
    """The editor names paragraphs; a paragraph that was cited keeps its lines, a new one brings all of its own."""

    def change(sheet: Worksheet) -> None:
        row = put(
            sheet, "011002/特色", 要約の文="北海道の行政と経済の中心となる都市で、季節の催しには国内外から人が訪れる。"
        )
        chosen = str(sheet.cell(row, 5).value)
        sheet.cell(row, 5).value = f"{chosen}、{int(chosen.rsplit(maxsplit=1)[-1]) + 1}"

    before = read_summaries(desk.data / str(YEAR) / "summaries.yaml")["011002"]["特色"]
    told = desk.take(SUMMARIES, desk.fill(SUMMARIES, change))
    after = read_summaries(desk.data / str(YEAR) / "summaries.yaml")["011002"]["特色"]

    assert not told.refused
    assert set(before.lines) < set(after.lines)
    assert after.text.startswith("北海道の行政と")


def test_summaries_that_do_not_fit_are_told(desk: Desk) -> None:
    """One message a row; the file stays as it is."""

    def change(sheet: Worksheet) -> None:
        put(sheet, "011002/特色", 根拠の段落="100000")
        put(sheet, "011002/ねらい", 根拠の段落="")
        put(sheet, "011002/取組", 要約の文="長い" * 150)
        put(sheet, "011002/成果", 要約の文="講座の修了者は987654人となった。")
        put(sheet, "012068/成果", 要約の文=copied)

    copied = next(line.strip() for line in real_path().read_text("utf-8").splitlines() if len(line.strip()) > 45)
    before = desk.bytes()
    told = desk.take(SUMMARIES, desk.fill(SUMMARIES, change))
    text = "\n".join(told.lines)

    assert "取り込まなかった行 5件" in text
    assert text.count("段落の番号が読めません") == 2
    for words in ("長さが合いません", "選んだ段落にありません", "そのまま写しています"):
        assert words in text
    assert desk.bytes() == before


def test_a_sheet_saved_as_csv_is_read(desk: Desk, sent: Path, tmp_path: Path) -> None:
    """With a byte order mark, as a spreadsheet writes it."""
    book = load_workbook(sent / f"{TARGETS}_{YEAR}.xlsx")
    rows = [["" if value is None else value for value in row] for row in book[TARGETS].iter_rows(values_only=True)]
    rows[HEADER_ROW][-4] = "目標は下限"  # the remark of the first row
    path = tmp_path / "成果目標.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    told = desk.take(TARGETS, path)

    assert not told.refused
    assert "（1件。" in "\n".join(told.lines)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_work_sheet_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    """One message, nothing changed."""
    path = tmp_path / "作業表.xlsx"
    path.write_bytes(content)
    before = desk.bytes()

    with pytest.raises(UserError):
        desk.take(TARGETS, path)
    assert desk.bytes() == before


def test_a_struck_out_cell_is_asked_about(desk: Desk) -> None:
    """Whether the figure still holds nobody can tell from the sheet."""

    def change(sheet: Worksheet) -> None:
        row = put(sheet, "table/011002/T02", 目標="500")
        sheet.cell(row, _heads(sheet)["目標"]).font = Font(strike=True)

    told = desk.take(TARGETS, desk.fill(TARGETS, change))

    assert "取消線のある「500」" in "\n".join(told.lines)


def test_a_sheet_of_another_kind_or_year_is_refused(desk: Desk, sent: Path) -> None:
    """Nothing of it is taken."""
    before = desk.bytes()
    book = load_workbook(sent / f"{TARGETS}_{YEAR}.xlsx")
    book["様式"]["B2"].value = "2017"
    book.save(desk.folder / "前年度.xlsx")

    with pytest.raises(UserError, match="別の年度"):
        desk.take(TARGETS, desk.folder / "前年度.xlsx")
    with pytest.raises(UserError, match="要約の作業表ではありません"):
        desk.take(SUMMARIES, sent / f"{TARGETS}_{YEAR}.xlsx")
    assert desk.bytes() == before


def test_the_source_must_be_the_one_that_was_cited(tmp_path: Path) -> None:
    """Beside a row would stand the words of another line."""
    source = tmp_path / "個票.txt"
    source.write_text("一行\n" + real_path().read_text("utf-8"), encoding="utf-8")

    with pytest.raises(UserError, match="文書が、表の行番号を数えたときと違います"):
        write_targets_sheet(YEAR, source, build=tmp_path)


def test_a_new_edition_is_confirmed_in_one_sitting(tmp_path: Path) -> None:
    """Tables begin empty; all proposals confirmed in the sheet stand in the table, and none comes back."""
    data, build = tmp_path / "data", tmp_path / "build"
    ingest(real_path(), config=load_config(year=YEAR), out=data / str(YEAR), build=build)
    write_targets_sheet(YEAR, None, data=data, build=build)
    book = load_workbook(build / str(YEAR) / "sheets" / f"{TARGETS}_{YEAR}.xlsx")
    waiting = [row for row in book[TARGETS].iter_rows(min_row=HEADER_ROW + 1) if row[1].value == "未確認"]
    for row in waiting:
        row[1].value = "確定"
    book.save(tmp_path / "記入.xlsx")
    told = import_sheet(tmp_path / "記入.xlsx", YEAR, None, data=data, build=build)
    lines = ingest(real_path(), config=load_config(year=YEAR), out=data / str(YEAR), build=build).lines()

    assert not told.refused
    assert len((data / str(YEAR) / "targets.csv").read_text("utf-8").splitlines()) == 1 + len(waiting)
    assert not any("未確認の成果目標" in line for line in lines)
