"""The review file: what is proposed, what an editor confirmed or rejected. A decision is never undone by an ingest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from generator.dataset.contract import TARGETS
from generator.dataset.csv_reader import read_table
from generator.dataset.rows import TargetRow
from generator.dataset.targets_review import ProposalState, ReviewRow
from generator.ingest.pairing import paired
from generator.ingest.tables import Cells
from generator.printed.numbers import shown

_ALIKE: Final = 80
_NEAR: Final = 1


def read_targets(path: Path) -> list[TargetRow]:
    """Read the edited table; none is the same as an empty one. Raises DatasetError."""
    return read_table(path, TargetRow, columns=TARGETS, key=("code", "id")) if path.exists() else []


def merge_review(
    proposed: Sequence[ReviewRow], *, targets: Sequence[TargetRow], review: Sequence[ReviewRow]
) -> list[ReviewRow]:
    """Return the new review file: decided rows as they are, and the proposals that nobody has decided on.

    Rows that were only proposed are replaced. A proposal that is in the edited table or was decided on does not
    come again. Rows keep the order of the proposals' codes, then of the lines.
    """
    decided = [row for row in review if row.state is not ProposalState.PROPOSED]
    in_table = paired(decided, targets, _alike, _same)
    open_ones = [row for place, row in enumerate(decided) if place not in in_table]
    known = [*targets, *open_ones]
    taken = paired(proposed, known, _alike, _same)
    fresh = [row for place, row in enumerate(proposed) if place not in taken]
    order = {code: place for place, code in enumerate(dict.fromkeys(row.code for row in proposed))}
    rows = [*decided, *_numbered(fresh, decided)]
    return sorted(rows, key=lambda row: (order.get(row.code, len(order)), row.code, row.target_line, row.id))


def newly_confirmed(review: Sequence[ReviewRow], *, targets: Sequence[TargetRow]) -> list[TargetRow]:
    """Return the edited table with the confirmed rows of the review that it lacks, behind the rows of their code.

    Rows of the table are kept as they are; a new one gets the next free id of its code.
    """
    rows = list(targets)
    for row in not_joined(review, targets=targets):
        own = [place for place, target in enumerate(rows) if target.code == row.code]
        number = max((int(rows[place].id[1:]) for place in own), default=0) + 1
        cells = row.model_dump(exclude={"confidence", "state", "id"})
        rows.insert(own[-1] + 1 if own else len(rows), TargetRow(**cells, id=f"T{number:02d}"))
    return rows


def not_joined(review: Sequence[ReviewRow], *, targets: Sequence[TargetRow]) -> list[ReviewRow]:
    """Return the confirmed rows that the edited table lacks. A row of the table stands for one of them, never for two."""
    confirmed = [row for row in review if row.state is ProposalState.CONFIRMED]
    there = paired(confirmed, targets, _alike, _same)
    return [row for place, row in enumerate(confirmed) if place not in there]


def target_cells(row: TargetRow) -> Cells:
    """Return a row as the cells of a CSV table, figures without trailing zeros."""
    cells = row.model_dump(mode="json")
    numbers = {
        name: None if (value := getattr(row, name)) is None else shown(value)
        for name in ("target", "result", "converted")
    }
    return {**cells, **numbers}


def _alike(one: TargetRow, two: TargetRow) -> bool:
    """Whether two rows are of one target as nobody has touched it."""
    return (one.code, one.indicator, one.target, one.target_line) == (
        two.code,
        two.indicator,
        two.target,
        two.target_line,
    )


def _same(one: TargetRow, two: TargetRow) -> bool:
    """Whether two rows are of one target: an editor may have changed its name, unit, line or figure, but not all."""
    if one.code != two.code:
        return False
    value, near = one.target == two.target, abs(one.target_line - two.target_line) <= _NEAR
    named = fuzz.ratio(one.indicator, two.indicator) >= _ALIKE
    return (value and near) or (named and (near or (value and one.target_unit == two.target_unit)))


def _numbered(fresh: Sequence[ReviewRow], decided: Sequence[ReviewRow]) -> list[ReviewRow]:
    taken = {(row.code, row.id) for row in decided}
    numbered = []
    for row in fresh:
        number = next(n for n in range(1, 1000) if (row.code, f"P{n:02d}") not in taken)
        taken.add((row.code, f"P{number:02d}"))
        numbered.append(row.model_copy(update={"id": f"P{number:02d}"}))
    return numbered
