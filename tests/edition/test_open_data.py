"""What recipients do with the data: codes stay whole, both forms agree, every column is told, the lines of the readme run."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from finished import built, real_inputs
from openpyxl import load_workbook

from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.edition.delivery.contacts import load_contacts
from generator.edition.delivery.letters import README, Desk
from generator.edition.delivery.one_package import PackOrder, pack
from generator.edition.folder.manifest import BriefEntry, Manifest, entry_of
from generator.edition.folder.orders import orders_of
from generator.edition.outputs.long_wide import LONG, WIDE, long_table, region_id, wide_table
from generator.edition.outputs.open_data import CATALOGUE, CODES, DICTIONARY, PACKAGE, catalogue_of, open_data
from generator.edition.outputs.products import make_products
from generator.edition.outputs.workbook import workbook_of

SOFFICE = shutil.which("soffice")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
WORKBOOK = "表.xlsx"
AREAS = ["青森県", "秋田県", "宮城県", "東北地方"]


def words() -> Phrases:
    """The words of the data files."""
    return Phrases(make_environment(), "edition/words.j2")


@cache
def made(area: str) -> dict[str, bytes]:
    """The files that are made for reuse."""
    return dict(open_data(built(area), words(), workbook=WORKBOOK))


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of an area's data, complete."""
    area = getattr(request, "param", "青森県")
    for name, data in made(area).items():
        (tmp_path / name).write_bytes(data)
    for file in built(area).attached:
        (tmp_path / file.name).write_bytes(file.data)
    (tmp_path / WORKBOOK).write_bytes(workbook_of(built(area), words()))
    return tmp_path


def rows(data: bytes) -> list[dict[str, str]]:
    """A CSV as rows."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("folder", AREAS, indirect=True)
def test_an_independent_validator_accepts_the_package(folder: Path) -> None:
    """Headings, types, keys and limits of every file, with joint forms, members and prefectures' forms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the validator's own dependencies
        import frictionless

        report = frictionless.validate(str(folder / PACKAGE))

    assert report.flatten(["name", "type", "message"]) == []
    assert {one["path"] for one in json.loads((folder / PACKAGE).read_text("utf-8"))["resources"]} == {
        path.name for path in folder.glob("*.csv")
    }


def test_a_lost_zero_is_found_by_the_validator(folder: Path) -> None:
    """Whoever saved the table in a spreadsheet that made numbers of codes hears of it."""
    table = folder / "indicators.csv"
    table.write_text(
        re.sub(r"^023213", "23213", table.read_text("utf-8-sig"), flags=re.MULTILINE), encoding="utf-8-sig"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(folder / PACKAGE))

    assert {kind for (kind,) in report.flatten(["type"])} & {"constraint-error", "foreign-key"}


@pytest.mark.parametrize("name", [WIDE, LONG])
def test_the_id_of_an_area_survives_every_default(folder: Path, name: str) -> None:
    """Read by pandas without a word about types, and sent through a spreadsheet's rule: letters first, no number."""
    read = pd.read_csv(folder / name)
    own = built("青森県").view.respondents

    assert list(dict.fromkeys(read["地域ID"])) == [region_id(one.code) for one in own] == ["G0201", "C02321"]
    assert next(iter(read.columns)) == "年度"


@pytest.mark.parametrize("area", AREAS)
def test_both_forms_hold_the_same_values(area: str) -> None:
    """A figure a row, or a respondent a row; nothing is in one that is not in the other."""
    long, wide = long_table(built(area), words()), wide_table(built(area), words())
    labels = {
        metric.label: column for metric in built(area).inputs.config.metrics.values() for column in [metric.label]
    }
    by_row = {(row[2], row[5]): row[6] for row in long.rows if row[6] is not None}
    by_column = {
        (row[2], column.name.rpartition("（")[0]): value
        for row in wide.rows
        for column, value in zip(wide.columns, row, strict=True)
        if column.unit and value is not None
    }

    assert by_row == by_column
    assert {label for _, label in by_row} <= set(labels)


def test_the_values_are_those_of_the_table_of_figures() -> None:
    """To the digit, with their states; what is asked about is marked."""
    given = {(row["code"], row["metric"]): row["value"] for row in rows(built("秋田県").attached[2].data)}
    told = {(row["団体コード"], row["表章項目ID"]): row["値"] for row in rows(made("秋田県")[LONG])}
    dataset = built("秋田県").inputs.dataset

    assert built("秋田県").attached[2].name == "indicators.csv"
    assert told == given
    for row in rows(made("秋田県")[LONG]):
        assert (row["照会中"] == "1") == dataset.queried(row["団体コード"], row["表章項目ID"])


def test_the_id_is_that_of_the_statistics_bureau() -> None:
    """C and five digits; the sixth, a check digit, is left out."""
    assert [region_id(code) for code in ("032018", "050008", "G0201")] == ["C03201", "C05000", "G0201"]


@pytest.mark.parametrize("folder", ["青森県", "東北地方"], indirect=True)
def test_the_dictionary_tells_of_every_column(folder: Path) -> None:
    """File by file, in the order of the columns, each in words."""
    told = [(row["ファイル"], row["項目名"]) for row in rows((folder / DICTIONARY).read_bytes())]
    heads = {path.name: rows(path.read_bytes())[0].keys() for path in folder.glob("*.csv") if rows(path.read_bytes())}

    for name, head in heads.items():
        if name not in {DICTIONARY, CODES}:
            assert [column for file, column in told if file == name] == list(head)
    assert [row for row in rows((folder / DICTIONARY).read_bytes()) if not row["説明"]] == []


def test_the_list_of_codes_knows_every_code() -> None:
    """Figures, themes, cells and kinds of the tables of 岩手県's neighbours."""
    known = {row["符号"] for row in rows(made("青森県")[CODES])}
    files = {file.name: rows(file.data) for file in built("青森県").attached if file.name.endswith(".csv")}
    used = {row["metric"] for row in files["indicators.csv"]} | {row["theme"] for row in files["themes.csv"]}
    used |= {row["kind"] for row in files["practices.csv"]} | {row["cell"] for row in files["practices.csv"]}

    assert used - known == set()


@pytest.mark.parametrize("folder", ["青森県", "東北地方"], indirect=True)
def test_the_catalogue_names_files_that_are_there(folder: Path) -> None:
    """Each distribution lies beside it; places are those of the e-Stat LOD; the time is the fiscal year."""
    found = json.loads((folder / CATALOGUE).read_text("utf-8"))
    files = [one["dcat:downloadURL"]["@id"] for one in found["dcat:distribution"]]

    assert [name for name in files if not (folder / name).is_file()] == []
    assert all(re.fullmatch(r"sac:C\d\d000", one["@id"]) for one in found["dct:spatial"])
    assert found["dct:temporal"]["dcat:startDate"]["@value"].endswith("-04-01")
    assert found["@type"] == "dcat:Dataset" and set(found["@context"]) >= {"dcat", "dct", "sac"}


def test_the_files_are_the_same_each_time() -> None:
    """No moment, no order of a set."""
    assert dict(open_data(built("青森県"), words(), workbook=WORKBOOK)) == made("青森県")


def test_pandas_reads_the_workbook_whole() -> None:
    """The id without a word about types; a code of digits needs one, since pandas makes numbers of text cells, too."""
    book = workbook_of(built("宮城県"), words())

    assert list(pd.read_excel(io.BytesIO(book), sheet_name="団体別")["地域ID"]) == ["C04100"]
    typed = pd.read_excel(io.BytesIO(book), sheet_name="団体別", dtype={"団体コード": str})
    assert list(typed["団体コード"]) == ["041009"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_keeps_the_codes_whole(tmp_path: Path) -> None:
    """Opened and saved as CSV, sheet by sheet: no zero is lost."""
    (tmp_path / WORKBOOK).write_bytes(workbook_of(built("宮城県"), words()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run = [str(SOFFICE), profile, "--headless", "--convert-to", ALL_SHEETS, "--outdir", str(tmp_path / "out")]
    subprocess.run([*run, str(tmp_path / WORKBOOK)], check=True, capture_output=True, timeout=180)
    sheets = {path.stem.partition("-")[2]: rows(path.read_bytes()) for path in (tmp_path / "out").glob("*.csv")}

    assert [row["団体コード"] for row in sheets["団体別"]] == ["041009"]
    assert {row["団体コード"] for row in sheets["基本情報"]} == {"041009"}
    assert load_workbook(tmp_path / WORKBOOK)["団体別"]["C2"].data_type == "s"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """宮城県's package as its recipient has it."""
    out, there = tmp_path_factory.mktemp("edition"), tmp_path_factory.mktemp("届いたもの")
    inputs = real_inputs()
    entry = make_products(next(one for one in orders_of(inputs) if one.area == "04"), inputs=inputs, out=out)
    contacts = load_contacts(inputs.config)
    desk = Desk(make_environment(), inputs.config.edition, contacts.sender)
    package = pack(PackOrder(entry, "key"), desk=desk, contacts=contacts, out=out)
    with zipfile.ZipFile(out / package.files[0].path) as zipped:
        zipped.extractall(there)
    return there


def lines_of(folder: Path, heading: str) -> list[str]:
    """The three lines that the readme shows for a program."""
    text = (folder / README).read_text(encoding="utf-8-sig")
    block = re.search(rf"^  {heading}\n((?:    .*\n)+)", text, re.MULTILINE)
    assert block
    return [line.removeprefix("    ") for line in block[1].splitlines()]


@pytest.mark.parametrize("program", ["Excel", "R", "Python"])
def test_the_readme_shows_three_lines(unpacked: Path, program: str) -> None:
    """And each file that they name is in the package."""
    lines = lines_of(unpacked, program)
    files = re.findall(r'"(データ/[^"]+)"', "\n".join(lines))

    assert len(lines) == 3
    assert all((unpacked / name).is_file() for name in files)


def test_the_lines_for_python_run(unpacked: Path) -> None:
    """As they stand, in the folder of the package; the code is printed whole."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines_of(unpacked, "Python"))],
        cwd=unpacked,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
    )

    assert "041009" in done.stdout and "C04100" in done.stdout


def test_the_catalogue_of_an_edition_leads_to_each_brief_s_own(tmp_path: Path) -> None:
    """Relative to the folder, one for each brief that has data."""
    file = entry_of(f"data/03_岩手県/{CATALOGUE}", b"")
    brief = BriefEntry("03", "岩手県", "prefecture", 1, "CKB-1", "", "", 9, (entry_of("03.pdf", b""), file))
    found = json.loads(catalogue_of(real_inputs(), Manifest(2018, 1, "2026-12-01", True, {}, (), (brief,))))

    assert [one["@id"] for one in found["dcat:dataset"]] == [file.path]
    assert found["@type"] == "dcat:Catalog"


def test_the_lines_for_windows_stand_apart(unpacked: Path) -> None:
    """A command begins where the eye looks for it."""
    text = (unpacked / README).read_text(encoding="utf-8-sig")

    assert "\n      Get-Content -Encoding UTF8 SHA256SUMS" in text


@pytest.mark.parametrize("name", [WIDE, LONG, DICTIONARY, CODES, PACKAGE, CATALOGUE])
def test_a_package_tells_what_each_file_is(unpacked: Path, name: str) -> None:
    """Each is there and is explained in the first file to read."""
    text = (unpacked / README).read_text(encoding="utf-8-sig")

    assert (unpacked / "データ" / name).stat().st_size > 100
    assert re.search(rf"^  データ/{re.escape(name)}\n    \S", text, re.MULTILINE)
