"""Answers on their way back: what they change, and that everything else stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from audit_files import CORRECTIONS, answer, answered, doubtful, questions_of, rebuilt, sheet_bytes, write_edition
from audit_sample import MORIOKA, TONO, YAHABA, Scene
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.commands import run_import
from generator.audit.inquiry.importing import import_answers
from generator.audit.inquiry.refusing import InquiryError
from generator.audit.judging import errors_blocking
from generator.dataset.contract import Status
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.errors import DatasetError

TODAY = date(2026, 11, 30)
WHO = "健康福祉課 担当"
CONFIG = doubtful().config


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The doubtful edition as files."""
    return write_edition(tmp_path / "data", doubtful())


def take_in(data: Path, tmp_path: Path, **answers: tuple[object, str]) -> list[str]:
    """Answer the edition's sheet and import it."""
    path = answered(sheet_bytes(data, doubtful()), tmp_path / "answered.xlsx", answer(**answers))
    return list(import_answers(path, CONFIG, data=data, today=TODAY).told)


def corrections(data: Path) -> str:
    return (data / "2018" / "corrections.yaml").read_text(encoding="utf-8")


def loaded(data: Path) -> Dataset:
    return load_dataset(2018, data=data)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (6.6, "6.6"),
        (7, "7"),
        ("６．６", "6.6"),
        ("6.60", "6.60"),
        (" 6.6 ", "6.6"),
        ("6.6‰", "6.6"),
        ("６．６ ‰", "6.6"),
        (CellRichText("6", TextBlock(InlineFont(b=True), ".6")), "6.6"),
    ],
    ids=["number", "whole number", "full width", "text", "blanks", "unit", "unit in full width", "bold in part"],
)
def test_a_number_becomes_a_confirmed_correction(data: Path, tmp_path: Path, given: object, value: str) -> None:
    """Value, who and when stand in the corrections, and the figure is used."""
    take_in(data, tmp_path, yahaba=(given, WHO))
    figure = loaded(data).indicators[YAHABA, "welfare_rate"]
    assert (figure.value, figure.status) == (Decimal(value), Status.CORRECTED)
    assert figure.correction is not None
    assert (figure.correction.status, figure.correction.decided_by, figure.correction.decided_on) == ("confirmed", WHO, TODAY)


def test_the_confirmed_estimate_keeps_its_reason(data: Path, tmp_path: Path) -> None:
    """Where the respondent agrees, the editor's reason stands, marked as confirmed."""
    take_in(data, tmp_path, yahaba=(6.59, WHO))
    reason = next(c.reason for c in loaded(data).corrections if c.respondent == YAHABA)
    assert reason == "県内の値から離れる。（疑義照会の回答により確定）"


def test_another_number_keeps_the_reason_of_the_question(data: Path, tmp_path: Path) -> None:
    """Where the respondent says otherwise, the question's reason is told as such."""
    take_in(data, tmp_path, yahaba=(6.6, WHO))
    reason = next(c.reason for c in loaded(data).corrections if c.respondent == YAHABA)
    assert reason == "疑義照会の回答による。照会の理由: 県内の値から離れる。"


def test_an_answer_on_an_open_error_enters_a_correction(data: Path, tmp_path: Path) -> None:
    """A figure without a correction gets one, expecting what is printed."""
    take_in(data, tmp_path, morioka=(27, WHO))
    correction = next(c for c in loaded(data).corrections if c.respondent == MORIOKA)
    assert (correction.metric, correction.printed, correction.value) == ("aging_rate", "0.27", Decimal(27))


def test_only_the_answered_lines_change(data: Path, tmp_path: Path) -> None:
    """Comments, order, blank lines and the other entries stay to the letter."""
    take_in(data, tmp_path, yahaba=(6.6, WHO))
    before, after = CORRECTIONS.splitlines(), corrections(data).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        ("    value: 6.59        # 仮の値", "    value: 6.6        # 仮の値"),
        ('    reason: "県内の値から離れる。"', '    reason: "疑義照会の回答による。照会の理由: 県内の値から離れる。"'),
        ('    decided_by: "編集担当"', f'    decided_by: "{WHO}"'),
        ("    decided_on: 2026-11-23", "    decided_on: 2026-11-30"),
        ("    status: asked", "    status: confirmed"),
    ]


def test_as_printed_takes_the_correction_back(data: Path, tmp_path: Path) -> None:
    """原文のとおり brings the printed figure back and waives every check that it fails; no reason is lost."""
    take_in(data, tmp_path, yahaba=("原文のとおり", WHO))
    dataset = loaded(data)
    assert dataset.indicators[YAHABA, "welfare_rate"].value == Decimal("65.9")
    answered_ones = [w for w in dataset.waivers if w.respondent == YAHABA]
    assert [w.check for w in answered_ones] == ["A01-UNIT-SUSPECT", "A03-PLAUSIBLE"]
    assert answered_ones[0].reason == (
        "疑義照会の回答: 原文のとおり。訂正の案（6.59‰）は取り下げた。案の理由: 県内の値から離れる。"
    )
    assert YAHABA not in {f.respondent for f in errors_blocking(dataset, CONFIG)}
    assert "# 単位の取り違え" in corrections(data)
    assert "# 県内の値と比べた" in corrections(data)


def test_the_printed_number_itself_means_as_printed(data: Path, tmp_path: Path) -> None:
    """Whoever types the figure as it was read confirms it."""
    told = take_in(data, tmp_path, morioka=("原文のとおり", WHO))
    assert told == [f"盛岡市 高齢化率: 原文のとおり（{WHO}）"]
    assert {w.check for w in loaded(data).waivers if w.respondent == MORIOKA} >= {"A01-UNIT-SUSPECT", "A03-PLAUSIBLE"}


def test_unknown_takes_the_figure_out(data: Path, tmp_path: Path) -> None:
    """不明 leaves the figure without a value, confirmed."""
    take_in(data, tmp_path, tono=("不明", WHO), yahaba=("不明", WHO))
    dataset = loaded(data)
    assert [(c.value, c.status) for c in dataset.corrections] == [(None, "confirmed"), (None, "confirmed")]
    assert dataset.indicators[YAHABA, "welfare_rate"].status is Status.MISSING


def test_unknown_for_what_is_not_printed_is_kept_as_a_waiver(tmp_path: Path) -> None:
    """A blank that remains blank needs no correction, but the answer is kept."""
    edition = doubtful().figure(YAHABA, "coordinators", None)
    data = write_edition(tmp_path / "data", edition)

    book = load_workbook(BytesIO(sheet_bytes(data, edition)))
    for row in questions_of(book).iter_rows(min_row=5):
        if row[10].value == f"{YAHABA}:coordinators":
            row[8].value, row[9].value = "不明", WHO
    book.save(tmp_path / "a.xlsx")
    import_answers(tmp_path / "a.xlsx", CONFIG, data=data, today=TODAY)
    waiver = next(w for w in loaded(data).waivers if w.respondent == YAHABA)
    assert (waiver.check, waiver.item, waiver.reason) == ("A18-COORDINATORS", "coordinators", "疑義照会の回答: 不明。")


def test_blank_answers_change_nothing(data: Path, tmp_path: Path) -> None:
    """What nobody has answered is left as it was."""
    assert take_in(data, tmp_path) == []
    assert corrections(data) == CORRECTIONS


def test_importing_twice_changes_nothing_more(data: Path, tmp_path: Path) -> None:
    """The same sheet again, on a later day, leaves the file as it is."""
    sheet = sheet_bytes(data, doubtful())
    path = answered(sheet, tmp_path / "a.xlsx", answer(yahaba=(6.6, WHO), tono=("不明", WHO), morioka=("原文のとおり", WHO)))
    import_answers(path, CONFIG, data=data, today=TODAY)
    first = corrections(data)
    import_answers(path, CONFIG, data=data, today=date(2027, 1, 5))
    assert corrections(data) == first


def test_what_has_been_answered_is_not_asked_again(data: Path, tmp_path: Path) -> None:
    """After the answers the sheet is empty."""
    take_in(data, tmp_path, yahaba=("原文のとおり", WHO), tono=("不明", WHO), morioka=(27, WHO))
    sheet = load_workbook(BytesIO(sheet_bytes(data, doubtful())))
    assert questions_of(sheet).max_row == 4


def test_as_printed_is_refused_for_what_cannot_be_read(data: Path, tmp_path: Path) -> None:
    """10,8000 households cannot be right as printed; the other answers are taken."""
    fill = answer(tono=("原文のとおり", WHO), yahaba=(6.6, WHO))
    path = answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", fill)
    done = import_answers(path, CONFIG, data=data, today=TODAY)
    assert [("数として読めない" in error.what, error.found) for error in done.refused] == [(True, "10,8000")]
    assert len(done.told) == 1


@pytest.mark.parametrize("given", ["原文の通り", "原文どおり", "原文 の とおり。", "印字のとおり"])
def test_other_spellings_of_as_printed_are_taken(data: Path, tmp_path: Path, given: str) -> None:
    """What says the same counts the same."""
    assert take_in(data, tmp_path, morioka=(given, WHO)) == [f"盛岡市 高齢化率: 原文のとおり（{WHO}）"]


@pytest.mark.parametrize("given", ["不詳", "分からない", " 不明 "])
def test_other_spellings_of_unknown_are_taken(data: Path, tmp_path: Path, given: str) -> None:
    """What says the same counts the same."""
    assert take_in(data, tmp_path, tono=(given, WHO)) == [f"遠野市 世帯数: 不明（{WHO}）"]


def test_a_percentage_with_its_sign_is_taken(data: Path, tmp_path: Path) -> None:
    """27.3% where percent is asked for."""
    assert take_in(data, tmp_path, morioka=("27.3%", WHO)) == [f"盛岡市 高齢化率: 27.3％（{WHO}）"]


@pytest.mark.parametrize(("form", "held", "used"), [("0.00%", 0.273, "27.30"), ("0%", 0.27, "27"), ("0.0%", 0.273, "27.3")])
def test_a_percent_format_is_read_as_shown(data: Path, tmp_path: Path, form: str, held: float, used: str) -> None:
    """A cell that holds 0.273 and shows 27.30% says 27.30 percent."""

    def fill(sheet: Worksheet) -> None:
        answer(morioka=(held, WHO))(sheet)
        cell = next(row[8] for row in sheet.iter_rows(min_row=5) if row[1].value == MORIOKA)
        cell.number_format = form

    path = answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", fill)
    import_answers(path, CONFIG, data=data, today=TODAY)
    assert next(str(c.value) for c in loaded(data).corrections if c.respondent == MORIOKA) == used


def test_a_private_character_in_a_name_becomes_a_geta(data: Path, tmp_path: Path) -> None:
    """A 外字 is no reason to refuse an answer; the editor is told."""
    path = answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", answer(yahaba=(6.6, "福祉課 渡\ue000")))
    done = import_answers(path, CONFIG, data=data, today=TODAY)
    assert done.told == ("矢巾町 生活保護受給率: 6.6‰（福祉課 渡〓）",)
    assert ["外字" in remark for remark in done.remarks] == [True]


def test_what_is_written_beside_the_answers_is_told(data: Path, tmp_path: Path) -> None:
    """Comments, notes at the right and added sheets reach the editor, and the answers are taken."""

    def change(book: Workbook) -> None:
        sheet = questions_of(book)
        answer(yahaba=(6.6, WHO))(sheet)
        sheet["I7"].comment = Comment("県の値による\n4月の数", "担当")
        sheet["L7"] = "翌年度は改める"
        sheet.merge_cells("A1:J1")
        book.create_sheet("補足")["B2"] = "別の資料"
        book.create_sheet("Sheet2")

    path = rebuilt(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", change)
    done = import_answers(path, CONFIG, data=data, today=TODAY)
    assert len(done.told) == 1
    assert done.remarks == (
        "疑義照会 I7 のコメント: 県の値による 4月の数",
        "疑義照会 L7 の記入（表の外）: 翌年度は改める",
        "足された表「補足」は取り込まない（初めの記入: 別の資料）",
        "足された表「Sheet2」は取り込まない（空）",
    )


def test_the_command_lists_what_it_did_not_take(data: Path, tmp_path: Path) -> None:
    """Good rows first, then each bad one; the outcome says that something is left to do."""
    fill = answer(yahaba=(6.6, WHO), morioka=("約27", WHO))
    outcome = run_import(answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", fill), 2018, today=TODAY, data=data)
    assert outcome.blocked
    assert outcome.lines[0] == f"矢巾町 生活保護受給率: 6.6‰（{WHO}）"
    assert "取り込まなかった行 1件" in outcome.lines
    assert "回答が数値ではありません" in outcome.lines[-1]


def test_a_missing_file_of_corrections_is_made(data: Path, tmp_path: Path) -> None:
    """Without corrections.yaml the answers begin one."""
    (data / "2018" / "corrections.yaml").unlink()
    take_in(data, tmp_path, yahaba=(6.6, WHO))
    assert [c.value for c in loaded(data).corrections] == [Decimal("6.6")]


def test_a_layout_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    """A file in another layout than 「- 」 lists is left alone, with a word on what to do."""
    flow = """\
corrections: [{respondent: "033227", metric: welfare_rate, printed: "6.59", value: 6.59, unit: "‰", reason: 理由,
  decided_by: 編集担当, decided_on: 2026-11-23, status: asked}]
"""
    data = write_edition(tmp_path / "data", doubtful(), flow)
    with pytest.raises(DatasetError, match="自動では書き換えられません"):
        take_in(data, tmp_path, yahaba=(6.6, WHO))
    assert corrections(data) == flow


def test_no_half_written_file_is_left(data: Path, tmp_path: Path) -> None:
    """Beside the tables nothing remains of the import."""
    before = {path.name for path in (data / "2018").iterdir()}
    take_in(data, tmp_path, yahaba=(6.6, WHO))
    assert {path.name for path in (data / "2018").iterdir()} == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_sheet_saved_by_libreoffice_comes_back(data: Path, tmp_path: Path) -> None:
    """Saving in LibreOffice keeps protection, rules and marks, and the answers come in."""
    answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", answer(yahaba=(6.6, WHO), tono=("不明", WHO)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    saved = tmp_path / "out" / "a.xlsx"
    sheet = questions_of(load_workbook(saved))
    assert sheet.protection.sheet
    assert len(sheet.data_validations.dataValidation) == 3
    assert len(import_answers(saved, CONFIG, data=data, today=TODAY).told) == 2


def test_the_command_says_what_is_missing() -> None:
    """Without FILE there is one message with an example."""
    with pytest.raises(InquiryError, match="指定されていません"):
        run_import(None, 2018, today=TODAY)


def test_the_command_tells_where_it_wrote(data: Path, tmp_path: Path) -> None:
    """Each answer is told, then the place."""
    path = answered(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", answer(yahaba=(6.6, WHO)))
    lines = run_import(path, 2018, today=TODAY, data=data).lines
    assert lines[0] == f"矢巾町 生活保護受給率: 6.6‰（{WHO}）"
    assert lines[-2].endswith("corrections.yaml")
    assert "make ingest-check" in lines[-1]


def test_the_command_says_when_nothing_is_answered(data: Path, tmp_path: Path) -> None:
    """An unanswered sheet is no mistake."""
    path = rebuilt(sheet_bytes(data, doubtful()), tmp_path / "a.xlsx", lambda book: None)
    assert run_import(path, 2018, today=TODAY, data=data).lines == ["記入された回答はありません。何も変えていません。"]


def test_the_scene_is_the_one_asked_about() -> None:
    """The doubtful edition asks three things."""
    edition: Scene = doubtful()
    assert {f.respondent for f in errors_blocking(edition.dataset, edition.config)} == {MORIOKA, TONO, YAHABA}
