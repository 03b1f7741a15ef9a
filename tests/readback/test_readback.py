"""The PDF is read by another library, and whatever differs stops the build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import real_areas
from finished import built, real_inputs

from generator.brief import build
from generator.charts import style
from generator.edition.folder.lock import add_files
from generator.errors import PublishError
from generator.proof.page import PageFlow, Run, read_flow
from generator.readback import compare
from generator.readback.compare import ReadBack, bare, read_back
from generator.readback.pdfium import ReadFigure, ReadPage, ReadPdf, ReadRun, ReadText, read_pdf
from generator.typesetting.attachments import DataFile
from generator.typesetting.pdf import write_pdf
from generator.typesetting.typesetter import Here, LaidOut

IWATE = "岩手県"
INFO = build._info(real_inputs().config, built(IWATE).view.title, IWATE)


def read_again(pdf: bytes, flow: PageFlow | None = None, attachments: tuple[DataFile, ...] | None = None) -> ReadBack:
    """The read-back of 岩手県's PDF, or of another one that claims to be it."""
    brief = built(IWATE)
    files = brief.attached if attachments is None else attachments
    return read_back(pdf, flow or read_flow(brief.html), brief.view, attachments=files)


def written(html: str) -> bytes:
    """A PDF of 岩手県's brief with another page."""
    return write_pdf(html, info=INFO, attachments=built(IWATE).attached)


def test_everything_printed_is_found_again() -> None:
    """The counts are those of the page."""
    brief = built(IWATE)

    assert brief.found == read_again(brief.pdf)
    assert brief.found.matches > 150
    assert brief.found.labels == sum(len(chart.drawing.labels) for chart in brief.view.charts.values())


@pytest.mark.parametrize(
    ("old", "new", "guard"),
    [
        (">26.8</data>", ">28.6</data>", "本文が違います"),
        ("<h2>体制の設計</h2>", "<h2>態勢の設計</h2>", "本文が違います"),
        ('alt="', 'alt="嘘の', "代替テキストが違います"),
    ],
)
def test_another_page_is_not_taken_for_this_one(old: str, new: str, guard: str) -> None:
    """A figure, a heading or an alternative text that came out otherwise is told with its place."""
    html = built(IWATE).html
    assert old in html
    with pytest.raises(PublishError) as caught:
        read_again(written(html.replace(old, new, 1)))

    assert guard in caught.value.found


def test_a_chart_that_came_out_as_another_is_caught() -> None:
    """Labels are compared one by one with those drawn."""
    charts = built(IWATE).view.charts
    html = built(IWATE).html.replace(charts["people"].source, charts["background"].source)
    with pytest.raises(PublishError, match="一致しません") as caught:
        read_again(written(html))

    assert "people: 「" in caught.value.found


def changed(change: Callable[[ReadPdf], ReadPdf], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the read-back says when the reader sees something else."""
    true = read_pdf(built(IWATE).pdf)
    monkeypatch.setattr(compare, "read_pdf", lambda _: change(true))
    with pytest.raises(PublishError) as caught:
        read_again(b"")
    return caught.value.found


def on_page(number: int, **changes: Any) -> Callable[[ReadPdf], ReadPdf]:
    """A page that is read otherwise."""

    def change(read: ReadPdf) -> ReadPdf:
        pages = list(read.pages)
        pages[number] = replace(pages[number], **changes)
        return replace(read, pages=tuple(pages))

    return change


def with_figure(change: Callable[[ReadFigure], ReadFigure]) -> Callable[[ReadPdf], ReadPdf]:
    """The first figure read otherwise."""

    def of_page(page: ReadPage) -> ReadPage:
        index = next(i for i, part in enumerate(page.content) if isinstance(part, ReadFigure))
        figure = page.content[index]
        assert isinstance(figure, ReadFigure)
        return replace(page, content=(*page.content[:index], change(figure), *page.content[index + 1 :]))

    return lambda read: replace(read, pages=(of_page(read.pages[0]), *read.pages[1:]))


SIGHTS = {
    "a page lost": (lambda read: replace(read, pages=read.pages[:-1]), "違います"),
    "a page twice": (lambda read: replace(read, pages=(*read.pages, read.pages[-1])), "違います"),
    "pages in another order": (lambda read: replace(read, pages=read.pages[::-1]), "本文が違います"),
    "no control number": (on_page(1, margins=("2／6",)), "欄外の表示が違います"),
    "another title": (lambda read: replace(read, title="別の題名"), "文書の題名が違います"),
    "a file lost": (lambda read: replace(read, attachments=read.attachments[1:]), "添付のデータが違います"),
    "a file changed": (
        lambda read: replace(read, attachments=((read.attachments[0][0], b""), *read.attachments[1:])),
        "添付のデータが違います",
    ),
    "a figure lost": (with_figure(lambda figure: replace(figure, texts=figure.texts[:-1])), "図の文字が違います"),
    "a label elsewhere": (
        with_figure(lambda f: replace(f, texts=(replace(f.texts[0], left=f.texts[0].left + 5), *f.texts[1:]))),
        "図の文字が別の場所にあります",
    ),
}


@pytest.mark.parametrize(("change", "told"), SIGHTS.values(), ids=SIGHTS.keys())
def test_what_is_read_otherwise_is_told(
    change: Callable[[ReadPdf], ReadPdf], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of difference has its message."""
    assert told in changed(change, monkeypatch)


def test_the_place_of_a_difference_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names section, table, row and column."""

    def seen(page: ReadPage) -> ReadPage:
        cells = [isinstance(part, ReadRun) and part.tag == "TD" and part.text.strip() == "26.8" for part in page.content]
        content = (ReadRun("TD", "9") if cell else part for cell, part in zip(cells, page.content, strict=True))
        return replace(page, content=tuple(content))

    def change(read: ReadPdf) -> ReadPdf:
        return replace(read, pages=tuple(seen(page) for page in read.pages))

    assert "背景の指標 ＞ 基本指標 ＞ 盛岡市 × 高齢化率" in changed(change, monkeypatch)


def test_what_cannot_be_read_is_an_error() -> None:
    """A file that is no PDF at all is told as such."""
    with pytest.raises(PublishError, match="読み戻せません"):
        read_again(b"not a PDF")


def test_a_mismatch_leaves_no_file(tmp_path: Path) -> None:
    """Nothing of a brief that does not read back reaches the folder."""

    class Falsifying:
        """Sets another figure than the page's."""

        def lay_out(self, html: str) -> LaidOut:
            return Here().lay_out(html.replace(">26.8</data>", ">28.6</data>"))

    with pytest.raises(PublishError):
        build.build_brief(
            real_areas()[IWATE],
            real_inputs(),
            out=tmp_path / "out",
            with_certificate=True,
            typesetter=Falsifying(),
            write=add_files,
        )

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [("28.0 ％", "28.0％"), ("　盛岡市", "盛岡市"), ("019-626", "019626"), ("全\u200b国", "全国"), ("a\x02b", "ab")],
)
def test_readers_differ_in_some_characters(left: str, right: str) -> None:
    """Spaces, invisible characters and hyphens at the end of a line are not compared."""
    assert bare(left) == bare(right)


@pytest.mark.parametrize(("left", "right"), [("28.0", "28"), ("△1", "1"), ("1,000", "1000"), ("…", "－")])
def test_signs_and_marks_are_compared(left: str, right: str) -> None:
    """A sign, a decimal, a comma and a symbol are part of a figure."""
    assert bare(left) != bare(right)


def test_labels_are_read_where_they_were_drawn() -> None:
    """Baselines agree to a hundredth of a millimetre, so the tolerance is for side bearings only."""
    brief = built(IWATE)
    figures = [part for page in read_pdf(brief.pdf).pages for part in page.content if isinstance(part, ReadFigure)]
    charts = {chart.alt: chart.drawing for chart in brief.view.charts.values()}
    pairs = [
        (label.y + 0.36 * label.size * style.POINT_MM, text.baseline - figure.top)
        for figure in figures
        if figure.alt in charts
        for label, text in zip(charts[figure.alt].labels, figure.texts, strict=True)
    ]

    assert len(pairs) > 40
    assert max(abs(drawn - read) for drawn, read in pairs) < 0.01


def test_a_text_keeps_where_it_begins_and_ends() -> None:
    """Texts of a figure lie inside the page."""
    texts = [
        t for p in read_pdf(built(IWATE).pdf).pages for f in p.content if isinstance(f, ReadFigure) for t in f.texts
    ]

    assert all(isinstance(text, ReadText) and 0 < text.left < text.right < 210 for text in texts)


def test_the_flow_is_what_is_compared() -> None:
    """A page whose text differs from the PDF in one character is caught, whichever of the two is wrong."""
    brief = built(IWATE)
    flow = read_flow(brief.html)
    index = next(i for i, part in enumerate(flow.parts) if isinstance(part, Run) and part.figure)
    run = flow.parts[index]
    assert isinstance(run, Run)
    other = replace(flow, parts=(*flow.parts[:index], replace(run, text=run.text + "0"), *flow.parts[index + 1 :]))
    with pytest.raises(PublishError, match="一致しません"):
        read_again(brief.pdf, other)


def test_the_fonts_of_every_page_are_read() -> None:
    """Both weights of the typeface, embedded, and no other."""
    fonts = {font for page in read_pdf(built(IWATE).pdf).pages for font in page.fonts}

    assert {(name.partition("+")[2], embedded) for name, embedded in fonts} == {
        ("BIZ-UDPGothic", True),
        ("BIZ-UDPGothic-Bold", True),
    }


@pytest.mark.parametrize("font", [("Helvetica", True), ("ABCDEF+BIZ-UDPGothic", False)], ids=["another", "not embedded"])
def test_a_font_that_is_not_the_bundled_one_is_told(font: tuple[str, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """On whatever page it is used."""
    read = read_pdf(built(IWATE).pdf)
    last = replace(read.pages[-1], fonts=read.pages[-1].fonts | {font})
    monkeypatch.setattr(compare, "read_pdf", lambda _: replace(read, pages=(*read.pages[:-1], last)))
    with pytest.raises(PublishError) as caught:
        read_again(built(IWATE).pdf)

    assert font[0] in caught.value.found
    assert f"{len(read.pages)}ページ" in caught.value.found
