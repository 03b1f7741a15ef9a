"""How full the pages of a brief are: from the top margin to the lowest ink above the footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2

from generator.review.opening import opened

DPI: Final = 40
TOP_MM: Final = 16.0
"""Where the text of a page begins, as in templates/document/css/page.css."""
BOTTOM_MM: Final = 282.0
"""Where the text area ends: the footer stands below."""
SIDE_MM: Final = 190.0
"""Right end of the text column; the draft's mark stands beside it."""
LEAST: Final = 2 / 3
LEAST_OF_LAST: Final = 1 / 3
_INK: Final = 200
_MM: Final = 25.4


@dataclass(frozen=True, slots=True)
class Fill:
    """The pages of one PDF, each with the share of its text area that is used."""

    name: str
    pages: tuple[float, ...]

    @property
    def faults(self) -> tuple[int, ...]:
        """Return the numbers of pages that are too empty: under two thirds, the last under one third."""
        least = [LEAST] * (len(self.pages) - 1) + [LEAST_OF_LAST]
        return tuple(number for number, (page, at) in enumerate(zip(self.pages, least, strict=True), 1) if page < at)


def fill_of(path: Path) -> Fill:
    """Return how full the pages of a PDF are. Raises PublishError for a file that is no PDF."""
    with opened(path) as document:
        return Fill(path.stem, tuple(_page(page) for page in document))


def told(fills: Sequence[Fill]) -> str:
    """Return a table in Markdown: one line a PDF, the pages' shares in ％; those too empty bear 「▲」."""
    lines = ["| 資料 | ページ | 埋まり具合（％） |", "|---|---|---|"]
    for fill in fills:
        shares = " ".join(
            f"{'▲' if number in fill.faults else ''}{round(page * 100)}" for number, page in enumerate(fill.pages, 1)
        )
        lines.append(f"| {fill.name} | {len(fill.pages)} | {shares} |")
    return "\n".join(lines)


def _page(page: pypdfium2.PdfPage) -> float:
    """Return the share of the text area from its top to the lowest ink."""
    right, top, bottom = (round(length * DPI / _MM) for length in (SIDE_MM, TOP_MM, BOTTOM_MM))
    area = page.render(scale=DPI / 72).to_pil().convert("L").crop((0, top, right, bottom))
    ink = area.point(lambda shade: 255 if shade < _INK else 0).getbbox()
    return ink[3] / area.height if ink else 0.0
