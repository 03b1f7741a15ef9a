"""The accessible HTML twin of a brief: the same words and charts, laid out for screens and screen readers."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

from generator.brief.build import Brief
from generator.document.draft import marked
from generator.document.drawings import PlacedDrawing
from generator.document.environment import render
from generator.document.practice.contacts import profile_numbers
from generator.edition.outputs.chart_files import inline
from generator.edition.outputs.screen_tables import framed
from generator.proof.printed import by_source
from generator.typesetting.fonts.webfonts import with_faces

_BODY: Final = re.compile(r"<body>(.*)</body>", re.DOTALL)
_IMAGE: Final = re.compile(r'<img src="([^"]*)" alt="[^"]*"[^>]*>')
_NUMBER: Final = re.compile(r'(<span class="number">)?<span data-given="">(\d\d-\d+)</span>')


def twin_of(brief: Brief, environment: Any, *, data: str) -> bytes:
    """Return the page, which loads nothing from anywhere.

    It lies one folder below the index and the PDF; ``data`` is the path of the workbook below the index's folder.
    """
    body = _BODY.search(brief.html)
    if body is None:
        raise ValueError("a brief without a body")
    charts = by_source(brief.view)
    linked = _linked(body[1], brief)
    content = _IMAGE.sub(lambda image: _drawing(charts[image[1]]), framed(linked))
    page = render(
        environment,
        "edition/twin.html.j2",
        brief=brief.view,
        content=content,
        headings=[(section, text) for tag, text, section in brief.flow.headings if tag == "h2"],
        pdf=f"../{quote(brief.name)}",
        data=f"../{quote(data)}",
    )
    return with_faces(marked(page, brief.view.control)).encode()


def _drawing(placed: PlacedDrawing) -> str:
    """Return the chart, beside it the drawing for telephones; the style sheet hides the one that does not fit from all."""
    if placed.narrow is None:
        return f'<div class="drawing">{inline(placed)}</div>'
    wide, narrow = inline(placed), inline(placed.narrow)
    return f'<div class="drawing wide-only">{wide}</div><div class="drawing narrow-only">{narrow}</div>'


def _linked(html: str, brief: Brief) -> str:
    """Return the page with each profile's number a link to it: here, or by way of the index in another brief."""
    own = {profile.number for profile in brief.view.profiles}
    known = set(profile_numbers(brief.measures.dataset).values())

    def link(found: re.Match[str]) -> str:
        heading, number = found.groups()
        if heading or number not in known:
            return found[0]
        page = "" if number in own else "../index.html"
        return f'<a href="{page}#p-{number}">{found[0]}</a>'

    return _NUMBER.sub(link, html)
