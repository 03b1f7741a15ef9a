"""Cited lines follow their text into a revised source; the few that cannot be followed wait for an editor."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.dataset.anchor_states import AnchorState
from generator.dataset.anchors import (
    FILE,
    REVIEW_COLUMNS,
    REVIEW_FILE,
    AnchorReviewRow,
    Anchors,
    read_anchors,
    read_open_lines,
)
from generator.dataset.line_numbers import Reference, references
from generator.errors import DatasetError
from generator.files import output_errors, write_all
from generator.ingest.anchoring.fingerprints import Fingerprint, Prints
from generator.ingest.anchoring.keeping import anchors_text, marks_of
from generator.ingest.anchoring.matching import Placement, placed
from generator.ingest.anchoring.rewriting import Moves, rewritten
from generator.ingest.document.source import SourceDocument
from generator.ingest.tables import csv_text
from generator.paths import shown

DROP: Final = "削除"
_SHOWN: Final = 24


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What was done: how many numbers there are, moved or were decided, and those that are to be decided."""

    numbers: int
    moved: int
    decided: int
    open: tuple[AnchorReviewRow, ...]
    lines: tuple[str, ...] = ()

    def text_at(self, line: int | None) -> str:
        """Return the beginning of a line of the source, for the screen only."""
        text = self.lines[line - 1].strip() if line and line <= len(self.lines) else ""
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def reanchor(source: SourceDocument, data: Path) -> Reanchored:
    """Enter the decisions of anchors_review.csv, or move the numbers to where their lines stand in the source.

    Tables, anchors.csv and anchors_review.csv are written together or not at all. Raises DatasetError where nothing was
    anchored, where decisions are missing, and where a table does not come out as it must.
    """
    anchors = read_anchors(data)
    if anchors is None:
        raise _nothing_anchored(data)
    cited, waiting = references(data), read_open_lines(data)
    if waiting:
        moves, left = _decided(waiting, len(source.lines), data)
        _write(source, data, moves, cited, left)
        return Reanchored(len(cited), 0, len(waiting) - len(left), tuple(left), source.lines)
    moves, left = _moves(cited, anchors, Prints(source.lines))
    if moves or left or anchors.documents != marks_of(source):
        _write(source, data, moves, cited, left)
    waits = {(row.table, row.row, row.column, row.was) for row in left}
    moved = sum(tuple(one) not in waits for one in moves)
    return Reanchored(len(cited), moved, 0, tuple(left), source.lines)


def _decided(
    waiting: Sequence[AnchorReviewRow], last: int, data: Path
) -> tuple[dict[Reference, int | None], list[AnchorReviewRow]]:
    """Return the changes that an editor has decided on, and the rows that still wait."""
    moves: dict[Reference, int | None] = {}
    for row in waiting:
        one = Reference(row.table, row.row, row.column, row.line or 0)
        if row.decision == DROP:
            moves[one] = None
        elif row.decision.isdecimal():
            if int(row.decision) > last:
                raise DatasetError(
                    "決めた行番号が、文書の終わりより後です。",
                    where=f"{shown(data / REVIEW_FILE)} {row.table} {row.row} {row.column}",
                    found=row.decision,
                    expected=f"1から{last:,}まで",
                    remedy="decision の行番号を直してください。",
                )
            moves[one] = int(row.decision)
    return {one: new for one, new in moves.items() if new != one.line}, [row for row in waiting if not row.decision]


def _moves(
    cited: Sequence[Reference], anchors: Anchors, new: Prints
) -> tuple[dict[Reference, int | None], list[AnchorReviewRow]]:
    """Return the number of each reference that changes, and the rows to be decided on."""
    old = {one.line: Fingerprint.of(anchors.prints[one]) for one in cited if one in anchors.prints}
    places = placed(old, new)
    cells: dict[tuple[str, str, str], list[Reference]] = {}
    for one in cited:
        cells.setdefault(one[:3], []).append(one)
    moves: dict[Reference, int | None] = {}
    left: list[AnchorReviewRow] = []
    for cell, members in cells.items():
        wanted = {one: _place(one, anchors, places, len(new)) for one in members}
        used = {place.line for place in wanted.values() if place.state is None}
        for one, place in wanted.items():
            at = place.line
            if place.state is not None:
                at = _free(at, used, len(new))
                used.add(at)
                left.append(_row(cell, one.line, at, place.state))
            if at != one.line:
                moves[one] = at
    return moves, left


def _place(one: Reference, anchors: Anchors, places: Mapping[int, Placement], last: int) -> Placement:
    """Return the place of a reference; of one that was never anchored nobody can tell where its text stands."""
    if one in anchors.prints:
        return places[one.line]
    return Placement(min(one.line, last), AnchorState.LOST)


def _free(line: int, used: set[int], last: int) -> int:
    """Return the next line that its cell does not name yet: two numbers must not become one."""
    return next((at for at in range(line, last + 1) if at not in used), None) or next(
        (at for at in range(line, 0, -1) if at not in used), line
    )


def _row(cell: tuple[str, str, str], was: int, line: int, state: AnchorState) -> AnchorReviewRow:
    table, row, column = cell
    return AnchorReviewRow(table=table, row=row, column=column, was=was, line=line, state=state, decision="")


def _write(
    source: SourceDocument, data: Path, moves: Moves, cited: Sequence[Reference], left: Sequence[AnchorReviewRow]
) -> None:
    files = rewritten(data, moves)
    now = [one._replace(line=new) for one in cited if (new := moves.get(one, one.line)) is not None]
    _prove(data, files, set(now))
    files[data / FILE] = anchors_text(source, dict.fromkeys(now))
    review = data / REVIEW_FILE
    if left:
        rows = [{**row.model_dump(mode="json")} for row in left]
        files[review] = csv_text(REVIEW_COLUMNS, rows)
    write_all({path: text.encode() for path, text in files.items()})
    if not left:
        with output_errors(review):
            review.unlink(missing_ok=True)


def _prove(data: Path, files: Mapping[Path, str], expected: set[Reference]) -> None:
    """Read the new tables back: they must cite exactly the lines that were to come out."""
    with output_errors(data), tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for path in (*data.glob("*.csv"), *data.glob("*.yaml")):
            shutil.copyfile(path, trial / path.name)
        for path, text in files.items():
            (trial / path.name).write_text(text, encoding="utf-8", newline="")
        found = set(references(trial))
    if found != expected:
        one = min(found ^ expected)
        raise DatasetError(
            "行番号を自動では書き換えられません。何も変えていません。",
            where=f"{shown(data)} {one.table} {one.row} {one.column}",
            found=f"{len(found ^ expected)}個の行番号が、決めたとおりにならない（{one.line}行など）",
            remedy="summaries.yaml の lines を「lines: [1, 2]」の形に書き直してから、もう一度実行してください。",
        )


def _nothing_anchored(data: Path) -> DatasetError:
    return DatasetError(
        "行番号の控え（anchors.csv）がありません。",
        where=shown(data / FILE),
        remedy="行番号を数えたときの文書で make ingest-check SOURCE=… YEAR=… を行うと、控えができます。",
    )
