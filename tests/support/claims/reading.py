"""Each sentence of page 1 read like a reader does, and proved from the tables alone (tests/support/plain.py).

``prove`` matches a sentence against the forms known here; a sentence of another form is an error: whoever adds
a kind of finding adds its proof.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import plain

NUMBER = r"△?[\d,]+(?:\.\d+)?"
DATE = r"(?:平成|令和)(?:元|\d+)年(?:度|\d+月(?:\d+日)?)"


@dataclass(frozen=True)
class Ground:
    """What the brief is about: its respondents, its prefectures, and its level."""

    replies: Sequence[plain.Reply]
    prefectures: Sequence[str]
    one_level_up: bool

    def own_forms(self) -> set[str]:
        """The prefectures' own forms."""
        return {
            row["code"]
            for row in plain.rows("respondents")
            if row["kind"] == "prefecture" and row["prefecture"] in self.prefectures
        }

    def forms(self) -> dict[str, str]:
        """Code and name of every form: a member stands in another's."""
        codes = {reply.code for reply in self.replies if reply.kind != "member"} | self.own_forms()
        return {row["code"]: row["name"] for row in plain.rows("respondents") if row["code"] in codes}

    def events(self, *kinds: str) -> list[dict[str, str]]:
        """The events of these kinds that the forms tell, each with the form's name and how a sentence tells it.

        Among several prefectures a municipality is told with its own before it.
        """
        forms = self.forms()
        homes = {row["code"]: row["prefecture"] for row in plain.rows("respondents")}
        several = len(self.prefectures) > 1
        told = {
            code: f"{homes[code]}{name}" if several and homes[code] != name else name for code, name in forms.items()
        }
        return [
            {**row, "name": forms[row["code"]], "told": told[row["code"]]}
            for row in plain.rows("events")
            if row["code"] in forms and row["kind"] in kinds
        ]

    def targets(self) -> list[dict[str, str]]:
        """The targets of the respondents and of their prefectures' own forms."""
        codes = {reply.code for reply in self.replies} | self.own_forms()
        return [row for row in plain.rows("targets") if row["code"] in codes]


Proof = Callable[[Ground, re.Match[str]], None]
PROOFS: list[tuple[re.Pattern[str], Proof]] = []


def proof(pattern: str) -> Callable[[Proof], Proof]:
    """Register the proof of sentences of this form."""

    def register(prove_it: Proof) -> Proof:
        PROOFS.append((re.compile(pattern), prove_it))
        return prove_it

    return register


def prove(ground: Ground, sentence: str) -> None:
    """Raise AssertionError when the sentence is false or of no known form."""
    for pattern, prove_it in PROOFS:
        match = pattern.fullmatch(sentence)
        if match is not None:
            prove_it(ground, match)
            return
    raise AssertionError(f"no proof for: {sentence}")


def number(text: str) -> Fraction:
    """The number that the text prints."""
    return Fraction(text.replace(",", "").replace("△", "-"))


def as_given(text: str) -> str:
    """A number of the tables as it must stand in print: all its decimals, commas."""
    return plain.printed(Fraction(text), len(text.partition(".")[2]))
