"""Charts as PNG, for slides and documents that take no SVG: laid out and drawn as in the PDF."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2

from generator.typesetting.info import PdfInfo
from generator.typesetting.pdf import render

DPI: Final = 200
_POINTS: Final = 72
_SIZE: Final = re.compile(r'\bwidth="([\d.]+)pt" height="([\d.]+)pt"')
_BROUGHT: Final = re.compile(r"<title>(.*?)</title>\n<style>.*?</style>\n", re.DOTALL)
_MARGIN: Final = 6
_RULES: Final = "@page p{0}{{size:{1}pt {2}pt;margin:{5}pt}} .p{0}{{page:p{0}}} .p{0} img{{width:{3}pt;height:{4}pt}}"


def pictures_of(drawings: Sequence[bytes], info: PdfInfo) -> Iterator[bytes]:
    """Yield each SVG drawing (as :func:`generator.edition.outputs.chart_files.standalone` writes it) as PNG, white behind it."""
    if not drawings:
        return
    pages = [_page(number, svg.decode()) for number, svg in enumerate(drawings)]
    style = "img{display:block} body{margin:0}" + "".join(rule for rule, _ in pages)
    body = "".join(markup for _, markup in pages)
    html = (
        f'<!DOCTYPE html><html lang="ja"><head><title>図</title><style>{style}</style></head><body>{body}</body></html>'
    )
    with pypdfium2.PdfDocument(render(html).write(info=info)) as document:
        for page in document:
            stream = io.BytesIO()
            page.render(scale=DPI / _POINTS).to_pil().save(stream, format="PNG", dpi=(DPI, DPI))
            yield stream.getvalue()


def _page(number: int, svg: str) -> tuple[str, str]:
    size, words = _SIZE.search(svg), _BROUGHT.search(svg)
    if size is None or words is None:
        raise ValueError("a drawing without a size or a title")
    source = base64.b64encode(_BROUGHT.sub("", svg).encode()).decode("ascii")
    image = f'<img src="data:image/svg+xml;base64,{source}" alt="{words[1]}"/>'
    width, height = float(size[1]), float(size[2])
    rules = _RULES.format(number, width + 2 * _MARGIN, height + 2 * _MARGIN, width, height, _MARGIN)
    return rules, f'<div class="p{number}">{image}</div>'
