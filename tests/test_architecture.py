"""Layout is architecture: who may import whom, what is used where, and how long a piece may be. Read from the syntax."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.paths import ROOT

CODE = ROOT / "generator"

# Modules that anyone may import; they import leaves only. The same list stands in docs/architecture.md.
LEAVES = frozenset(
    [
        "confined",
        "dataset.contract",
        "dataset.practice.contract",
        "eras",
        "errors",
        "everyday",
        "files",
        "formats",
        "gc_settings",
        "new_workbook",
        "page_geometry",
        "paths",
        "unexpected_error",
    ]
)

# Each stage and what it may import besides itself, earlier ones first. The same table stands in docs/architecture.md.
# The rooms of edition/ are stages of their own.
STAGES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        stage: frozenset(before.split())
        for stage, before in {
            "config": "",
            "printed": "",
            "dataset": "config printed",
            "ingest": "config printed dataset",
            "audit": "config printed dataset",
            "ledger": "dataset",
            "measures": "config dataset ledger",
            "findings": "config dataset ledger measures",
            "charts": "config ledger measures",
            "document": "config dataset ledger measures findings charts",
            "inputs": "config dataset measures",
            "typesetting": "document",
            "proof": "config ledger measures document",
            "readback": "charts document typesetting proof",
            "datafiles": "config dataset ledger measures document proof",
            "brief": "config dataset audit measures findings document inputs typesetting proof readback datafiles",
            "signing": "",
            "edition.archive": "",
            "edition.folder": "measures document inputs proof brief",
            "edition.workers": "",
            "edition.checking": "document edition.folder",
            "edition.outputs": "config audit dataset measures findings document inputs typesetting proof datafiles brief "
            "edition.archive edition.folder edition.checking",
            "edition.delivery": "config measures document inputs typesetting edition.archive edition.folder "
            "edition.checking edition.workers signing",
            "edition.errata": "config document inputs typesetting edition.folder edition.outputs",
            "edition.new_year": "config document inputs",
            "collection": "config printed dataset ingest audit document edition.delivery",
            "readiness": "config dataset audit",
            "edition.run": "config readiness audit charts inputs typesetting brief edition.folder edition.workers edition.outputs "
            "edition.delivery edition.errata edition.new_year signing",
            "tracing": "config ingest ledger measures findings document inputs proof readback datafiles brief signing",
            "review": "config",
            "doctor": "config dataset readiness edition.folder",
            "status": "config dataset audit readiness edition.folder",
            "arguments": "",
            "worksheets": "config printed dataset ingest",
            "table_commands": "arguments ingest worksheets",
            "collection_commands": "arguments collection",
            "cli": "arguments table_commands collection_commands ingest audit brief edition.folder edition.run tracing "
            "review doctor status",
            "__main__": "cli",
        }.items()
    }
)

# Packages from outside and the stages that may use them.
PACKAGES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "yaml": frozenset({"config"}),
        "pydantic": frozenset({"worksheets", "config", "dataset", "ingest", "inputs", "edition"}),
        "rapidfuzz": frozenset({"config", "ingest"}),
        "pandas": frozenset({"measures"}),
        "matplotlib": frozenset({"charts"}),
        "jinja2": frozenset({"document"}),
        "markupsafe": frozenset({"document"}),
        "weasyprint": frozenset({"typesetting"}),
        "pydyf": frozenset({"typesetting"}),
        "fontTools": frozenset({"typesetting"}),
        "tinycss2": frozenset({"typesetting"}),
        "defusedxml": frozenset({"ingest"}),
        "pypdfium2": frozenset({"ingest", "typesetting", "readback", "review", "edition"}),
        "openpyxl": frozenset({"worksheets", "ingest", "audit", "collection"}),
        "xlsxwriter": frozenset({"worksheets", "edition", "collection", "new_workbook"}),
        "pyhanko": frozenset({"signing"}),
        "PIL": frozenset({"review"}),
        "rich": frozenset({"edition"}),
        "click": frozenset({"arguments", "cli", "table_commands", "collection_commands"}),
    }
)

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LAST_RESORTS = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})

MODULES = sorted(path for path in CODE.rglob("*.py") if path != CODE / "__init__.py")


def name_of(path: Path) -> str:
    """Return ``ledger.figure`` for generator/ledger/figure.py."""
    parts = path.relative_to(CODE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stage_of(name: str) -> str:
    """Return the stage of a module: the part of a package that the table names, else the package."""
    part = ".".join(name.split(".")[:2])
    return part if part in STAGES else package_of(name)


def package_of(name: str) -> str:
    """Return the first part of a module's name."""
    return name.split(".", maxsplit=1)[0]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of what a module imports, also inside functions and under TYPE_CHECKING."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> Iterator[str]:
    """Yield the names (without ``generator.``) of the project's modules, or things in them, that a module imports."""
    yield from (name.removeprefix("generator.") for name in imported(path) if name.startswith("generator."))


def is_leaf(name: str) -> bool:
    """Return whether a module, or a thing in a module, is a leaf."""
    return any(name == leaf or name.startswith(f"{leaf}.") for leaf in LEAVES)


def offenders(rule: Callable[[Path], Sequence[object]]) -> dict[str, Sequence[object]]:
    """Return what a rule finds, by module, of the modules where it finds anything."""
    found = {name_of(path): rule(path) for path in MODULES}
    return {name: faults for name, faults in found.items() if faults}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a module."""
    yield from (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body; its docstring does not count."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0


def test_every_module_has_a_place_in_the_table() -> None:
    """A new stage is entered in the table before it is imported."""
    divided = {package_of(stage) for stage in STAGES if "." in stage}  # the package itself holds nothing

    assert sorted({stage_of(name_of(path)) for path in MODULES} - set(STAGES) - LEAVES - divided) == []


def test_the_table_names_only_what_exists() -> None:
    """A stage that is gone leaves the table."""
    assert (
        sorted((set(STAGES) | LEAVES) - {stage_of(name_of(p)) for p in MODULES} - {name_of(p) for p in MODULES}) == []
    )


def test_stages_follow_one_another() -> None:
    """A stage may import earlier ones only, so that there is no circle."""
    order = list(STAGES)

    assert [(s, b) for s, before in STAGES.items() for b in before if order.index(b) >= order.index(s)] == []


def test_a_stage_imports_earlier_stages_and_leaves() -> None:
    """A value never goes back."""

    def forbidden(path: Path) -> list[str]:
        name = name_of(path)
        allowed = frozenset() if is_leaf(name) else STAGES.get(stage_of(name), frozenset()) | {stage_of(name)}
        return [n for n in ours(path) if not is_leaf(n) and stage_of(n) not in allowed]

    assert offenders(forbidden) == {}


def test_packages_stay_in_their_stage() -> None:
    """A package from outside is used where its job is, and nowhere else."""

    def strangers(path: Path) -> list[str]:
        foreign = {package_of(name) for name in imported(path)} - sys.stdlib_module_names - {"generator"}
        return [package for package in foreign if package_of(name_of(path)) not in PACKAGES.get(package, frozenset())]

    assert offenders(strangers) == {}


def test_every_package_listed_is_used() -> None:
    """The table of packages does not outlive them."""
    used = {package_of(name) for path in MODULES for name in imported(path)}

    assert sorted(set(PACKAGES) - used) == []


def test_only_the_command_line_prints() -> None:
    """What a stage has to say it returns or raises."""

    def prints(path: Path) -> list[int]:
        calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
        named = [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
        return [call.lineno for call in named if name_of(path) != "cli"]

    assert offenders(prints) == {}


def test_no_assert_guards_the_user() -> None:
    """Asserts vanish under -O; the user's mistakes are typed errors."""
    asserts = offenders(lambda path: [node.lineno for node in ast.walk(tree_of(path)) if isinstance(node, ast.Assert)])

    assert asserts == {}


def test_modules_stay_short() -> None:
    """A module is read in one sitting."""
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_functions_stay_short() -> None:
    """A function is seen at one glance."""
    assert offenders(lambda path: [f.name for f in functions(path) if length_of(f) > LONGEST_FUNCTION]) == {}


def test_there_is_no_drawer_for_everything() -> None:
    """A module is named after its one job."""
    assert [name_of(path) for path in MODULES if path.stem in LAST_RESORTS] == []


def test_a_module_says_its_job() -> None:
    """Each module opens with one sentence."""
    assert [name_of(path) for path in MODULES if ast.get_docstring(tree_of(path)) is None] == []


def manual_table(heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading of docs/architecture.md, marks of code removed."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def words(cell: str) -> frozenset[str]:
    """Return the names marked as code in a cell."""
    return frozenset(re.findall(r"`([^`]+)`", cell))


def test_the_manual_holds_the_table_of_stages() -> None:
    """docs/architecture.md and this test say the same, in the same order."""
    documented = [(next(iter(words(row[0]))), words(row[1])) for row in manual_table("段の順序")]

    assert documented == list(STAGES.items())


def test_the_manual_holds_the_table_of_packages() -> None:
    """docs/architecture.md says which package belongs where."""
    documented = {next(iter(words(row[0]))): words(row[1]) for row in manual_table("外部パッケージの置き場所")}

    assert documented == dict(PACKAGES)


def test_the_manual_names_the_leaves() -> None:
    """docs/architecture.md names the modules that anyone may import."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    sentence = next(line for line in text.splitlines() if line.startswith("どこからでも"))

    assert words(sentence) == LEAVES
