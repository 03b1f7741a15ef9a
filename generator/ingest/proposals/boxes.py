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
        passages.extend(_boxes(form, programme, body))
        if programme is Programme.CHIIKIRYOKU:
            passages.extend(_others(form, programme, body))
    if RESULTS in form.chapters:
        passages.extend(_attached(form, form.body(RESULTS)))
        passages.extend(_results(form))
    return tuple(passages)


def _boxes(form: Form, programme: Programme, body: Span) -> Iterator[FormPassage]:
    flow, words = form.flow, form.labels.targets
    for match in flow.find_all(words.box, body):
        span = _until(flow, match.end(), body, words.end)
        if span and not flow.find(words.vision, span):
            yield FormPassage(PassageKind.BOX, programme, read_items(flow, span))


def _others(form: Form, programme: Programme, body: Span) -> Iterator[FormPassage]:
    flow, words = form.flow, form.labels.targets
    for match in flow.find_all(words.other, body):
        span = _until(flow, match.end(), body, words.end)
        if span and flow.at_line_start(match.start()):
            yield FormPassage(PassageKind.OTHER, programme, read_items(flow, span))


def _attached(form: Form, body: Span) -> Iterator[FormPassage]:
    """Yield the boxes 量的目標 of an attachment; such a plan belongs to the first programme."""
    flow, words = form.flow, form.labels.targets
    for match in flow.find_all(words.quantitative, body):
        span = _until(flow, match.end(), body, words.qualitative)
        if span and flow.at_line_end(match.end()):
            yield FormPassage(
                PassageKind.BOX, Programme.CHIIKIRYOKU, read_items(flow, span), _title(form, match.start())
            )


def _title(form: Form, position: int) -> str:
    """Return the heading of the attachment's section ("ア-(イ)…") above a box of targets."""
    before = form.flow.text[max(0, position - 600) : position]
    ahead = form.labels.targets.quantitative.pattern
    titles = re.findall(rf"[アイウ]-\([ア-エ]\)([^()]{{4,40}}?)(?=\(1\)|{ahead})", before)
    return titles[-1] if titles else ""


def _results(form: Form) -> Iterator[FormPassage]:
    """Yield the results programme by programme, as their headings part them."""
    programme = form.programmes[0] if form.programmes else Programme.CHIIKIRYOKU
    items: list[TextItem] = []
    for item in read_items(form.flow, form.body(RESULTS)):
        heading = _heading(item, form)
        if heading and heading is not programme and items:
            yield FormPassage(PassageKind.RESULTS, programme, tuple(items))
            items = []
        programme = heading or programme
        items.append(item)
    if items:
        yield FormPassage(PassageKind.RESULTS, programme, tuple(items))


def _heading(item: TextItem, form: Form) -> Programme | None:
    if len(item.text) > _HEADING_LENGTH:
        return None
    return next((programme for programme, pattern in form.labels.results.items() if pattern.search(item.text)), None)


def _until(flow: TextStream, start: int, body: Span, end: re.Pattern[str]) -> Span:
    found = flow.find(end, Span(start, body.end))
    return Span(start, found.start if found else body.end)
