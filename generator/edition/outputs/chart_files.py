"""The charts of a brief outside its PDF: as drawings that stand on their own, and inside a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from generator.brief.build import Brief
from generator.document.drawings import PlacedDrawing
from generator.document.phrases import Phrases
from generator.files import safe_name
from generator.proof.printed import by_source
from generator.typesetting.fonts.webfonts import font_faces

_PROLOGUE: Final = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA: Final = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_STYLE: Final = re.compile(r'<defs>\s*<style type="text/css">\*\{([^}]*)\}</style>\s*</defs>\s*')
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_SIZE: Final = re.compile(r' (?:width|height)="[^"]*"')
_BOLD: Final = re.compile(r"font-weight: ?(bold|700)|font: ?(bold|700) ")
_ID_AND_USES: Final = (' id="', "url(#", ':href="#', ' href="#')


@dataclass(frozen=True)
class NamedDrawing:
    """A chart in the order of the document, with a file name without ending."""

    name: str
    placed: PlacedDrawing


def named_drawings(brief: Brief, words: Phrases) -> Iterator[NamedDrawing]:
    """Yield the charts in the order of reading."""
    charts = by_source(brief.view)
    images = [image for image in brief.flow.images if image.source in charts]
    for number, image in enumerate(images, start=1):
        placed = charts[image.source]
        title = words.say("chart", placed.name, brief.inputs.config.metrics) or placed.name
        yield NamedDrawing(f"{number:02d}_{safe_name(title)}", placed)


def standalone(placed: PlacedDrawing) -> bytes:
    """Return the chart as an SVG file that brings its typeface along and says in words what it shows."""
    svg = _settled(placed.drawing.svg)
    drawn = {character for label in placed.drawing.labels for character in label.text}
    faces = font_faces("".join(sorted(drawn)), (400, 700) if _BOLD.search(svg) else (400,))
    inner = f"<title>{escape(placed.alt)}</title>\n<style>{faces}</style>\n"
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError(f"{placed.name} is no SVG")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg[: root.end()]}\n{inner}{svg[root.end() :]}'.encode()


def inline(placed: PlacedDrawing) -> str:
    """Return the chart as markup for a page that has the typeface; its ids cannot meet those of another chart."""
    svg = _settled(placed.drawing.svg)
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError(f"{placed.name} is no SVG")
    size = f'style="--width:{placed.width}mm;aspect-ratio:{placed.width}/{placed.height}"'
    head = _SIZE.sub("", root[0])[:-1] + f' role="img" aria-label="{escape(placed.alt)}" {size}>'
    inner = svg[root.end() :]
    for before in _ID_AND_USES:
        inner = inner.replace(before, f"{before}{placed.name}-")
    return head + inner


def _settled(svg: str) -> str:
    """Return the drawing without prologue and metadata, its one general rule on the root instead of on everything."""
    bare = _METADATA.sub("", _PROLOGUE.sub("", svg, count=1))
    rule = _STYLE.search(bare)
    if rule is None:
        return bare
    return _STYLE.sub("", bare).replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
