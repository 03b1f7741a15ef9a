"""The header table of a form: who answers, which programmes are marked, whom to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.dataset.contract import Programme
from generator.ingest.document.stream import Span
from generator.ingest.form.cell_text import JOINT, rows, single_spaced, tidy, unspaced
from generator.ingest.form.cut import Form
from generator.printed.characters import MARKS, squeeze

_URL = re.compile(r"https?:[!-~]+")
_SEVERAL = re.compile(r"(?P<area>[^(]*)\((?P<names>[^()]*)\)")
_SEPARATORS = re.compile(r"[、,・/]")
TICKED: Final = "☑"
UNTICKED: Final = "☐"
_NOTHING: Final = ("", "-", "なし")
_WHOLE_AREA = re.compile(r"^(?:全域|全県|県全体|[都道府県]内|全市区?町村|.{2,3}[都道府県]全域)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header table says. ``members`` are the municipalities named in parentheses after ``name``."""

    prefecture: str
    name: str
    members: tuple[str, ...]
    marks: frozenset[Programme]
    department: str
    phone: str
    url: str


def read_header(form: Form) -> Header | None:
    """Return the header of a form, None when it has been lost from the document.

    A mark stands in front of the *next* label: ○ before 都道府県事業 belongs to 多機関. Two departments (or
    telephone numbers) of one form are joined with ／.
    """
    if form.header is None:
        return None
    cells = _cells(form, form.header)
    name, members = _names(_balanced(_rows(form, cells.get("name"))))
    return Header(
        prefecture=squeeze(_text(form, cells.get("prefecture"))),
        name=name,
        members=members,
        marks=_marks(form, cells.get("marks")),
        department=JOINT.join(tidy(text) for text in _rows(form, cells.get("department"))),
        phone=JOINT.join(single_spaced(text) for text in _rows(form, cells.get("phone"))),
        url=_url("".join(_rows(form, cells.get("url")))),
    )


def _cells(form: Form, table: Span) -> dict[str, Span]:
    """Return what stands between each label of the table and the next, whatever the order of the rows."""
    found = {key: span for key, pattern in form.labels.header.items() if (span := form.flow.find(pattern, table))}
    order = sorted(found.items(), key=lambda item: item[1].start)
    ends = [*(span.start for _, span in order), table.end][1:]
    return {key: Span(span.end, end) for (key, span), end in zip(order, ends, strict=True)}


def _rows(form: Form, cell: Span | None) -> list[str]:
    return rows(form.flow, cell) if cell else []


def _text(form: Form, cell: Span | None) -> str:
    return "".join(_rows(form, cell))


def _balanced(lines: list[str]) -> str:
    """Return the first line, with those that follow while a parenthesis is open: what stands below is no name."""
    text = ""
    for line in lines:
        text += line
        if squeeze(text).count("(") == squeeze(text).count(")"):
            break
    return text


def _names(printed: str) -> tuple[str, tuple[str, ...]]:
    """Return (area or municipality, municipalities listed in parentheses)."""
    text = squeeze(printed)
    if text in _NOTHING or _WHOLE_AREA.search(text):
        return "", ()
    several = _SEVERAL.fullmatch(text)
    names = tuple(name for name in _SEPARATORS.split(several["names"] if several else text) if name)
    if several:
        return several["area"], names
    return unspaced(printed), names if len(names) > 1 else ()


def _marks(form: Form, cell: Span | None) -> frozenset[Programme]:
    """Return the programmes with a mark behind their label, or with a ticked box in front of it."""
    if cell is None:
        return frozenset()
    text = form.flow.of(cell)
    found = {p: match for p, pattern in form.labels.marks.items() if (match := pattern.search(text))}
    order = sorted(found, key=lambda programme: found[programme].start())
    if not order:
        return frozenset()
    starts = [found[programme].start() for programme in order]
    ends = [found[programme].end() for programme in order]
    boxed = any(box in text[: starts[0]] for box in (TICKED, UNTICKED))
    edges = zip([0, *ends], starts, strict=False) if boxed else zip(ends, [*starts[1:], len(text)], strict=True)
    parts = [text[start:end] for start, end in edges]
    return frozenset(p for p, part in zip(order, parts, strict=True) if any(mark in part for mark in (*MARKS, TICKED)))


def _url(printed: str) -> str:
    """Return the address alone where one can be told from a remark beside it, else what is printed."""
    address = _URL.findall(unspaced(printed))
    return address[0] if len(address) == 1 else single_spaced(printed)
