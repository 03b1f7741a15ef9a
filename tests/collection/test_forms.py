"""The workbooks that are sent out: every item is there, guarded, and can be found again by its hidden id."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from collection_sample import (
    HANAMAKI,
    IWATE,
    MORIOKA,
    NO_SOFFICE,
    SOFFICE,
    YEAR,
    cells_of,
    empty,
    filled,
    form,
    through_libreoffice,
    years,
)
from openpyxl import load_workbook

from generator.collection.form_ids import FormId, ItemId, read_form
from generator.collection.forms.run import addressees, run_forms
from generator.errors import RegionError


def _items(code: str) -> set[ItemId]:
    found = set()
    for block in form(code).blocks():
        if block.rows:
            found |= {ItemId(block.id, row.id, field.id) for row in block.rows for field in block.fields}
        else:
            found |= {ItemId(block.id, "", field.id) for field in block.fields}
    return found


@pytest.mark.parametrize("code", [MORIOKA, IWATE])
def test_every_item_of_the_questionnaire_has_a_cell(code: str) -> None:
    """What the settings ask is what the workbook asks."""
    assert set(cells_of(empty(code))) == _items(code)


def test_only_answers_can_be_changed() -> None:
    """Every sheet is protected; the cells of the items are free and no others."""
    book = load_workbook(io.BytesIO(empty(MORIOKA)))
    free = {
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and type(cell).__name__ == "Cell"
    }
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert free == set(cells_of(empty(MORIOKA)).values())


def test_the_form_says_whose_it_is() -> None:
    """Each sheet bears form, year and code where nobody sees it."""
    book = load_workbook(io.BytesIO(empty(MORIOKA)))
    ids = [read_form(str(book[sheet.title]["A1"].value)) for sheet in form(MORIOKA).sheets]
    assert set(ids) == {FormId(years().questionnaire.id, YEAR, MORIOKA)}
    assert all(book[sheet.title].column_dimensions["A"].hidden for sheet in form(MORIOKA).sheets)


def test_last_years_answers_stand_beside_the_new_ones() -> None:
    """The population of the edition before is in the row of the population."""
    before = years().before.indicators[MORIOKA, "population"].value
    title, row, _ = cells_of(empty(MORIOKA))[ItemId("basics", "", "population")]
    sheet = load_workbook(io.BytesIO(empty(MORIOKA)))[title]
    assert f"{before:,}" in [str(cell.value) for cell in sheet[row]]


def test_a_list_holds_the_codes_of_the_settings() -> None:
    """The drop-down of a practice cell offers each of its kinds once."""
    block = next(block for block in form(MORIOKA).blocks() if block.cell == "i.person")
    labels = [choice.label for choice in block.fields[0].choices]
    assert Counter(labels) == Counter({code.label for code in years().config.practice.kinds["i.person"].values()})


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Two runs write the same files, one for each respondent of the edition before."""
    codes = f"{MORIOKA}、{HANAMAKI}"
    texts = []
    for name in ("one", "two"):
        run_forms(YEAR, codes, build=tmp_path / name)
        texts.append({path.name: path.read_bytes() for path in sorted((tmp_path / name).rglob("*.xlsx"))})
    assert texts[0] == texts[1]
    assert len(texts[0]) == 2
    assert {one.code for one in addressees(years().before)} == set(years().before.respondents)


def test_an_unknown_code_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    """A slip in CODE writes nothing."""
    with pytest.raises(RegionError) as caught:
        run_forms(YEAR, f"{MORIOKA} 999999", build=tmp_path)
    assert caught.value.found == "999999"
    assert not list(tmp_path.rglob("*.xlsx"))


def test_a_year_without_an_edition_before_is_refused(tmp_path: Path) -> None:
    """There is no form to ask with."""
    with pytest.raises(RegionError):
        run_forms(2016, "", build=tmp_path)


def _states(data: bytes) -> dict[str, str]:
    sheet = load_workbook(io.BytesIO(data), data_only=True)["記入状況"]
    return {str(row[2].value): str(row[3].value) for row in sheet.iter_rows(min_row=6) if row[2].value}


@pytest.mark.skipif(SOFFICE is None, reason=NO_SOFFICE)
def test_what_is_missing_is_reckoned_by_the_program(tmp_path: Path) -> None:
    """Answered, left out, far from last year, begun and not finished, not asked: LibreOffice reckons them all."""
    population = years().before.indicators[MORIOKA, "population"].value
    answers = {
        "marks.chiikiryoku": "実施",
        "marks.takikan": "実施しない",
        "contact.department": "地域福祉課",
        "basics.population": int(population or 0) * 2,
        "basics.households": 135_000,
        "targets.1.indicator": "見守りの登録者",
        "issues.1.what": "担い手の不足",
    }
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "a.xlsx").write_bytes(filled(MORIOKA, answers))
    through_libreoffice(tmp_path / "given", tmp_path / "saved")
    saved = (tmp_path / "saved" / "a.xlsx").read_bytes()
    states = _states(saved)
    wanted = {
        "担当部署名": "記入済", "電話番号": "未記入", "人口": "前年度と比較", "世帯数": "記入済", "数値目標": "記入もれ",
        "課題": "記入済", "次年度の予定": "未記入", "相談支援包括化推進員": "対象外", "対象とする圏域": "未記入",
    }  # fmt: skip
    assert {name: states.get(name) for name in wanted} == wanted
    assert set(cells_of(saved)) == _items(MORIOKA)
