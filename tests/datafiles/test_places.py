"""Where the forms came as pages or cells, a brief cites these, not the lines of our text."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache

import pytest
from builders import real_areas
from finished import real_inputs

from generator.brief.build import Brief, make_brief
from generator.dataset.places import PlaceRange, Places, SourceFile
from generator.dataset.withholding import WithheldError
from generator.inputs.access import Inputs
from generator.tracing.explain import explain, trace

IWATE, MORIOKA = "岩手県", "032018"
FILE = "個票（第1分冊）.pdf"
_ON_A_PAGE = 50


def _volume(file: str = FILE) -> Inputs:
    """The real tables as if they had been read from a PDF of so many lines a page."""
    inputs = real_inputs()
    last = max(one.line_end for one in inputs.dataset.respondents.values())
    rows = tuple(
        PlaceRange(first, first + _ON_A_PAGE - 1, "D001", page, "", "")
        for page, first in enumerate(range(1, last + 1, _ON_A_PAGE), start=1)
    )
    places = Places((SourceFile("D001", "pdf", file, "0" * 64, len(rows), ""),), rows)
    return replace(inputs, dataset=replace(inputs.dataset, places=places))


@cache
def _brief() -> Brief:
    return make_brief(real_areas()[IWATE], _volume())


def _table(name: str) -> list[dict[str, str]]:
    data = next(file.data for file in _brief().attached if file.name == name)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def _line(code: str, metric: str) -> int:
    line = real_inputs().dataset.indicators[code, metric].line
    assert line is not None
    return line


def _page(line: int) -> str:
    return f"{(line - 1) // _ON_A_PAGE + 1}ページ"


def test_each_printed_figure_of_a_form_has_its_page() -> None:
    """数値.csv names the document and the page; a figure that was worked out has none."""
    cited = {row["数値ID"]: row["出典"] for row in _table("数値.csv")}
    assert cited[f"{MORIOKA}/population"] == f"{FILE} {_page(_line(MORIOKA, 'population'))}"
    assert cited["03/aging_rate/mean"] == ""


def test_the_places_of_the_area_are_attached() -> None:
    """Every page of the area's own forms, and no other."""
    own = [one for one in real_inputs().dataset.respondents.values() if one.prefecture == IWATE]
    rows = _table("places.csv")
    assert {row["file"] for row in rows} == {FILE}
    assert (rows[0]["place"], rows[-1]["place"]) == (
        _page(min(one.line_start for one in own)),
        _page(max(one.line_end for one in own)),
    )


def test_the_page_says_which_document() -> None:
    """データについて names the file and where the places of lines are."""
    text = _brief().html
    assert f'<span data-given="">{FILE}</span>である。' in text
    assert "どのページ、どのセルに当たるか" in text


def test_a_lone_text_has_no_table_of_places() -> None:
    """Of one text the line says it all."""
    brief = make_brief(real_areas()[IWATE], real_inputs())
    assert "places.csv" not in [file.name for file in brief.attached]
    assert "places.csv" not in brief.html


def test_provenance_tells_pages_beside_lines() -> None:
    """A machine that follows a figure finds the page."""
    data = next(file.data for file in _brief().attached if file.name == "provenance.json")
    figures = {one["id"]: one for one in json.loads(data)["figures"]}
    assert figures[f"{MORIOKA}/population"]["places"] == f"{FILE} {_page(_line(MORIOKA, 'population'))}"


def test_explain_cites_pages() -> None:
    """The figure's own line and each of its inputs."""
    told = explain(trace(real_areas()[IWATE], _volume()), figure_id="03/population/sum")
    assert f"{FILE} {_page(_line(MORIOKA, 'population'))}「" in told
    assert "原資料" not in told


def test_only_the_area_s_own_documents_count() -> None:
    """Another file name is another brief; the documents' hashes may not be used."""
    area = real_areas()[IWATE]
    assert _volume().of(area).fingerprint != _volume("別の名.pdf").of(area).fingerprint
    with pytest.raises(WithheldError):
        _ = _volume().of(area).dataset.places.hashes[0].lower()


def test_two_answers_have_two_documents() -> None:
    """A brief knows only the documents that its own forms came in."""
    inputs = real_inputs()
    forms = [one for one in inputs.dataset.respondents.values() if one.kind != "member"]
    rows = tuple(
        PlaceRange(one.line_start, one.line_end, f"D{number:03d}", None, "", "")
        for number, one in enumerate(sorted(forms, key=lambda each: each.line_start), start=1)
    )
    files = tuple(SourceFile(row.document, "text", f"{row.document}.txt", "0" * 64, None, "") for row in rows)
    whole = replace(inputs, dataset=replace(inputs.dataset, places=Places(files, rows)))
    held = whole.of(real_areas()[IWATE]).dataset
    morioka = held.respondents[MORIOKA]
    assert len(held.places.documents) == len([one for one in forms if one.prefecture == IWATE])
    assert held.places.span(morioka.line_start, morioka.line_end).endswith(
        f".txt 1～{morioka.line_end - morioka.line_start + 1}行"
    )
