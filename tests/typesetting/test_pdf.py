"""The PDF of a brief: what it conforms to, what it says to a screen reader, and what stops it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import publish_sample as sample
import pytest
from publish_reading import artifacts, elements, opened, outline, text

from generator.errors import PublishError
from generator.paths import ROOT
from generator.review.checkers import validate
from generator.typesetting.pdf import RenderedPdf, render, write_pdf

PAGES = 5


@pytest.fixture(scope="module")
def brief() -> bytes:
    """The sample brief, written once."""
    return write_pdf(sample.brief(), info=sample.INFO, attachments=sample.FILES)


def pdf(body: str, *, style: str = sample.STYLE) -> bytes:
    """A PDF of a few elements."""
    return write_pdf(sample.document(body, style=style), info=sample.INFO)


class TestConformance:
    def test_both_checkers_find_nothing(self, brief: bytes, tmp_path: Path) -> None:
        """The sample brief is PDF/UA-1 and PDF/A-3a, without errors and without warnings."""
        (path := tmp_path / "brief.pdf").write_bytes(brief)
        assert validate(path) == []

    def test_the_checkers_do_find_faults(self, tmp_path: Path) -> None:
        """What WeasyPrint writes by itself has faults that each of the two checkers names."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            render(sample.brief()).document.write_pdf(path := tmp_path / "plain.pdf", pdf_variant="pdf/a-3a")
        assert {problem.checker for problem in validate(path)} == {
            "page-validation ua1", "page-validation 3a", "outloud",
        }  # fmt: skip

    def test_a_file_that_is_no_pdf_is_a_problem(self, tmp_path: Path) -> None:
        """outloud reports an unreadable file as a finding instead of raising."""
        (path := tmp_path / "no.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
        from generator.review.checkers import _outloud

        assert [problem.rule for problem in _outloud(path)] == ["UNREADABLE"]


class TestMetadata:
    def test_title_language_and_tags_are_declared(self, brief: bytes) -> None:
        """A reader shows the title, knows the language and uses the tags."""
        root = opened(brief).Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (
            "ja", True, True,
        )  # fmt: skip

    def test_info_and_xmp_agree(self, brief: bytes) -> None:
        """The old and the new metadata say the same; the moment is the edition's."""
        file = opened(brief)
        with file.open_metadata() as xmp:
            assert (str(file.docinfo["/Title"]), str(file.docinfo["/Author"])) == (
                xmp["dc:title"],
                xmp["dc:creator"][0],
            )
            assert (str(file.docinfo["/CreationDate"]), xmp["xmp:CreateDate"]) == (
                "D:20190329000000+09'00", "2019-03-29T00:00:00+09:00",
            )  # fmt: skip

    def test_one_declaration_of_each_standard(self, brief: bytes) -> None:
        """PDF/A part 3 level A and PDF/UA part 1 stand once each."""
        xmp = opened(brief).Root.Metadata.read_bytes().decode()
        assert [xmp.count(mark) for mark in ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"')] == [
            1
        ] * 3

    def test_headings_are_bookmarks(self, brief: bytes) -> None:
        """The outline follows the headings."""
        with opened(brief).open_outline() as bookmarks:
            titles = [(item.title, [child.title for child in item.children]) for item in bookmarks.root]
        assert titles == [("岩手県の要点", ["基本指標の比較", "分布", "データについて"])]


class TestStructure:
    def test_the_tree_follows_the_html(self, brief: bytes) -> None:
        """Headings, paragraphs, lists, a figure and definitions stand in order under their sections."""
        tree = re.sub(r"( TR\(TH TD TD TD\))+", " …", outline(brief))
        assert tree == (
            "Document(P H1 P(Link Link) P P L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody)) "
            "Sect(H2 P Table(Caption THead(TR(TH TH TH) TR(TH TH)) TBody(TR(TH TD TD TD) …))) "
            "Sect(H2 H3 Div(Figure Caption) L(LI(Lbl LBody) LI(Lbl LBody))) Sect(H2 P))"
        )

    def test_a_table_over_two_pages_is_one(self, brief: bytes) -> None:
        """Forty rows on two pages make one table with one header."""
        pages = {str(row.Pg.objgen) for row in elements(brief, "TR")}
        assert (len(elements(brief, "Table")), len(elements(brief, "THead")), len(pages)) == (1, 1, 2)

    def test_header_cells_have_a_scope(self, brief: bytes) -> None:
        """Column headers head columns, row headers rows, and spans are said."""
        heads = [
            (str(th.A.Scope), int(th.A.get("/ColSpan", 1)), int(th.A.get("/RowSpan", 1)))
            for th in elements(brief, "TH")
        ]
        assert heads[:6] == [
            ("/Column", 1, 2), ("/Column", 1, 2), ("/Column", 2, 1),
            ("/Column", 1, 1), ("/Column", 1, 1), ("/Row", 1, 1),
        ]  # fmt: skip

    def test_what_repeats_is_an_artifact(self, brief: bytes) -> None:
        """Running heads, page numbers and the repeated table header are no content."""
        found = [[mark for mark in page if "Pagination" in mark] for page in artifacts(brief)]
        head, foot, repeated = "Pagination Header", "Pagination Footer", "Pagination"
        assert [sorted(set(page)) for page in found] == [
            [foot], [foot, head], [repeated, foot, head], [foot, head], [foot, head],
        ]  # fmt: skip

    def test_a_figure_has_words_and_a_place(self, brief: bytes) -> None:
        """The chart is one figure with its alternative text; its box lies on the page."""
        (figure,) = elements(brief, "Figure")
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        assert str(figure.Alt) == sample.ALT
        assert 0 < left < right < 595 and 0 < bottom < top < 842

    def test_links_say_where_they_lead(self, brief: bytes) -> None:
        """Each link annotation carries the words of its link."""
        annotations = [annotation for page in opened(brief).pages for annotation in page.get("/Annots", [])]
        assert [str(a.Contents) for a in annotations] == ["データについて", "所管省の案内"]

    def test_text_beside_links_keeps_its_order(self) -> None:
        """Words before, in and after a link are read in that order, bold words in a link included."""
        tree = outline(data := pdf('<h1>題</h1><p>前<a href="https://example.jp/">中<b>太</b></a>後</p>'))
        kinds = [str(element.S) for element in elements(data)]
        assert (tree, kinds) == ("Document(H1 P(Link))", ["/Document", "/H1", "/P", "/Span", "/Link", "/Span"])

    def test_a_drawing_made_of_html_is_a_figure(self) -> None:
        """An element with role img is one figure, whatever it is made of."""
        body = '<h1>題</h1><div role="img" aria-label="47都道府県の位置図"><p>北</p><p>青</p></div>'
        assert outline(pdf(body)) == "Document(H1 Figure)"

    def test_decoration_is_hidden(self) -> None:
        """An element with aria-hidden is an artifact."""
        assert outline(pdf('<h1>題</h1><p aria-hidden="true">●</p><p>文</p>')) == "Document(H1 P)"

    def test_empty_elements_leave_no_trace(self) -> None:
        """Empty paragraphs, rules and bare divisions are no nodes."""
        assert outline(pdf("<h1>題</h1><p></p><hr/><div><div>文</div></div><ul></ul>")) == "Document(H1 P)"

    def test_text_around_a_list_stays_around_it(self) -> None:
        """Bare text before and after a list makes two paragraphs, not one."""
        assert outline(pdf("<h1>題</h1><div>前<ul><li>項</li></ul>後</div>")) == "Document(H1 P L(LI(Lbl LBody)) P)"


ORDERS = {
    "floats": ('<div class="f">一</div><div class="f">二</div><p>三</p><p>四</p>', ".f { float: left; width: 9em }"),
    "floats in a line": ('<p>一<span class="f">二</span>三</p><p>四</p>', ".f { float: right }"),
    "moved boxes": (
        '<p class="r">一</p><p>二</p><p>三<sup class="r">四</sup></p>',
        ".r { position: relative; top: 1pt }",
    ),
    "bullets": ("<ul><li>二</li><li>四</li></ul>", "li { list-style-type: decimal }"),
    "definitions": (
        "<dl><dt>一</dt><dd>二</dd><dt>三</dt><dd>四</dd></dl>",
        "dt { float: left; clear: left; width: 5em }",
    ),
}


class TestOrder:
    @pytest.mark.parametrize("name", ORDERS)
    def test_content_is_painted_in_the_order_of_the_tags(self, name: str) -> None:
        """Whatever the style sheet moves about, the content stream follows the tree, save for a float in a line."""
        body, style = ORDERS[name]
        data = pdf(f"<h1>題</h1>{body}", style=sample.STYLE + style)
        marks = [kid for element in elements(data) for kid in element.K if isinstance(kid, int)]
        assert len(marks) == 5
        assert marks == sorted(marks) or name == "floats in a line"

    def test_an_image_is_painted_between_its_neighbours(self) -> None:
        """Images are not put off until the end of the page."""
        data = pdf(f"<h1>題</h1><p>前</p>{sample.image(sample.chart())}<p>後</p>")
        assert [kid for element in elements(data) for kid in element.K if isinstance(kid, int)] == [0, 1, 2, 3]


class TestAttachments:
    def test_files_travel_unchanged(self, brief: bytes) -> None:
        """Names, bytes and types come out as they went in."""
        files = {name: spec.get_file() for name, spec in opened(brief).attachments.items()}
        assert {name: (file.read_bytes(), file.mime_type) for name, file in files.items()} == {
            file.name: (file.data, file.mime) for file in sample.FILES
        }

    def test_files_are_associated(self, brief: bytes) -> None:
        """Each file says what it is to the document, with a description."""
        found = {str(spec.UF): (str(spec.AFRelationship), str(spec.Desc)) for spec in opened(brief).Root.AF}
        assert found == {file.name: (f"/{file.relationship}", file.description) for file in sample.FILES}

    def test_a_document_without_files_has_no_list_of_them(self) -> None:
        """No attachments, no /AF."""
        assert "/AF" not in opened(pdf("<h1>題</h1>")).Root


class TestReproducibility:
    CHILD = (
        "import hashlib, publish_sample as s\nfrom generator.typesetting.pdf import write_pdf\n"
        "print(hashlib.sha256(write_pdf(s.brief(), info=s.INFO, attachments=s.FILES)).hexdigest())"
    )

    def test_twice_in_one_process(self, brief: bytes) -> None:
        """Nothing of the first document is left in the second."""
        assert write_pdf(sample.brief(), info=sample.INFO, attachments=sample.FILES) == brief

    def test_in_another_place_and_time_zone(self, brief: bytes, tmp_path: Path) -> None:
        """Directory, locale, time zone, hash seed and the machine's font settings do not reach the bytes."""
        (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>")
        world = {
            **os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'support'}", "PYTHONHASHSEED": "77",
            "TZ": "America/Lima", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        }  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-c", self.CHILD], cwd=tmp_path, env=world, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == hashlib.sha256(brief).hexdigest()

    def test_the_identifier_follows_the_content(self, brief: bytes) -> None:
        """Another document has another /ID."""
        identifiers = [bytes(opened(data).trailer.ID[0]) for data in (brief, pdf("<h1>題</h1>"))]
        assert len(set(identifiers)) == 2


class TestText:
    def test_chart_labels_can_be_found(self, brief: bytes) -> None:
        """Labels in charts are whole words to pdfium: plain, bold, centred, at the end, and with figures."""
        found = text(brief)
        assert [label for label in (*sample.LABELS, "矢巾町 24.5", "全国値 28.1％", "100") if label not in found] == []

    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
    def test_chart_labels_can_be_found_by_poppler(self, brief: bytes, tmp_path: Path) -> None:
        """A second reader finds them too."""
        (path := tmp_path / "brief.pdf").write_bytes(brief)
        found = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        assert [label for label in (*sample.LABELS, "矢巾町 24.5", "全国値 28.1％") if label not in found] == []


class TestLayout:
    def test_pages_can_be_counted_before_writing(self) -> None:
        """A laid out document knows its pages."""
        laid_out = render(sample.brief())
        assert isinstance(laid_out, RenderedPdf)
        assert laid_out.page_count == PAGES


GUARDS = {
    "unknown CSS": ("<h1>題</h1>", "p { colour: red }", "colour"),
    "missing anchor": ('<h1>題</h1><a href="#none">先</a>', "", "none"),
    "inline SVG with styles": ('<h1>題</h1><svg aria-label="図"><path style="fill: red"/></svg>', "", "fill"),
    "figure without words": (f"<h1>題</h1>{sample.image(sample.chart(), alt='')}", "", "alt"),
    "header without scope": ("<h1>題</h1><table><tr><th>見出し</th><td>1</td></tr></table>", "", "見出し"),
    "faded text": ('<h1>題</h1><p style="opacity: .5">薄い文</p>', "", "opacity"),
    "link in the margin": (
        '<h1>題</h1><p class="head"><a href="https://example.jp/">欄外のリンク</a></p>',
        ".head { position: running(head) } @page { @top-right { content: element(head) } }",
        "欄外のリンク",
    ),
}


class TestGuards:
    @pytest.mark.parametrize("name", GUARDS)
    def test_what_would_spoil_the_document_stops_it(self, name: str) -> None:
        """The message names what was found."""
        body, style, found = GUARDS[name]
        with pytest.raises(PublishError) as caught:
            pdf(body, style=sample.STYLE + style)
        assert found in str(caught.value)

    def test_each_warning_is_listed_once(self) -> None:
        """Two different warnings, one of them twice, make two lines."""
        with pytest.raises(PublishError) as caught:
            pdf("<h1>題</h1>", style="p { colour: red } a { colour: red }\nb { fount: x }")
        assert [name in caught.value.found for name in ("colour", "fount")] == [True, True]
        assert "3 件" in caught.value.what
