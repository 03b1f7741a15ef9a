"""A form is taken into the tables; one that replaces another keeps what an editor has decided, and shows old and new."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.collection.edition_tables import KEYS, Held, Span, as_texts, spans_of, without_lines
from generator.collection.form_ids import ItemId
from generator.collection.returned.answers import Returned
from generator.collection.tables.sheet import Sheet, Tables
from generator.collection.tables.words import excerpts
from generator.dataset.records import Correction
from generator.errors import SourceError
from generator.files import read_ordinary
from generator.paths import shown

_LARGEST: Final = 5_000_000
_TAKEN, _KEPT = "新しい答を採った", "編集者の決定を残した（要確認）"
_LONGEST: Final = 200
Rows = Mapping[tuple[str, ...], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer, or a row of a table, that is not what it was: old, new, and which of them stands in the tables."""

    code: str
    name: str
    item: str
    old: str
    new: str
    done: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was last taken of a respondent: its answers by item, and the rows that were made of them."""

    filled: Mapping[str, str]
    tables: Mapping[str, list[dict[str, str]]]


def taken(sheet: Sheet, tables: Tables) -> Held:
    """Return a respondent whose form is taken for the first time."""
    document = sheet.returned.document
    return Held(
        code=sheet.code,
        file=document.name,
        sha256=document.sha256,
        received_on="",
        length=len(document.lines),
        spans=spans_of(document),
        tables={name: as_texts(rows) for name, rows in tables.items()},
        excerpts=tuple(excerpts(sheet)),
    )


def replaced(
    old: Held, sheet: Sheet, tables: Tables, record: Record | None, corrections: Sequence[Correction]
) -> tuple[Held, list[Change]]:
    """Return a respondent whose form is replaced, and what is not as it was.

    A row that is as the old form made it becomes that of the new form; one that an editor changed, or corrected, stays.
    Without a record of the old form every row counts as an editor's.
    """
    new = taken(sheet, tables)
    lines = _translation(old, new.spans)
    corrected = {one.metric for one in corrections if one.respondent == sheet.code}
    changes: list[Change] = []
    for name, keys in KEYS.items():
        before = None if record is None else _keyed(record.tables.get(name, ()), keys)
        now, fresh = _keyed(old.tables.get(name, ()), keys), _keyed(new.tables.get(name, ()), keys)
        kept: list[dict[str, str]] = []
        for key in dict.fromkeys((*fresh, *now)):
            mine = _editors(now.get(key), before, key) or (name == "indicators" and key[0] in corrected)
            row = now.get(key) if mine else fresh.get(key)
            if mine and row is not None:
                kept.append(_at(row, lines))
            elif row is not None:
                kept.append(row)
            said = None if before is None else before.get(key)
            if mine and _differ(fresh.get(key), said if before is not None else now.get(key)):
                item = " ".join((name, *key))
                changes.append(Change(sheet.code, sheet.name, item, _told(now.get(key)), _told(fresh.get(key)), _KEPT))
        new.tables[name] = _with_form(kept, new.length) if name == "respondents" else kept
    return new, [*_answers(sheet, record), *changes]


def _editors(now: dict[str, str] | None, before: Rows | None, key: tuple[str, ...]) -> bool:
    """Whether a row, or its absence, is an editor's doing."""
    if before is None:
        return now is not None
    return _differ(now, before.get(key))


def _differ(one: Mapping[str, str] | None, other: Mapping[str, str] | None) -> bool:
    if one is None or other is None:
        return one is not other
    return without_lines(one) != without_lines(other)


def _answers(sheet: Sheet, record: Record | None) -> Iterator[Change]:
    """Yield each answer that is another than before."""
    if record is None:
        return
    new = sheet.returned.filled
    for item in dict.fromkeys((*record.filled, *new)):
        was, now = record.filled.get(item, ""), new.get(item, "")
        if was != now:
            title = _title(sheet, item)
            yield Change(sheet.code, sheet.name, title, was[:_LONGEST], now[:_LONGEST], _TAKEN)


def _title(sheet: Sheet, item: str) -> str:
    for block in sheet.form.blocks():
        for row in block.rows or (None,):
            for one in block.fields:
                if str(ItemId(block.id, row.id if row is not None else "", one.id)) == item:
                    named = (row.title or row.id) if row is not None else ""
                    return " ".join(filter(None, (block.title, named, one.title)))
    return item


def _keyed(rows: Sequence[dict[str, str]], keys: Sequence[str]) -> Rows:
    return {tuple(row[name] for name in keys): row for row in rows}


def _told(row: Mapping[str, str] | None) -> str:
    if row is None:
        return "（行なし）"
    return "、".join(value for name, value in without_lines(row).items() if value and name != "code")[:_LONGEST]


def _with_form(rows: list[dict[str, str]], length: int) -> list[dict[str, str]]:
    return [{**row, "line_start": "1", "line_end": str(length)} for row in rows]


def _translation(old: Held, spans: Sequence[Span]) -> Mapping[int, int]:
    """Return where each line of the old document stands in the new one: in the same cell, else on its first line."""
    places: dict[tuple[str, str], Span] = {}
    for span in spans:
        places.setdefault((span.sheet, span.cell), span)
    found: dict[int, int] = {}
    for span in old.spans:
        target = places.get((span.sheet, span.cell))
        for line in range(span.first, span.last + 1):
            found[line] = min(target.first + line - span.first, target.last) if target else 1
    return found


def _at(row: Mapping[str, str], lines: Mapping[int, int]) -> dict[str, str]:
    lined = {name: value for name, value in row.items() if name not in without_lines(row)}
    new = {
        name: " ".join(str(lines.get(int(part), 1)) for part in value.split(" ")) if value else ""
        for name, value in lined.items()
    }
    return {**row, **new}


def moved_lines(old: Held, new: Held) -> Mapping[int, int]:
    """Return where the lines of a respondent's old document stand in its new one."""
    return _translation(old, new.spans)


def record_of(returned: Returned, tables: Tables) -> bytes:
    """Return what is kept of a form that was taken."""
    content = {"filled": returned.filled, "tables": {name: as_texts(rows) for name, rows in tables.items()}}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(path: Path) -> Record | None:
    """Return what was kept, None where there is none. Raises SourceError for what cannot be read."""
    try:
        content: Any = json.loads(read_ordinary(path, most=_LARGEST).decode())
        return Record(dict(content["filled"]), {str(k): list(v) for k, v in dict(content["tables"]).items()})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            "取り込みの控えが読めません。",
            where=shown(path),
            remedy="このファイルを消して、もう一度実行してください。変わった答は、採らずに示します。",
        ) from error
