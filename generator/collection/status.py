"""Who has answered, whose answer is to be looked at, who has not answered: by prefecture, as a page and a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from generator import formats
from generator.collection.edition_tables import Held
from generator.collection.forms.run import Addressee
from generator.collection.returned.sorting import ReturnedFile
from generator.collection.tables.sheet import Sheet
from generator.collection.taking import Change
from generator.collection.years import Years
from generator.document.environment import make_environment, render

_HEAD: Final = ("都道府県", "団体コード", "団体名", "区分", "ファイル", "確認すること")
_CHANGES: Final = ("団体コード", "団体名", "項目", "前", "今", "扱い")
_FORMULA: Final = ("=", "+", "-", "@", "\t")
_NAMED: Final = 8


class State(StrEnum):
    """How far a respondent's answer is."""

    TAKEN = "提出済"
    ASKED = "要確認"
    ABSENT = "未提出"


@dataclass(frozen=True, slots=True)
class Standing:
    """One respondent: its state, its file, and what somebody should look at."""

    addressee: Addressee
    state: State
    file: str
    doubts: tuple[str, ...]


def standings(
    expected: Sequence[Addressee],
    files: Sequence[ReturnedFile],
    held: Sequence[Held],
    sheets: Mapping[str, Sheet],
    changes: Sequence[Change],
) -> list[Standing]:
    """Return the state of everybody who was asked, in their order."""
    taken = {one.code: one.file for one in held}
    found = []
    for one in expected:
        own = [file for file in files if file.addressee is not None and file.addressee.code == one.code]
        doubts = [f"{file.name}: {file.problem}" for file in own if file.problem and not file.copy]
        if one.code in sheets:
            doubts += _doubts(sheets[one.code])
        doubts += [f"{c.item}: {c.old} → {c.new}。{c.done}" for c in changes if c.code == one.code]
        here = one.code in taken
        state = State.ASKED if doubts else State.TAKEN if here else State.ABSENT
        found.append(Standing(one, state, taken.get(one.code, ""), tuple(doubts)))
    return found


def _doubts(sheet: Sheet) -> list[str]:
    wanting = unanswered(sheet)
    more = f"など{len(wanting)}件" if len(wanting) > _NAMED else ""
    blank = [f"未記入: {'、'.join(wanting[:_NAMED])}{more}"] if wanting else []
    return blank + [f"{one.title}: {one.text}" for one in sheet.doubts]


def unanswered(sheet: Sheet) -> list[str]:
    """Return the titles of what is required and was left blank, of the programmes that are run."""
    found: list[str] = []
    for block in sheet.form.blocks():
        if not sheet.runs(block.programme):
            continue
        if not block.rows:
            blank = (one for one in block.fields if one.required and not sheet.answer(block, None, one).text)
            found += [one.title for one in blank]
        elif block.table == "facilities" or all(row.programme for row in block.rows):
            rows = [row for row in block.rows if sheet.runs(row.programme)]
            cells = ((row, one) for row in rows for one in block.fields if one.required)
            found += [f"{row.title} {one.title}" for row, one in cells if not sheet.answer(block, row, one).text]
        elif block.required and next(sheet.lines(block), None) is None:
            found.append(block.title)
    return found


def status_csv(standing: Sequence[Standing]) -> bytes:
    """Return the table; it opens in Excel by a double click."""
    rows = [
        (o.addressee.prefecture, o.addressee.code, o.addressee.name, o.state.value, o.file, "／".join(o.doubts))
        for o in standing
    ]
    return _csv(_HEAD, rows)


def changes_csv(changes: Sequence[Change]) -> bytes:
    """Return what is not as it was, old and new side by side."""
    return _csv(_CHANGES, [(one.code, one.name, one.item, one.old, one.new, one.done) for one in changes])


def _csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as CSV with a mark of its encoding; what a program would take for a formula stays a text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def status_page(standing: Sequence[Standing], years: Years, *, templates: Path) -> str:
    """Return the page (HTML): counts, then a table for each prefecture."""
    by_prefecture = [(name, list(group)) for name, group in groupby(standing, key=lambda one: one.addressee.prefecture)]
    return render(
        make_environment(templates),
        "edition/collection.html.j2",
        title=f"{formats.fiscal_year(years.year)} 調査票の提出の状況",
        states=[(state, sum(one.state is state for one in standing)) for state in State],
        prefectures=[
            (name, group, [sum(one.state is state for one in group) for state in State])
            for name, group in by_prefecture
        ],
        total=len(standing),
    )
