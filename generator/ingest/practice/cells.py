"""Where the cells of chapters 3 and 4 begin and end, and what state each is in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.config.practice import PracticeFile
from generator.config.questionnaire import FormCell
from generator.dataset.practice.contract import CellStatus
from generator.dataset.practice.records import PracticeCell
from generator.ingest.document.stream import Span
from generator.ingest.form.cut import Form
from generator.ingest.form.labels import any_of

_SHORT: Final = 44
"""A longer text says more than that it refers elsewhere or is not decided."""
_BULLETS: Final = "・○●◎◇◆※＊*　 "
_NONE = re.compile(
    r"(?:特に|現在、?|今のところ)?(?:なし|無し|ない|無い|ありません|予定なし|予定はない|未実施|未定|該当なし|名称なし)[。.]?"
    r"|[^、,]{1,10}ため[、,]なし[。.]?|.{0,30}(?:名称は設けていない|配置は行わない).*"
)
_DASH = re.compile(r"[-－―—‐ー]+")
_REFERENCE = re.compile(r"(?:別紙|別添).*|.*(?:別紙|別添|参照|のとおり|の通り|に記載)(?:[、,]?実施する)?[。.）)]?")
_SAME = re.compile(r"(?:同上|上記と?同[じ様]|上記に同じ|アと?同じ|アに同じ|〃)[。.]?")
_UNDECIDED = re.compile(
    r"今後検討\(.*|(?:今後|次年度|来年度|現在)?、?.{0,8}(?:検討|検討中|検討予定|検討する|検討していく)[。.]?"
)
_FORMS: Final = (
    (_NONE, CellStatus.NONE),
    (_DASH, CellStatus.DASH),
    (_SAME, CellStatus.SAME),
    (_REFERENCE, CellStatus.REFERENCE),
    (_UNDECIDED, CellStatus.UNDECIDED),
)


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell of a form with its content; ``content`` is None where the chapter is not there or the label is missing."""

    record: PracticeCell
    content: Span | None


def find_cells(code: str, form: Form, practice: PracticeFile) -> tuple[FoundCell, ...]:
    """Return every cell of config/practice.yaml for one form, in that order."""
    spans: dict[str, tuple[Span, Span]] = {}
    cells = form.labels.questionnaire.cells
    for chapter in dict.fromkeys(cell.chapter for cell in cells):
        if chapter in form.chapters:
            spans |= dict(_spans([cell for cell in cells if cell.chapter == chapter], form, form.body(chapter)))
    return tuple(_cell(code, cell.id, form, practice, spans.get(cell.id)) for cell in practice.cells)


def _cell(code: str, cell: str, form: Form, practice: PracticeFile, found: tuple[Span, Span] | None) -> FoundCell:
    if practice.chapter_of[cell] not in form.chapters:
        return FoundCell(PracticeCell(code, cell, CellStatus.NOT_APPLICABLE, None, None), None)
    if found is None:
        return FoundCell(PracticeCell(code, cell, CellStatus.LABEL_ABSENT, None, None), None)
    label, content = found
    status = status_of(form.flow.of(content))
    lines = [line for line, text in form.flow.pieces(content) if text] or [form.flow.line(label.start)]
    return FoundCell(PracticeCell(code, cell, status, lines[0], lines[-1]), content)


def status_of(text: str) -> CellStatus:
    """Return the state of a cell by its unified text."""
    bare = text.strip(_BULLETS)
    if not bare:
        return CellStatus.BLANK
    if len(bare) <= _SHORT:
        for pattern, status in _FORMS:
            if pattern.fullmatch(bare):
                return status
    return CellStatus.FILLED


def _spans(cells: Sequence[FormCell], form: Form, body: Span) -> Iterator[tuple[str, tuple[Span, Span]]]:
    """Yield cell, its label and its content: from the label to the next label that is in the printed order."""
    found = _in_order(cells, form, body)
    ends = [*(label.start for _, label in found), body.end][1:]
    for (cell, label), end in zip(found, ends, strict=True):
        if cell.cell:
            yield cell.cell, (label, Span(label.end, end))


def _in_order(cells: Sequence[FormCell], form: Form, body: Span) -> list[tuple[FormCell, Span]]:
    """Return as many labels as stand in the printed order: the longest rising sequence of their places.

    The same words head several cells, so each match is tried for each of them.
    """
    matches = [(span, order) for order, cell in enumerate(cells) for span in _matches(any_of(cell.labels), form, body)]
    matches.sort(key=lambda item: (item[0].start, -item[1]))
    tails: list[int] = []
    chosen: list[int] = []
    before: list[int | None] = []
    for index, (_, order) in enumerate(matches):
        place = bisect_left(tails, order)
        before.append(chosen[place - 1] if place else None)
        tails[place : place + 1] = [order]
        chosen[place : place + 1] = [index]
    path: list[tuple[FormCell, Span]] = []
    at = chosen[-1] if chosen else None
    while at is not None:
        span, order = matches[at]
        path.append((cells[order], span))
        at = before[at]
    return path[::-1]


def _matches(pattern: re.Pattern[str], form: Form, body: Span) -> Iterator[Span]:
    for match in form.flow.find_all(pattern, body):
        if form.flow.after_space(match.start()):
            yield Span(match.start(), match.end())
