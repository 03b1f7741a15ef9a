"""Which briefs depend on which input: one change of each kind, and exactly the briefs that read it."""

from __future__ import annotations

import ast
import csv
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from generator.brief.build import file_name
from generator.brief.which_area import load_inputs
from generator.dataset.withholding import WITHHELD, WithheldError
from generator.edition.folder import orders as orders_module
from generator.edition.folder.orders import Order, areas_of, orders_of
from generator.edition.folder.software import environment
from generator.errors import ConfigError
from generator.inputs import access as inputs_module
from generator.inputs.code import brief_templates, code_fingerprint, code_of, imports
from generator.inputs.fingerprint import fingerprint
from generator.measures.measure import measure
from generator.paths import CONFIG, DATA, ROOT, TEMPLATES

YEAR = 2018
TABLES, SETTINGS = f"data/{YEAR}/", "config/"
IWATE = {"03", "tohoku", "00"}
ALL = "all"
ELSEWHERE = "all but the block and the volume that it belongs to"
MORIOKA, YAHABA = "032018", "033227"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the tables and settings that may be changed."""
    shutil.copytree(DATA / str(YEAR), tmp_path / TABLES)
    shutil.copytree(CONFIG, tmp_path / SETTINGS)
    return tmp_path


def orders(place: Path) -> Mapping[str, Order]:
    inputs = load_inputs(YEAR, config=place / "config", data=place / "data", draft=False)
    return {order.area: order for order in orders_of(inputs)}


@cache
def unchanged() -> Mapping[str, Order]:
    return {order.area: order for order in orders_of(load_inputs(YEAR, draft=False))}


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def cell(place: Path, table: str, row: tuple[str, ...], column: str, change: Callable[[str], str]) -> None:
    """Change one cell of a table; the row is named by its first cells."""
    path = place / TABLES / table
    head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    chosen = next(cells for cells in rows if tuple(cells[: len(row)]) == row)
    chosen[head.index(column)] = change(chosen[head.index(column)])
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, *rows])


def first(place: Path, table: str, prefecture: str) -> tuple[str, str]:
    """The first two cells of the first row of a prefecture's respondent."""
    rows = csv.reader((place / TABLES / table).read_text(encoding="utf-8").splitlines())
    code, name = next(cells[:2] for cells in rows if cells[0].startswith(prefecture))
    return code, name


def summary(place: Path) -> None:
    path = place / TABLES / "summaries.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("text: ", text.index(f'respondent: "{YAHABA}"'))
    path.write_text(text[:start] + "text: 町の" + text[start + len("text: ") :], encoding="utf-8")


def note_of_correction(place: Path) -> None:
    replaced(place / TABLES / "corrections.yaml", 'decided_by: "編集担当"', 'decided_by: "編集"')


def any_waiver(place: Path) -> None:
    path = place / TABLES / "corrections.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("reason: ", text.index("waivers:")) + len('reason: "')
    path.write_text(text[:start] + "記載を確かめた。" + text[start:], encoding="utf-8")


def increment(text: str) -> str:
    return str(Decimal(text) + 1)


def another_population(folder: Path) -> None:
    for column in ("value", "printed"):
        cell(folder, "indicators.csv", (MORIOKA, "population"), column, lambda _: "290137")


CHANGES: Mapping[str, tuple[Callable[[Path], object], set[str] | str]] = {
    "an indicator that all compare with": (
        another_population,
        ALL,
    ),
    "the note of an indicator": (
        lambda p: cell(p, "indicators.csv", (MORIOKA, "population"), "note", lambda _: "注"),
        IWATE,
    ),
    "a telephone number": (lambda p: cell(p, "respondents.csv", (YAHABA,), "phone", lambda _: "019-000-0000"), ELSEWHERE),
    "the lines of a form": (lambda p: cell(p, "respondents.csv", (YAHABA,), "as_of", lambda _: "H30"), IWATE),
    "the name of a project": (
        lambda p: cell(p, "projects.csv", first(p, "projects.csv", "03"), "project_name", lambda _: "事業"),
        IWATE,
    ),
    "the wording of a target": (
        lambda p: cell(p, "targets.csv", first(p, "targets.csv", "03"), "indicator", lambda _: "指標"),
        IWATE,
    ),
    "the remark on a target": (
        lambda p: cell(p, "targets.csv", first(p, "targets.csv", "03"), "remark", lambda _: "2月末の人数"),
        IWATE,
    ),
    "the outcome of a target, which all count": (
        lambda p: cell(
            p,
            "targets.csv",
            first(p, "targets.csv", "03"),
            "assessment",
            lambda now: "not_met" if now == "met" else "met",
        ),
        ALL,
    ),
    "where a theme is mentioned": (
        lambda p: cell(p, "themes.csv", first(p, "themes.csv", "03"), "mentions", increment),
        IWATE,
    ),
    "a summary": (summary, {"03"}),
    "who decided a correction (栃木県)": (note_of_correction, {"09", "kanto", "00"}),
    "a setting of the edition": (
        lambda p: replaced(p / SETTINGS / "editions/2018.yaml", "number: 1", "number: 2"),
        ALL,
    ),
    "a threshold": (lambda p: replaced(p / SETTINGS / "similarity.yaml", "others: 3", "others: 2"), ALL),
    "a comment": (lambda p: replaced(p / SETTINGS / "metrics.yaml", "#", "##"), set()),
    "another edition": (
        lambda p: (p / SETTINGS / "editions/2017.yaml").write_text("x", encoding="utf-8"),
        set(),
    ),
    "whom packages are sent to": (lambda p: (p / SETTINGS / "contacts.yaml").write_text("x", encoding="utf-8"), set()),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_exactly_the_briefs_that_read_it_are_made_again(place: Path, kind: str) -> None:
    """A change of one input changes the keys of the briefs that read it, and of no other."""
    change, expected = CHANGES[kind]
    before = unchanged()
    change(place)
    after = orders(place)

    changed = {area for area in before if before[area].key != after[area].key}

    every = {ALL: set(before), ELSEWHERE: set(before) - (IWATE - {"03"})}
    assert changed == (every[expected] if isinstance(expected, str) else expected)
    assert changed == {area for area in before if before[area].control != after[area].control}


def test_a_brief_reads_the_same_figures_from_what_it_is_given() -> None:
    """The figures computed from the narrowed tables are those computed from the whole ones."""
    inputs = load_inputs(YEAR, draft=False)
    for key in ("03", "05", "tohoku"):
        area = areas_of(inputs)[key]
        own = inputs.of(area)

        narrow = measure(own.dataset, own.config, area).ledger
        whole = measure(inputs.dataset, inputs.config, area).ledger

        assert [(f.id, f.text, f.inputs) for f in narrow] == [(f.id, f.text, f.inputs) for f in whole]


@pytest.mark.parametrize(
    "use",
    [str, len, bool, hash, list, int, float, lambda v: v == 1, lambda v: v + 1, lambda v: v.text, lambda v: f"{v}"],
)
def test_a_withheld_field_cannot_be_used(use: Callable[[object], object]) -> None:
    """Every use of a field that a brief is not given is an error, never a value."""
    with pytest.raises(WithheldError):
        use(WITHHELD)


def test_a_summary_of_another_prefecture_is_withheld() -> None:
    """岩手県's brief is not given the summary of a respondent of 青森県."""
    inputs = load_inputs(YEAR, draft=False)
    own = inputs.of(areas_of(inputs)["03"])
    stranger = next(code for code in own.dataset.respondents if code.startswith("02"))

    assert own.dataset.summaries[stranger] is WITHHELD
    assert own.dataset.summaries[MORIOKA] is inputs.dataset.summaries[MORIOKA]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small repository: templates, a font, a recipe that imports one module, one module that it does not import."""
    files = {
        "templates/document/brief.html.j2": "a",
        "templates/document/sections/one.html.j2": "b",
        "templates/edition/index.html.j2": "c",
        "assets/fonts/font.ttf": "d",
        "requirements.lock": "e",
        "generator/__init__.py": "",
        "generator/brief/build.py": "def build():\n    from generator.charts import strips\n",
        "generator/charts/__init__.py": "",
        "generator/charts/strips.py": "",
        "generator/charts/fonts.xml": "f",
        "generator/ingest/__init__.py": "",
        "generator/ingest/run.py": "import generator.brief.build\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def made_with(tree: Path) -> str:
    code_fingerprint.cache_clear()
    imports.cache_clear()
    return code_fingerprint(tree / "templates", tree / "assets", tree)


@pytest.mark.parametrize(
    ("file", "matters"),
    [
        ("templates/document/brief.html.j2", True),
        ("templates/document/sections/one.html.j2", True),
        ("assets/fonts/font.ttf", True),
        ("requirements.lock", True),
        ("generator/brief/build.py", True),
        ("generator/charts/__init__.py", True),
        ("generator/charts/strips.py", True),
        ("generator/charts/fonts.xml", True),
        ("templates/edition/index.html.j2", False),
        ("generator/ingest/run.py", False),
    ],
)
def test_what_a_brief_is_made_with_decides(tree: Path, file: str, matters: bool) -> None:
    """Templates, fonts, locked versions and the code that the recipe imports change the briefs; other files do not."""
    before = made_with(tree)
    (tree / file).write_text("# changed\n" + (tree / file).read_text(), encoding="utf-8")

    assert (made_with(tree) != before) is matters


def test_the_fingerprint_does_not_depend_on_the_place(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same files in another folder have the same fingerprint."""
    other = tmp_path_factory.mktemp("elsewhere") / "tree"
    shutil.copytree(tree, other)

    assert made_with(other) == made_with(tree)


def test_the_pattern_finds_the_imports_that_the_parser_finds() -> None:
    """No import of ours escapes the pattern that the code is found by."""
    for path in (ROOT / "generator").rglob("*.py"):
        assert parsed_imports(path) <= set(imports(path)), path


def parsed_imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.split(".")[0] == "generator"}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import is not followed"
            if (node.module or "").split(".")[0] == "generator":
                found |= {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_the_recipe_is_made_of_the_stages() -> None:
    """The code of a brief holds its stages and not the commands, the ingest or the edition."""
    names = {path.relative_to(ROOT / "generator").parts[0] for path in code_of("generator.brief.build")}

    assert {"brief", "measures", "charts", "document", "typesetting"} <= names
    assert not {"cli.py", "ingest", "edition"} & names


def test_templates_of_a_brief_use_each_other_only() -> None:
    """What briefs are not made again for, they do not include."""
    for template in brief_templates(TEMPLATES):
        if template.suffix == ".j2":
            used = re.findall(r'(?:from|include|import) "([a-z]+)/', template.read_text(encoding="utf-8"))
            assert set(used) <= {"document"}, template.name


def test_another_version_of_a_library_renews_the_pages_but_not_their_numbers(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """管理番号 stands for the inputs; a new typesetter makes the pages again under the same number."""
    before = orders(place)
    monkeypatch.setattr(orders_module, "environment", lambda: {**environment(), "weasyprint": "99"})

    after = orders(place)

    assert all(before[area].key != after[area].key for area in before)
    assert all(before[area].control == after[area].control for area in before)


@pytest.mark.parametrize("name", ["python", "weasyprint", "matplotlib", "pango", "harfbuzz"])
def test_the_environment_names_what_draws_a_page(name: str) -> None:
    """Python, packages and system libraries are known by their versions."""
    assert environment()[name][0].isdigit()


def test_another_code_makes_another_number(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed code or templates change the number of every brief."""
    before = orders(place)
    monkeypatch.setattr(inputs_module, "code_fingerprint", lambda _: "other")

    after = orders(place)

    assert all(before[area].control != after[area].control for area in before)


@pytest.mark.parametrize(
    ("first_value", "second_value"),
    [
        (Decimal("1.0"), Decimal("1.00")),
        ("1", 1),
        (None, ""),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a", "b"),)),
        ({"a": 1}, {"a": "1"}),
        (True, 1),
    ],
)
def test_different_values_have_different_fingerprints(first_value: object, second_value: object) -> None:
    """What is printed differently is hashed differently."""
    assert fingerprint(first_value) != fingerprint(second_value)


def test_a_withheld_field_is_hashed_as_such() -> None:
    """Whatever stands in it, a withheld field does not change the hash; that it is withheld does."""
    assert fingerprint(WITHHELD) == fingerprint(WITHHELD) != fingerprint(None)


def test_a_value_that_cannot_be_hashed_surely_is_refused() -> None:
    """An object of an unknown kind is an error, never a hash of its address."""
    with pytest.raises(TypeError, match="object"):
        fingerprint(object())


def test_a_reissue_renews_the_briefs_that_it_names(place: Path) -> None:
    """第2版 of two areas changes their briefs and no other."""
    before = unchanged()
    path = place / SETTINGS / "editions/2018.yaml"
    reissue = "reissues:\n  - {number: 2, published_on: 2027-02-01, areas: [岩手県, 東北地方], reason: 面積の誤り}\n"
    path.write_text(path.read_text(encoding="utf-8") + reissue, encoding="utf-8")
    after = orders(place)

    assert {area for area in before if before[area].control != after[area].control} == {"03", "tohoku"}


def test_a_reissued_brief_says_so_in_its_name_and_on_its_page(place: Path) -> None:
    """Version and date of the reissue stand in the file's name and in the settings that the page is made of."""
    path = place / SETTINGS / "editions/2018.yaml"
    reissue = "reissues:\n  - {number: 2, published_on: 2027-02-01, areas: [岩手県], reason: 面積の誤り}\n"
    path.write_text(path.read_text(encoding="utf-8") + reissue, encoding="utf-8")
    inputs = load_inputs(YEAR, config=place / "config", data=place / "data", draft=False)
    areas = areas_of(inputs)
    own, other = (inputs.of(areas[key]).config for key in ("03", "02"))

    assert file_name(areas["03"], own) == "03_岩手県_地域共生ブリーフ_平成30年度_第2版.pdf"
    assert (own.edition.number_label, own.edition.published_on) == ("第2版", date(2027, 2, 1))
    assert file_name(areas["02"], other) == "02_青森県_地域共生ブリーフ_平成30年度.pdf"


@pytest.mark.parametrize(
    ("reissue", "message"),
    [
        ("{number: 1, published_on: 2027-02-01, areas: [岩手県], reason: 誤り}", "2"),
        ("{number: 2, published_on: 2020-02-01, areas: [岩手県], reason: 誤り}", "前の版より前"),
        ("{number: 2, published_on: 2027-02-01, areas: [], reason: 誤り}", "areas"),
        ("{number: 2, published_on: 2027-02-01, areas: [沖縄県], reason: 誤り}", "沖縄県"),
        ("{number: 2, published_on: 2027-02-01, areas: [岩手県], reason: ''}", "reason"),
    ],
)
def test_a_reissue_is_checked(place: Path, reissue: str, message: str) -> None:
    """A version that goes back, a date that goes back, no area or an unknown one are told."""
    path = place / SETTINGS / "editions/2018.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"reissues:\n  - {reissue}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=message):
        orders(place)
