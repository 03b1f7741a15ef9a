"""岩手県's finished brief, by other programs than ours: three readers find its words, two checkers find no fault."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from finished import built

from generator.paths import ROOT
from generator.proof.page import read_flow
from generator.review.checkers import validate

IWATE = "岩手県"
PLACES = (os.environ.get("PDFJS_DIST", ""), ROOT / "node_modules" / "pdfjs-dist")
PDFJS = next((Path(place) for place in PLACES if place and Path(place).is_dir()), None)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished file."""
    path = tmp_path_factory.mktemp("brief") / "iwate.pdf"
    path.write_bytes(built(IWATE).pdf)
    return path


def by_pdfium(path: Path) -> str:
    """The text as Chromium's reader has it."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_poppler(path: Path) -> str:
    """The text as pdftotext has it, in the order of the file (without -raw it sets columns side by side)."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()


def by_pdfjs(path: Path) -> str:
    """The text as Firefox's reader has it."""
    if PDFJS is None or shutil.which("node") is None:
        pytest.skip("node and pdfjs-dist (npm) are not installed; PDFJS_DIST names the folder of the package")
    script = Path(__file__).with_name("read_with_pdfjs.mjs")
    return subprocess.run(["node", script, PDFJS, path], capture_output=True, check=True).stdout.decode()


def bare(text: str) -> str:
    """The text without spaces, line ends and hyphens, which readers set as they like."""
    return re.sub(r"[\s\u00ad\u200b\u0002\ufffe-]", "", unicodedata.normalize("NFC", text))


READERS = (by_pdfium, by_poppler, by_pdfjs)


@pytest.mark.parametrize("reader", READERS)
def test_every_run_of_text_is_extracted(reader: Callable[[Path], str], brief: Path) -> None:
    """Japanese words, figures and names, as they stand in the page; not one is lost or garbled."""
    found = bare(reader(brief))
    runs = {bare(run.text) for run in read_flow(built(IWATE).html).runs}
    broken = {run for run in runs if run not in found}

    assert len(runs) > 400
    assert {run for run in broken if len(run) <= 20} == set()
    # A paragraph that goes on to another page has that page's margins between its halves.
    assert all(run[:8] in found and run[-8:] in found for run in broken)


@pytest.mark.parametrize("reader", READERS)
def test_every_label_of_a_chart_is_extracted(reader: Callable[[Path], str], brief: Path) -> None:
    """Text in charts is text."""
    found = bare(reader(brief))
    view = built(IWATE).view
    labels = {bare(label.text) for chart in view.charts.values() for label in chart.drawing.labels}

    assert len(labels) >= 40
    assert {label for label in labels if label not in found} == set()


@pytest.mark.parametrize("area", [IWATE, "群馬県", "北海道地方", "東北地方", "関東地方", "収録都道府県"])
def test_both_checkers_find_nothing(area: str, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a at once, no errors and no warnings: a prefecture, one municipality, blocks, the volume."""
    (path := tmp_path / "brief.pdf").write_bytes(built(area).pdf)

    assert validate(path) == []
