"""読み戻し: the written PDF is read by another library and compared with the HTML, the ledger and the drawings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

import pypdfium2

from generator.charts.canvas import Label
from generator.document.draft import is_draft
from generator.document.drawings import PlacedDrawing
from generator.document.view import BriefView
from generator.errors import PublishError
from generator.formats import DRAFT
from generator.page_geometry import page_geometry
from generator.proof.faults import Fault, refuse, spot
from generator.proof.page import Image, PageFlow, Place, Run
from generator.proof.printed import by_source, figures_in
from generator.readback.pdfium import ReadFigure, ReadPage, ReadPdf, ReadRun, ReadText, read_pdf
from generator.typesetting.attachments import DataFile
from generator.typesetting.fonts.typeface import FAMILY, foreign_fonts

TOLERANCE: Final = 0.8
"""How far in mm a label may stand from where it was drawn: side bearings of the first and last glyph."""

SLACK: Final = 1.0
"""How far in mm a glyph may reach into the empty edge of the sheet."""

_BULLETS: Final = frozenset("•◦▪‣")
_HYPHENS: Final = frozenset("-\u2010")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn"})
_AROUND: Final = 14
_REMEDY: Final = "同じ内容でもう一度作っても続くときは、この伝言を添えて担当へ知らせてください。PDFは残していません。"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was found again: pages, figures by where they stand, chart labels, headings, characters, attached files.

    ``page_of`` maps the beginning of each heading of the third level (03-2 of a profile) to the first page it stands on.
    """

    pages: int
    figures: Mapping[str, int]
    labels: int
    charts: int
    headings: int
    characters: int
    attachments: int
    page_of: Mapping[str, int] = field(default_factory=dict)

    @property
    def matches(self) -> int:
        """Return how many figures were found again."""
        return sum(self.figures.values())


def read_back(pdf: bytes, flow: PageFlow, view: BriefView, *, attachments: Sequence[DataFile] = ()) -> ReadBack:
    """Compare a written PDF with what it was made of and return what was found. Raises PublishError at any difference.

    Text is compared whole and in the order of the tag tree; each chart's labels by text and place; each alternative
    text, the running heads, the page numbers and the attached files. All fonts have to be the bundled one, embedded.
    """
    try:
        read = read_pdf(pdf)
    except pypdfium2.PdfiumError as error:
        where = "書き出したPDFの全体"
        raise PublishError("書き出したPDFを読み戻せません。", where=where, found=str(error), remedy=_REMEDY) from error
    faults = (
        *_texts(read, flow),
        *_charts(read, flow, view),
        *_margins(read, flow, view),
        *_files(read, attachments),
        *_fonts(read),
    )
    refuse(faults, what="書き出したPDFを読み戻すと、元の内容と一致しません", remedy=_REMEDY)
    charts = [by_source(view)[image.source] for image in flow.images]
    return ReadBack(
        pages=len(read.pages),
        figures=MappingProxyType(dict(sorted(Counter(one.where for one in figures_in(flow, view)).items()))),
        labels=sum(len(chart.drawing.labels) for chart in charts),
        charts=len(charts),
        headings=len(flow.headings),
        characters=sum(len(bare(run.text)) for run in flow.runs),
        attachments=len(attachments),
        page_of=MappingProxyType(_pages_of_headings(read)),
    )


def _pages_of_headings(read: ReadPdf) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(read.pages, start=1):
        for part in page.content:
            if isinstance(part, ReadRun) and part.tag == "H3":
                found.setdefault(part.text.strip(), number)
    return found


def bare(text: str) -> str:
    """Return the text without what readers differ in: spaces, invisible characters, hyphens.

    At the end of a line PDFium takes a hyphen for a word's division and leaves it out.
    """
    return "".join(filter(_seen, text))


@cache
def _seen(letter: str) -> bool:
    """Say whether all readers give a character as it is written."""
    return not (letter.isspace() or letter in _HYPHENS or unicodedata.category(letter) in _UNSEEN)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text between two figures; ``places`` tells from which character on which place applies."""

    text: str
    places: tuple[tuple[int, Place], ...]

    def place(self, offset: int) -> str:
        return spot(next((place for start, place in reversed(self.places) if start <= offset), Place()))


def _written(flow: PageFlow) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    text, places = "", []
    for part in flow.parts:
        if isinstance(part, Run):
            places.append((len(text), part.place))
            text += bare(part.text)
        else:
            stretches.append(_Stretch(text, tuple(places)))
            text, places = "", []
    return [*stretches, _Stretch(text, tuple(places))]


def _found(read: ReadPdf) -> list[str]:
    stretches = [""]
    for page in read.pages:
        for part in page.content:
            if isinstance(part, ReadFigure):
                stretches.append("")
            elif not (part.tag == "Lbl" and set(bare(part.text)) <= _BULLETS):
                stretches[-1] += bare(part.text)
    return stretches


def _texts(read: ReadPdf, flow: PageFlow) -> Iterator[Fault]:
    for written, found in zip_longest(_written(flow), _found(read)):
        if written is None or found is None:
            yield Fault(
                "text",
                "図の前後の本文の数が違います",
                "全体",
                found or "なし",
                written.text[:40] if written else "なし",
            )
        elif written.text != found:
            offset = next((i for i, (a, b) in enumerate(zip(written.text, found, strict=False)) if a != b),
                          min(len(written.text), len(found)))  # fmt: skip
            start = max(0, offset - _AROUND)
            window = slice(start, offset + _AROUND)
            yield Fault("text", "本文が違います", written.place(offset), found[window], written.text[window])


def _charts(read: ReadPdf, flow: PageFlow, view: BriefView) -> Iterator[Fault]:
    known = by_source(view)
    figures = [part for page in read.pages for part in page.content if isinstance(part, ReadFigure)]
    for image, figure in zip_longest(flow.images, figures):
        if image is None or figure is None:
            yield Fault("charts", "図の数が違います", "全体", f"{len(figures)}", f"{len(flow.images)}")
            return
        yield from _chart(image, figure, known[image.source])


def _chart(image: Image, figure: ReadFigure, chart: PlacedDrawing) -> Iterator[Fault]:
    where = f"{spot(image.place)}の図 {chart.name}"
    if bare(figure.alt) != bare(chart.alt):
        yield Fault("charts", "代替テキストが違います", where, figure.alt, chart.alt)
    for label, text in zip_longest(chart.drawing.labels, figure.texts):
        if label is None or text is None or bare(label.text) != bare(text.text):
            yield Fault(
                "labels", "図の文字が違います", where, text.text if text else "なし", label.text if label else "なし"
            )
            return
        if _distance(label, text, figure) > TOLERANCE:
            yield Fault("labels", "図の文字が別の場所にあります", where, label.text)


def _distance(label: Label, text: ReadText, figure: ReadFigure) -> float:
    """Return how far in mm, on the worse axis, a text stands from where its label was drawn."""
    ends = {"left": text.left, "right": text.right, "center": (text.left + text.right) / 2}
    return max(abs(ends[label.anchor] - figure.left - label.x), abs(text.baseline - figure.top - label.baseline))


def _margins(read: ReadPdf, flow: PageFlow, view: BriefView) -> Iterator[Fault]:
    if bare(read.title) != bare(view.title):
        yield Fault("margins", "文書の題名が違います", "文書の属性", read.title, view.title)
    section, repeated = "", frozenset(map(bare, flow.columns))
    for number, page in enumerate(read.pages, start=1):
        section = _running(read.pages[number - 2] if number > 1 else None, page, section)
        margins = {bare(margin) for margin in page.margins if not _is_repeated(margin, repeated)}
        always = {bare(f"管理番号 {view.control}"), bare(f"{number}／{len(read.pages)}")}
        always |= {DRAFT} if is_draft(view.control) else set()
        heads = {bare(view.title), section}
        yield from _overflow(page, number)
        if not always <= margins or margins - always not in (set(), heads):
            wanted = "、".join(sorted(always | heads))
            yield Fault("margins", "欄外の表示が違います", f"{number}ページ", "、".join(page.margins), wanted)


def _overflow(page: ReadPage, number: int) -> Iterator[Fault]:
    """Yield the texts that stand beside the column of text, as a table does whose columns are too wide for it."""
    sheet = page_geometry()
    for text in page.extremes:
        if text.left < sheet.left - SLACK or text.right > page.width - sheet.right + SLACK:
            where = f"{number}ページの左端から {text.left:.1f}～{text.right:.1f} mm"
            edges = f"左{sheet.left:.0f} mm、右{sheet.right:.0f} mm の余白"
            yield Fault("margins", "文字が版面からはみ出しています", where, text.text, edges)


def _is_repeated(text: str, heads: frozenset[str]) -> bool:
    """Say whether a text outside the tag tree is a line of a table's head that stands again on a later page."""
    return any(bare(text) in head for head in heads)


def _running(before: ReadPage | None, page: ReadPage, section: str) -> str:
    """Return the heading that runs on a page: the one that it begins with, else the last that began before."""
    first = page.content[0] if page.content else None
    if isinstance(first, ReadRun) and first.tag == "H2":
        return bare(first.text)
    earlier = _headings(before) if before else []
    return earlier[-1] if earlier else section


def _headings(page: ReadPage) -> list[str]:
    return [bare(part.text) for part in page.content if isinstance(part, ReadRun) and part.tag == "H2"]


def _files(read: ReadPdf, attachments: Sequence[DataFile]) -> Iterator[Fault]:
    found, written = dict(read.attachments), {file.name: file.data for file in attachments}
    for name in sorted(found.keys() | written.keys()):
        if found.get(name) != written.get(name):
            yield Fault("files", "添付のデータが違います", name, _size(found.get(name)), _size(written.get(name)))


def _fonts(read: ReadPdf) -> Iterator[Fault]:
    for number, page in enumerate(read.pages, start=1):
        for name in foreign_fonts(page.fonts):
            yield Fault("fonts", "同梱の書体でない、又は埋め込まれていない書体があります", f"{number}ページ", name, FAMILY)


def _size(data: bytes | None) -> str:
    return "なし" if data is None else f"{len(data)}バイト"
