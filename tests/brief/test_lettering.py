"""Characters beyond the typeface never end in a refusal: what it has is printed, for the rest a substitute."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from generator.brief.build import Brief, make_brief
from generator.brief.which_area import load_inputs, one_area
from generator.paths import DATA

CHANGES = (
    ("projects.csv", "032018,chiikiryoku,盛岡市,盛岡市社会福祉協議会", "032018,chiikiryoku,盛岡市,辻\U000e0100𠮷会"),
    ("summaries.yaml", "城下町の歴史を持つ市街地に", "⻝堂が葛\U000e01ef西の城下町の歴史か\u3099ある市街地に"),
    ("respondents.csv", "保健福祉部地域福祉課", "保健福祉部地域福祉課😀"),
)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """岩手県's brief with such characters in a contractor, a summary and a department."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "2018", data / "2018")
    for name, old, new in CHANGES:
        path = data / "2018" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    inputs = load_inputs(2018, data=data)
    return make_brief(one_area("岩手", "", inputs), inputs)


def test_the_brief_is_made_and_reads_back(brief: Brief) -> None:
    """The whole text was found again in the PDF, selectors or not."""
    with pypdfium2.PdfDocument(brief.pdf) as document:
        assert brief.found.pages == len(document)


def test_substitutes_stand_in_the_pdf(brief: Brief) -> None:
    """吉 for 𠮷, 食 for ⻝, が composed, 〓 for what has no usual form."""
    with pypdfium2.PdfDocument(brief.pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")

    assert "吉会" in text
    assert "食堂が葛西の城下町の歴史がある市街地に" in text
    assert "〓" in text


def test_a_form_that_the_typeface_has_is_kept(brief: Brief) -> None:
    """辻 with its selector stands in the page as it does in the table."""
    assert "辻\U000e0100吉会" in brief.html


def test_a_name_in_charts_takes_its_usual_form(tmp_path: Path) -> None:
    """東津軽郡 with a selector in its name: text, charts and proof all say 東津軽郡."""
    shutil.copytree(DATA / "2018", tmp_path / "2018")
    for name in ("respondents.csv", "summaries.yaml"):
        path = tmp_path / "2018" / name
        path.write_text(path.read_text(encoding="utf-8").replace("東津軽郡", "東津軽\U000e0100郡"), encoding="utf-8")
    inputs = load_inputs(2018, data=tmp_path)
    brief = make_brief(one_area("青森", "", inputs), inputs)

    assert "東津軽郡" in brief.html
    assert "軽\U000e0100" not in brief.html
