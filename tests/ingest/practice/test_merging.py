"""Decisions on rows of chapters 3 and 4 are never lost, whatever number a row has."""

from __future__ import annotations

import pytest

from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.ingest.practice.merging import Merged, merge

CODE, OTHER = "032051", "032018"


def value(seq: int = 1, state: str = "", **cells: str) -> dict[str, str]:
    """A row of practices.csv, of its review file where it has a state."""
    row = dict.fromkeys(PRACTICE_TABLES["practices"], "")
    row |= {
        "code": CODE,
        "cell": "a.funding",
        "seq": str(seq),
        "kind": "kyobo",
        "label": "共同募金",
        "lines": "10",
        **cells,
    }
    return {**row, "confidence": "0.8", "state": state} if state else row


def area(state: str = "", **cells: str) -> dict[str, str]:
    """A row of areas.csv, of its review file where it has a state."""
    row = dict.fromkeys(PRACTICE_TABLES["areas"], "") | {
        "code": CODE,
        "part": "a",
        "units": "chiku",
        "lines": "5",
        **cells,
    }
    return {**row, "confidence": "0.7", "state": state} if state else row


def merged(
    table: str = "practices",
    *,
    approved: tuple[dict[str, str], ...] = (),
    review: tuple[dict[str, str], ...] = (),
    proposed: tuple[dict[str, str], ...] = (),
) -> Merged:
    """What becomes of these rows."""
    return merge(table, approved=approved, review=review, proposed=proposed)


def test_a_confirmed_row_joins_under_a_free_number() -> None:
    """Another row of the cell has taken its number since."""
    taken = value(1, kind="kifu", label="寄附", lines="12")
    done = merged(approved=(taken,), review=(value(1, "confirmed"),))

    assert [(row["seq"], row["label"]) for row in done.joined] == [("2", "共同募金")]


def test_a_confirmed_row_joins_once() -> None:
    """It is known again under the number that it was given."""
    assert merged(approved=(value(7),), review=(value(1, "confirmed"),)).joined == ()


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_a_decided_row_is_not_proposed_again(state: str) -> None:
    """Though the rules have given it another number."""
    done = merged(review=(value(1, state),), proposed=(value(2, "proposed"),))

    assert [row["state"] for row in done.review] == [state]


def test_what_is_undecided_waits() -> None:
    """Confirming one row of a form decides nothing about the others."""
    done = merged(
        review=(value(1, "confirmed"),), proposed=(value(1, "proposed"), value(2, "proposed", kind="kifu", lines="12"))
    )

    assert [(row["state"], row["kind"]) for row in done.review] == [("confirmed", "kyobo"), ("proposed", "kifu")]


def test_a_new_proposal_takes_no_decided_number() -> None:
    """A review file has each number once."""
    done = merged(review=(value(1, "rejected"),), proposed=(value(1, "proposed", kind="kifu", lines="12"),))

    assert [(row["seq"], row["kind"]) for row in done.review] == [("1", "kyobo"), ("2", "kifu")]


def test_a_form_that_the_editor_wrote_is_not_proposed() -> None:
    """A row of the editor's own says that the form was read; other forms are proposed."""
    done = merged(
        approved=(value(kind="kifu", lines="30"),), proposed=(value(1, "proposed"), value(1, "proposed", code=OTHER))
    )

    assert [row["code"] for row in done.review] == [OTHER]


def test_a_sphere_is_known_by_its_part() -> None:
    """A form has one sphere of a part: what the editor has made of it in the table stays."""
    done = merged(
        "areas", approved=(area(units="shogakko"),), review=(area("confirmed"),), proposed=(area("proposed"),)
    )

    assert done.joined == ()
    assert [row["state"] for row in done.review] == ["confirmed"]
