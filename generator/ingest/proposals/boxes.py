"""Where a form sets targets and tells what came of them: the boxes 成果目標, ウ その他, and the chapter of results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generator.dataset.contract import Programme
from generator.ingest.document.stream import Span, TextStream
from generator.ingest.form.cut import Form
from generator.ingest.proposals.texts import TextItem, read_items

RESULTS: Final = "results"

_BOX = re.compile(r"[⑤⑧]?事業の?成果目標")
_OTHER = re.compile(r"ウその他")
_END = re.compile(r"[アイ]「住民に身近な圏域」|ウその他|[⑤⑨][^⑤⑨]{0,24}事業実施計画|④事業内容|[⑤⑧]?事業の?成果目標")
_QUANTITATIVE = re.compile(r"ア?量的目標")
_QUALITATIVE = re.compile(r"イ?質的目標")
_VISION = re.compile(r"起こしたい変化")
_HEADINGS: Final = (
    (Programme.CHIIKIRYOKU, re.compile(r"地域力強化(?:推進)?事業")),
    (Programme.TAKIKAN, re.compile(r"(?:多|他)(?:機関|職種)の?協働")),
    (Programme.TODOFUKEN, re.compile(r"都道府県事業")),
)
_HEADING_LENGTH: Final = 45


class PassageKind(StrEnum):
    """What a passage is: a box of targets, the free box ウ その他, or what came of it."""

    BOX = "box"
    OTHER = "other"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class FormPassage:
    """Items that belong together; ``title`` names the passage where its items may not say what they count."""

    kind: PassageKind
    programme: Programme
    items: tuple[TextItem, ...]
    title: str = ""


def read_passages(form: Form) -> tuple[FormPassage, ...]:
    """Return the passages of a form in the order of the document. A box that only prints the vision is left out."""
    passages: list[FormPassage] = []
    for programme in form.programmes:
        body = form.body(programme.value)
        passages.extend(_boxes(form.flow, programme, body))
        if programme is Programme.CHIIKIRYOKU:
            passages.extend(_others(form.flow, programme, body))
    if RESULTS in form.chapters:
        passages.extend(_attached(form.flow, form.body(RESULTS)))
        passages.extend(_results(form))
    return tuple(passages)


def _boxes(flow: TextStream, programme: Programme, body: Span) -> Iterator[FormPassage]:
    for match in flow.find_all(_BOX, body):
        span = _until(flow, match.end(), body, _END)
        if span and not flow.find(_VISION, span):
            yield FormPassage(PassageKind.BOX, programme, read_items(flow, span))


def _others(flow: TextStream, programme: Programme, body: Span) -> Iterator[FormPassage]:
    for match in flow.find_all(_OTHER, body):
        span = _until(flow, match.end(), body, _END)
        if span and flow.at_line_start(match.start()):
            yield FormPassage(PassageKind.OTHER, programme, read_items(flow, span))


def _attached(flow: TextStream, body: Span) -> Iterator[FormPassage]:
    """Yield the boxes 量的目標 of an attachment; such a plan belongs to the first programme."""
    for match in flow.find_all(_QUANTITATIVE, body):
        span = _until(flow, match.end(), body, _QUALITATIVE)
        if span and flow.at_line_end(match.end()):
            yield FormPassage(PassageKind.BOX, Programme.CHIIKIRYOKU, read_items(flow, span), _title(flow, match.start()))


_SECTION = re.compile(r"[アイウ]-\([ア-エ]\)([^()]{4,40}?)(?=\(1\)|ア?量的目標)")


def _title(flow: TextStream, position: int) -> str:
    before = flow.text[max(0, position - 600) : position]
    titles = _SECTION.findall(before)
    return titles[-1] if titles else ""


def _results(form: Form) -> Iterator[FormPassage]:
    """Yield the results programme by programme, as their headings part them."""
    programme = form.programmes[0] if form.programmes else Programme.CHIIKIRYOKU
    items: list[TextItem] = []
    for item in read_items(form.flow, form.body(RESULTS)):
        heading = _heading(item)
        if heading and heading is not programme and items:
            yield FormPassage(PassageKind.RESULTS, programme, tuple(items))
            items = []
        programme = heading or programme
        items.append(item)
    if items:
        yield FormPassage(PassageKind.RESULTS, programme, tuple(items))


def _heading(item: TextItem) -> Programme | None:
    if len(item.text) > _HEADING_LENGTH:
        return None
    return next((programme for programme, pattern in _HEADINGS if pattern.search(item.text)), None)


def _until(flow: TextStream, start: int, body: Span, end: re.Pattern[str]) -> Span:
    found = flow.find(end, Span(start, body.end))
    return Span(start, found.start if found else body.end)
