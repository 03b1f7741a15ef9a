"""Headings and item names of a document that its questionnaire does not know, and the line of YAML to write for them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from generator.ingest.document.stream import Span, TextStream
from generator.ingest.form.labels import FormLabels
from generator.printed.characters import squeeze

_HEADING = re.compile(r"(?:\d{1,2}[.,、]|\d-\d[.,、]?)(?=\D)[^。]{3,45}")
_WORD = re.compile(r"(?<![\d一-龠々ァ-ヶーぁ-ん])[一-龠々ァ-ヶーぁ-ん]{2,20}(?:\([^()\d]{1,15}\))?(?=[\d(:]|$)")
_NAME = re.compile(r"[一-龠々ァ-ヶーぁ-ん]{3,12}")
_ITEM = re.compile(r"[①-⑳][^\s。①-⑳]{2,30}")
_NOT_LABELS: Final = frozenset({"直営", "委託", "か所", "世帯", "現在", "時点", "なし", "不明", "平成", "令和"})
_ALIKE: Final = 40
_SHORTEST: Final = 4
_OFTEN: Final = 0.5
_FEWEST: Final = 3
"""Words that fewer forms share are somebody's own, not the form's."""
_SYNTAX = re.compile(r"［[^［］]*］|〈[^〈〉]*〉|…")


def unknown_headings(flow: TextStream, span: Span, labels: FormLabels) -> Counter[str]:
    """Count the numbered headings of a stretch that are no chapter's title, each line once."""
    known = (labels.opening, *labels.sequential.values(), *labels.programmes.values(), *labels.closing.values())
    found: Counter[str] = Counter()
    for _, text in flow.pieces(span):
        line = squeeze(text)
        if _HEADING.fullmatch(line) and not any(pattern.match(line) for pattern in known):
            found[line] += 1
    return found


def unknown_words(flow: TextStream, body: Span, labels: FormLabels) -> set[str]:
    """Return the words of the table of figures that look like item names and are none that is known."""
    found: set[str] = set()
    for _, text in flow.pieces(body):
        line = squeeze(text)
        for pattern in labels.basics.values():
            line = pattern.sub("\0", line)
        found.update(word for word in _WORD.findall(line) if word not in _NOT_LABELS)
    return found


def form_words(tables: Sequence[tuple[TextStream, Span]], labels: FormLabels) -> tuple[str, ...]:
    """Return the unknown item names and headings that many of the tables of figures share: the form's, nobody's own."""
    counted = Counter(
        word
        for flow, body in tables
        for word in unknown_words(flow, body, labels) | set(unknown_headings(flow, body, labels))
    )
    return tuple(sorted(word for word, count in counted.items() if count >= many(len(tables))))


def many(forms: int) -> float:
    """Return how many of some forms share a word of the form: half of them, and three at least."""
    return max(_FEWEST, _OFTEN * forms)


def unknown_header_words(flow: TextStream, table: Span, labels: FormLabels) -> set[str]:
    """Return the words of the header table that are no label that is known; most are a respondent's own."""
    words = {squeeze(word) for _, text in flow.pieces(table) for word in re.split(r"[\s　]+", text)}
    return {word for word in words if _NAME.fullmatch(word) and not _is_known(word, labels)}


def _is_known(word: str, labels: FormLabels) -> bool:
    """Whether a word is a label, holds one, or is a part of one that goes over two lines."""
    known = (*labels.header.values(), *labels.marks.values())
    return any(pattern.search(word) for pattern in known) or any(word in words for words in labels.plain)


def unknown_items(flow: TextStream, body: Span, labels: FormLabels) -> set[str]:
    """Return the numbered item names at the beginning of lines that the questionnaire does not know."""
    known = [labels.printed, *labels.projects.values(), labels.targets.box, labels.targets.end, labels.coordinators_end]
    known += [labels.coordinators] if labels.coordinators else []
    found: set[str] = set()
    for _, text in flow.pieces(body):
        match = _ITEM.match(text.strip().split(" ", 1)[0].split("　", 1)[0])
        name = squeeze(match.group()) if match else ""
        # A label that the document splits over lines begins like the whole one; the whole has another number now.
        part = any(words.startswith(name[1:]) for words in labels.plain) and name[1:] not in labels.plain
        if len(name) < _SHORTEST or part:
            continue
        if not any(pattern.match(name) or pattern.match(name[1:]) for pattern in known):
            found.add(name)
    return found


def likeliest(label: str, unknown: Iterable[str]) -> str:
    """Return the unknown words that are most like a label, "" where none is."""
    plain = squeeze(_SYNTAX.sub("", label))
    scored = [(fuzz.ratio(plain, words), words) for words in unknown]
    score, best = max(scored, default=(0.0, ""))
    return best if score >= _ALIKE else ""


def line_to_write(name: str, words: str, known: Iterable[str]) -> str:
    """Return the line of YAML that adds words to those of an entry (``labels`` or ``titles``)."""
    return f"{name}: [{', '.join(json.dumps(word, ensure_ascii=False) for word in (words, *known))}]"


def told(counted: Mapping[str, int], *, most: int = 5) -> str:
    """Return the most frequent unknown headings as a message shows them."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return "、".join(f"「{words}」{count}件" for words, count in ranked)
