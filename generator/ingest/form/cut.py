"""Cut the document into forms, and each form into its header and chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.dataset.contract import Programme
from generator.errors import SourceError
from generator.ingest.document.source import SourceDocument
from generator.ingest.document.stream import Span, TextStream
from generator.ingest.form.headings import form_words, likeliest, line_to_write, told, unknown_headings
from generator.ingest.form.labels import BASICS, OPENING, FormLabels
from generator.printed.characters import squeeze

_TITLE_LENGTH: Final = 30


@dataclass(frozen=True, slots=True)
class Form:
    """One respondent's form. Spans are of the document's flow; a chapter's span starts with its heading.

    ``labels`` are those of its questionnaire. ``header`` is None when the header table has been lost. ``heads`` holds each
    chapter's heading alone.
    """

    flow: TextStream
    line_start: int
    line_end: int
    labels: FormLabels
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


def split_forms(source: SourceDocument, *, prefectures: Sequence[str], labels: FormLabels) -> tuple[Form, ...]:
    """Return the forms in the order of the document; ``prefectures`` are the names that a title line may carry.

    A form runs from its title line to the line before the next form's. Raises SourceError when the text holds no
    form at all, and when the last form (or any form's table of figures) is cut off.
    """
    forms = [form for first, last in source.ranges for form in _cut(source, first, last, prefectures, labels)]
    if not forms:
        raise _no_forms(source, labels)
    _check_reworded(forms, source)
    for form in forms:
        _check_complete(form, source, forms)
    return tuple(_knowing_strangers(forms, labels))


def _knowing_strangers(forms: Sequence[Form], labels: FormLabels) -> Sequence[Form]:
    """Return the forms with the item names that they share and the questionnaire does not know."""
    words = form_words([(form.flow, form.body(BASICS)) for form in forms if BASICS in form.heads], labels)
    if not words:
        return forms
    aware = replace(labels, strangers=re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))
    return [replace(form, labels=aware) for form in forms]


def _no_forms(source: SourceDocument, labels: FormLabels) -> SourceError:
    words = labels.questionnaire
    opening = words.chapter(OPENING)
    titles = opening.titles if opening else ()
    unknown = unknown_headings(source.flow, source.flow.whole, labels)
    best = likeliest(titles[0], unknown) if titles else ""
    line = line_to_write("titles", best, titles)
    reworded = f"見出しの語句が変わったのなら、config/questionnaires/{words.id}.yaml の {OPENING} を次の行に直してください: {line}"
    return SourceError(
        "個票が一つも見つかりません。",
        where=source.where,
        found=f"知らない見出し: {told(unknown)}" if unknown else "",
        expected="「都道府県名 … 市区町村名 …」の表と「１．自治体の基本情報等」で始まる個票",
        remedy=reworded if best else "SOURCE に指定したファイルが個票の資料かどうかを確かめてください。",
    )


def _check_reworded(forms: Sequence[Form], source: SourceDocument) -> None:
    """Refuse a document none of whose forms holds the table of figures under the title that is known."""
    labels = forms[0].labels
    chapter = labels.questionnaire.chapter(BASICS)
    if chapter is None or len(forms) == 1 or any(BASICS in form.heads for form in forms):
        return
    unknown: Counter[str] = Counter()
    for form in forms:
        unknown.update(set(unknown_headings(form.flow, form.flow.lines_span(form.line_start, form.line_end), labels)))
    best = likeliest(chapter.titles[0], unknown)
    raise SourceError(
        f"見出し「{chapter.name}」が、{len(forms)}件のどの個票にもありません。",
        where=source.where,
        found=f"知らない見出し: {told(unknown)}" if unknown else "",
        expected=chapter.name,
        remedy=f"config/questionnaires/{labels.questionnaire.id}.yaml の {BASICS} を次の行に直してください: "
        f"{line_to_write('titles', best or '（印刷された見出し）', chapter.titles)}",
    )


def _cut(source: SourceDocument, first: int, last: int, prefectures: Sequence[str], labels: FormLabels) -> list[Form]:
    """Return the forms of one document, the lines first..last of the source."""
    flow = source.flow
    openings = _openings(flow, flow.lines_span(first, last), labels) if last >= first else []
    if not openings:
        return []
    starts = [_first_line(flow, header, heading, prefectures) for header, heading in openings]
    starts[0] = first if openings[0][0] is None or source.several else max(starts[0], first)
    ends = [*(start - 1 for start in starts[1:]), last]
    return [
        _form(flow, start, end, labels, header=header, first=heading)
        for (header, heading), start, end in zip(openings, starts, ends, strict=True)
    ]


def _openings(flow: TextStream, span: Span, labels: FormLabels) -> list[tuple[Span | None, Span]]:
    """Return (header label, first chapter's heading) of each form; the header may be lost."""
    headers = _headings(flow, labels.header_start, span)
    firsts = _headings(flow, labels.opening, span, whole_line=True)
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


def _form(
    flow: TextStream, line_start: int, line_end: int, labels: FormLabels, *, header: Span | None, first: Span
) -> Form:
    whole = flow.lines_span(line_start, line_end)
    heads = _heads(flow, Span(first.start, whole.end), labels)
    order = sorted(heads.items(), key=lambda item: item[1].start)
    ends = [*(head.start for _, head in order), whole.end][1:]
    chapters = {name: Span(head.start, end) for (name, head), end in zip(order, ends, strict=True)}
    table = Span(header.start, first.start) if header else None
    return Form(flow, line_start, line_end, labels, table, chapters, heads)


def _heads(flow: TextStream, span: Span, labels: FormLabels) -> dict[str, Span]:
    """Return the heading of each chapter that the form has: the first that opens a line after the one before."""
    heads: dict[str, Span] = {}
    position = span.start
    for name, pattern in labels.sequential.items():
        found = _headings(flow, pattern, Span(position, span.end))
        if found:
            heads[name], position = found[0], found[0].end
    for name, pattern in labels.programmes.items():
        found = _headings(flow, pattern, Span(position, span.end))
        if found:
            heads[name] = found[0]
    for name, pattern in labels.closing.items():
        after = max((head.end for head in heads.values()), default=position)
        found = _headings(flow, pattern, Span(after, span.end))
        if found:
            heads[name] = found[0]
    return heads


def _check_complete(form: Form, source: SourceDocument, forms: Sequence[Form]) -> None:
    """Refuse a form that is cut off: only the last of a volume can lack its closing chapters.

    A chapter that none of several forms holds has another title this year; that is told once, elsewhere.
    """
    last = form is forms[-1] and not source.several
    reworded = {c.id for c in form.labels.questionnaire.chapters if len(forms) > 1 and _in_none(c.id, forms)}
    wanted = [
        chapter
        for chapter in form.labels.questionnaire.chapters
        if chapter.required and chapter.id not in reworded and (last or chapter.id not in form.labels.closing)
    ]
    missing = [chapter.name for chapter in wanted if chapter.id not in form.heads]
    if missing:
        raise SourceError(
            "個票が途中で切れています。",
            where=source.at(form.line_start),
            found=f"{source.placed(form.line_start)}からの個票に見出しがありません: {'、'.join(missing)}",
            remedy="原資料の全文があるかどうかを確かめ、取り出し直してください。見出しの語句が変わったのなら、"
            f"config/questionnaires/{form.labels.questionnaire.id}.yaml の titles に書き加えてください。",
        )


def _in_none(chapter: str, forms: Sequence[Form]) -> bool:
    return all(chapter not in form.heads for form in forms)
