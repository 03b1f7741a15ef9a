"""Answers that LibreOffice has opened and saved are read as before, and so are the PDFs that it prints."""

from __future__ import annotations

import csv
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from answers_sample import HANAMAKI, KITAKAMI, excel_answer, word_answer
from ingest_sample import config

from generator.ingest.run import ingest

_PROGRAM = shutil.which("soffice")
pytestmark = pytest.mark.skipif(_PROGRAM is None, reason="LibreOffice (soffice) is not installed")


@cache
def _folder(base: Path) -> Path:
    """Return a folder of what LibreOffice makes of a workbook and a document: saved anew, and as a PDF."""
    given = base / "給"
    given.mkdir(exist_ok=True)
    (given / "花巻市.xlsx").write_bytes(excel_answer(HANAMAKI))
    (given / "北上市.docx").write_bytes(word_answer(KITAKAMI))
    _convert("xlsx", given / "花巻市.xlsx", base / "保存")
    _convert("docx", given / "北上市.docx", base / "保存")
    _convert("pdf", given / "北上市.docx", base / "印刷")
    return base


def _convert(kind: str, file: Path, out: Path) -> None:
    profile = (out.parent / "profile").as_uri()
    command = [
        str(_PROGRAM),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _figures(folder: Path, out: Path) -> dict[str, list[tuple[str, str]]]:
    ingest(folder, config=config(), out=out / "data", build=out / "build")
    found: dict[str, list[tuple[str, str]]] = {}
    with (out / "data" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["code"], []).append((row["metric"], row["value"]))
    return found


@pytest.mark.parametrize("folder", ["保存", "印刷"])
def test_reads_as_before(folder: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every figure is the one of the file that was given."""
    base = _folder(tmp_path_factory.getbasetemp())
    before = _figures(base / "給", tmp_path / "before")
    after = _figures(base / folder, tmp_path / "after")
    assert after == {code: before[code] for code in after}
    assert set(after) <= set(before)
