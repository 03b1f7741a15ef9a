"""Reads a PDF without any of the code that made it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pypdfium2


@cache
def opened(data: bytes) -> pikepdf.Pdf:
    """The file as pikepdf sees it; kept open, as its objects die with it."""
    return pikepdf.open(io.BytesIO(data))


def elements(data: bytes, kind: str = "") -> list[Any]:
    """All structure elements in reading order, or those of one kind."""
    root = opened(data).Root.StructTreeRoot.K[0]
    return [element for element in _walk(root) if not kind or str(element.S) == f"/{kind}"]


def outline(data: bytes, element: pikepdf.Object | None = None) -> str:
    """The kinds of the structure tree as one line: ``Document(H1 P(Link))``; runs of text are left out."""
    element = opened(data).Root.StructTreeRoot.K[0] if element is None else element
    inner = " ".join(outline(data, kid) for kid in _kids(element) if kid.S != "/Span")
    return f"{str(element.S)[1:]}({inner})" if inner else str(element.S)[1:]


def artifacts(data: bytes) -> list[list[str]]:
    """For each page, the type and subtype of its artifacts."""
    pages = opened(data).pages
    found = []
    for page in pages:
        content = pikepdf.parse_content_stream(page)
        marks = [c for c in content if str(c.operator) == "BDC" and c.operands[0] == "/Artifact"]
        lists: list[Any] = [mark.operands[1] for mark in marks]
        found.append([f"{x.Type}{x.get('/Subtype', '')}".replace("/", " ").strip() for x in lists])
    return found


def text(data: bytes) -> str:
    """The text of all pages, as a reader would copy it."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def lines_of_pages(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The lines of each page, as they are set."""
    with pypdfium2.PdfDocument(data) as document:
        return tuple(tuple(page.get_textpage().get_text_bounded().splitlines()) for page in document)


def picture(data: bytes, *, scale: float = 2) -> Any:
    """The first page as an array of pixels."""
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=scale).to_numpy().copy()


def _kids(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    kids: Any = element.get("/K", [])
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _walk(element: pikepdf.Object) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        yield from _walk(kid)
