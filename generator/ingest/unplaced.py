"""What of the questionnaire no form holds, and what of the forms the questionnaire does not know, with the YAML to write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.config.questionnaire import FormItem, plain
from generator.dataset.contract import Kind, Programme
from generator.ingest.document.stream import Span
from generator.ingest.form.cut import Form
from generator.ingest.form.headings import (
    likeliest,
    line_to_write,
    many,
    unknown_header_words,
    unknown_headings,
    unknown_items,
    unknown_words,
)
from generator.ingest.form.labels import BASICS, FormLabels
from generator.ingest.rows import RespondentReading

_SHARED: Final = 0.3
_TWO: Final = 2
"""What a single form lacks is told where it is read."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the questionnaire: where it stands in the file, its words, and in how many forms they were met."""

    where: str
    list: str
    words: tuple[str, ...]
    met: int
    asked: int


def unplaced(answers: Sequence[RespondentReading], labels: FormLabels, *, file: str) -> list[str]:
    """Return one line for each entry that no form holds, and one for each heading or item name that is not known.

    An entry and an unknown word that are alike are told together. ``file`` is the questionnaire's.
    """
    own = [answer for answer in answers if answer.identity.kind is not Kind.MEMBER]
    forms = [answer.identity.form for answer in own]
    absent = [
        entry for entry in (*_chapters(own, labels), *_items(forms, labels)) if entry.asked >= _TWO and not entry.met
    ]
    titles, names, heads = _unknown(forms, labels)
    header = {item.labels for item in labels.questionnaire.header}
    lines = []
    for entry in absent:
        pool = titles if entry.list == "titles" else heads if entry.words in header else names
        best = likeliest(entry.words[0], _shared(pool, entry.asked))
        lines.append(_told(entry, best, pool[best] if best else 0, file))
        for name in (best,) if best else ():
            del pool[name]
    lines += [
        _new(f"見出し「{w}」", n, file, f"- {{id: 名, {line_to_write('titles', w, ())}}}", "chapters")
        for w, n in _many(titles, forms)
    ]
    lines += [
        _new(f"項目「{w}」", n, file, f"- {{id: 名, {line_to_write('labels', w, ())}, type: text}}", "items")
        for w, n in _many(names, forms)
    ]
    return lines


def _told(entry: _Entry, best: str, count: int, file: str) -> str:
    absent = f"「{plain(entry.words[0])}」が、{entry.asked}件のどの個票にもない"
    if not best:
        return f"{absent}（{file} の{entry.where}）。様式からなくなった項目なら、until に最後の年度を書く"
    line = line_to_write(entry.list, best, entry.words)
    return f"{absent}。知らない「{best}」（{count}件）のことなら、{file} の{entry.where}を次の行に直す: {line}"


def _new(what: str, count: int, file: str, line: str, where: str) -> str:
    return f"知らない{what}が{count}件の個票にある。様式の項目なら、{file} の {where} に次の行を書き加える: {line}"


def _shared(counted: Counter[str], asked: int) -> list[str]:
    """Return the unknown words that enough of the forms asked share to be the entry's."""
    return [words for words, count in counted.items() if count >= _SHARED * asked]


def _many(counted: Counter[str], forms: Sequence[Form]) -> list[tuple[str, int]]:
    """Return the words that many forms share: half of them, and three at least."""
    return [(words, count) for words, count in counted.most_common() if count >= many(len(forms))]


def _chapters(answers: Sequence[RespondentReading], labels: FormLabels) -> Iterator[_Entry]:
    """Yield the chapters; one of a programme is looked for where the programme is marked."""
    for chapter in labels.questionnaire.chapters:
        asked = [a for a in answers if not chapter.programme or Programme(chapter.id) in a.identity.marks]
        met = sum(chapter.id in answer.identity.form.heads for answer in answers)
        if chapter.id != "opening":
            yield _Entry(f" chapters の {chapter.id} ", "titles", chapter.titles, met, len(asked))


def _items(forms: Sequence[Form], labels: FormLabels) -> Iterator[_Entry]:
    headers = [(form, form.header) for form in forms if form.header]
    for item in labels.questionnaire.header:
        yield _entry(item, labels.header[item.id], headers)
    for name, patterns in ((BASICS, labels.basics), ("2", labels.vision)):
        chapter = labels.questionnaire.chapter(name)
        bodies = _bodies(forms, (name,))
        for item in chapter.items if chapter else ():
            yield _entry(item, patterns[item.id], bodies)
    for item in labels.questionnaire.projects:
        yield _entry(item, labels.projects[item.id], _bodies(forms, labels.programmes))
    coordinators = labels.questionnaire.item_of("coordinators")
    if coordinators is not None and labels.coordinators is not None:
        yield _entry(coordinators, labels.coordinators, _bodies(forms, (Programme.TAKIKAN.value,)))


def _entry(item: FormItem, pattern: re.Pattern[str], bodies: Sequence[tuple[Form, Span]]) -> _Entry:
    met = sum(form.flow.find(pattern, body) is not None for form, body in bodies)
    return _Entry(f"項目 {item.id} ", "labels", item.labels, met, len(bodies))


def _bodies(forms: Sequence[Form], chapters: Iterable[str]) -> list[tuple[Form, Span]]:
    return [(form, form.body(name)) for name in chapters for form in forms if name in form.chapters]


def _unknown(forms: Sequence[Form], labels: FormLabels) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count the forms that hold each unknown heading, each unknown item name, and each word of the header."""
    titles: Counter[str] = Counter()
    names: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for form in forms:
        whole = form.flow.lines_span(form.line_start, form.line_end)
        titles.update(set(unknown_headings(form.flow, whole, labels)))
        found = unknown_words(form.flow, form.body(BASICS), labels) if BASICS in form.chapters else set()
        heads.update(unknown_header_words(form.flow, form.header, labels) if form.header else set())
        for name in labels.programmes:
            if name in form.chapters:
                found |= unknown_items(form.flow, form.body(name), labels)
        names.update(found)
    # What stands in a heading that is not known is told with the heading.
    for name in [name for name in names if any(name in title for title in titles)]:
        del names[name]
    return titles, names, heads
