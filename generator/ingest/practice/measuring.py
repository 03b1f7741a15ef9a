"""How good the proposals for chapters 3 and 4 are: recall and precision against the tables that an editor approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeVar

from generator.config.practice import PracticeFile
from generator.dataset.contract import RESPONDENTS
from generator.dataset.csv_reader import read_table
from generator.dataset.practice.contract import CellStatus
from generator.dataset.practice.loading import read_practice
from generator.dataset.practice.records import (
    Coordinators,
    Meeting,
    Practice,
    PracticeArea,
    PracticeCell,
    PracticeTables,
)
from generator.dataset.rows import RespondentRow
from generator.errors import DatasetError
from generator.formats import number
from generator.ingest.practice.proposing import Proposals
from generator.paths import CONFIG

R = TypeVar("R")
T = TypeVar("T", Proposals, PracticeTables)
_EMPTY: Final = (CellStatus.BLANK, CellStatus.NONE)


def measure_lines(
    proposals: Proposals, out: Path, practice: PracticeFile, *, confirming: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield one line for each table that has approved rows; a value counts by form, cell and kind on a shared line.

    Forms (codes) of which proposals were confirmed are left out: they would measure themselves.
    """
    tables = _approved(out)
    if tables is None or not tables.cells:
        return
    if confirming:
        proposals, tables = _without(proposals, confirming), _without(tables, confirming)
        if not tables.cells:
            yield "編集済みの3章・4章の表は候補の確定によるので、候補の再現率と適合率は計算できない"
            return
        yield f"3章・4章の次の率は、候補を確定した個票{len(confirming)}件を除いて測った"
    empty = [[cell for cell in cells if cell.status in _EMPTY] for cells in (proposals.cells, tables.cells)]
    yield _line("空欄・なしの欄", empty[0], empty[1], _same_cell)
    yield _line("欄の状態", proposals.cells, tables.cells, _same_cell)
    yield _line("圏域の単位", proposals.areas, tables.areas, _same_area)
    yield _line("推進員の人数", proposals.coordinators, tables.coordinators, _same_people)
    yield _line("会議の回数", proposals.meetings, tables.meetings, _same_meeting)
    for cell in practice.cells:
        if practice.kinds[cell.id]:
            own = [[row for row in rows if row.cell == cell.id] for rows in (proposals.practices, tables.practices)]
            yield _line(cell.label, own[0], own[1], same_value)


def _without(tables: T, codes: frozenset[str]) -> T:
    """Return tables (or proposals) without the rows of some forms."""
    kept = {f.name: tuple(row for row in getattr(tables, f.name) if row.code not in codes) for f in fields(tables)}
    return replace(tables, **kept)


def _approved(out: Path) -> PracticeTables | None:
    """Return the tables of ``out``; None where they cannot be read yet."""
    path = out / "respondents.csv"
    if not path.exists():
        return None
    try:
        known = {row.code for row in read_table(path, RespondentRow, columns=RESPONDENTS, key=("code",))}
        return read_practice(out, CONFIG, known=known, complete=False)
    except DatasetError:
        return None


def _line(title: str, proposed: Sequence[R], approved: Sequence[R], same: Callable[[R, R], bool]) -> str:
    found = sum(any(same(one, other) for one in proposed) for other in approved)
    right = sum(any(same(one, other) for other in approved) for one in proposed)
    return (
        f"3章・4章の候補 {title}: 再現率 {_share(found, len(approved))}（{found}／{len(approved)}）、"
        f"適合率 {_share(right, len(proposed))}（{right}／{len(proposed)}）"
    )


def _share(part: int, whole: int) -> str:
    return f"{number(Decimal(100 * part) / Decimal(whole), 1)}％" if whole else "－"


def _same_cell(one: PracticeCell, other: PracticeCell) -> bool:
    return (one.code, one.cell, one.status) == (other.code, other.cell, other.status)


def _same_area(one: PracticeArea, other: PracticeArea) -> bool:
    return (one.code, one.part) == (other.code, other.part) and bool(set(one.units) & set(other.units))


def _same_people(one: Coordinators, other: Coordinators) -> bool:
    return (one.code, one.headcount, one.dedicated, one.concurrent) == (
        other.code,
        other.headcount,
        other.dedicated,
        other.concurrent,
    )


def _same_meeting(one: Meeting, other: Meeting) -> bool:
    return (one.code, one.purpose, one.times_min, one.per) == (other.code, other.purpose, other.times_min, other.per)


def same_value(one: Practice, other: Practice) -> bool:
    """Whether two values are of one form, cell and kind and stand on a common line."""
    return (one.code, one.cell, one.kind) == (other.code, other.cell, other.kind) and bool(
        set(one.lines) & set(other.lines)
    )
