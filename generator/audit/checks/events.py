"""What came into being, is planned or is lacking: dates within the year, words that make a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.kobun import advice
from generator.config.config import Config
from generator.dataset.practice.contract import HAPPENED, EventKind
from generator.dataset.practice.records import Event
from generator.dataset.records import Dataset

_VERB = re.compile(r"(?:を|が|に|の|から|として)?[^をが。、]*(?:を|が|に|の)?[一-龥ァ-ー々]+")
_NO_NOUN = re.compile(r"(?:[をがにはへでや]|(?<![こご])と|した|する|ます|である)$")
"""How a text ends that is no noun: a particle or a predicate."""
_FIRST_MONTH: Final = 4
_YEAR: Final = re.compile(r"FY(\d{4})")


def _doubt(event: Event, message: str) -> Doubt:
    return Doubt(event.code, f"「{event.what}{event.verb}」: {message}", f"event-{event.seq}", event.lines)


@check(
    "A87-EVENT-DATE", Level.ERROR, "年度の外のできごと",
    explanation="始まった、置かれた、作られた、養成したとする行の日付が年度の外にあるか、次年度の予定の日付が年度の初めより前にある。",
    remedy="原資料の日付を確かめ、date か種類（kind）を直す。前からあるものなら行を除く。",
)  # fmt: skip
def event_date(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find events of another year."""
    for event in dataset.practice.events:
        year = fiscal_year_of(event.date)
        if year is None:
            continue
        outside = year != dataset.year if event.kind in HAPPENED else year < dataset.year
        if outside and event.kind is not EventKind.COUNTED:
            yield _doubt(event, f"日付 {event.date} は、この年度のできごと又は予定ではない。")


def fiscal_year_of(date: str) -> int | None:
    """Return the fiscal year of a day, month or fiscal year as events.csv writes them; None for no date."""
    if not date:
        return None
    if stated := _YEAR.fullmatch(date):
        return int(stated[1])
    year, *rest = (int(part) for part in date.split("-"))
    return year - 1 if rest and rest[0] < _FIRST_MONTH else year


@check(
    "A88-EVENT-HEADLINE", Level.WARNING, "見出しにならないできごと",
    explanation="できごと（what）と述語（verb）が、「〇〇で、〇月に、〇〇を開設」のような見出しにならない。助詞や文で終わるか、数を二度述べる。",
    remedy="what は体言止めに、verb は助詞とサ変の名詞（を開設、が発足など）に直す。数は number だけに書く。",
)  # fmt: skip
def headline(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find events that make no headline."""
    for event in dataset.practice.events:
        if _NO_NOUN.search(event.what) or "。" in event.what:
            yield _doubt(event, "what が体言止めではない。")
        if event.verb and not _VERB.fullmatch(event.verb):
            yield _doubt(event, "verb が助詞と名詞ではない。")
        if event.number is not None and re.search(rf"(?<!\d){event.number:f}(?!\d)", event.what):
            yield _doubt(event, "number と同じ数が what にもある。")


@check(
    "A89-EVENT-WORDING", Level.WARNING, "できごとの表記",
    explanation="資料に印刷するできごと（what、verb）に、公用文では用いない表記がある。「」の中は名とみて除く。",
    remedy="示された表記に直す。名の一部なら「」で囲む。",
)  # fmt: skip
def wording(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find words of events that 公用文 spells otherwise."""
    for event in dataset.practice.events:
        if found := advice(f"{event.what}{event.verb}"):
            yield _doubt(event, f"{found}を直す。")


CHECKS: Final = (event_date, headline, wording)
