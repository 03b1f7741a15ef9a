"""targets_review.csv: what is proposed as a numeric target, and what an editor has decided on each proposal."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from generator.dataset.contract import TARGETS
from generator.dataset.csv_reader import read_table
from generator.dataset.records import OpenCandidate
from generator.dataset.rows import Number, TargetRow

FILE: Final = "targets_review.csv"
COLUMNS: Final = (*TARGETS, "confidence", "state")


class ProposalState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ReviewRow(TargetRow):
    """A row of targets_review.csv: a target with ``confidence`` (0–1) and ``state``."""

    id: Annotated[str, Field(pattern=r"^P[0-9]{2,3}$")]
    confidence: Annotated[Number, Field(ge=0, le=1)]
    state: ProposalState


def read_review(path: Path) -> list[ReviewRow]:
    """Read the review file; none is the same as an empty one. Raises DatasetError."""
    return read_table(path, ReviewRow, columns=COLUMNS, key=("code", "id")) if path.exists() else []


def unreviewed_codes(codes: Iterable[str], *, decided: bool, waiting: Iterable[OpenCandidate]) -> frozenset[str]:
    """Return whose targets are not reviewed: everybody's where nothing was ``decided``, else who has a proposal waiting."""
    return frozenset(one.code for one in waiting) if decided else frozenset(codes)


def open_candidates(review: list[ReviewRow]) -> tuple[OpenCandidate, ...]:
    """Return the proposals that nobody has decided on."""
    waiting = (row for row in review if row.state is ProposalState.PROPOSED)
    return tuple(OpenCandidate(row.code, row.id, row.indicator, row.target_line) for row in waiting)
