"""Cut the document into forms, and each form into its header and chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.dataset.contract import Programme
from generator.errors import SourceError
from generator.ingest.document.source import SourceDocument
from generator.ingest.document.stream import Span, TextStream
from generator.printed.characters import squeeze

_NUMBER: Final = r"(?:\d{1,2}[.,、])"
_HEADER = re.compile(r"都道府県名(?P<prefecture>.{0,20}?)市区町村名")
_FIRST = re.compile(_NUMBER + r"?自治体の基本情報等?")
_BASICS = re.compile(r"1-1[.,、]?自治体の基本情報")
_FEATURES = re.compile(r"1-2[.,、]?地域の特徴(?:\([^()]*\))?")
_VISION = re.compile(_NUMBER + r"?事業を実施する上でのビジョンについて")
_RESULTS = re.compile(_NUMBER + r"成果目標の達成状況")
_PROGRAMMES: Final = {
    Programme.CHIIKIRYOKU: re.compile(_NUMBER + r"地域力強化推進事業について"),
    Programme.TAKIKAN: re.compile(_NUMBER + r"多機関の?協働による包括的支援体制(?:の)?構築事業について"),
    Programme.TODOFUKEN: re.compile(_NUMBER + r"都道府県事業について"),
}
_TITLE_LENGTH: Final = 30


@dataclass(frozen=True, slots=True)
class Form:
    """One respondent's form. Spans are of the document's flow; a chapter's span starts with its heading.

    ``header`` is None when the header table has been lost. ``heads`` holds each chapter's heading alone.
    """

    flow: TextStream
    line_start: int
    line_end: int
    header: Span | None
    chapters: dict[str, Span]
    heads: dict[str, Span]

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes that have a chapter, in the contract's order."""
        return tuple(p for p in Programme if p.value in self.chapters)

    def body(self, chapter: str) -> Span:
        """Return a chapter without its heading."""
        return Span(self.heads[chapter].end, self.chapters[chapter].end)


def split_forms(source: SourceDocument, *, prefectures: Sequence[str]) -> tuple[Form, ...]:
    """Return the forms in the order of the document; ``prefectures`` are the names that a title line may carry.

    A form runs from its title line to the line before the next form's. Raises SourceError when the text holds no
    form at all, and when the last form (or any form's table of figures) is cut off.
    """
    forms = [form for first, last in source.ranges for form in _cut(source, first, last, prefectures)]
    if not forms:
        raise SourceError(
            "個票が一つも見つかりません。",
            where=source.where,
            expected="「都道府県名 … 市区町村名 …」の表と「１．自治体の基本情報等」で始まる個票",
            remedy="SOURCE に指定したファイルが個票の資料かどうかを確かめてください。",
        )
    for form in forms:
        _check_complete(form, source, last=form is forms[-1] and not source.several)
    return tuple(forms)


def _cut(source: SourceDocument, first: int, last: int, prefectures: Sequence[str]) -> list[Form]:
    """Return the forms of one document, the lines first..last of the source."""
    flow = source.flow
    openings = _openings(flow, flow.lines_span(first, last)) if last >= first else []
    if not openings:
        return []
    starts = [_first_line(flow, header, heading, prefectures) for header, heading in openings]
    starts[0] = first if openings[0][0] is None or source.several else max(starts[0], first)
    ends = [*(start - 1 for start in starts[1:]), last]
    return [
        _form(flow, start, end, header=header, first=heading)
        for (header, heading), start, end in zip(openings, starts, ends, strict=True)
    ]


def _openings(flow: TextStream, span: Span) -> list[tuple[Span | None, Span]]:
    """Return (header label, first chapter's heading) of each form; the header may be lost."""
    headers = _headings(flow, _HEADER, span)
    firsts = _headings(flow, _FIRST, span, whole_line=True)
    found: list[tuple[Span | None, Span]] = []
    used = 0
    for first in firsts:
        between = [h for h in headers[used:] if h.start < first.start]
        used += len(between)
        found.append((between[-1] if between else None, first))
    return found


def _headings(flow: TextStream, pattern: re.Pattern[str], span: Span, *, whole_line: bool = False) -> list[Span]:
    """Return the matches that open a line (and, where asked, end one: prose may begin with a heading's words).

    Each line start is tried by itself, for a number that ends the line before would be read into the heading's.
    """
    found: list[Span] = []
    for start in flow.line_starts(span):
        match = pattern.match(flow.text, start, span.end)
        if match and (not whole_line or flow.at_line_end(match.end())):
            found.append(Span(match.start(), match.end()))
    return found


def _first_line(flow: TextStream, header: Span | None, first: Span, prefectures: Sequence[str]) -> int:
    """Return the line of the title above the header, else that of the header (or first heading) itself."""
    opening = flow.line((header or first).start)
    above = next((n for n in range(opening - 1, 0, -1) if flow.row_span(n)), 0)
    return above if above and _is_title(flow, above, prefectures) else opening


def _is_title(flow: TextStream, line: int, prefectures: Sequence[str]) -> bool:
    text = flow.raw[line - 1].strip()
    name = next((p for p in prefectures if squeeze(text).startswith(p)), None)
    if name is None or len(text) > _TITLE_LENGTH:
        return False
    rest = squeeze(text)[len(name) :]
    return not rest or re.search(r"\s", text) is not None or rest[-1] in "市区町村郡"


def _form(flow: TextStream, line_start: int, line_end: int, *, header: Span | None, first: Span) -> Form:
    whole = flow.lines_span(line_start, line_end)
    heads = _heads(flow, Span(first.start, whole.end))
    order = sorted(heads.items(), key=lambda item: item[1].start)
    ends = [*(head.start for _, head in order), whole.end][1:]
    chapters = {name: Span(head.start, end) for (name, head), end in zip(order, ends, strict=True)}
    table = Span(header.start, first.start) if header else None
    return Form(flow, line_start, line_end, table, chapters, heads)


def _heads(flow: TextStream, span: Span) -> dict[str, Span]:
    """Return the heading of each chapter that the form has: the first that opens a line after the one before."""
    heads: dict[str, Span] = {}
    position = span.start
    for name, pattern in (("1-1", _BASICS), ("1-2", _FEATURES), ("2", _VISION)):
        found = _headings(flow, pattern, Span(position, span.end))
        if found:
            heads[name], position = found[0], found[0].end
    for programme, pattern in _PROGRAMMES.items():
        found = _headings(flow, pattern, Span(position, span.end))
        if found:
            heads[programme.value] = found[0]
    after = max((h.end for h in heads.values()), default=position)
    results = _headings(flow, _RESULTS, Span(after, span.end))
    if results:
        heads["results"] = results[0]
    return heads


def _check_complete(form: Form, source: SourceDocument, *, last: bool) -> None:
    missing = [
        title
        for key, title in (("1-1", "１－１．自治体の基本情報"), ("1-2", "１－２．地域の特徴"))
        if key not in form.heads
    ]
    if last and "results" not in form.heads:
        missing.append("成果目標の達成状況")
    if missing:
        raise SourceError(
            "個票が途中で切れています。",
            where=source.at(form.line_start),
            found=f"{form.line_start}行目からの個票に見出しがありません: {'、'.join(missing)}",
            remedy="原資料の全文があるかどうかを確かめ、取り出し直してください。",
        )
