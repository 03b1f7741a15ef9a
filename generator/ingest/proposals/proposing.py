"""From a form to rows of the review file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.dataset.contract import Assessment
from generator.dataset.targets_review import ProposalState, ReviewRow
from generator.ingest.form.cut import Form
from generator.ingest.proposals.assessing import judge
from generator.ingest.proposals.boxes import read_passages
from generator.ingest.proposals.results import PossibleResult, find_results
from generator.ingest.proposals.targets import Candidate, propose_targets

_WITHOUT_RESULT: Final = ("no_result", "other_year")


def propose(code: str, form: Form, *, fiscal_year: int) -> tuple[ReviewRow, ...]:
    """Return the proposals of one form in the order of the document, numbered P01…, all in state ``proposed``.

    ``fiscal_year`` (of the Western calendar) decides which of several milestones is this year's. Nothing is read
    that the form does not print; what came of a target is only filled in where it is found with some certainty.
    """
    passages = read_passages(form)
    candidates = propose_targets(passages, fiscal_year=fiscal_year)
    findings = find_results(candidates, passages)
    return tuple(_row(code, place, candidates, findings.get(place)) for place in range(len(candidates)))


def _row(code: str, place: int, candidates: Sequence[Candidate], finding: PossibleResult | None) -> ReviewRow:
    candidate = candidates[place]
    later = Assessment.UNDETERMINED, "other_year"
    assessment, basis = later if candidate.later else judge(candidate, finding)
    result = finding.quantity if finding else None
    shown = result if assessment is not Assessment.UNDETERMINED or basis not in _WITHOUT_RESULT else None
    return ReviewRow(
        code=code,
        id=f"P{place + 1:02d}",
        programme=candidate.programme,
        indicator=candidate.name,
        category=candidate.category,
        target=candidate.quantity.value,
        target_unit=candidate.quantity.unit,
        target_line=candidate.quantity.line,
        result=shown.value if shown else None,
        result_unit=shown.unit if shown else "",
        result_line=shown.line if shown else None,
        conversion="",
        converted=None,
        assessment=assessment,
        basis=basis,
        note="",
        remark="",
        confidence=candidate.confidence,
        state=ProposalState.PROPOSED,
    )
