"""What a page must be as HTML, whatever it tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from printed_text import parsed, squeezed
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]


def complaints(html: str) -> Iterator[str]:
    """What is wrong with the page: syntax, ids, headings, tables, images."""
    page = parsed(html)
    yield from syntax(html)
    yield from (f"id {name} occurs {count} times" for name, count in _ids(page).items() if count > 1)
    yield from _headings(page)
    yield from _tables(page)
    yield from _images(page)
    if page.get("lang") != "ja":
        yield "the language is not Japanese"
    if not squeezed(next(page.iter("title"))):
        yield "no title"


def syntax(html: str) -> Iterator[str]:
    """Errors that the HTML standard's own parser reports."""
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(html)
    for place, kind, details in parser.errors:
        yield f"{kind} {details} at {place}"


def _ids(page: Element) -> Counter[str]:
    return Counter(str(element.get("id")) for element in page.iter() if element.get("id"))


def _headings(page: Element) -> Iterator[str]:
    levels = [int(str(e.tag)[1]) for e in page.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for upper, lower in pairwise(levels):
        if lower > upper + 1:
            yield f"h{lower} follows h{upper}"
    yield from (f"empty {e.tag}" for e in page.iter() if re.fullmatch(r"h[1-6]", str(e.tag)) and not squeezed(e))


def _tables(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        caption = table.find("caption")
        name = squeezed(caption) if caption is not None else "?"
        if caption is None or not name:
            yield "a table without caption"
        yield from (f"{name}: a column head without scope" for th in table.iter("th") if not th.get("scope"))
        widths = set(_widths(table))
        if len(widths) > 1:
            yield f"{name}: rows of {sorted(widths)} cells"


def _widths(table: Element) -> Iterator[int]:
    """How many columns each row fills, with the cells that reach down from the rows above."""
    above: list[tuple[int, int]] = []
    for row in table.iter("tr"):
        cells = [
            (int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))) for cell in row if cell.tag in ("td", "th")
        ]
        yield sum(columns for columns, _ in (*cells, *above))
        above = [(columns, rows - 1) for columns, rows in (*cells, *above) if rows > 1]


def _images(page: Element) -> Iterator[str]:
    for image in page.iter("img"):
        if not image.get("alt"):
            yield "an image without alternative text"
        if not str(image.get("src", "")).startswith("data:image/svg+xml;base64,"):
            yield f"an image from {str(image.get('src'))[:40]}"
