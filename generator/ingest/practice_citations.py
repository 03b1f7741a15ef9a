"""Prove the tables of chapters 3 and 4 against the document: each name and number stands on the lines of its row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from generator.dataset.practice.coherence import filled_without_row, rows_in_empty_cells
from generator.dataset.practice.contract import HeadcountBasis
from generator.dataset.practice.records import Coordinators, Event, Meeting, PracticeArea, PracticeTables
from generator.ingest.document.source import SourceDocument
from generator.printed.characters import squeeze
from generator.printed.numbers import NUMBER, read_number

_NUMBER = re.compile(NUMBER)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_WHOLE = re.compile(r"\d+")
_CIRCLED: Final = {chr(0x2460 + number): str(number + 1) for number in range(20)}
_MONTHS_IN_YEAR: Final = 12
_EVERY = re.compile(r"(?:(?P<months>[\d一二三四五六]+)[かヶケカ箇]?月(?:に|ごと|毎|おき)|(?P<other>隔月))")
_COUNTED_OTHERWISE: Final = frozenset({"listed"})


def check_practice(
    source: SourceDocument, tables: PracticeTables, *, kinds: Mapping[str, object], forms: Mapping[str, range]
) -> list[str]:
    """Return one message for each name or number that is not on its lines, and each cell whose rows contradict it.

    ``kinds`` maps cell -> the kinds that it may hold (config/practice.yaml), ``forms`` code -> the lines of its form.
    White space and width do not matter, and the lines of a row are read as one. A place may stand anywhere in the form.
    """
    lines = _Lines(source)
    return [
        *(text for code, cited in _cited(tables) for text in _inside(code, cited, forms)),
        *_practices(lines, tables),
        *(text for area in tables.areas for text in _area(lines, area)),
        *(text for people in tables.coordinators for text in _people(lines, people)),
        *(text for meeting in tables.meetings for text in _meeting(lines, meeting)),
        *(text for event in tables.events for text in _event(lines, event, forms[event.code])),
        *_cells(tables, kinds),
    ]


class _Lines:
    """The document's lines, several read as one."""

    def __init__(self, source: SourceDocument) -> None:
        self._lines = source.lines

    def text(self, numbers: Iterable[int]) -> str:
        """Return the lines joined without white space; a line that the document does not have is empty."""
        held = (number for number in sorted(set(numbers)) if 1 <= number <= len(self._lines))
        return "".join(squeeze(self._lines[number - 1]) for number in held)

    def hold(self, text: str, numbers: Iterable[int]) -> bool:
        """Whether a text stands on the lines."""
        held = (number for number in sorted(set(numbers)) if 1 <= number <= len(self._lines))
        return _plain(text) in _plain("".join(self._lines[number - 1] for number in held))

    def values(self, numbers: Iterable[int]) -> set[Decimal]:
        """Return all numbers on the lines, circled ones too, each line also read alone."""
        texts = [self.text(numbers), *(self.text([number]) for number in set(numbers))]
        found = {read_number(match) for text in texts for match in _NUMBER.findall(text)}
        parts = {Decimal(match) for text in texts for form in (_DIGITS, _WHOLE) for match in form.findall(text)}
        listed = {Decimal(_CIRCLED[c]) for text in texts for c in text if c in _CIRCLED}
        return {number for number in found if number is not None} | parts | listed


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _at(lines: tuple[int, ...]) -> str:
    return f"{'、'.join(map(str, lines))}行目"


def _practices(lines: _Lines, tables: PracticeTables) -> Iterator[str]:
    for row in tables.practices:
        what = f"practices.csv {row.code} {row.cell} {row.seq}"
        if not lines.hold(row.label, row.lines):
            yield f"{what}: {_at(row.lines)}に「{row.label}」が見当たりません。"
        yield from _number(lines, what, "数", row.number, row.lines)


def _area(lines: _Lines, area: PracticeArea) -> Iterator[str]:
    what = f"areas.csv {area.code} {area.part.value}"
    if area.count_basis not in _COUNTED_OTHERWISE:
        yield from _number(lines, what, "圏域の数", area.area_count, area.lines)
    if area.population_basis not in _COUNTED_OTHERWISE:
        yield from _number(lines, what, "人口", area.population, area.lines)
    yield from _number(lines, what, "人口の上限", area.population_max, area.lines)


def _people(lines: _Lines, people: Coordinators) -> Iterator[str]:
    what = f"coordinators.csv {people.code}"
    if people.basis is HeadcountBasis.PRINTED:
        yield from _number(lines, what, "人数", people.headcount, people.lines)


def _meeting(lines: _Lines, meeting: Meeting) -> Iterator[str]:
    what = f"meetings.csv {meeting.code} {meeting.seq}"
    if meeting.name and not lines.hold(meeting.name, meeting.lines):
        yield f"{what}: {_at(meeting.lines)}に「{meeting.name}」が見当たりません。"
    intervals = _times_of_intervals(lines.text(meeting.lines), per=meeting.per)
    for title, value in (("回数", meeting.times_min), ("回数の上限", meeting.times_max)):
        if value not in intervals:
            yield from _number(lines, what, title, value, meeting.lines)
    yield from _number(lines, what, "単位の数", _whole(meeting.units), meeting.lines)
    yield from _number(lines, what, "構成員の数", _whole(meeting.members_count), meeting.lines)
    if meeting.total_per_year not in _totals(meeting):
        yield from _number(lines, what, "年間の延べ回数", meeting.total_per_year, meeting.lines)


def _times_of_intervals(text: str, *, per: str) -> set[Decimal]:
    """Return how often is what the text tells as an interval: 毎月 is 1 a month, 隔月 6 and 4か月に1回 3 a year."""
    if per == "month":
        return {Decimal(1)} if "毎月" in text else set()
    found = set()
    for match in _EVERY.finditer(text):
        months = Decimal(2) if match["other"] else read_number(match["months"])
        if months and months <= _MONTHS_IN_YEAR:
            found.add(_MONTHS_IN_YEAR / months)
    return found


def _totals(meeting: Meeting) -> set[Decimal | None]:
    """Return what the total may be by reckoning: the times of a year over all units."""
    if meeting.times_min is None:
        return {None}
    yearly = meeting.times_min * (_MONTHS_IN_YEAR if meeting.per == "month" else 1)
    return {None, yearly * (meeting.units or 1)}


def _event(lines: _Lines, event: Event, form: range) -> Iterator[str]:
    what = f"events.csv {event.code} {event.seq}"
    for text in _DIGITS.findall(squeeze(event.what)):
        yield from _number(lines, what, "「何が」の数", Decimal(text), event.lines)
    yield from _number(lines, what, "数", event.number, event.lines)
    yield from _number(lines, what, "前の数", event.previous, event.lines)
    dated = [Decimal(part) for part in event.date.split("-")[1:]]
    for title, part in zip(("月", "日"), dated, strict=False):
        yield from _number(lines, what, title, part, event.lines)
    if event.place and not lines.hold(event.place, form):
        yield f"{what}: 個票に場所「{event.place}」が見当たりません。"


def _cited(tables: PracticeTables) -> Iterator[tuple[str, tuple[str, Iterable[int]]]]:
    """Yield code, table and lines of every row."""
    for cell in tables.cells:
        if cell.line_start is not None and cell.line_end is not None:
            yield cell.code, ("practice_cells.csv", (cell.line_start, cell.line_end))
    for row in tables.rows():
        key = row.id
        yield row.code, (key.partition("/")[2], row.lines)


def _inside(code: str, cited: tuple[str, Iterable[int]], forms: Mapping[str, range]) -> Iterator[str]:
    table, lines = cited
    form = forms[code]
    yield from (
        f"{table} {code}: {line}行目は、その団体の個票（{form[0]}～{form[-1]}行）の外にあります。"
        for line in lines
        if line not in form
    )


def _cells(tables: PracticeTables, kinds: Mapping[str, object]) -> Iterator[str]:
    for row, status in rows_in_empty_cells(tables):
        yield f"practices.csv {row.code} {row.cell} {row.seq}: 欄の状態が {status.value} なのに、行があります。"
    for cell in filled_without_row(tables, kinds):
        yield f"practice_cells.csv {cell.code} {cell.cell}: 記載のある欄なのに、行がありません。"


def _whole(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _number(
    lines: _Lines, what: str, title: str, value: Decimal | int | None, numbers: tuple[int, ...]
) -> Iterator[str]:
    if value is not None and Decimal(value) not in lines.values(numbers):
        yield f"{what}: {_at(numbers)}に{title} {Decimal(value):f} が見当たりません。"
