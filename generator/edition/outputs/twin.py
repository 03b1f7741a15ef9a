"""The accessible HTML twin of a brief: the same words and charts, laid out for screens and screen readers."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, Final
from urllib.parse import quote

from generator.brief.build import Brief
from generator.document.draft import marked
from generator.document.drawings import PlacedDrawing
from generator.document.environment import render
from generator.edition.outputs.chart_files import inline
from generator.proof.printed import by_source
from generator.typesetting.fonts.webfonts import with_faces

_BODY: Final = re.compile(r"<body>(.*)</body>", re.DOTALL)
_IMAGE: Final = re.compile(r'<img src="([^"]*)" alt="[^"]*"[^>]*>')
_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION: Final = re.compile(r"<caption>(.*?)(?:<span|</caption>)", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


def twin_of(brief: Brief, environment: Any, *, data: str) -> bytes:
    """Return the page, which loads nothing from anywhere.

    It lies one folder below the index and the PDF; ``data`` is the path of the workbook below the index's folder.
    """
    body = _BODY.search(brief.html)
    if body is None:
        raise ValueError("a brief without a body")
    charts = by_source(brief.view)
    content = _IMAGE.sub(lambda image: _drawing(charts[image[1]]), _TABLE.sub(_scrolling, body[1]))
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
    """Return the chart, and where there is one the drawing that takes its place on a phone."""
    wide = inline(placed)
    if placed.narrow is None:
        return f'<div class="scroll" tabindex="0" role="group" aria-label="図">{wide}</div>'
    scrolling = f'<div class="scroll for-page" tabindex="0" role="group" aria-label="図">{wide}</div>'
    return f'{scrolling}<div class="for-phone">{inline(placed.narrow)}</div>'


def _scrolling(table: re.Match[str]) -> str:
    """Return the table in a frame that scrolls sideways on narrow screens, also by keyboard."""
    caption = _CAPTION.search(table[0])
    label = escape(_text(caption[1]).strip()) if caption else "表"
    return f'<div class="scroll" tabindex="0" role="group" aria-label="表 {label}">{table[0]}</div>'


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))
