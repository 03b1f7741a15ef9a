"""The data inside a brief, held to the ministry-wide rules for machine-readable tables (統計表における機械判読可能なデータ)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from builders import real_areas
from finished import built, real_inputs

from generator.brief.build import make_brief
from generator.datafiles import provenance
from generator.datafiles.csv_files import COLUMNS, cell, csv_bytes, machine_unit
from generator.dataset.contract import INDICATORS, PROJECTS, RESPONDENTS, TARGETS
from generator.dataset.withholding import WITHHELD
from generator.document.attached import ATTACHED, FIGURES, PROVENANCE
from generator.proof.page import read_flow
from generator.proof.printed import figures_in
from generator.readback.pdfium import read_pdf

IWATE, TOHOKU = "岩手県", "東北地方"
CSVS = [attached.name for attached in ATTACHED if attached.name.endswith(".csv")]
NUMBERS = {
    FIGURES.name: ("値", "年度"),
    "respondents.csv": ("municipalities", "chiikiryoku", "takikan", "todofuken", "line_start", "line_end"),
    "indicators.csv": ("value", "line"),
    "projects.csv": ("line",),
    "targets.csv": ("target", "target_line", "result", "result_line"),
    "themes.csv": ("mentions",),
    "theme_lines.csv": ("line",),
    "practice_cells.csv": ("line_start", "line_end"),
    "areas.csv": ("area_count", "population", "population_max"),
    "area_units.csv": (),
    "practices.csv": ("seq", "number"),
    "coordinators.csv": ("headcount", "full_time", "part_time", "dedicated", "concurrent", "sites"),
    "meetings.csv": ("seq", "times_min", "times_max", "adhoc", "units", "total_per_year", "members_count", "same_as"),
    "events.csv": ("seq", "number", "previous"),
    "practice_lines.csv": ("seq", "line"),
}
FILES = [(area, name) for area in (IWATE, TOHOKU) for name in CSVS]
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)([.][0-9]+)?")


def data_of(area: str, name: str) -> bytes:
    """A file that a brief carries."""
    return {file.name: file.data for file in built(area).attached}[name]


def table_of(area: str, name: str) -> list[dict[str, str]]:
    """A table that a brief carries."""
    return list(csv.DictReader(io.StringIO(data_of(area, name).decode("utf-8-sig"))))


def origin_of(area: str) -> dict[str, Any]:
    """The provenance that a brief carries."""
    content: dict[str, Any] = json.loads(data_of(area, PROVENANCE.name))
    return content


def lines_of(area: str, name: str) -> list[list[str]]:
    """All rows of a table, the header too."""
    return list(csv.reader(io.StringIO(data_of(area, name).decode("utf-8-sig"))))


@pytest.mark.parametrize("area", [IWATE, TOHOKU])
def test_the_files_are_those_that_are_listed(area: str) -> None:
    """What データについて lists is inside, in the same order, and is found again in the PDF."""
    names = [attached.name for attached in ATTACHED]

    assert [file.name for file in built(area).attached] == names
    assert dict(read_pdf(built(area).pdf).attachments) == {file.name: file.data for file in built(area).attached}


@pytest.mark.parametrize(("area", "name"), FILES)
def test_a_file_opens_in_spreadsheet_programs(area: str, name: str) -> None:
    """Rule 1: CSV in UTF-8 with BOM, rows ended by CR LF."""
    data = data_of(area, name)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == len(lines_of(area, name))


@pytest.mark.parametrize(("area", "name"), FILES)
def test_a_table_is_one_rectangle(area: str, name: str) -> None:
    """Rules 4, 14 and 15: no merged cells, nothing above or beside, one table a file."""
    rows = lines_of(area, name)

    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(any(row) for row in rows)


@pytest.mark.parametrize(("area", "name"), FILES)
def test_each_column_has_a_name_of_its_own(area: str, name: str) -> None:
    """Rule 6: no heading is left out."""
    header = lines_of(area, name)[0]

    assert all(header)
    assert len(set(header)) == len(header)


@pytest.mark.parametrize(("area", "name"), FILES)
def test_numbers_are_numbers(area: str, name: str) -> None:
    """Rule 3: no commas, units, signs or notes in a number; a value that is not there is an empty cell."""
    columns = [column for column in NUMBERS[name] if column in lines_of(area, name)[0]]
    wrong = [(c, row[c]) for row in table_of(area, name) for c in columns if row[c] and not NUMBER.fullmatch(row[c])]

    assert wrong == []


@pytest.mark.parametrize(("area", "name"), FILES)
def test_cells_hold_no_layout(area: str, name: str) -> None:
    """Rule 5: no line breaks, no spaces that push text about."""
    cells = [text for row in lines_of(area, name) for text in row]

    assert [text for text in cells if text != text.strip() or re.search(r"[\r\n\t]|  ", text)] == []


@pytest.mark.parametrize(("area", "name"), FILES)
def test_no_formula_and_no_object(area: str, name: str) -> None:
    """Rules 7 and 8: nothing that a spreadsheet program would run."""
    assert [text for row in lines_of(area, name) for text in row if text[:1] in {"=", "+", "@"}] == []


@pytest.mark.parametrize(("area", "name"), FILES)
def test_no_character_depends_on_the_machine(area: str, name: str) -> None:
    """Rule 10: JIS X 0208 only, so no circled digits and no ㎡ (the wave and the minus of Windows are the same signs)."""
    text = "".join("".join(row) for row in lines_of(area, name)).translate(str.maketrans("", "", "～－"))

    assert [c for c in sorted(set(text)) if not _is_common(c)] == []


def _is_common(character: str) -> bool:
    try:
        character.encode("iso2022_jp")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("area", [IWATE, TOHOKU])
def test_each_figure_names_unit_area_and_year(area: str) -> None:
    """Rules 9, 11 and 12: the unit, the area by code or name, and the year in Western style stand in every row."""
    rows = table_of(area, FIGURES.name)

    assert [
        row for row in rows if not (row["単位"] and row["団体名"] and re.fullmatch("20[0-9]{2}", row["年度"]))
    ] == []
    assert {row["団体コード"] for row in rows if row["地域区分"] == "自治体"} >= {"032018"}
    assert all(len(row["団体コード"]) == 6 for row in rows if row["地域区分"] == "都道府県")


@pytest.mark.parametrize("area", [IWATE, TOHOKU])
def test_signs_stand_in_a_column_of_their_own(area: str) -> None:
    """Rule 13: a missing value is an empty cell; the sign printed for it and its state are told beside it."""
    for row in table_of(area, FIGURES.name):
        shown = ("", "r", "?", "r?")
        signs = {"値あり": shown, "不詳・未記入": ("…",), "該当なし": ("－",), "値のある自治体が一つ": ("x",)}
        assert row["記号"] in signs[row["状態"]]
        assert bool(row["値"]) == (row["状態"] == "値あり")


@pytest.mark.parametrize("area", [IWATE, TOHOKU])
def test_every_printed_figure_is_in_the_data(area: str) -> None:
    """数値.csv holds each figure that text, tables, charts and alternative texts print, with its value as printed."""
    brief = built(area)
    printed = {one.figure for one in figures_in(read_flow(brief.html), brief.view)}
    rows = table_of(area, FIGURES.name)

    assert {row["数値ID"] for row in rows} == printed
    assert {row["値"] for row in rows if row["数値ID"] == "all/population/sum"} == {"11004797"}


def test_each_row_is_one_figure_at_one_place() -> None:
    """A figure printed in two sections has two rows, and no row stands twice."""
    rows = [tuple(row.values()) for row in table_of(IWATE, FIGURES.name)]

    assert max(Counter(rows).values()) == 1
    assert tuple(table_of(IWATE, FIGURES.name)[0]) == COLUMNS


def test_codes_keep_their_zeros() -> None:
    """A code is text."""
    assert {row["code"] for row in table_of(IWATE, "respondents.csv")} == {"032018", "032085", "033227", "034835"}
    assert {row["prefecture_code"] for row in table_of(IWATE, "respondents.csv")} == {"03"}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("respondents.csv", RESPONDENTS),
        ("indicators.csv", INDICATORS),
        ("projects.csv", PROJECTS),
        ("targets.csv", TARGETS),
    ],
)
def test_tables_have_the_columns_of_the_dataset(name: str, columns: tuple[str, ...]) -> None:
    """Whoever reads the dataset can read these too."""
    assert tuple(lines_of(IWATE, name)[0]) == columns


@pytest.mark.parametrize("name", CSVS[1:])
def test_tables_hold_the_areas_own_rows_only(name: str) -> None:
    """Nothing of another prefecture travels along."""
    assert {row["code"][:2] for row in table_of(IWATE, name)} == {"03"}


def test_a_block_leaves_out_what_it_may_not_read() -> None:
    """Contacts of single municipalities are no part of a block's brief."""
    header = lines_of(TOHOKU, "respondents.csv")[0]

    assert header == [column for column in RESPONDENTS if column not in {"department", "phone", "url"}]


def test_several_lines_are_several_rows() -> None:
    """Rule 2: one value a cell, also where a theme is spoken of on many lines."""
    rows = [row for row in table_of(IWATE, "theme_lines.csv") if row["theme"] == "ibasho" and row["code"] == "032018"]

    assert len(rows) > 1


def test_what_rests_on_several_lines_has_a_row_for_each() -> None:
    """The rows of chapters 3 and 4 keep all their lines."""
    area = next(one for one in built(IWATE).measures.dataset.practice.areas if one.code == "032018")
    rows = [
        row
        for row in table_of(IWATE, "practice_lines.csv")
        if (row["table"], row["code"], row["part"]) == ("areas", area.code, area.part.value)
    ]

    assert tuple(int(row["line"]) for row in rows) == area.lines


def test_the_provenance_names_what_the_brief_was_made_of() -> None:
    """Edition, control number, dates in ISO 8601, hashes and versions."""
    origin, brief = origin_of(IWATE), built(IWATE)

    assert origin["document"]["control_number"] == brief.control
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", origin["document"]["published_on"])
    assert origin["inputs"]["sha256"] == brief.inputs.fingerprint
    assert brief.control.endswith(origin["inputs"]["sha256"][:8].upper())
    assert origin["software"]["weasyprint"] == "70.0"


@pytest.mark.parametrize("area", [IWATE, TOHOKU])
def test_the_provenance_goes_back_to_the_lines(area: str) -> None:
    """Each printed figure is there with all figures that it was made of, and those that are printed name their lines."""
    figures = {one["id"]: one for one in origin_of(area)["figures"]}
    ledger = built(area).measures.ledger

    assert {one["数値ID"] for one in table_of(area, FIGURES.name)} == {
        k for k, one in figures.items() if "printed" in one
    }
    assert [i for one in figures.values() for i in one.get("inputs", ()) if i in ledger and i not in figures] == []
    own = [one for one in figures.values() if one["formula"] in {"printed", "corrected"} and one["value"] is not None]
    assert [one["id"] for one in own if not one["lines"]] == []


def test_the_provenance_holds_exact_values() -> None:
    """What the brief rounds stands here in full."""
    figure = next(one for one in origin_of(IWATE)["figures"] if one["id"] == "03/aging_rate/mean")

    assert figure["printed"] == "28.0"
    assert Decimal(figure["value"]).quantize(Decimal("0.0001")) == Decimal("28.0077")


def test_the_same_inputs_give_the_same_files() -> None:
    """Made twice, the files agree to the byte."""
    again = make_brief(real_areas()["宮城県"], real_inputs())

    assert again.attached == built("宮城県").attached
    assert again.pdf == built("宮城県").pdf


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "1"),
        (False, "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.50"), "0.50"),
        (7, "7"),
        ("甲\n乙", "甲 乙"),
        ("目標⑧", "目標(8)"),
    ],
)
def test_a_cell_holds_one_plain_value(value: object, text: str) -> None:
    """Numbers without exponents, truth as 1 and 0, text on one line."""
    assert cell(value) == text


@pytest.mark.parametrize(("unit", "plain"), [("k㎡", "km2"), ("人／k㎡", "人/km2"), ("‰", "‰"), ("世帯", "世帯")])
def test_units_are_written_for_every_machine(unit: str, plain: str) -> None:
    """㎡ is known to some systems only."""
    assert machine_unit(unit) == plain


def test_a_withheld_column_is_left_out() -> None:
    """A column that this brief may not read does not reach the file."""
    assert csv_bytes(("a", "b"), [("1", WITHHELD), ("2", WITHHELD)]) == b"\xef\xbb\xbfa\r\n1\r\n2\r\n"


def test_the_provenance_tells_of_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not of what is locked: a brief that was made with another version says so."""
    locked = dict(provenance.packages())
    monkeypatch.setattr(provenance, "version", lambda name: "0.1" if name == "jinja2" else locked[name])
    provenance.packages.cache_clear()
    try:
        assert dict(provenance.packages()) == locked | {"jinja2": "0.1"}
    finally:
        provenance.packages.cache_clear()
