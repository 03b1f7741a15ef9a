"""A line's fingerprint: a short keyed hash of its text, and two shorter ones of what stands before and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s
from typing import Final

from generator.printed.characters import squeeze

_KEY: Final = b"anchors.csv 1"
_OWN, _AROUND = 4, 2
_NEIGHBOURS: Final = 2
"""So many lines with text on either side are taken in."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes (hex) of a line and of its neighbours; text is compared without white space and width."""

    own: str
    before: str
    after: str

    @staticmethod
    def of(text: str) -> Fingerprint:
        """Return what a cell of anchors.csv holds."""
        return Fingerprint(*text.split("."))

    def __str__(self) -> str:
        return f"{self.own}.{self.before}.{self.after}"

    def around(self, other: Fingerprint) -> int:
        """Return on how many sides (0–2) two lines have the same neighbours."""
        return (self.before == other.before) + (self.after == other.after)


@dataclass(frozen=True)
class Prints:
    """The fingerprints of a source, by line from 1."""

    lines: Sequence[str]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, line: int) -> Fingerprint:
        return self._all[line - 1]

    @cached_property
    def _all(self) -> list[Fingerprint]:
        texts = [squeeze(line) for line in self.lines]
        told = [text for text in texts if text]
        found, ahead = [], 0
        for text in texts:
            behind = ahead + bool(text)
            before = told[max(0, ahead - _NEIGHBOURS) : ahead]
            after = told[behind : behind + _NEIGHBOURS]
            found.append(
                Fingerprint(_hash(text, _OWN), _hash("\n".join(before), _AROUND), _hash("\n".join(after), _AROUND))
            )
            ahead = behind
        return found

    @cached_property
    def by_own(self) -> dict[str, list[int]]:
        """The lines of each text, ascending, by its hash."""
        found: dict[str, list[int]] = {}
        for line, one in enumerate(self._all, start=1):
            found.setdefault(one.own, []).append(line)
        return found


def _hash(text: str, size: int) -> str:
    return blake2s(text.encode(), key=_KEY, digest_size=size).hexdigest()
