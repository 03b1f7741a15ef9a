"""Decisions enter the tables: rows change, join, leave; one that has changed meanwhile is not written over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.worksheets.errors import WorksheetError
from generator.worksheets.layout import (
    CODE_OF_STATE,
    CONFIRMED,
    REJECTED,
    REMOVED,
    REVIEW,
    SHEET_OF,
    TABLE,
    columns_of,
    print_of,
)
from generator.worksheets.returned import ReturnedRow
from generator.worksheets.rows import Held, key_of_row, with_number


@dataclass(frozen=True)
class Decision:
    """What a returned row says: where it came from and its key (empty for a new row), state, cells, print, place."""

    table: str
    origin: str
    key: tuple[str, ...]
    state: str
    cells: Mapping[str, str]
    print: str
    row: ReturnedRow


@dataclass(frozen=True, slots=True)
class Entered:
    """A row of a table that a decision has changed or added; ``named`` begins each message of the proof about it."""

    decision: Decision
    named: str

    def told_by(self, fault: str) -> str:
        """Return what a message of the proof says of the row; empty where it is about another one.

        That a cell said to be empty has rows is said of the rows.
        """
        if fault.startswith(self.named):
            return fault.removeprefix(self.named).strip()
        rows = f"practices.csv {' '.join(self.decision.key)} "
        of_cell = self.decision.table == "practice_cells" and fault.startswith(rows) and "欄の状態が" in fault
        return fault.partition(": ")[2] if of_cell else ""


@dataclass
class Done:
    """The tables as they are to be, and what is to be told."""

    tables: dict[str, Held]
    entered: list[Entered] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: list[WorksheetError] = field(default_factory=list)
    unchanged: int = 0


def apply(decisions: Sequence[Decision], held: Mapping[str, Held]) -> Done:
    """Return the tables with the decisions entered; ``held`` stay as they are."""
    done = Done({name: Held(name, [dict(r) for r in h.rows], [dict(r) for r in h.review]) for name, h in held.items()})
    for one in decisions:
        try:
            _enter(one, done.tables[one.table], done)
        except WorksheetError as error:
            done.refused.append(error)
    return done


def _enter(one: Decision, held: Held, done: Done) -> None:
    if one.origin == TABLE:
        _change(one, held, done)
    elif one.origin == REVIEW:
        _review(one, held, done)
    else:
        _add(one, held, done, one.cells)


def _change(one: Decision, held: Held, done: Done) -> None:
    """Change or remove a row of the table."""
    if one.state != REMOVED and print_of(one.table, one.cells, one.state) == one.print:
        done.unchanged += 1
        return
    now = held.by_key.get(one.key)
    if now is None:
        raise _gone(one)
    if print_of(one.table, now, CONFIRMED) != one.print:
        if one.state != REMOVED and _cells(one) == _trimmed(one, now):
            done.unchanged += 1
            return
        raise _changed_meanwhile(one)
    if one.state == REMOVED:
        held.remove(one.key)
        done.told.append(f"{_called(one)}: 削除した")
        return
    if key_of_row(one.table, one.cells) != one.key:
        raise _fault(one, "団体コードと番号は変えられません。", found=" ".join(key_of_row(one.table, one.cells)))
    now.update(_cells(one))
    _tell(one, done, key_of_row(one.table, one.cells), "直した")


def _review(one: Decision, held: Held, done: Done) -> None:
    """Decide on a proposal: its row keeps its place in the review file, and a confirmed one joins the table."""
    if print_of(one.table, one.cells, one.state) == one.print:
        done.unchanged += 1
        return
    row = held.review_by_key.get(one.key)
    if row is None:
        raise _gone(one)
    if one.state != REJECTED and key_of_row(one.table, one.cells) != one.key:
        raise _fault(one, "団体コードと番号は変えられません。", found=" ".join(key_of_row(one.table, one.cells)))
    if one.state == CONFIRMED:
        _add(one, held, done, {**one.cells, **({"id": ""} if "id" in one.cells else {})})
    else:
        done.told.append(f"{_called(one)}: {'却下した' if one.state == REJECTED else '候補を直した（未確認）'}")
    row.update({} if one.state == REJECTED else one.cells)
    row["state"] = CODE_OF_STATE[one.state]


def _add(one: Decision, held: Held, done: Done, cells: Mapping[str, str]) -> None:
    """Put a new row into the table, under a number that is free."""
    if key_of_row(one.table, cells) in held.by_key:
        if "seq" not in cells:
            raise _fault(one, "同じ団体の同じ行が、表に既にあります。", found=" ".join(key_of_row(one.table, cells)))
        cells = {**cells, "seq": ""}
    row = with_number(one.table, {column.name: cells[column.name] for column in columns_of(one.table)}, held.rows)
    held.add(row)
    _tell(one, done, key_of_row(one.table, row), "加えた")


def _tell(one: Decision, done: Done, key: tuple[str, ...], what: str) -> None:
    done.told.append(f"{SHEET_OF[one.table]} {' '.join(key)}: {what}")
    done.entered.append(Entered(one, f"{one.table}.csv {' '.join(key)}:"))


def _cells(one: Decision) -> dict[str, str]:
    return {column.name: one.cells[column.name] for column in columns_of(one.table)}


def _trimmed(one: Decision, row: Mapping[str, str]) -> dict[str, str]:
    return {column.name: row[column.name] for column in columns_of(one.table)}


def _called(one: Decision) -> str:
    return f"{SHEET_OF[one.table]} {' '.join(one.key)}"


def _gone(one: Decision) -> WorksheetError:
    return _fault(one, "この行は、今の表にありません。", found=" ".join(one.key))


def _changed_meanwhile(one: Decision) -> WorksheetError:
    return _fault(one, "作業表を作った後に、表の同じ行が変わっています。", found=" ".join(one.key))


def _fault(one: Decision, what: str, *, found: str) -> WorksheetError:
    return WorksheetError(
        what, where=one.row.place, found=found, remedy="作業表を作り直し、この行を記入し直してください。"
    )
