"""What came back becomes the tables: nothing but the hidden ids is relied on, and every value stands in its cell."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collection_sample import (
    CODES,
    LAST,
    MORIOKA,
    NO_SOFFICE,
    SOFFICE,
    TONO,
    YEAR,
    all_tables,
    answered,
    answers_of,
    cells_of,
    collect,
    empty,
    filled,
    put,
    rows,
    through_libreoffice,
    years,
)
from openpyxl import load_workbook

from generator.brief.build import make_brief
from generator.brief.which_area import load_inputs, one_area
from generator.collection.run import run_collect
from generator.dataset.contract import PLACE_TABLES, TABLES
from generator.dataset.load import load_dataset
from generator.dataset.place_tables import read_places
from generator.edition.new_year import prepare_edition
from generator.ingest.run import check, check_and_seal
from generator.paths import CONFIG, DATA

GOOD = {f"回収/{number}.xlsx": code for number, code in enumerate(CODES)}


def good() -> dict[str, bytes]:
    return {name: answered(code) for name, code in GOOD.items()}


def test_the_tables_hold_what_was_filled_in(tmp_path: Path) -> None:
    """Figures, places, projects, targets, practices, meetings and spheres are those of the answers."""
    collect(tmp_path, put(tmp_path, good()))
    before = years().before
    assert {
        (row["code"], row["metric"]): row["value"] for row in rows(tmp_path, "indicators") if row["value"]
    } == {
        key: f"{one.value.normalize():f}" for key, one in before.indicators.items() if key[0] in CODES and one.value is not None
    }  # fmt: skip
    practice = before.practice
    members_left_out = [one for one in practice.practices if one.cell not in ("t.case", "t.network")]
    for table, records, columns in (
        ("projects", before.projects, ("programme", "implementer", "contractor", "contract", "project_name")),
        ("targets", before.targets, ("programme", "indicator", "category", "target", "target_unit", "result")),
        ("practices", members_left_out, ("cell", "kind", "label", "basis")),
        ("meetings", practice.meetings, ("purpose", "name", "reuse", "parent", "members_count")),
        ("areas", practice.areas, ("part", "coverage", "area_count", "population")),
        ("events", practice.events, ("kind", "what", "place")),
    ):
        own = [tuple(shown(getattr(one, column)) for column in columns) for one in records if one.code in CODES]
        assert sorted(tuple(row[column] for column in columns) for row in rows(tmp_path, table)) == sorted(own), table


def shown(value: object) -> str:
    plain = getattr(value, "value", value)
    if plain is None:
        return ""
    return f"{plain.normalize():f}" if hasattr(plain, "normalize") else str(plain)


def test_every_value_stands_in_the_cell_that_its_row_cites(tmp_path: Path) -> None:
    """The proof of the citations reads the returned workbooks themselves; a figure leads to its cell."""
    folder = put(tmp_path / "in", good())
    collect(tmp_path, folder)
    assert check(folder, data=tmp_path / "data" / str(YEAR)) == []
    line = next(r["line"] for r in rows(tmp_path, "indicators") if (r["code"], r["metric"]) == (MORIOKA, "population"))
    item = next(item for item in cells_of(empty(MORIOKA)) if str(item) == "basics.population")
    title, row, column = cells_of(empty(MORIOKA))[item]
    assert (
        read_places(tmp_path / "data" / str(YEAR)).cite([int(line)]) == f"回収/0.xlsx {title} {chr(64 + column)}{row}"
    )


@pytest.mark.skipif(SOFFICE is None, reason=NO_SOFFICE)
def test_answers_saved_by_libreoffice_give_the_same_tables(tmp_path: Path) -> None:
    """Whoever saved it, under whatever name: the same rows, and they prove against the saved files."""
    given = put(tmp_path / "given", {f"{number}.xlsx": answered(code) for number, code in enumerate(CODES)})
    through_libreoffice(given, tmp_path / "saved")
    collect(tmp_path / "one", given)
    collect(tmp_path / "two", tmp_path / "saved")
    assert all_tables(tmp_path / "one") == all_tables(tmp_path / "two")
    assert check(tmp_path / "saved", data=tmp_path / "two" / "data" / str(YEAR)) == []


def test_nothing_but_the_hidden_ids_is_relied_on(tmp_path: Path) -> None:
    """Sheets renamed and turned round, rows and columns put in, hidden columns shown, files deep inside a zip."""
    book = load_workbook(io.BytesIO(answered(MORIOKA)))
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"シート{number}"
        sheet.protection.sheet = False
        sheet.freeze_panes = None
        for column in sheet.column_dimensions.values():
            column.hidden = False
    book["シート1"].insert_rows(3)
    book["シート1"].insert_cols(2)
    book.move_sheet("シート1", 4)
    stream, packed = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("返信/最終版(2).xlsx", stream.getvalue())
    collect(tmp_path / "one", put(tmp_path / "a", {"a.xlsx": answered(MORIOKA)}))
    collect(tmp_path / "two", put(tmp_path / "b", {"深い/所/返信.zip": packed.getvalue()}))
    one, two = all_tables(tmp_path / "one"), all_tables(tmp_path / "two")
    assert one["indicators"] == two["indicators"]
    assert one["targets"] == two["targets"]


FIGURES = {
    "full width": ("２９０，１３６", "290136", ""),
    "unit and 約": ("約290,136人", "290136", "概数"),
    "不明": ("不明", "", "「不明」の印字"),
    "a range": ("28万～29万", "", "要確認"),
    "far from last year": (500_000, "500000", "要確認: 前年度の値（290,136）から72％増えた"),
    "outside the limits": (3, "3", "要確認"),
}


@pytest.mark.parametrize("case", FIGURES)
def test_a_figure_is_read_as_its_sender_sees_it(case: str, tmp_path: Path) -> None:
    """Odd spellings are read or asked about; what is far from last year is marked for the inquiry by itself."""
    given, value, note = FIGURES[case]
    data = filled(
        MORIOKA, {"marks.chiikiryoku": "実施しない", "marks.takikan": "実施しない", "basics.population": given}
    )
    collect(tmp_path, put(tmp_path / "in", {"a.xlsx": data}))
    row = next(row for row in rows(tmp_path, "indicators") if row["metric"] == "population")
    assert (row["value"], note in row["note"]) == (value, True)


def test_a_rate_in_percent_and_a_percent_format_are_read(tmp_path: Path) -> None:
    """0.41％ of the welfare rate is 4.1‰; a cell that shows 65.9% holds 0.659."""
    book = load_workbook(io.BytesIO(filled(MORIOKA, {"marks.takikan": "実施しない", "basics.welfare_rate": "0.41％"})))
    item = next(item for item in cells_of(empty(MORIOKA)) if str(item) == "basics.association_rate")
    title, row, column = cells_of(empty(MORIOKA))[item]
    book[title].cell(row, column).value = 0.659
    book[title].cell(row, column).number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    collect(tmp_path, put(tmp_path / "in", {"a.xlsx": stream.getvalue()}))
    values = {row["metric"]: row["value"] for row in rows(tmp_path, "indicators")}
    assert (values["welfare_rate"], values["association_rate"]) == ("4.1", "65.9")


def test_a_programme_that_is_not_run_has_no_chapter(tmp_path: Path) -> None:
    """Its cells do not apply, and neither do its coordinators."""
    data = filled(MORIOKA, {"marks.chiikiryoku": "実施", "marks.takikan": "実施しない"})
    collect(tmp_path, put(tmp_path / "in", {"a.xlsx": data}))
    states = {row["cell"].split(".")[0]: row["status"] for row in rows(tmp_path, "practice_cells")}
    people = next(row for row in rows(tmp_path, "indicators") if row["metric"] == "coordinators")
    assert (states["t"], states["p"], states["i"], people["status"]) == (
        "not_applicable", "not_applicable", "blank", "not_applicable",
    )  # fmt: skip


def edition(tmp_path: Path) -> None:
    """Make the settings of the year under collection, as somebody does before the forms come back."""
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copytree(DATA / str(LAST), tmp_path / "data" / str(LAST))
    previous = load_inputs(LAST, config=tmp_path / "config", data=tmp_path / "data")
    prepare_edition(YEAR, previous).write()
    editions = tmp_path / "config" / "editions"
    (editions / f"{YEAR}.draft.yaml").rename(editions / f"{YEAR}.yaml")


def test_a_brief_is_built_with_nothing_typed_by_hand(tmp_path: Path) -> None:
    """From the returned workbooks to a draft with excerpts, which say that they are excerpts."""
    edition(tmp_path)
    place = {"settings": tmp_path / "config", "data": tmp_path / "data", "build": tmp_path / "build"}
    run_collect(put(tmp_path / "in", good()), YEAR, None, **place)
    inputs = load_inputs(YEAR, config=tmp_path / "config", data=tmp_path / "data")
    html = re.sub(r"<[^>]*>", "", make_brief(one_area("岩手", "", inputs), inputs).html)
    statement = inputs.dataset.summaries[MORIOKA]["取組"]
    assert statement.excerpt
    assert statement.text[:20] in html
    assert html.count("（回答の抜粋）") >= len(CODES)
    assert "（回答の抜粋）" in statement.text


def test_an_editors_summary_takes_the_place_of_an_excerpt(tmp_path: Path) -> None:
    """Part by part: the others stay excerpts, and further answers move the lines of the summary along."""
    folder = put(tmp_path / "in", {"b.xlsx": answered(TONO)})
    collect(tmp_path, folder)
    line = int(rows(tmp_path, "respondents")[0]["line_start"]) + 100
    text = f'summaries:\n  - respondent: "{TONO}"\n    name: 遠野市\n    取組:\n      text: 書いた。\n      lines: [{line}]\n'
    (tmp_path / "data" / str(YEAR) / "summaries.yaml").write_text(text, encoding="utf-8")
    collect(tmp_path, put(folder, {"a.xlsx": answered(MORIOKA)}))
    dataset = load_dataset(YEAR, data=tmp_path / "data")
    start = dataset.respondents[TONO].line_start
    parts = dataset.summaries[TONO]
    assert (parts["取組"].text, parts["取組"].lines) == ("書いた。", (start + 100,))
    assert (parts["取組"].excerpt, parts["特色"].excerpt) == (False, True)


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    """One after the other or all at once: the same tables to the byte."""
    files = {"a.xlsx": answered(MORIOKA), "b.xlsx": answered(TONO)}
    collect(tmp_path / "one", put(tmp_path / "a", files))
    for name in reversed(files):
        collect(tmp_path / "two", put(tmp_path / "b", {name: files[name]}))
    for name in (*TABLES, *PLACE_TABLES):
        path = Path("data") / str(YEAR) / f"{name}.csv"
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), name


def test_a_proof_stays_whole_when_more_arrives(tmp_path: Path) -> None:
    """Lines that were anchored by the proof go along with their documents; a replaced one is anchored anew."""
    data = tmp_path / "data" / str(YEAR)
    folder = put(tmp_path / "in", {"b.xlsx": answered(TONO)})
    collect(tmp_path, folder)
    assert check_and_seal(folder, data=data, at=datetime.now(UTC)) == []
    collect(tmp_path, put(folder, {"a.xlsx": answered(MORIOKA)}))
    assert check_and_seal(folder, data=data, at=datetime.now(UTC)) == []
    put(folder, {"b.xlsx": filled(TONO, {**answers_of(TONO), "basics.households": 9_000})})
    collect(tmp_path, folder)
    assert check(folder, data=data) == []


def _edited(tmp_path: Path, table: str, old: str, new: str) -> None:
    path = tmp_path / "data" / str(YEAR) / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_running_again_keeps_what_an_editor_has_changed(tmp_path: Path) -> None:
    """The rows of answers that are in already stay as they are."""
    folder = put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)})
    collect(tmp_path, folder)
    _edited(tmp_path, "targets", "マンションサミットの参加者数", "サミットの参加者数")
    collect(tmp_path, put(folder, {"b.xlsx": answered(TONO)}))
    assert "サミットの参加者数" in {row["indicator"] for row in rows(tmp_path, "targets")}
    assert {row["code"] for row in rows(tmp_path, "respondents")} == {MORIOKA, TONO}


def _replaced(tmp_path: Path, more: Mapping[str, object]) -> list[str]:
    folder = put(tmp_path / "in", {"a.xlsx": answered(MORIOKA), "b.xlsx": answered(TONO)})
    collect(tmp_path, folder)
    _edited(tmp_path, "targets", "マンションサミットの参加者数", "サミットの参加者数")
    (folder / "a.xlsx").unlink()
    return collect(tmp_path, put(folder, {"改.xlsx": filled(MORIOKA, {**answers_of(MORIOKA), **more})}))


def test_a_changed_answer_is_taken_and_shown_old_and_new(tmp_path: Path) -> None:
    """Where no editor has decided anything, the new file counts, and the other respondent stays as it was."""
    lines = _replaced(tmp_path, {"basics.households": 136_000})
    values = {(row["code"], row["metric"]): row["value"] for row in rows(tmp_path, "indicators")}
    assert values[MORIOKA, "households"] == "136000"
    assert any("世帯数: 135,472 → 136,000。新しい答を採った" in line for line in lines)
    assert check(tmp_path / "in", data=tmp_path / "data" / str(YEAR)) == []


def test_an_editors_decision_is_not_taken_over(tmp_path: Path) -> None:
    """A row that an editor changed stays, cites its cell in the new file, and is told."""
    lines = _replaced(tmp_path, {"targets.2.result": 20})
    row = next(row for row in rows(tmp_path, "targets") if row["indicator"] == "サミットの参加者数")
    dataset = load_dataset(YEAR, data=tmp_path / "data")
    assert row["result"] == "132"
    assert int(row["result_line"]) in range(
        dataset.respondents[MORIOKA].line_start, dataset.respondents[MORIOKA].line_end
    )
    assert any("編集者の決定を残した" in line for line in lines)


def test_without_the_record_of_the_old_form_nothing_is_taken_over(tmp_path: Path) -> None:
    """build/ may have been emptied: then every row may be an editor's."""
    folder = put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)})
    collect(tmp_path, folder)
    shutil.rmtree(tmp_path / "build")
    (folder / "a.xlsx").unlink()
    changed = filled(MORIOKA, {**answers_of(MORIOKA), "basics.households": 136_000})
    lines = collect(tmp_path, put(folder, {"改.xlsx": changed}))
    values = {row["metric"]: row["value"] for row in rows(tmp_path, "indicators")}
    assert values["households"] == "135472"
    assert any("136000" in line and "編集者の決定を残した" in line for line in lines)


def test_a_broken_record_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """One message, and the tables stay as they were."""
    from generator.errors import SourceError

    _replaced(tmp_path, {})
    record = tmp_path / "build" / str(YEAR) / "collection" / "taken" / f"{MORIOKA}.json"
    assert json.loads(record.read_text(encoding="utf-8"))["filled"]
    record.write_text("{", encoding="utf-8")
    before = all_tables(tmp_path)
    (tmp_path / "in" / "改.xlsx").unlink()
    put(tmp_path / "in", {"再.xlsx": filled(MORIOKA, {**answers_of(MORIOKA), "basics.households": 1})})
    with pytest.raises(SourceError):
        collect(tmp_path, tmp_path / "in")
    assert all_tables(tmp_path) == before
