"""What the manuals promise exists, and what exists is in the manuals."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.cli import cli
from generator.config import load_config
from generator.dataset.contract import BASES, METRICS, TABLES, Assessment, Contract, Kind, Programme, Status
from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.paths import ROOT
from generator.proof.digits import LISTED

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE)
HELPED = re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE)
MANUALS = sorted([*ROOT.glob("*.md"), *(path for place in ("docs", "tests") for path in (ROOT / place).rglob("*.md"))])
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
PLACES = ("generator/", "config/", "docs/", "tests/", "templates/", "scripts/", "assets/", "data/2018/", ".ci/")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@cache
def text_of(path: Path) -> str:
    """Return a manual's text."""
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    """Return a manual's name for a test's id."""
    return path.relative_to(ROOT).as_posix()


ALL = "\n".join(text_of(path) for path in MANUALS)


def test_every_target_has_a_help_text() -> None:
    """make help shows all that there is."""
    assert sorted(set(TARGETS) - set(HELPED)) == []


def test_every_target_is_phony() -> None:
    """A folder of the same name (docs, data) must not keep a target from running."""
    phony = {word for line in re.findall(r"^\.PHONY:(.*)", MAKEFILE, re.MULTILINE) for word in line.split()}

    assert sorted(set(TARGETS) ^ phony) == []


def test_every_target_is_in_a_manual() -> None:
    """A command that nobody can read about is not there."""
    assert [target for target in HELPED if not re.search(rf"make {target}(?![a-z-])", ALL)] == []


@pytest.mark.parametrize("path", MANUALS, ids=named)
def test_every_command_in_a_manual_exists(path: Path) -> None:
    """A manual promises no target that make does not know."""
    promised = re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text_of(path), re.MULTILINE)

    assert sorted(set(promised) - set(TARGETS)) == []


def test_make_help_lists_every_target() -> None:
    """The list is made from the same texts."""
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, check=True)

    assert re.findall(r"^  make (\S+)", done.stdout.decode(), re.MULTILINE) == HELPED


def test_every_command_has_a_target() -> None:
    """Whatever python -m generator can do, make can."""
    assert sorted(set(cli.commands) - set(TARGETS)) == []


def test_every_option_can_be_given_through_make() -> None:
    """An option of a command has a variable, and make hands every variable over unexpanded."""
    variables = {
        str(option.envvar)
        for command in cli.commands.values()
        for option in command.params
        if getattr(option, "envvar", None)
    }
    exported = set(re.findall(r"^export ((?:[A-Z]+ ?)+)$", MAKEFILE, re.MULTILINE)[0].split())
    literal = set(re.findall(r"^override ([A-Z]+) := \$\(value \1\)$", MAKEFILE, re.MULTILINE))

    assert variables <= exported
    assert exported == literal


def test_what_a_recipe_runs_exists() -> None:
    """No dead target."""
    files = re.findall(r"(?:scripts|tests|benchmarks)/[\w./-]+\.(?:sh|py)", MAKEFILE)

    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_ci_runs_what_the_readme_tells() -> None:
    """One command for everybody."""
    assert text_of(ROOT / ".ci" / "run").rstrip().endswith("\nmake test")
    assert "make test" in text_of(ROOT / "README.md")


@pytest.mark.parametrize("path", MANUALS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    """Files exist, and so do the headings that a link points to."""
    targets = [
        target for target in LINK.findall(text_of(path)) if not target.startswith(("http:", "https:", "mailto:"))
    ]

    assert [target for target in targets if not _exists(path, target)] == []


def _exists(path: Path, target: str) -> bool:
    file, _, heading = target.partition("#")
    place = path.parent / file if file else path
    if not place.exists():
        return False
    headings = re.findall(r"^#+ (.+)$", text_of(place), re.MULTILINE) if place.suffix == ".md" else []
    return not heading or heading in [re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in headings]


@pytest.mark.parametrize("path", MANUALS, ids=named)
def test_places_that_a_manual_names_exist(path: Path) -> None:
    """A path in a manual is a path in the tree; patterns (…, <, *) are not looked up."""
    marked = re.findall(r"`([^`\s]+)`", text_of(path))
    places = [name for name in marked if name.startswith(PLACES) and not re.search(r"[…<*?]", name)]

    assert [name for name in places if not (ROOT / name).exists()] == []


def test_every_manual_is_linked_from_the_readme() -> None:
    """A newcomer finds all of them."""
    readme = {(ROOT / target).resolve() for target in LINK.findall(text_of(ROOT / "README.md"))}

    assert [path.name for path in (ROOT / "docs").glob("*.md") if path.resolve() not in readme] == []


def test_every_decision_is_in_the_list() -> None:
    """The list of decisions is complete."""
    folder = ROOT / "docs" / "adr"
    listed = set(LINK.findall(text_of(folder / "README.md")))

    assert [path.name for path in folder.glob("0*.md") if path.name not in listed] == []


def test_every_metric_is_in_the_glossary_with_its_unit() -> None:
    """Japanese term, identifier and unit stand in one row."""
    rows = [line for line in GLOSSARY.splitlines() if line.startswith("| `")]
    missing = [
        metric.key
        for metric in load_config(year=2018).metrics.values()
        if not any(f"`{metric.key}`" in row and row.endswith(f"| {metric.unit} |") for row in rows)
    ]

    assert missing == []


@pytest.mark.parametrize(
    "names",
    [METRICS, BASES, Kind, Status, Programme, Contract, Assessment, tuple(f"{table}.csv" for table in TABLES)],
    ids=["metrics", "bases", "kinds", "states", "programmes", "contracts", "assessments", "tables"],
)
def test_every_word_of_the_contract_is_in_the_glossary(names: tuple[str, ...]) -> None:
    """Whoever opens a table can look its words up."""
    assert [str(name) for name in names if f"`{name}`" not in GLOSSARY] == []


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("kind", Kind), ("programme", Programme), ("contract", Contract), ("status", Status),
        ("assessment", Assessment),
    ],
)  # fmt: skip
def test_data_files_call_things_as_the_glossary_does(column: str, names: tuple[str, ...]) -> None:
    """One name everywhere: the first term of a word's row is what the Excel file prints for it."""
    words = Phrases(make_environment(), "edition/words.j2")
    rows = re.findall(r"^\| `(\w+)`(?:（kind）)? \| ([^（|]+?)(?:（[^）]*）)? \|", GLOSSARY, re.MULTILINE)

    assert [str(name) for name in names if (str(name), words.say("value", column, str(name))) not in rows] == []


def test_the_glossary_says_what_a_basis_is_as_tables_do() -> None:
    """One name everywhere: the glossary's word for a basis is the one of config/words.yaml."""
    bases = load_config().words.bases

    assert [key for key in bases if f"| `{key}` | {bases[key].short} |" not in GLOSSARY] == []


def test_every_key_of_similarity_is_explained() -> None:
    """The manual of the settings or the file's own comment says what a key does."""
    text = (ROOT / "config" / "similarity.yaml").read_text(encoding="utf-8")
    comment = "".join(line for line in text.splitlines() if line.startswith("#"))
    manual = text_of(ROOT / "docs" / "configuration.md")

    assert [key for key in yaml.safe_load(text) if f"`{key}`" not in manual and key not in comment] == []


def test_the_manual_lists_the_numbers_that_are_no_figures() -> None:
    """Each label with digits that the guard lets pass stands in the manual, and no other."""
    manual = text_of(ROOT / "docs" / "traceability.md")
    table = manual.split("| 挙げたもの | 理由 |\n|---|---|\n")[1].split("\n\n")[0]
    told = [row.split("|")[1].strip() for row in table.splitlines()]

    assert [label for label in told if not any(pattern.fullmatch(label) for pattern, _ in LISTED)] == []
    assert len(told) == len(LISTED)


def test_the_version_is_told_once() -> None:
    """pyproject and the changelog agree on what was last released, if anything was."""
    released = re.findall(r"^## \[?(\d+\.\d+\.\d+)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert version is not None
    assert released[:1] in ([], [version[1]])
