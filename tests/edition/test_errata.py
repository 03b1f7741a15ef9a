"""正誤表: what a later version corrects, where, why and for whom; and that nothing is missed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from generator.brief.which_area import load_inputs
from generator.edition.errata.differences import NOTHING, Differences, compare
from generator.edition.errata.errata import COLUMNS, draw_up, write_errata
from generator.edition.folder.manifest import BriefEntry, Manifest, ReissueEntry, entry_of, require_manifest
from generator.edition.folder.orders import orders_of
from generator.edition.folder.records import PagePassage, PrintedFigure, Record
from generator.edition.outputs.pages import edition_pages
from generator.edition.outputs.products import make_products
from generator.edition.run.commands import run_diff
from generator.errors import OutputError
from generator.inputs.access import Inputs
from generator.paths import CONFIG, DATA

PLACE = "基本指標の比較 表「基本指標」 仙台市 面積"


def figure(figure_id: str = "041009/area", text: str = "786.4", **more: Any) -> PrintedFigure:
    values: dict[str, Any] = {
        "label": "仙台市 面積",
        "value": text,
        "unit": "k㎡",
        "formula": "printed",
        "state": "value",
        "corrected": False,
        "places": (PLACE,),
    }
    return PrintedFigure(id=figure_id, text=text, **values | more)


def passage(text: str, shape: str = "", place: str = "要点") -> PagePassage:
    return PagePassage(place, text, shape or text)


def origin(figure_id: str, value: str, *, inputs: Sequence[str] = (), reason: str = "") -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": figure_id,
        "subject": "仙台市",
        "item": "面積",
        "value": value,
        "inputs": list(inputs),
    }
    return entry | ({"correction": {"reason": reason}} if reason else {})


Said = tuple[Sequence[PrintedFigure], Sequence[PagePassage], Sequence[Mapping[str, Any]]]


def version(folder: Path, said: Mapping[str, Said], *, edition: int = 1, reissue: bool = False) -> Manifest:
    """A version of an edition: for each area what its brief says and where its figures come from."""
    briefs = []
    for area, (figures, passages, origins) in said.items():
        record = Record("CKB-1", area, tuple(figures), tuple(passages))
        contents = {
            f"{area}.pdf": repr((figures, passages, edition)).encode(),
            f"data/{area}/record.json": json.dumps(asdict(record)).encode(),
            f"data/{area}/provenance.json": json.dumps({"figures": list(origins)}).encode(),
        }
        for path, data in contents.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        files = tuple(entry_of(path, data) for path, data in contents.items())
        briefs.append(BriefEntry(area, f"{area}県", "prefecture", edition, "CKB-1", "", "", 1, files))
    reissues = (ReissueEntry(edition, "2027-02-01", "面積の誤り"),) if reissue else ()
    return Manifest(2018, 1, "2026-12-01", True, {}, (), tuple(briefs), reissues)


def compared(tmp_path: Path, old: Mapping[str, Said], new: Mapping[str, Said], *, edition: int = 2) -> Differences:
    before, after = tmp_path / "old", tmp_path / "new"
    return compare(version(before, old), version(after, new, edition=edition), before=before, after=after)


OLD: Mapping[str, Said] = {
    "04": ([figure()], [passage("面積は786.4k㎡", "面積は{041009/area}k㎡")], [origin("041009/area", "786.4")])
}


def changed_figure(text: str = "786.3", **more: Any) -> Mapping[str, Said]:
    wording = [passage(f"面積は{text}k㎡", "面積は{041009/area}k㎡")]
    return {"04": ([figure(text=text, **more)], wording, [origin("041009/area", text, reason="印刷の誤り")])}


def test_a_changed_figure_is_told_once(tmp_path: Path) -> None:
    """Place, item, wrong and right with unit; the sentence that carries the figure is not told again."""
    found = compared(tmp_path, OLD, changed_figure())
    (erratum,) = found.errata
    difference = erratum.difference

    assert (difference.place, difference.item) == (PLACE, "仙台市 面積")
    assert (difference.wrong, difference.right) == ("786.4k㎡", "786.3k㎡")
    assert difference.causes == (("仙台市 面積", "印刷の誤り"),)
    assert erratum.areas == ("04県",)


def test_a_figure_that_went_missing_is_told_by_its_symbol(tmp_path: Path) -> None:
    """A figure taken out reads 「…」 without a unit."""
    found = compared(tmp_path, OLD, changed_figure("…", value="", state="missing"))

    assert found.errata[0].difference.right == "…"


def test_further_places_are_counted(tmp_path: Path) -> None:
    """The first place is named, the others are counted."""
    found = compared(tmp_path, OLD, changed_figure(places=(PLACE, "要点", "要点 図")))

    assert found.errata[0].difference.place == f"{PLACE}（ほか2か所）"


def test_a_derived_figure_names_what_it_comes_from(tmp_path: Path) -> None:
    """The cause of a changed mean is the figure of the table that changed, however many steps away."""

    def said(value: str, mean: str) -> Mapping[str, Said]:
        origins = [
            origin("04/mean", mean, inputs=["04/sum", "041009/households"]),
            origin("04/sum", mean, inputs=["041009/area"]),
            origin("041009/area", value, reason="印刷の誤り"),
            origin("041009/households", "5"),
        ]
        return {"04": ([figure("04/mean", mean)], [], origins)}

    found = compared(tmp_path, said("786.4", "10.0"), said("786.3", "9.9"))

    assert found.errata[0].difference.causes == (("仙台市 面積", "印刷の誤り"),)


def test_the_mark_of_a_correction_is_no_erratum(tmp_path: Path) -> None:
    """That a cell now reads 「r786.3」 is told with its figure, not as other words."""
    cells = [passage(f"{mark}{text}", f"{mark}{{041009/area}}") for mark, text in (("", "786.4"), ("r", "786.3"))]
    figures = [figure(text=text) for text in ("786.4", "786.3")]
    old, new = (
        {"04": ([one], [cell], [origin("041009/area", one.text)])} for one, cell in zip(figures, cells, strict=True)
    )
    found = compared(tmp_path, old, new)

    assert [erratum.difference.item for erratum in found.errata] == ["仙台市 面積"]


def test_one_correction_in_two_briefs_is_one_erratum(tmp_path: Path) -> None:
    """The list names both areas in one line."""
    new = {area: changed_figure()["04"] for area in ("04", "tohoku")}
    found = compared(tmp_path, dict.fromkeys(("04", "tohoku"), OLD["04"]), new)

    assert [erratum.areas for erratum in found.errata] == [("04県", "tohoku県")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["甲", "乙"], ["甲", "丙"], [("乙", "丙")]),
        (["甲"], ["甲", "乙"], [(NOTHING, "乙")]),
        (["甲", "乙"], ["乙"], [("甲", NOTHING)]),
        (["甲", "乙"], ["甲", "乙"], []),
    ],
)
def test_changed_words_are_told(
    tmp_path: Path, old: list[str], new: list[str], expected: list[tuple[str, str]]
) -> None:
    """A passage worded otherwise, added or taken out is told as it reads."""
    found = compared(tmp_path, {"04": ([], [passage(t) for t in old], [])}, {"04": ([], [passage(t) for t in new], [])})

    assert [(one.difference.wrong, one.difference.right) for one in found.errata] == expected


def test_a_page_that_changed_without_words_is_named(tmp_path: Path) -> None:
    """Other files, same words: the brief is listed apart, so that its new control number surprises nobody."""
    found = compared(tmp_path, OLD, OLD)

    assert found.errata == ()
    assert found.unspoken == ("04県",)


def test_a_brief_that_changed_under_its_old_number_is_named(tmp_path: Path) -> None:
    """A version number must be raised when something changed."""
    assert compared(tmp_path, OLD, changed_figure(), edition=1).unraised == ("04県",)
    assert compared(tmp_path / "other", OLD, changed_figure(), edition=2).unraised == ()


def test_briefs_of_one_version_only_are_named(tmp_path: Path) -> None:
    """An area that has come and one that has gone are no less of a difference than a changed figure."""
    found = compared(tmp_path, {"03": OLD["04"], "04": OLD["04"]}, {"04": OLD["04"], "05": OLD["04"]}, edition=1)

    assert [entry.name for entry in found.added] == ["05県"]
    assert [entry.name for entry in found.removed] == ["03県"]
    assert [entry.name for entry in found.changed] == []


def test_an_unchanged_brief_is_not_looked_at(tmp_path: Path) -> None:
    """Same file, no erratum, even where the record is gone."""
    found = version(tmp_path, OLD)
    shutil.rmtree(tmp_path / "data")

    assert compare(found, found, before=tmp_path, after=tmp_path) == Differences((), (), (), ())


@pytest.mark.parametrize("name", ["record.json", "provenance.json"])
def test_a_file_that_is_not_as_it_was_published_is_told(tmp_path: Path, name: str) -> None:
    """Errata drawn up from a file that somebody has edited would be wrong."""
    before, after = tmp_path / "old", tmp_path / "new"
    old, new = version(before, OLD), version(after, changed_figure(), edition=2)
    path = before / "data/04" / name
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(OutputError, match=rf"04県 の {re.escape(name)}"):
        compare(old, new, before=before, after=after)


def test_a_missing_record_is_told(tmp_path: Path) -> None:
    """Somebody kept the PDFs only: the message says what is needed."""
    before, after = tmp_path / "old", tmp_path / "new"
    old, new = version(before, OLD), version(after, changed_figure(), edition=2)
    (before / "data/04/record.json").unlink()

    with pytest.raises(OutputError, match=r"04県 の record\.json"):
        compare(old, new, before=before, after=after)


@pytest.mark.parametrize(("old", "new", "message"), [(None, Path("x"), "OLD"), (Path("x"), None, "NEW")])
def test_both_versions_must_be_named(old: Path | None, new: Path | None, message: str) -> None:
    """make diff without OLD or NEW says which is missing."""
    with pytest.raises(OutputError, match=message):
        run_diff(old, new)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    """What has not been published cannot be compared."""
    with pytest.raises(OutputError, match="目録"):
        run_diff(tmp_path, tmp_path)


def test_versions_of_two_years_are_not_compared(tmp_path: Path) -> None:
    """Another year is another edition, not a correction."""
    version(tmp_path / "old", OLD).write(tmp_path / "old")
    replace(version(tmp_path / "new", OLD), year=2019).write(tmp_path / "new")

    with pytest.raises(OutputError, match="2018年度と2019年度"):
        draw_up(tmp_path / "old", tmp_path / "new", edition=load_inputs(2018).config.edition)


def two(tmp_path: Path, old: Mapping[str, Said], new: Mapping[str, Said], **lack: Any) -> tuple[Path, Path]:
    """Two published folders; ``lack`` is what the later one's manifest says otherwise."""
    before, after = tmp_path / "old", tmp_path / "new"
    version(before, old).write(before)
    replace(version(after, new), **lack).write(after)
    return before, after


@pytest.mark.parametrize("lack", [{"complete": False}, {"briefs": ()}])
def test_a_version_that_lacks_briefs_is_not_compared(tmp_path: Path, lack: dict[str, Any]) -> None:
    """A brief that failed has not become right: 「違いはありません」 is never said of half an edition."""
    before, after = two(tmp_path, OLD, OLD, **lack)

    for folders in ((before, after), (after, before)):
        with pytest.raises(OutputError, match="揃っていません"):
            draw_up(*folders, edition=load_inputs(2018).config.edition)


def test_an_area_that_has_gone_is_a_draft_with_a_line(tmp_path: Path) -> None:
    """No version number stands for it, so nothing final says it; the list names it."""
    before, after = two(tmp_path, {"03": OLD["04"], "04": OLD["04"]}, OLD)
    found = draw_up(before, after, edition=load_inputs(2018).config.edition)

    assert found.draft
    assert [line.cells()[1:] for line in found.lines] == [("資料の全体", "", "（資料あり）", "（資料なし）", "", "03県")]


@pytest.mark.parametrize(
    ("old", "new", "told", "hint"),
    [
        (("03", "04"), ("04",), "1件の資料がなくなりました: 03県", False),
        (("04",), ("04", "05"), "1件の資料が加わりました: 05県", True),
    ],
)
def test_the_command_names_areas_of_one_version_only(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    old: Sequence[str],
    new: Sequence[str],
    told: str,
    hint: bool,
) -> None:
    """Both are told and written as a draft; only for a brief that is there a later version can be entered."""
    before, after = two(tmp_path, dict.fromkeys(old, OLD["04"]), dict.fromkeys(new, OLD["04"]))
    monkeypatch.setattr("generator.edition.errata.errata.errata_pdf", lambda *_: b"%PDF-")
    lines = run_diff(before, after)

    assert lines[0] == told
    assert lines[-1].endswith("_案.csv")
    assert ("areas: [05県]" in "\n".join(lines)) is hint


AREA = "04"


def published(place: Path, out: Path) -> Inputs:
    """The brief of 宮城県 from the tables and settings in ``place``, with manifest and index."""
    inputs = load_inputs(2018, config=place / "config", data=place / "data", draft=False)
    order = next(order for order in orders_of(inputs) if order.area == AREA)
    entry = make_products(order, inputs=inputs, out=out)
    reissues = tuple(
        ReissueEntry(one.number, one.published_on.isoformat(), one.reason) for one in inputs.config.edition.reissues
    )
    manifest = Manifest(2018, 1, "2026-12-01", True, {}, (), (entry,), reissues)
    replace(manifest, pages=edition_pages(inputs, manifest, out, ())).write(out)
    return inputs


@pytest.fixture(scope="module")
def reissued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Inputs]:
    """Two versions of 宮城県's brief: in the second the area of 仙台市 is another, and the number is raised."""
    place = tmp_path_factory.mktemp("reissue")
    shutil.copytree(DATA, place / "data")
    shutil.copytree(CONFIG, place / "config")
    published(place, place / "old")
    table = place / "data/2018/indicators.csv"
    head, *rows = csv.reader(table.read_text(encoding="utf-8").splitlines())
    row = next(cells for cells in rows if cells[:2] == ["041009", "area"])
    row[head.index("value")] = row[head.index("printed")] = "900"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, *rows])
    edition = place / "config/editions/2018.yaml"
    note = "reissues:\n  - {number: 2, published_on: 2027-02-01, areas: [宮城県], reason: 面積の読み取りの誤り}\n"
    edition.write_text(edition.read_text(encoding="utf-8") + note, encoding="utf-8")
    return place / "old", place / "new", published(place, place / "new")


def test_a_reissue_comes_with_its_errata(reissued: tuple[Path, Path, Inputs]) -> None:
    """From two real versions: list as PDF and CSV, entered in the manifest and listed in the index."""
    old, new, inputs = reissued
    found = draw_up(old, new, edition=inputs.config.edition)
    pdf, table = write_errata(found, inputs, new)
    head, *rows = csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)

    assert tuple(head) == COLUMNS
    assert any("仙台市" in row[1] + row[2] and row[4] == "900.0k㎡" for row in rows)
    assert {row[6] for row in rows} == {"宮城県"}
    assert all(row[5] for row in rows)
    assert "第2版・令和9年2月1日" in text.replace(" ", "") and "面積の読み取りの誤り" in text
    assert [entry.edition for entry in require_manifest(new, where="NEW").errata] == [2]
    index = (new / "index.html").read_text(encoding="utf-8")
    assert "正誤表 第2版" in index and "正誤表_%E5%9C%B0" not in index


def test_the_files_of_a_reissue_say_so(reissued: tuple[Path, Path, Inputs]) -> None:
    """The version stands in the file's name, so that old and new can lie side by side."""
    old, new, _ = reissued

    assert [path.name for path in old.glob("*.pdf")] == ["04_宮城県_地域共生ブリーフ_平成30年度.pdf"]
    assert [path.name for path in new.glob("*.pdf")] == ["04_宮城県_地域共生ブリーフ_平成30年度_第2版.pdf"]


def test_errata_without_a_raised_number_are_a_draft(reissued: tuple[Path, Path, Inputs], tmp_path: Path) -> None:
    """Compared the wrong way round, or before the number is raised: a draft that nothing lists."""
    old, new, inputs = reissued
    shutil.copytree(old, tmp_path / "old")
    found = draw_up(new, tmp_path / "old", edition=inputs.config.edition)
    pdf, _ = write_errata(found, inputs, tmp_path / "old")

    assert found.draft and pdf.name.endswith("_案.pdf")
    assert require_manifest(tmp_path / "old", where="NEW").errata == ()


def test_the_same_version_twice_has_no_errata(reissued: tuple[Path, Path, Inputs]) -> None:
    """Nothing changed, nothing is written."""
    old, _, _ = reissued

    assert run_diff(old, old) == ["2つの版に違いはありません。"]
    assert not (old / "正誤表").exists()
