"""Page 1 of a brief in its parts, word for word as printed: for slides, and for whoever writes a page of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Final
from xml.etree.ElementTree import Element

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from generator.brief.build import Brief
from generator.document.markup import parse

PAGE_ONE: Final = "要点.json"
_SECTION: Final = re.compile(r'<section class="first.*?</section>', re.DOTALL)
_STRICT: Final = ConfigDict(strict=True, extra="forbid")
_MOST: Final = 500
Text = Annotated[str, Field(max_length=2000)]


@dataclass(frozen=True, config=_STRICT)
class KeyFigure:
    """A tile: its name, its figure as printed, and what is said of it."""

    name: Text
    value: Text
    remark: Text


@dataclass(frozen=True, config=_STRICT)
class PageOne:
    """Headline, findings, tiles and matrix; a line that is broken in a cell is broken here too.

    ``note`` explains the signs of the matrix; a brief of a wider area has none, and no columns and rows.
    """

    title: Text
    control: Text
    headline: Text
    findings: Annotated[tuple[Text, ...], Field(max_length=_MOST)]
    keys: Annotated[tuple[KeyFigure, ...], Field(max_length=_MOST)]
    note: Text
    columns: Annotated[tuple[Text, ...], Field(max_length=_MOST)]
    rows: Annotated[tuple[tuple[Text, ...], ...], Field(max_length=_MOST)]


def page_one_of(brief: Brief) -> bytes:
    """Return page 1 as JSON (UTF-8)."""
    found = _SECTION.search(brief.html)
    if found is None:
        raise ValueError("a brief without a first page")
    page = _read(parse(found[0]), title=brief.view.title, control=brief.control)
    return (json.dumps(asdict(page), ensure_ascii=False, indent=1) + "\n").encode()


def read_page_one(data: bytes) -> PageOne:
    """Return the parts that the JSON holds. Raises ValueError for anything else."""
    return _ADAPTER.validate_json(data)


def _read(section: Element, *, title: str, control: str) -> PageOne:
    table = section.find("table[@class='answers']")
    caption = None if table is None else table.find("caption/span")
    return PageOne(
        title=title,
        control=control,
        headline=" ".join(_text(one) for one in section.findall("p[@class='headline']")),
        findings=tuple(_text(one) for one in section.findall(".//ul[@class='findings']/li")),
        keys=tuple(_keys(section)),
        note="" if caption is None else _text(caption),
        columns=() if table is None else tuple(cell for row in table.findall("thead/tr") for cell in _cells(row)),
        rows=() if table is None else tuple(tuple(_cells(row)) for row in table.findall("tbody/tr")),
    )


def _keys(section: Element) -> Iterator[KeyFigure]:
    for tile in section.findall("div/div[@class='key']"):
        name, value, *remarks = (_text(part) for part in tile)
        yield KeyFigure(name, value, " ".join(remarks))


def _cells(row: Element) -> Iterator[str]:
    """Yield the cells of a row; one that holds several figures, one a line, is as many."""
    is_head = row.find("td") is None
    for cell in row:
        if "context" in cell.get("class", ""):
            yield from (line.rstrip("・") for line in _text(cell).split("\n"))  # 「人口・／高齢化率」
        else:
            yield _text(cell).replace("\n", "" if is_head else "\n")


def _text(element: Element) -> str:
    """Return the text as it is read: blanks of the source dropped, a line for each break."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(line for line in (" ".join(line.split(" ")).strip(" ") for line in lines) if line)


def _pieces(element: Element) -> Iterator[str]:
    if element.tag == "br":
        yield "\n"
    yield re.sub(r"\s*\n\s*", "", element.text or "")
    for part in element:
        yield from _pieces(part)
        yield re.sub(r"\s*\n\s*", "", part.tail or "")


_ADAPTER: Final = TypeAdapter(PageOne)
