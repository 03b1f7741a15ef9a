"""A printed number and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator import formats
from generator.dataset.records import Correction
from generator.ledger.ids import FigureId


class State(StrEnum):
    """Whether there is a number to print."""

    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    SINGLE = "single"
    """With one respondent, a mean shows that respondent's value, so it is not printed (決定0006)."""


class Formula(StrEnum):
    """How a figure came about; templates/tracing/explain.txt.j2 words each for ``make explain``."""

    PRINTED = "printed"
    CORRECTED = "corrected"
    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    RATIO = "ratio"
    MEDIAN = "median"
    COUNT = "count"
    MISSING_COUNT = "missing_count"
    SHARE = "share"
    DIFFERENCE = "difference"
    CHANGE = "change"
    REFERENCE = "reference"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in the source document, or the named publication, that a figure was taken from."""

    lines: tuple[int, ...] = ()
    printed: str = ""
    note: str = ""
    publication: str = ""
    correction: Correction | None = None
    queried: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: exact value, how it is printed, how it came about.

    ``value`` is exact (rounding happens in :attr:`text`); ``inputs`` are ids of the figures or rows it was made of,
    ``among`` those among which a count looked: where it found none, they are all that it rests on.
    """

    id: FigureId
    label: str
    value: Decimal | None
    unit: str
    decimals: int
    formula: Formula
    state: State = State.VALUE
    inputs: tuple[FigureId, ...] = ()
    source: Citation | None = None
    among: tuple[FigureId, ...] = ()

    @property
    def present(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def exact(self) -> Decimal:
        """Return the exact value; only for figures known to be present."""
        if self.value is None:
            raise ValueError(f"figure {self.id} has no value")
        return self.value

    @property
    def rounded(self) -> Decimal:
        """Return the value as printed, as a number."""
        return formats.round_half_up(self.exact, self.decimals)

    @property
    def text(self) -> str:
        """Return the number as printed, or the symbol that stands for it; 「0.0」 is less than its unit, 「0」 none.

        A difference is taken between printed values: where they are equal it is less than the unit, not none.
        """
        if self.value is None:
            return _SYMBOLS[self.state]
        nothing = self.value == 0 and self.formula is not Formula.CHANGE
        return formats.number(self.value, 0 if nothing else self.decimals)

    @property
    def machine(self) -> str:
        """Return the printed number for data files and ``<data value>``: no commas; empty where there is none."""
        return "" if self.value is None else formats.plain(self.value, self.decimals)

    @property
    def roots(self) -> tuple[FigureId, ...]:
        """Return the ids that the figure rests on: its inputs, or what was looked through in vain."""
        has_lines = self.source is not None and self.source.lines
        return self.inputs or (() if has_lines else self.among)

    @property
    def corrected(self) -> bool:
        """Whether an editor's correction gave this very figure its value (marked r); one taken out is just missing."""
        return self.present and self.source is not None and self.source.correction is not None

    @property
    def queried(self) -> bool:
        """Whether the respondent is, or is to be, asked about this very figure (marked ?)."""
        return self.present and self.source is not None and self.source.queried

    @property
    def signs(self) -> str:
        """Return the signs in front of the number: r where it was corrected, ? where it is asked about."""
        return (formats.CORRECTED if self.corrected else "") + (formats.QUERIED if self.queried else "")

    @property
    def marked(self) -> str:
        """Return the number as charts print it: 「r6.6」 where it was corrected, 「?0.9」 where it is asked about."""
        return self.signs + self.text


_SYMBOLS = {
    State.MISSING: formats.MISSING,
    State.VALUE: formats.MISSING,
    State.NOT_APPLICABLE: formats.NOT_APPLICABLE,
    State.SINGLE: formats.SINGLE,
}
