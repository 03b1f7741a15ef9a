"""The proposals beside the edited tables: which files an ingest writes, and what it says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.dataset.contract import TARGETS
from generator.dataset.targets_review import COLUMNS, FILE, ProposalState, read_review
from generator.errors import DatasetError
from generator.ingest.form.cut import Form
from generator.ingest.proposals.measuring import measure_lines
from generator.ingest.proposals.proposing import propose
from generator.ingest.proposals.review import merge_review, newly_confirmed, read_targets, target_cells
from generator.ingest.tables import csv_text

EDITED: Final = "targets.csv"

Files = dict[Path, str]


def review_files(forms: Mapping[str, Form], *, out: Path, fiscal_year: int) -> tuple[Files, tuple[str, ...]]:
    """Return the files to write (path, text) and the lines of the report; ``forms`` by respondent code.

    targets_review.csv is always among them. targets.csv is so only where it is missing, or where the editor has
    confirmed a proposal that it lacks: rows are added to it, none is changed. Where one of the two cannot be read,
    neither is written, and the report says why.
    """
    try:
        targets, review = read_targets(out / EDITED), read_review(out / FILE)
    except DatasetError as fault:
        return {}, (f"成果目標の候補は作らなかった: {fault.what}（{fault.where}）",)
    proposed = [row for code, form in forms.items() for row in propose(code, form, fiscal_year=fiscal_year)]
    edited = newly_confirmed(review, targets=targets)
    merged = merge_review(proposed, targets=edited, review=review)
    files = {out / FILE: csv_text(COLUMNS, map(target_cells, merged))}
    if len(edited) > len(targets) or not (out / EDITED).exists():
        files[out / EDITED] = csv_text(TARGETS, map(target_cells, edited))
    waiting = sum(row.state is ProposalState.PROPOSED for row in merged)
    return files, (*measure_lines(proposed, edited, review), *_tasks(waiting, len(edited) - len(targets)))


def _tasks(waiting: int, added: int) -> Sequence[str]:
    lines = []
    if added:
        lines.append(f"確定した候補{added}件を {EDITED} に加えた")
    if waiting:
        lines.append(f"未確認の成果目標の候補が{waiting}件ある（{FILE}）")
    return lines
