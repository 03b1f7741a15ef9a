"""Whether a printed date lies in the fiscal year."""

from __future__ import annotations

from datetime import date

from generator.config.edition import FiscalYear
from generator.printed.dates import Moment


def outside(moment: Moment, fiscal: FiscalYear) -> bool:
    """Return whether the date lies outside the fiscal year; a bare year may be its first or second calendar year."""
    year, month, day = moment
    if month is None:
        return year not in (fiscal.start.year, fiscal.end.year)
    try:
        return not fiscal.start <= date(year, month, day or 1) <= fiscal.end
    except ValueError:
        return True
