"""The sound inputs that the fuzzer damages, each with the command that reads it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from generator.audit.inquiry import layout
from generator.edition.run.inquiries import run_inquiry
from generator.paths import ROOT

YEAR: Final = 2018
GENERATOR: Final = ("-m", "generator")
AUDIT: Final = (*GENERATOR, "audit", "--year", "2018")
BRIEF: Final = (*GENERATOR, "brief", "--year", "2018", "--pref")
EXCLUDED: Final = shutil.ignore_patterns("build", "briefs", "__pycache__")
SUFFIXES: Final = frozenset({".csv", ".yaml", ".json"})
_FAMILIES: Final = ("宮城", "栃木", "青森", "東京")
"""Prefectures whose briefs are built of damaged tables and settings."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of a small copy of the project, and the command that reads it; {place} and {file} stand for paths.

    A brief made of a ``sealed`` file that has been changed must say that it is a draft.
    """

    kind: str
    root: Path
    file: str
    command: tuple[str, ...]
    sealed: bool = False


Kind = tuple[Sample, ...]


def samples(folder: Path) -> tuple[Kind, ...]:
    """Make the copy in ``folder`` and return the samples by kind."""
    for name in ("generator", "config", "templates", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=EXCLUDED)
    (folder / "assets").symlink_to(ROOT / "assets")
    shutil.copy(ROOT / "requirements.lock", folder / "requirements.lock")
    for name in ("briefs", "build", "inputs"):
        (folder / name).mkdir()
    edition = _edition(folder)
    return (
        tuple(_tables(folder)), tuple(_settings(folder)), tuple(_sources(folder)), (_workbook(folder),),
        tuple(_earlier(folder, edition)), tuple(_pdfs(folder, edition)),
    )  # fmt: skip


def _tables(folder: Path) -> Iterator[Sample]:
    for path in sorted(path for path in (folder / "data" / str(YEAR)).iterdir() if path.suffix in SUFFIXES):
        name = path.relative_to(folder).as_posix()
        yield Sample("table", folder, name, AUDIT)
        sealed = path.suffix != ".json"
        yield from (Sample("table", folder, name, (*BRIEF, place), sealed) for place in _FAMILIES[:2])


def _settings(folder: Path) -> Iterator[Sample]:
    for path in sorted(path for path in (folder / "config").rglob("*") if path.suffix in SUFFIXES):
        name = path.relative_to(folder).as_posix()
        yield Sample("setting", folder, name, AUDIT)
        yield from (Sample("setting", folder, name, (*BRIEF, place)) for place in _FAMILIES[2:])


def _sources(folder: Path) -> Iterator[Sample]:
    """Yield a text of two forms, and each of three answers in a folder: Excel, Word and PDF."""
    answers, text = _made_up_answers()
    (folder / "inputs" / "source.txt").write_text(text, encoding="utf-8")
    (folder / "inputs" / "answers").mkdir()
    ingest = (*GENERATOR, "ingest", "--year", "2018", "--out", "{place}/inputs/tables", "--source")
    yield Sample("source", folder, "inputs/source.txt", (*ingest, "{file}"))
    for name, content in answers.items():
        (folder / "inputs" / "answers" / name).write_bytes(content)
        yield Sample("answer", folder, f"inputs/answers/{name}", (*ingest, "{place}/inputs/answers"))
        yield Sample("answer", folder, f"inputs/answers/{name}", (*ingest, "{file}"))


def _made_up_answers() -> tuple[dict[str, bytes], str]:
    """Return the answers and the forms that the tests use too."""
    sys.path.append(str(ROOT / "tests" / "support"))
    from answers_sample import HANAMAKI, KITAKAMI, TONO, excel_answer, pdf_answer, word_answer
    from ingest_sample import CHIIKIRYOKU, TAKIKAN, form

    answers = {"1.xlsx": excel_answer(HANAMAKI), "2.docx": word_answer(KITAKAMI), "3.pdf": pdf_answer(TONO)}
    chapters = f"{CHIIKIRYOKU}\n{TAKIKAN}".format(implementer="花巻市", project="見本事業", coordinators="２名")
    return answers, "\n".join((form(chapters=chapters), form(title="岩手県 遠野市", name="遠野市")))


def _workbook(folder: Path) -> Sample:
    """Return the inquiry of a prefecture with an answer in every row."""
    run_inquiry("栃木", YEAR, data=folder / "data", build=folder / "inputs")
    path = next((folder / "inputs" / str(YEAR)).rglob("*.xlsx"))
    book = load_workbook(path)
    sheet = book[layout.SHEET]
    for row in range(layout.HEADER_ROW + 1, sheet.max_row + 1):
        sheet.cell(row, layout.ANSWER_AT + 1).value = layout.AS_PRINTED
        sheet.cell(row, layout.ANSWERER_AT + 1).value = "健康福祉課 担当"
    book.save(path)
    command = (*GENERATOR, "inquiry-import", "--year", "2018", "--file", "{file}")
    return Sample("workbook", folder, path.relative_to(folder).as_posix(), command)


def _edition(folder: Path) -> Path:
    """Publish one prefecture, twice."""
    from generator.brief.which_area import all_prefectures, load_inputs
    from generator.edition.folder.orders import orders_of
    from generator.edition.run import publish
    from generator.edition.run.progress import reporter

    inputs = load_inputs(YEAR, draft=False)
    key = all_prefectures(inputs)[3].key
    orders = tuple(order for order in orders_of(inputs) if order.area == key)
    usual = vars(publish)["orders_of"]
    vars(publish)["orders_of"] = lambda _: orders  # one prefecture is enough
    out = folder / "inputs" / "edition"
    try:
        publish.publish(inputs, out=out, jobs=1, report=reporter(lambda _: None), pages=lambda *_: ())
    finally:
        vars(publish)["orders_of"] = usual
    shutil.copytree(out, folder / "inputs" / "sound")
    return out


def _earlier(folder: Path, edition: Path) -> Iterator[Sample]:
    names = ["manifest.json", *(path.relative_to(edition).as_posix() for path in edition.glob("data/*/record.json"))]
    for name in names:
        for verb in ("diff", "compare"):
            words = (*GENERATOR, verb, "--old", "{place}/inputs/edition", "--new", "{place}/inputs/sound")
            yield Sample("manifest", folder, f"inputs/edition/{name}", words)


def _pdfs(folder: Path, edition: Path) -> Iterator[Sample]:
    command = (*GENERATOR, "verify", "--file", "{file}")
    for path in sorted(edition.rglob("*.pdf"), key=lambda path: path.stat().st_size):
        yield Sample("PDF", folder, path.relative_to(folder).as_posix(), command)
