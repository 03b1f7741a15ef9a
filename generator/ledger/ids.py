"""The id of a figure: its year, whose it is, what it measures, and which part of that. Built and read here only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SAME: Final = "same-"
"""Role of a subject: computed over the respondents that both years have, and over no others."""
SUBJECT: Final = "sub-"
"""Role: a total of a prefecture that is one row of a wider brief."""
FORM: Final = "form-"
"""Role: what a prefecture's own form says."""
LINE: Final = "line-"
"""Role: a count for one line of the table of respondents."""
NATION: Final = "nation"
ALL: Final = "all"
"""Subject: all municipal respondents of the volume."""
_ROLES: Final = (SAME, SUBJECT, FORM, LINE)
_YEAR: Final = re.compile(r"[0-9]{4}")


class FigureId(str):
    """An id such as ``2017/same-03/aging_rate/mean``: year of an earlier edition, subject, item, part.

    It is its own text, so that ledger, page and data files hold one thing. ``part`` may have several words. Rows of the
    tables that figures rest on have ids of the same form: ``032018/T01``. Raises ValueError for parts that make none.
    """

    __slots__ = ("item", "part", "subject", "year")

    year: int | None
    subject: str
    item: str
    part: str

    def __new__(cls, subject: str, item: str = "", part: str = "", *, year: int | None = None) -> FigureId:
        """Return the id of these parts."""
        if not subject or "/" in subject + item or (part and not item):
            raise ValueError(f"no parts of an id: {subject!r}, {item!r}, {part!r}")
        pieces = ("" if year is None else f"{year:04}", subject, item, part)
        return cls._of("/".join(piece for piece in pieces if piece), year, subject, item, part)

    @classmethod
    def _of(cls, text: str, year: int | None, subject: str, item: str, part: str) -> FigureId:
        one = super().__new__(cls, text)
        put = object.__setattr__
        put(one, "year", year)
        put(one, "subject", subject)
        put(one, "item", item)
        put(one, "part", part)
        return one

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an id does not change: {name}")

    def __reduce__(self) -> tuple[object, ...]:
        return FigureId.parse, (str(self),)

    @staticmethod
    def parse(text: str) -> FigureId:
        """Return the id that a text is. Any text is one: the guards say which of them no ledger holds."""
        return text if isinstance(text, FigureId) else _parsed(text)

    @property
    def owner(self) -> str:
        """The subject without its role: a respondent's code, a prefecture's number, ``block-…``, ``all``, ``nation``."""
        for role in _ROLES:
            if self.subject.startswith(role):
                return self.subject[len(role) :]
        return self.subject

    @property
    def same(self) -> bool:
        """Whether the figure is of the respondents that both years have."""
        return self.subject.startswith(SAME)

    @property
    def path(self) -> tuple[str, ...]:
        """What is measured, word by word, without year and subject."""
        return (self.item, *self.part.split("/")) if self.part else (self.item,)

    @property
    def last(self) -> str:
        """The last word of the path: ``mean``, ``share``, ``change``."""
        return self.path[-1]

    def at(self, *words: str) -> FigureId:
        """Return the id of a part of this figure."""
        path = (*(word for word in self.path if word), *words)
        return FigureId(self.subject, path[0], "/".join(path[1:]), year=self.year)

    def with_part(self, part: str) -> FigureId:
        """Return the id of another part of the same item."""
        return FigureId(self.subject, self.item, part, year=self.year)

    def of_year(self, year: int) -> FigureId:
        """Return the id under which the figure stands in the brief of a later year."""
        return FigureId(self.subject, self.item, self.part, year=year)


@lru_cache(maxsize=1 << 16)
def _parsed(text: str) -> FigureId:
    first, _, rest = text.partition("/")
    year = int(first) if rest and _YEAR.fullmatch(first) else None
    subject, _, path = (text if year is None else rest).partition("/")
    item, _, part = path.partition("/")
    return FigureId._of(text, year, subject, item, part)  # a text may be no good id
