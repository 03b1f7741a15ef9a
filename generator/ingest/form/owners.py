"""Whose figure is it, where one item holds several ("県：…" beside "小坂町：…")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.config.place_names import folded

OWN: Final = ""
"""The key of the form's own figures, beside the names of the members."""

_GENERAL: Final = ("県全体", "全県", "都全体", "道全体", "府全体", "県計", "合計", "計", "全体", "県", "都", "道", "府")
_WHOLE: Final = ("全体", "全県", "計")
_LABEL = re.compile(r"([^\d:()\0、,;。%‰]{1,15}):")


@dataclass(frozen=True, slots=True)
class Owners:
    """The names that may stand in front of a figure: the form's own and its members'."""

    own: tuple[str, ...]
    members: tuple[str, ...]

    def who(self, label: str) -> tuple[str, str] | None:
        """Return (OWN or a member's name, the words that say so) for the end of a label; None when it names nobody."""
        plain = folded(label)
        for name in self.members:
            if label.endswith(name) or plain.endswith(folded(name)):
                return name, label[-len(name) :]
        word = next((name for name in (*self.own, *_GENERAL) if label.endswith(name)), None)
        return (OWN, word) if word is not None else None

    def labels(self, text: str) -> list[tuple[str, int, int]]:
        """Return (owner, start, end) of each "name:" in a text that names an owner."""
        found = []
        for match in _LABEL.finditer(text):
            named = self.who(match.group(1))
            if named:
                found.append((named[0], match.end(1) - len(named[1]), match.end()))
        return found


def is_whole(label: str) -> bool:
    """Whether a label names the total of several rows ("県全体")."""
    return label.endswith(_WHOLE)
