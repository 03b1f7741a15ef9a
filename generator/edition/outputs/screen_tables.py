"""Tables on a screen: each in a frame that scrolls, and those of words as cards where the window is narrow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final

STACKED: Final = frozenset({"answers", "design", "targets", "learning", "wide"})
"""Classes of the tables whose cells hold words: on a telephone each row becomes a card with the columns' names in it."""

FOLDED: Final = frozenset({"design", "targets", "learning"})
"""Classes of those whose cards make a page of many screens: a long one of them is folded on a telephone."""
FOLDED_FROM: Final = 5
"""A table with more rows, its head among them, is long."""

_TABLE: Final = re.compile(r'<table class="([^"]*)".*?</table>', re.DOTALL)
_CAPTION: Final = re.compile(r"<caption>(.*?)(?:<span|</caption>)", re.DOTALL)
_HEADING: Final = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_MINOR: Final = re.compile(r'<span class="minor">(.*?)</span>', re.DOTALL)
_ROW: Final = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL: Final = re.compile(r"<(?P<tag>th|td)\b(?P<attributes>[^>]*)>(?P<content>.*?)</(?P=tag)>", re.DOTALL)
_SPAN: Final = re.compile(r'colspan="(\d+)"')
_TAG: Final = re.compile(r"<[^>]*>")
# A table that is laid out as blocks is one for screen readers only where its parts say so themselves.
_ROLES: Final[Mapping[str, str]] = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}
_PART: Final = re.compile(rf"<({'|'.join(_ROLES)})\b")


def framed(html: str) -> str:
    """Return the page with each table in a frame that scrolls sideways, also by keyboard, and with cards for telephones."""
    return _TABLE.sub(lambda table: _framed(table[0], table[1]), html)


def _framed(table: str, classes: str) -> str:
    caption = _CAPTION.search(table)
    label = escape(text_of(caption[1]).strip()) if caption else ""
    stacked = not STACKED.isdisjoint(classes.split())
    content = _carded(table) if stacked else table
    kind = "scroll cards" if stacked else "scroll"
    frame = f'<div class="{kind}" tabindex="0" role="group" aria-label="表 {label}">{content}</div>'
    if FOLDED.isdisjoint(classes.split()) or len(_ROW.findall(table)) <= FOLDED_FROM:
        return frame
    return f'<details class="fold" open="open"><summary aria-label="表 {label}"></summary>{frame}</details>'


def _carded(table: str) -> str:
    """Return the table with roles in its parts and, in each cell, the name of its column."""
    head, end, body = table.partition("</thead>")
    columns = [_column(heading) for heading in _HEADING.findall(head)]
    named = _ROW.sub(lambda row: _named(row[0], columns), body)
    headed = _CELL.sub(lambda cell: _with(cell, ' role="columnheader"'), head)
    return _PART.sub(lambda part: f'{part[0]} role="{_ROLES[part[1]]}"', f"{headed}{end}{named}")


def _named(row: str, columns: list[str]) -> str:
    place = 0

    def named(cell: re.Match[str]) -> str:
        nonlocal place
        span = _SPAN.search(cell["attributes"])
        name = "" if span else f' data-column="{escape(columns[place])}"'
        place += int(span[1]) if span else 1
        empty = "" if text_of(cell["content"]).strip() else ' data-empty=""'
        return _with(cell, f' role="{"rowheader" if cell["tag"] == "th" else "cell"}"{name}{empty}')

    return _CELL.sub(named, row)


def _with(cell: re.Match[str], attributes: str) -> str:
    return f"<{cell['tag']}{cell['attributes']}{attributes}>{cell['content']}</{cell['tag']}>"


def _column(heading: str) -> str:
    """Return the name of a column on one line: 「人口（人）」, 「拠点（運営）」, 「ネットワークの会議」."""
    return text_of(_MINOR.sub(lambda unit: f"（{text_of(unit[1]).strip('（）')}）", heading)).strip()


def text_of(html: str) -> str:
    """Return what is read of the markup."""
    return unescape(_TAG.sub("", html))
