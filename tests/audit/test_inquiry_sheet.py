"""The sheet that goes out: what is asked, how it looks, what may be typed."""

from __future__ import annotations

import time
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from audit_files import doubtful, questions_of, sheet_bytes, write_edition
from audit_sample import MORIOKA, TONO, YAHABA, Scene, correction, scene, waiver
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.audit.inquiry import layout
from generator.audit.inquiry.book import inquiry_book
from generator.audit.inquiry.questions import Question, limits_of, questions
from generator.dataset.contract import METRICS


def asked(edition: Scene) -> tuple[Question, ...]:
    return questions(edition.dataset, edition.config, edition.config.prefectures["03"])


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheet of the doubtful edition."""
    return sheet_bytes(write_edition(tmp_path_factory.mktemp("data"), doubtful()), doubtful())


@pytest.fixture
def sheet(content: bytes) -> Worksheet:
    return questions_of(load_workbook(BytesIO(content)))


UNASKED = scene().figure(YAHABA, "welfare_rate", "65.9")


@pytest.mark.parametrize(
    ("edition", "ids"),
    [
        (scene(), []),
        (scene().corrected(correction(status="asked")), [f"{YAHABA}:welfare_rate"]),
        (scene().corrected(correction(status="open")), [f"{YAHABA}:welfare_rate"]),
        (scene().corrected(correction(status="confirmed")), []),
        (UNASKED, [f"{YAHABA}:welfare_rate"]),
        (scene().figure(YAHABA, "welfare_rate", "3.5"), [f"{YAHABA}:welfare_rate"]),
        (scene().figure(YAHABA, "welfare_rate", "3.5").waived(waiver("A02-RATE-FAR", YAHABA)), []),
        (UNASKED.waived(waiver("A01-UNIT-SUSPECT", YAHABA), waiver("A03-PLAUSIBLE", YAHABA)), [f"{YAHABA}:welfare_rate"]),
        (
            UNASKED.waived(
                waiver("A01-UNIT-SUSPECT", YAHABA, reason="疑義照会の回答: 原文のとおり。"), waiver("A03-PLAUSIBLE", YAHABA)
            ),
            [],
        ),
        (scene().figure(YAHABA, "area", None), []),
        (scene().target(result="49"), []),
        (scene().figure(MORIOKA, "aging_rate", "0.27").figure(TONO, "coordinators", None),
            [f"{MORIOKA}:aging_rate", f"{TONO}:coordinators"]),
    ],
    ids=["nothing", "asked", "open", "confirmed", "error", "warning", "waived warning", "waived error with another reading",
         "answered", "note", "target", "order of the table"],
)  # fmt: skip
def test_what_is_asked(edition: Scene, ids: list[str]) -> None:
    """Doubtful figures are asked until somebody has answered or an editor has set them aside."""
    assert [question.id for question in asked(edition)] == ids


def test_other_prefectures_are_not_asked() -> None:
    """A sheet holds the questions of one prefecture."""
    assert questions(UNASKED.dataset, UNASKED.config, UNASKED.config.prefectures["13"]) == ()


def test_several_doubts_of_a_figure_are_one_question() -> None:
    """Reasons are gathered, the estimate is that of the check that has one."""
    (question,) = asked(scene().figure(YAHABA, "welfare_rate", "65.9", printed="6.59"))
    assert "中央値" in question.why
    assert "範囲" in question.why
    assert question.estimate == Decimal("6.59")


@pytest.mark.parametrize(
    ("metric", "value", "allowed"),
    [
        ("welfare_rate", "0.3", True),
        ("welfare_rate", "60", True),
        ("welfare_rate", "60.1", False),
        ("welfare_rate", "0.29", False),
        ("households", "10800", True),
        ("households", "10800.5", False),
        ("coordinators", "0", True),
        ("coordinators", "-1", False),
        ("area", "67.32", True),
    ],
)
def test_answers_lie_in_the_plausible_range(metric: str, value: str, allowed: bool) -> None:
    """The range is that of the settings; what is counted is whole."""
    assert limits_of(metric, scene().config).allow(Decimal(value)) is allowed


def test_the_columns_are_those_of_the_form(sheet: Worksheet) -> None:
    """The heading row has the columns in their order, the identifying one hidden."""
    assert tuple(cell.value for cell in sheet[layout.HEADER_ROW]) == layout.HEADINGS
    assert [key for key, column in sheet.column_dimensions.items() if column.hidden] == ["K"]


def test_a_row_says_all_that_is_needed(sheet: Worksheet) -> None:
    """Name, code as text, item, printed figure, line, reason, estimate and unit are filled in, the answers empty."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=layout.HEADER_ROW + 1)]
    last = rows[-1]
    assert last[:5] == ["矢巾町", "033227", "生活保護受給率", "6.59", 306]
    assert last[5:] == ["県内の値から離れる。", 6.59, "‰", None, None, "033227:welfare_rate"]


def test_only_the_answers_can_be_typed(sheet: Worksheet) -> None:
    """The sheet is protected but for 回答欄 and 回答者."""
    assert sheet.protection.sheet
    unlocked = {cell.coordinate[0] for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {"I", "J"}


def test_each_answer_is_checked_as_it_is_typed(sheet: Worksheet) -> None:
    """Every answer cell has its rule: a number in the range or one of two words, explained in Japanese."""
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert sorted(rules) == ["I5", "I6", "I7"]
    assert rules["I7"].formula1 == 'OR(AND(ISNUMBER(I7),I7>=0.3,I7<=60),I7="原文のとおり",I7="不明")'
    assert "I6=INT(I6)" in str(rules["I6"].formula1)
    assert rules["I7"].errorStyle == "stop"
    assert "0.3から60までの数（‰）" in str(rules["I7"].error)


def test_the_rules_fit_into_a_spreadsheet_program() -> None:
    """Titles have at most 32 characters, messages at most 255, as the format demands."""
    spoilt = scene()
    for metric in METRICS:
        spoilt = spoilt.figure(YAHABA, metric, "1", note="要確認: 桁")
    book = inquiry_book(asked(spoilt), spoilt.config.edition, spoilt.config.prefectures["03"])
    rules = questions_of(load_workbook(BytesIO(book))).data_validations.dataValidation
    assert len(rules) == len(METRICS)
    assert all(len(rule.promptTitle or "") <= 32 for rule in rules)
    assert all(max(len(rule.prompt or ""), len(rule.error or ""), len(rule.formula1 or "")) <= 255 for rule in rules)


def test_the_sheet_prints_on_landscape_a4(sheet: Worksheet) -> None:
    """One page wide, headings repeated, frozen on the screen."""
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"


def test_the_book_explains_itself_and_knows_whose_it_is(content: bytes) -> None:
    """A guide stands beside the questions; edition and prefecture stand on a hidden sheet."""
    book = load_workbook(BytesIO(content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        (layout.SHEET, "visible"), (layout.GUIDE, "visible"), (layout.MARKS, "hidden"),
    ]  # fmt: skip
    marks = {row[0]: row[1] for row in book[layout.MARKS].iter_rows(values_only=True)}
    assert marks == {"様式": layout.FORM, "年度": "2018", "都道府県コード": "03", "都道府県": "岩手県"}


def test_a_printed_equals_sign_is_no_formula() -> None:
    """What the form prints is text, whatever it begins with."""
    spoilt = scene().figure(YAHABA, "welfare_rate", "65.9", printed="=1+1")
    book = inquiry_book(asked(spoilt), spoilt.config.edition, spoilt.config.prefectures["03"])
    cell = questions_of(load_workbook(BytesIO(book)))["D5"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_equal_questions_give_equal_bytes(content: bytes, tmp_path: Path) -> None:
    """The sheet does not depend on when it was written."""
    time.sleep(2.1)  # the resolution of times in an archive is two seconds
    assert sheet_bytes(write_edition(tmp_path, doubtful()), doubtful()) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
