"""What the tables of chapters 3 and 4 must agree on with one another; ingest --check and audit both ask here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.dataset.practice.contract import EMPTY, MEETING_CELLS, CellStatus
from generator.dataset.practice.records import Meeting, Practice, PracticeCell, PracticeTables


def rows_in_empty_cells(tables: PracticeTables) -> Iterator[tuple[Practice, CellStatus]]:
    """Yield each value of a cell that is said to hold nothing, with what is said of the cell."""
    states = {(cell.code, cell.cell): cell.status for cell in tables.cells}
    for row in tables.practices:
        status = states.get((row.code, row.cell), CellStatus.LABEL_ABSENT)
        if status in EMPTY:
            yield row, status


def filled_without_row(tables: PracticeTables, kinds: Mapping[str, object]) -> Iterator[PracticeCell]:
    """Yield each filled cell that has values (``kinds`` maps cell -> its kinds) but no row.

    The cells of meetings need a row of meetings.csv for their purpose; members may be left unnamed.
    """
    purposes = {cell: purpose for purpose, cell in MEETING_CELLS.items()}
    valued = {(row.code, row.cell) for row in tables.practices}
    met = {(meeting.code, meeting.purpose) for meeting in tables.meetings}
    for cell in tables.cells:
        if cell.status is not CellStatus.FILLED or not kinds.get(cell.cell):
            continue
        purpose = purposes.get(cell.cell)
        told = (cell.code, purpose) in met if purpose else (cell.code, cell.cell) in valued
        if not told:
            yield cell


def same_meetings(tables: PracticeTables) -> Iterator[tuple[Meeting, Meeting | None]]:
    """Yield each meeting that is said to be another one, with that one (None where there is none)."""
    rows = {(meeting.code, meeting.seq): meeting for meeting in tables.meetings}
    for meeting in tables.meetings:
        if meeting.same_as is not None:
            yield meeting, rows.get((meeting.code, meeting.same_as))


def strangers_to_their_meeting(tables: PracticeTables) -> Iterator[Practice]:
    """Yield each member of a meeting whose ``group`` names no meeting of its form."""
    rows = {(meeting.code, str(meeting.seq)) for meeting in tables.meetings}
    cells = set(MEETING_CELLS.values())
    for row in tables.practices:
        if row.cell in cells and not all((row.code, seq) in rows for seq in row.group.split() or [""]):
            yield row
