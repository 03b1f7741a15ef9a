"""A contact sheet of every page of every finished brief, for whoever reviews the look of an edition."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from generator.files import write_whole
from generator.review.opening import opened

COLUMNS = 4
GAP = 12
PAGE_DPI = 70
SURROUND = "#7d858d"


def make_gallery(pdfs: Sequence[Path], out: Path) -> Iterator[Path]:
    """Write one PNG per brief into ``out`` and yield its path. Raises PublishError for a file that is no PDF."""
    for path in pdfs:
        yield write_whole(out / f"{path.stem}.png", _png(_sheet(_pages(path))))


def _pages(path: Path) -> list[Image.Image]:
    with opened(path) as document:
        return [page.render(scale=PAGE_DPI / 72).to_pil() for page in document]


def _sheet(pages: Sequence[Image.Image]) -> Image.Image:
    width, height = pages[0].size
    rows = -(-len(pages) // COLUMNS)
    size = (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    sheet = Image.new("RGB", size, SURROUND)
    for index, page in enumerate(pages):
        row, column = divmod(index, COLUMNS)
        sheet.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", optimize=False)
    return buffer.getvalue()
