"""Page 1 and the charts as pictures of the size of a slide, with what they show in words, for those who paste them."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import pypdfium2

from generator.document.environment import render as fill
from generator.document.phrases import Phrases
from generator.edition.folder.page_one import PageOne
from generator.edition.folder.spreadsheet_cells import for_spreadsheets
from generator.typesetting.info import PdfInfo
from generator.typesetting.pdf import render

CAPTIONS, CAPTION_TABLE, MATRIX = "スライドの説明.txt", "スライドの説明.csv", "体制マトリクス.csv"
PIXELS: Final = (1920, 1080)
WIDTH, HEIGHT = 960.0, 540.0
"""The slide in points: 13⅓ by 7½ inches, as presentation programs have it."""
ROOM: Final = (880.0, 372.0)
"""What a chart may take of the slide, in points."""
COLOURS: Final = 128
"""Enough for one accent, greys and the edges of letters; a third of the size."""
LINES_A_SLIDE, LINE, ROWS_A_SLIDE = 10, 44, 4
"""How many lines of findings, of how many characters each, and how many rows of the matrix a slide has room for."""
_SIZE: Final = re.compile(r'\bwidth="([\d.]+)pt" height="([\d.]+)pt"')
_BROUGHT: Final = re.compile(r"<title>(.*?)</title>\n<style>.*?</style>\n", re.DOTALL)


@dataclass(frozen=True)
class Slide:
    """One slide: what it shows, its file's name without ending, its title, and its words for those who cannot see it."""

    kind: str
    name: str
    title: str
    alt: str
    findings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    width: float = 0
    height: float = 0


def slides_of(
    page: PageOne, drawings: Sequence[tuple[str, bytes]], *, environment: Any, credit: str, info: PdfInfo
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the pictures, of the captions (text and table) and of the matrix as a table.

    ``drawings`` are the charts with their names; ``credit`` is the source that stands on each slide.
    """
    words = Phrases(environment, "edition/words.j2")
    slides = tuple(_numbered((*_parts(page, words), *_charts(drawings))))
    html = fill(environment, "edition/slides.html.j2", page=page, slides=slides, credit=credit, title=info.title)
    pictures = tuple(_pictures(html, slides, info))
    yield from ((f"{name}.png", png) for name, png, _ in pictures)
    told = [(f"{name}.png", slide.title, slide.alt, credit) for name, _, slide in pictures]
    head = words.say("slide_head").split("\t")
    yield CAPTIONS, "\n".join(f"{file}\n  {title}\n  {alt}\n  {by}\n" for file, title, alt, by in told).encode()
    yield CAPTION_TABLE, _table(head, told)
    if page.rows:
        yield MATRIX, _table(page.columns, page.rows)


def scale_of(svg: str) -> float:
    """Return how much larger a chart stands on its slide than in the brief."""
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("a drawing without a size")
    return min(ROOM[0] / float(size[1]), ROOM[1] / float(size[2]))


def _parts(page: PageOne, words: Phrases) -> Iterator[Slide]:
    def slide(kind: str, **more: Any) -> Slide:
        title = words.say("slide_title", kind)
        return Slide(kind, title, title, words.say("slide_alt", kind, page, more), **more)

    for number, findings in enumerate(_shared_out(page.findings)):
        yield slide("more" if number else "headline", findings=findings)
    yield slide("keys")
    for start in range(0, len(page.rows), ROWS_A_SLIDE):
        yield slide("matrix", rows=page.rows[start : start + ROWS_A_SLIDE])


def _shared_out(findings: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the findings slide by slide, as many as there is room for."""
    held: list[str] = []
    for finding in findings:
        if held and sum(-(-len(text) // LINE) for text in (*held, finding)) > LINES_A_SLIDE:
            yield tuple(held)
            held = []
        held.append(finding)
    yield tuple(held)


def _charts(drawings: Sequence[tuple[str, bytes]]) -> Iterator[Slide]:
    for name, data in drawings:
        svg = data.decode()
        size, brought, scale = _SIZE.search(svg), _BROUGHT.search(svg), scale_of(svg)
        if size is None or brought is None:
            raise ValueError("a drawing without a size or a title")
        source = base64.b64encode(_BROUGHT.sub("", svg).encode()).decode("ascii")
        title = name.partition("_")[2].replace("_", "　")
        yield Slide(
            "chart", title, title, unescape(brought[1]),
            source=source, width=float(size[1]) * scale, height=float(size[2]) * scale,
        )  # fmt: skip


def _numbered(slides: Sequence[Slide]) -> Iterator[Slide]:
    for number, slide in enumerate(slides, start=1):
        yield Slide(**{**vars(slide), "name": f"{number:02d}_{slide.name}"})


def _pictures(html: str, slides: Sequence[Slide], info: PdfInfo) -> Iterator[tuple[str, bytes, Slide]]:
    """Yield name, picture and slide; one that runs over gives further pictures, the bookmarks tell where the next begins."""
    with pypdfium2.PdfDocument(render(html).write(info=info)) as document:
        begins = [item.get_dest().get_index() for item in document.get_toc(max_depth=1)]
        for slide, start, end in zip(slides, begins, [*begins[1:], len(document)], strict=True):
            for page in range(start, end):
                stream = io.BytesIO()
                picture = document[page].render(scale=PIXELS[0] / WIDTH).to_pil()
                picture.quantize(COLOURS).save(stream, format="PNG", dpi=(144, 144))
                yield (slide.name if page == start else f"{slide.name}_{page - start + 1}", stream.getvalue(), slide)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [head, *([cell.replace("\n", " ") for cell in row] for row in rows)]
    )
    return for_spreadsheets(text.getvalue().encode("utf-8-sig"))
