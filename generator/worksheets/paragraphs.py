"""A form's lines as numbered paragraphs, so that an editor names a paragraph and not lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_BULLET = re.compile(r"\s*(?:[・○◯●◎◆◇■□※*•⇒→]|[①-⑳⑴-⒇]|[(（]?[0-9０-９ア-エ]{1,2}[)）.．、])")
_ENDS: Final = ("。", "」", "）", ")")
_FULL_LINE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its number in the form (from 1), its lines that are not blank, its text."""

    number: int
    lines: tuple[int, ...]
    text: str


def paragraphs(lines: Sequence[str], form: range) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a form; a bullet, a full stop or a short line ends one."""
    told = [
        (number, lines[number - 1].strip()) for number in form if number <= len(lines) and lines[number - 1].strip()
    ]
    widest = max((_width(text) for _, text in told), default=0)
    groups: list[list[tuple[int, str]]] = []
    open_line = False
    for number, text in told:
        if open_line and not _BULLET.match(text):
            groups[-1].append((number, text))
        else:
            groups.append([(number, text)])
        open_line = _width(text) >= _FULL_LINE * widest and not text.endswith(_ENDS)
    return tuple(
        Paragraph(place, tuple(number for number, _ in group), "".join(text for _, text in group))
        for place, group in enumerate(groups, start=1)
    )


def holding(found: Sequence[Paragraph], lines: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that hold the lines."""
    wanted = set(lines)
    return tuple(one.number for one in found if wanted & set(one.lines))


def lines_for(found: Sequence[Paragraph], numbers: Iterable[int], *, before: Iterable[int]) -> tuple[int, ...]:
    """Return the lines of the chosen paragraphs; of one that was cited before, the lines that were."""
    by_number: Mapping[int, Paragraph] = {one.number: one for one in found}
    cited = set(before)
    lines: set[int] = set()
    for number in numbers:
        own = set(by_number[number].lines)
        lines |= own & cited or own
    return tuple(sorted(lines))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
