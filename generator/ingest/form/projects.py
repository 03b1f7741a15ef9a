"""How each programme is run: ①実施主体（委託先） and ②事業名 of its chapter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from generator.dataset.contract import Contract, Programme
from generator.ingest.document.stream import BREAK, Span, TextStream
from generator.ingest.form.cell_text import tidy
from generator.ingest.form.contractors import Arrangement, arrangement_of
from generator.ingest.form.cut import Form

_ASIDE = re.compile(r"[（(](?P<remark>[^（）()]*(?:ない|なし))[)）]")
"""Where the name should stand, the form says in parentheses what there is not."""
_BOTH_WAYS = (re.compile("直営[:：]"), re.compile("委託[:：]"))
_PAGE_NUMBER: Final = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class PrintedProject:
    """One programme of one form; ``line`` is that of the ① value (of its label, when it is blank)."""

    programme: Programme
    arrangement: Arrangement
    name: str
    line: int
    labelled: bool


def read_projects(form: Form) -> tuple[PrintedProject, ...]:
    """Return the project of each programme that has a chapter, marked in the header or not."""
    return tuple(_project(form, programme) for programme in form.programmes)


def _project(form: Form, programme: Programme) -> PrintedProject:
    flow, body, labels = form.flow, form.body(programme.value), form.labels
    label = flow.find(labels.projects["implementer"], body)
    start = label.end if label else body.start
    name = flow.find(labels.projects["project_name"], Span(start, body.end))
    following = flow.find(labels.project_end, Span(name.end if name else start, body.end))
    end = following.start if following else start
    cell = Span(start, name.start if name else end)
    title = _joined(flow, Span(name.end, end)) if name else ""
    aside = _ASIDE.fullmatch(title)
    line = flow.line(cell.start if cell else max(start - 1, 0))
    arrangement = arrangement_of(_joined(flow, cell, apart=True), name="" if aside else title)
    if aside:
        remarks = filter(None, (arrangement.remark, aside["remark"]))
        arrangement, title = replace(arrangement, remark=BREAK.join(remarks)), ""
    if arrangement.contract is Contract.OUTSOURCED and _posted_both_ways(form, body):
        arrangement = replace(arrangement, contract=Contract.MIXED)
    return PrintedProject(programme, arrangement, title, line, labelled=bool(label and name))


def _posted_both_ways(form: Form, body: Span) -> bool:
    """Whether ⑥ lists coordinators of the municipality's own (直営：) beside those of a contractor (委託：)."""
    flow, labels = form.flow, form.labels
    label = flow.find(labels.posting, body)
    following = flow.find(labels.posting_end, Span(label.end, body.end)) if label else None
    if label is None or following is None:
        return False
    posts = _joined(flow, Span(label.end, following.start))
    return all(way.search(posts) for way in _BOTH_WAYS)


def _joined(flow: TextStream, span: Span, *, apart: bool = False) -> str:
    """Return a cell's lines as one text; a page number that stands alone on its line is left out.

    ``apart`` sets a space behind a line that the document ends with white space: there a paragraph ends, while a
    line without it runs on in the next one.
    """
    out = ""
    for line, text in flow.pieces(span):
        if not text or _PAGE_NUMBER.fullmatch(text):
            continue
        out += f" {text}" if _needs_space(out, text) else text
        out += " " if apart and flow.raw[line - 1][-1:].isspace() else ""
    return tidy(out)


def _needs_space(before: str, text: str) -> bool:
    """Whether two ASCII words would grow together where a line ends."""
    return before[-1:].isascii() and before[-1:].isalnum() and text[0].isascii() and text[0].isalnum()
