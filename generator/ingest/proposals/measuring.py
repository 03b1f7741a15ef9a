"""How good the proposals are: recall and precision against the edited table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.dataset.rows import TargetRow
from generator.dataset.targets_review import ProposalState, ReviewRow
from generator.formats import number
from generator.ingest.proposals.quantities import UNITS

_NEAR: Final = 1
_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of rows: proposed, edited, and those that are in both."""

    proposed: int
    edited: int
    matched: int

    def lines(self) -> list[str]:
        """Return two lines for the report: recall and precision."""
        if not self.edited:
            return [f"成果目標の候補 {self.proposed}件", "編集済みの表が空なので、候補の再現率と適合率は計算できない"]
        return [
            f"成果目標の候補の再現率 {_share(self.matched, self.edited)}（編集済みの表の{self.edited}件のうち{self.matched}件）",
            f"成果目標の候補の適合率 {_share(self.matched, self.proposed)}（候補{self.proposed}件のうち{self.matched}件）",
        ]


def measure_lines(proposed: Sequence[TargetRow], edited: Sequence[TargetRow], review: Sequence[ReviewRow]) -> list[str]:
    """Return the lines of the report. Forms whose rows came from proposals are left out: they would measure themselves."""
    states = Counter(row.state for row in review)
    confirming = {row.code for row in review if row.state is ProposalState.CONFIRMED}
    if not confirming:
        return measure(proposed, edited).lines()
    free = [[row for row in rows if row.code not in confirming] for rows in (proposed, edited)]
    added = sum(row.code in confirming for row in edited) - states[ProposalState.CONFIRMED]
    told = [
        f"成果目標の候補の採否: 確定{states[ProposalState.CONFIRMED]}件、却下{states[ProposalState.REJECTED]}件。"
        f"候補から確定した個票{len(confirming)}件に、編集者が書き加えた目標{max(0, added)}件"
    ]
    if not free[1]:
        return [*told, "編集済みの表は候補の確定によるので、候補の再現率と適合率は計算できない"]
    return [*told, "次の率は、候補によらず編集した個票だけで測った", *measure(*free).lines()]


def measure(proposed: Sequence[TargetRow], edited: Sequence[TargetRow]) -> Measure:
    """Count the proposals that match a row of the edited table; each row matches once.

    A match is the same form, the same figure, the same unit (as the tables spell it), and a line at most one away.
    """
    left = list(edited)
    matched = 0
    for row in proposed:
        same = next((other for other in left if _matches(row, other)), None)
        if same is not None:
            left.remove(same)
            matched += 1
    return Measure(len(proposed), len(edited), matched)


def _matches(one: TargetRow, two: TargetRow) -> bool:
    return (
        one.code == two.code
        and one.target == two.target
        and _unit(one.target_unit) == _unit(two.target_unit)
        and abs(one.target_line - two.target_line) <= _NEAR
    )


def _unit(text: str) -> str:
    base, *periods = text.split("/")
    return "/".join([UNITS.get(base, "") or base, *periods])


def _share(part: int, whole: int) -> str:
    return f"{number(Decimal(100 * part) / Decimal(whole), _DECIMALS)}％" if whole else "－"
