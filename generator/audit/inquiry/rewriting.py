"""Change corrections.yaml as text, so that comments, order and everything else stay as the editor wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final

from generator.config.yaml_lines import Marked, read_marked
from generator.dataset.contract import METRICS
from generator.dataset.records import Correction, Waiver

Record = Correction | Waiver
Key = tuple[str, ...]

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "corrections": ("respondent", "metric"),
    "waivers": ("check", "respondent", "item"),
}
_SCALAR: Final = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\s#]\S*(?:[ \t]+[^\s#]\S*)*|)"""
_PAIR = re.compile(rf"(?P<head>\s*(?:-\s+)?\w+:)[ \t]*{_SCALAR}(?P<tail>[ \t]+#.*)?[ \t]*")
_HEAD = re.compile(r"\s*(?:-\s+)?\w+:")
_IDLE = re.compile(r"\s*(?:#.*)?")
_CHECK = re.compile(r"A\d\d-[A-Z-]+")
_NAMES: Final = frozenset({*METRICS, "open", "asked", "confirmed"})
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class CorrectionEdits:
    """Records to enter or bring up to date, and keys (respondent, metric) of corrections to take out."""

    corrections: tuple[Correction, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.corrections or self.waivers or self.dropped)

    def section(self, name: str) -> tuple[Record, ...]:
        """Return the records of one section of the file."""
        return self.corrections if name == "corrections" else self.waivers


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines from ``start`` up to ``stop`` (from 0) make way for ``lines``."""

    start: int
    stop: int
    lines: tuple[str, ...]


def rewrite(text: str, changes: CorrectionEdits) -> str:
    """Return the text of corrections.yaml with the changes; everything else keeps its place and its comments.

    The caller reads the outcome back: a layout that only a person can edit gives a text that does not say what it must.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n").rstrip("\n")
    lines = plain.split("\n") if plain else []
    marked = read_marked(plain)
    edits = [edit for section in _KEYS for edit in _edits(section, lines, marked, changes)]
    order = sorted(range(len(edits)), key=lambda number: (edits[number].start, edits[number].stop, number))
    for edit in (edits[number] for number in reversed(order)):
        lines[edit.start : edit.stop] = edit.lines
    return newline.join([*lines, ""])


def applied(section: str, old: Sequence[Record], changes: CorrectionEdits) -> tuple[Record, ...]:
    """Return what the section must hold afterwards: the old records in order, changed ones replaced, new ones last."""
    fresh = {_key(section, record): record for record in changes.section(section)}
    gone = set(changes.dropped) if section == "corrections" else set()
    kept = [fresh.pop(_key(section, r), r) for r in old if _key(section, r) not in gone]
    return (*kept, *fresh.values())


def _edits(section: str, lines: Sequence[str], marked: Marked, changes: CorrectionEdits) -> Iterator[Edit]:
    fresh = {_key(section, record): record for record in changes.section(section)}
    gone = set(changes.dropped) if section == "corrections" else set()
    old: Sequence[Mapping[str, object]] = marked.values.get(section) or ()
    spans = _spans(section, len(old), lines, marked)
    left = len(old)
    for index, entry in enumerate(old):
        key = tuple(str(entry.get(name, "")) for name in _KEYS[section])
        if key in gone:
            left -= 1
            start, stop = spans[index]
            yield Edit(start, stop, tuple(line for line in lines[start:stop] if _is_comment(line)))
        elif key in fresh:
            yield from _updates(section, index, entry, fresh.pop(key), spans[index], lines, marked)
    yield from _additions(section, tuple(fresh.values()), left, spans, lines, marked)


def _additions(
    section: str,
    records: Sequence[Record],
    left: int,
    spans: Sequence[tuple[int, int]],
    lines: Sequence[str],
    marked: Marked,
) -> Iterator[Edit]:
    """Yield what enters new records, and what becomes of a section that was or gets empty."""
    if spans:
        if records:
            indent = lines[spans[0][0]][: -len(lines[spans[0][0]].lstrip())] if spans else _INDENT
            yield Edit(spans[-1][1], spans[-1][1], tuple(line for r in records for line in ("", *_entry(r, indent))))
        elif not left:
            at = marked.lines[(section,)] - 1
            yield Edit(at, at + 1, (f"{section}: []",))
        return
    if not records:
        return
    entries = tuple(line for number, r in enumerate(records) for line in ([""] if number else []) + _entry(r, _INDENT))
    if (section,) in marked.lines:
        at = marked.lines[(section,)] - 1
        match = _PAIR.fullmatch(lines[at])
        yield Edit(at, at + 1, (f"{section}:{(match['tail'] or '') if match else ''}", *entries))
    else:
        yield Edit(len(lines), len(lines), ("",) * bool(lines) + (f"{section}:", *entries))


def _spans(section: str, count: int, lines: Sequence[str], marked: Marked) -> list[tuple[int, int]]:
    """Return where each entry begins and, blank lines and comments after it apart, ends."""
    starts = [marked.lines[(section, index)] - 1 for index in range(count)]
    if not starts:
        return []
    others = [at - 1 for trail, at in marked.lines.items() if len(trail) == 1 and at - 1 > starts[-1]]
    stops = [*starts[1:], min(others, default=len(lines))]
    return [(start, _without_idle(start, stop, lines)) for start, stop in zip(starts, stops, strict=True)]


def _updates(
    section: str,
    index: int,
    entry: Mapping[str, object],
    record: Record,
    span: tuple[int, int],
    lines: Sequence[str],
    marked: Marked,
) -> Iterator[Edit]:
    """Yield an edit for each value of the entry that is no longer the same."""
    starts = sorted(marked.lines[(section, index, name)] - 1 for name in entry)
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in entry or entry[field.name] == value:
            continue
        start = marked.lines[(section, index, field.name)] - 1
        stop = _without_idle(start, min([at for at in starts if at > start], default=span[1]), lines)
        pair, head = _PAIR.fullmatch(lines[start]), _HEAD.match(lines[start])
        tail = pair["tail"] or "" if pair and stop == start + 1 else ""
        if head:
            yield Edit(start, stop, (f"{head.group()} {_scalar(value)}{tail}",))


def _without_idle(start: int, stop: int, lines: Sequence[str]) -> int:
    while stop > start + 1 and _IDLE.fullmatch(lines[stop - 1]):
        stop -= 1
    return stop


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _entry(record: Record, indent: str) -> list[str]:
    pairs = [f"{field.name}: {_scalar(getattr(record, field.name))}" for field in fields(record)]
    return [f"{indent}{'- ' if number == 0 else '  '}{pair}" for number, pair in enumerate(pairs)]


def _scalar(value: object) -> str:
    """Return a value as YAML: names as they are, other text in double quotes (codes keep their leading zero)."""
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if text in _NAMES or _CHECK.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _key(section: str, record: Record) -> Key:
    return tuple(str(getattr(record, name)) for name in _KEYS[section])
