"""Find what came of a target: where its figure is told again beside the result, else by name, unit and programme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from generator.ingest.proposals.boxes import FormPassage, PassageKind
from generator.ingest.proposals.naming import name_of
from generator.ingest.proposals.quantities import Quantity, find_quantities
from generator.ingest.proposals.targets import Candidate
from generator.ingest.proposals.texts import TextItem

_ENOUGH: Final = 0.75
_SAID: Final = 0.9
_SAME: Final = 75
_BEARS: Final = re.compile(r"⇒|→|結果|実績|対し|現在")
_ANSWER: Final = re.compile(r"^[・※]?(?:⇒|→|結果|実績|達成)")
_SUBJECT: Final = re.compile(r"[○・※]?([^、。○\d]{3,30}?)(?:に関して|について)?は、")
_WORDS: Final = re.compile(r"の|開催|実施|延べ|のべ|年間|合計|件数|回数|人数|[()「」、・:]|数$")


@dataclass(frozen=True, slots=True)
class PossibleResult:
    """A possible result: the figure (None where only words tell of it) and the items that say so."""

    quantity: Quantity | None
    items: tuple[TextItem, ...]
    passage: FormPassage


@dataclass(frozen=True, slots=True)
class _Told:
    quantity: Quantity
    name: str
    passage: FormPassage
    index: int

    @property
    def item(self) -> TextItem:
        """The item in which the figure stands."""
        return self.passage.items[self.index]


def find_results(targets: Sequence[Candidate], passages: Sequence[FormPassage]) -> dict[int, PossibleResult]:
    """Return the finding of each target (by its place in ``targets``); a figure serves one target only.

    Pairs that stand side by side come first, then the best match by name; what matches poorly is left out.
    """
    chapters = [passage for passage in passages if passage.kind is PassageKind.RESULTS]
    found = {place: finding for place, target in enumerate(targets) if (finding := _beside(target, targets, chapters))}
    used = {_key(finding.quantity) for finding in found.values() if finding.quantity}
    used |= {_key(target.quantity) for target in targets}
    told = [each for each in _told(chapters) if _key(each.quantity) not in used and not _only_echo(each, targets)]
    ranked = sorted(
        (
            (_score(target, each), -place, each)
            for place, target in enumerate(targets)
            if place not in found
            for each in told
        ),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    for score, negated, each in ranked:
        if score >= _ENOUGH and -negated not in found and _key(each.quantity) not in used:
            found[-negated] = PossibleResult(each.quantity, (each.item,), each.passage)
            used.add(_key(each.quantity))
    for place, target in enumerate(targets):
        if place not in found and (finding := _in_words(target, chapters)):
            found[place] = finding
    return found


def _key(quantity: Quantity) -> tuple[int, int, str]:
    return quantity.line, quantity.start, quantity.item.text


def _told(chapters: Iterable[FormPassage]) -> Iterator[_Told]:
    for passage in chapters:
        for index, item in enumerate(passage.items):
            previous, topic = None, ""
            subject = _SUBJECT.match(item.text)
            for quantity in find_quantities(item):
                name = subject[1] if subject and not topic else name_of(quantity, previous, topic=topic)
                topic = topic or name
                if not quantity.after.startswith("中"):
                    yield _Told(quantity, name, passage, index)
                previous = quantity


def _only_echo(told: _Told, targets: Sequence[Candidate]) -> bool:
    """Whether the figure is a target's told once more, its result being elsewhere."""
    following = told.passage.items[told.index + 1 : told.index + 2]
    asked = "目標" in told.item.text or any(_ANSWER.match(item.text) for item in following)
    return asked and any(_echoes(told.quantity, target) for target in targets)


def _beside(target: Candidate, targets: Sequence[Candidate], chapters: Sequence[FormPassage]) -> PossibleResult | None:
    """Return the figure that stands beside the target's own figure in the results.

    Where several targets have the same figure, the names must be alike too.
    """
    shared = sum(_echoes(other.quantity, target) for other in targets) > 1
    for passage in chapters:
        for index, item in enumerate(passage.items):
            quantities = find_quantities(item)
            answers = _answers(passage.items[index + 1 :])
            echo = next((q for q in quantities if _echoes(q, target) and _asks(q, target, answers)), None)
            if echo is None or (shared and not _named(echo, target)):
                continue
            result = _same_item(echo, quantities, target) or _first(answers, echo)
            if result:
                return PossibleResult(result, (item, *answers), passage)
            if answers:
                return PossibleResult(None, (item, *answers), passage)
    return None


def _echoes(quantity: Quantity, target: Candidate) -> bool:
    """Whether a figure is the target's own: the same value and unit, the period told in both or in one only."""
    own = target.quantity
    if quantity.value != own.value or quantity.base != own.base:
        return False
    return quantity.unit == own.unit or "/" not in quantity.unit or "/" not in own.unit


def _asks(quantity: Quantity, target: Candidate, answers: Sequence[TextItem]) -> bool:
    """Whether the words around an echo say that it is the target, not a result of the same size."""
    if quantity.line == target.quantity.line or "目標" in quantity.item.text or answers:
        return True
    return _BEARS.search(quantity.after) is not None


def _named(echo: Quantity, target: Candidate) -> bool:
    """Whether the words before an echo are the target's name."""
    if echo.line == target.quantity.line:
        return True
    return fuzz.partial_ratio(_WORDS.sub("", target.name), _WORDS.sub("", echo.before)) >= _SAME


def _answers(items: Sequence[TextItem]) -> tuple[TextItem, ...]:
    """Return the items right behind an echo that answer it ("⇒…", "結果：…")."""
    answers = []
    for item in items:
        if not _ANSWER.match(item.text):
            break
        answers.append(item)
    return tuple(answers)


def _same_item(echo: Quantity, quantities: Sequence[Quantity], target: Candidate) -> Quantity | None:
    if target.told is not None and target.quantity.line == echo.line:
        return target.told
    text = echo.item.text
    behind = [q for q in quantities if q.start >= echo.end and q.base == echo.base]
    if behind and _BEARS.search(text[echo.end : behind[0].start]):
        return behind[0]
    before = [q for q in quantities if q.end <= echo.start and q.base == echo.base]
    if before and "目標" in text[before[-1].end : echo.start]:
        return before[-1]
    return None


def _first(answers: Sequence[TextItem], echo: Quantity) -> Quantity | None:
    """Return the figure of the answer that stands at the same place as the echo among those of its unit."""
    place = [q for q in find_quantities(echo.item) if q.base == echo.base].index(echo)
    given = [q for answer in answers for q in find_quantities(answer) if q.base == echo.base]
    same = [q for q in given if q.unit == echo.unit] or given
    return same[min(place, len(same) - 1)] if same else None


def _score(target: Candidate, told: _Told) -> float:
    one, two = _WORDS.sub("", target.name), _WORDS.sub("", told.name)
    if min(len(one), len(two)) < 2:
        return 0.0
    alike = fuzz.ratio(one, two)
    if min(len(one), len(two)) >= 4:
        alike = max(alike, 0.9 * fuzz.partial_ratio(one, two))
    said = _WORDS.sub("", told.quantity.before)
    if len(one) >= 4 and told.quantity.base == target.quantity.base and len(said) > len(one):
        alike = max(alike, _SAID * fuzz.partial_ratio(one, said))
    unit = 0.2 if told.quantity.base == target.quantity.base else 0.0
    return 0.7 * alike / 100 + unit + (0.1 if told.passage.programme is target.programme else 0.0)


_STATED: Final = re.compile(r"(?:目標|計画)[^。]{0,12}(?:達成|達し|どおり|通り)|計画(?:どおり|通り)|達成")


def _in_words(target: Candidate, chapters: Sequence[FormPassage]) -> PossibleResult | None:
    """Return the item that names the target and says in words what came of it."""
    name = _WORDS.sub("", target.name)
    for passage in chapters:
        for item in passage.items:
            if (
                len(name) >= 4
                and _STATED.search(item.text)
                and fuzz.partial_ratio(name, _WORDS.sub("", item.text)) >= 85
            ):
                return PossibleResult(None, (item,), passage)
    return None
