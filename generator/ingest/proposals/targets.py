"""Propose targets: figures of the boxes, and of the results where a target is told again or for the first time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from rapidfuzz import fuzz

from generator.dataset.contract import Programme
from generator.ingest.proposals.baselines import explains, is_baseline, only_per
from generator.ingest.proposals.boxes import FormPassage, PassageKind
from generator.ingest.proposals.milestones import later_year, pick_milestone
from generator.ingest.proposals.naming import category_of, name_of
from generator.ingest.proposals.quantities import PLACES, Quantity, find_quantities
from generator.ingest.proposals.texts import GAP, TextItem

LISTED: Final = Decimal("0.5")
"""A figure of lower confidence is not put before the editor."""

_BASE: Final = {PassageKind.BOX: Decimal("0.6"), PassageKind.OTHER: Decimal("0.2"), PassageKind.RESULTS: Decimal(0)}
_SIGN: Final = Decimal("0.2")
_MOST: Final = Decimal("0.95")
_SAME_NAME: Final = 50

_COUNTING = re.compile(
    r"(?:数|率|割合|者|参加|開催|登録|開設|設置|養成|新規|配置|会議|講座|委嘱|相談|支援|整備|収穫)[^、。]{0,4}$"
)
_AIM = re.compile(r"目標|目指|予定|想定|開催|実施|設置|新設|増設|立ち上げ|行う")
_ATTRIBUTE = re.compile(r"(?:が主体|について|において|ごと|うち|の)")
_ARROW = re.compile(r"[^\d、。]{0,8}(?:⇒|→|実績)[^\d、。]{0,6}")
_NOW = re.compile(r"[^\d。]{0,12}\d{1,2}月(?:末)?現在[^\d。]{0,10}")
_AIMED = re.compile(r"(?:成果|数値)?目標(?:数|値|件数)?(?!を?達成|数が過大)[^。⇒→]{0,40}$")
_REPORTED = re.compile(r"実績(?:\([^()]*\))?:?$")
_TOLD = re.compile(r"結果|実績|対し|これまで|⇒|→")
_SUBJECT = re.compile(r"[○・]?([^、。○]{3,30}?)(?:に関して|について)?は[、\d]")
_AIMED_BEHIND = re.compile(r"[^。、]{0,12}目標(?!\)?\d|[をは]?達成|としたい|数)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a target; ``told`` is its result where both stand side by side, ``later`` its year if not this."""

    kind: PassageKind
    programme: Programme
    name: str
    quantity: Quantity
    confidence: Decimal
    told: Quantity | None = None
    later: str = ""

    @property
    def category(self) -> str:
        """The category of the contract that the name belongs to."""
        return category_of(self.name)


def propose_targets(passages: Sequence[FormPassage], *, fiscal_year: int) -> tuple[Candidate, ...]:
    """Return the candidates of a form, boxes first; the same target in a second place counts once."""
    found: list[Candidate] = []
    for passage in passages:
        picked = _told(passage) if passage.kind is PassageKind.RESULTS else _set(passage, fiscal_year=fiscal_year)
        for candidate in picked:
            if candidate.confidence >= LISTED and not any(_same(candidate, other) for other in found):
                found.append(candidate)
    return tuple(found)


def _same(candidate: Candidate, other: Candidate) -> bool:
    """Whether both are one target. A result chapter that names a box's figure again need not repeat its name."""
    one, two = candidate.quantity, other.quantity
    if one.value != two.value or one.base != two.base:
        return False
    if candidate.kind is PassageKind.RESULTS and other.kind is not PassageKind.RESULTS:
        return True
    nameless = one.base in (candidate.name, other.name)
    return one.line != two.line and (nameless or fuzz.ratio(candidate.name, other.name) >= _SAME_NAME)


def _set(passage: FormPassage, *, fiscal_year: int) -> Iterator[Candidate]:
    title, reported = passage.title, False
    for item in passage.items:
        topic = ""
        reported = reported or _REPORTED.search(item.text) is not None
        quantities = _counting(item)
        kept = pick_milestone(quantities, fiscal_year=fiscal_year)
        for index, quantity in enumerate(quantities):
            later = later_year(quantity, fiscal_year=fiscal_year)
            if (quantity not in kept and not later) or explains(quantity, quantities[:index]):
                continue
            previous = quantities[index - 1] if index else None
            named = quantity if previous is None or previous in kept else quantities[0]
            name = name_of(named, previous if named is quantity else None, title=title, topic=topic)
            topic = topic or name
            score = _confidence(passage, quantity, name)
            if reported or is_baseline(quantity, previous, fiscal_year=fiscal_year):
                score -= 3 * _SIGN
            named_by_year = f"{name}（{later}の目標）" if later else name
            yield Candidate(
                passage.kind, passage.programme, named_by_year, quantity, max(score, Decimal(0)), later=later
            )
        title = passage.title if quantities else item.text


def _counting(item: TextItem) -> tuple[Quantity, ...]:
    """Return the figures of an item without those that only say for what another one is meant (1地区あたり)."""
    found = find_quantities(item)
    pairs = zip_longest(found, found[1:])
    return tuple(quantity for quantity, following in pairs if not only_per(quantity, following))


def _confidence(passage: FormPassage, quantity: Quantity, name: str) -> Decimal:
    score = _BASE[passage.kind]
    if not quantity.before.strip(GAP) and not quantity.after.strip(GAP + ")"):
        score += _SIGN
    if quantity.marked or "/" in quantity.unit or _AIM.match(quantity.after.lstrip(")をで、")):
        score += _SIGN
    if _COUNTING.search(name):
        score += _SIGN
    if quantity.base in PLACES and not passage.title:
        score -= 0 if quantity.marked else _SIGN
        score -= 2 * _SIGN if _ATTRIBUTE.match(quantity.after) else 0
    return min(_MOST, score)


def _told(passage: FormPassage) -> Iterator[Candidate]:
    """Yield targets told in the results: 目標X件に対しY件, X名⇒Y名, X件 12月現在 Y件."""
    for item in passage.items:
        quantities = find_quantities(item)
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            score, told = _telling(item, quantity, following)
            if score:
                subject = _SUBJECT.match(item.text)
                name = subject[1] if subject else name_of(quantity, quantities[index - 1] if index else None)
                yield Candidate(passage.kind, passage.programme, name, quantity, score, told)


def _telling(item: TextItem, quantity: Quantity, following: Quantity | None) -> tuple[Decimal, Quantity | None]:
    behind = item.text[quantity.end : following.start] if following else ""
    pair = following if following and following.base == quantity.base else None
    if pair and not pair.after.startswith("に") and (_ARROW.fullmatch(behind) or _NOW.fullmatch(behind)):
        return Decimal("0.7"), pair
    if _AIMED.search(quantity.before) and not _TOLD.search(quantity.before[quantity.before.rindex("目標") :]):
        return Decimal("0.8"), pair if "対し" in behind else None
    if _AIMED_BEHIND.match(quantity.after) and quantity.base not in PLACES:
        return Decimal("0.5"), None
    return Decimal(0), None
