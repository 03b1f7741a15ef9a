"""What a PDF says about itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class PdfInfo:
    """What the file says about itself. ``created`` is the edition's date of publication, never the clock's."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    created: datetime.date

    @property
    def moment(self) -> str:
        """Midnight in Japan of the day of publication, as XMP writes it."""
        return f"{self.created.isoformat()}T00:00:00+09:00"

    @property
    def epoch(self) -> str:
        """The same moment in seconds since 1970, for what would else ask the clock."""
        return f"{datetime.datetime.fromisoformat(self.moment).timestamp():.0f}"

    @property
    def pdf_moment(self) -> str:
        """The same moment as a PDF date."""
        return f"D:{self.created:%Y%m%d}000000+09'00"
