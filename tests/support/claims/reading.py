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

LABELS = {
    "人口": "population", "高齢化率": "aging_rate", "生活保護受給率": "welfare_rate",
    "地縁組織加入率": "association_rate", "人口密度": "population_density",
}  # fmt: skip
UNITS = {
    "population": "人",
    "aging_rate": "％",
    "welfare_rate": "‰",
    "association_rate": "％",
    "population_density": "人／k㎡",
}
RATE = "高齢化率|生活保護受給率|地縁組織加入率"
SIDE = "を上回る|を下回る|と同程度(?:である)?"
HELD = r"(?:（値が照会の対象となっている(\d+)自治体を除く）)?"
NUMBER = r"△?[\d,]+(?:\.\d+)?"


@dataclass(frozen=True)
class Ground:
    """What the brief is about: its respondents, its prefectures, and its level."""

    replies: Sequence[plain.Reply]
    prefectures: Sequence[str]
    one_level_up: bool

    def named(self, name: str) -> Sequence[plain.Reply]:
        """The respondents behind a name: one respondent, or those of a prefecture."""
        return [r for r in self.replies if r.name == name or (self.one_level_up and r.prefecture == name)]

    def value(self, name: str, metric: str) -> Fraction:
        """The value behind a name; an AssertionError when there is none."""
        chosen = self.named(name)
        assert chosen, name
        found = chosen[0].value(metric) if len(chosen) == 1 else plain.together(chosen, metric)[0]
        assert found is not None, (name, metric)
        return found

    def subjects(self) -> list[str]:
        """The rows of the brief."""
        return list(self.prefectures) if self.one_level_up else [reply.name for reply in self.replies]

    def targets(self) -> list[dict[str, str]]:
        """The targets of the respondents and of their prefectures' own forms."""
        forms = {
            r["code"]
            for r in plain.rows("respondents")
            if r["kind"] == "prefecture" and r["prefecture"] in self.prefectures
        }
        codes = {reply.code for reply in self.replies} | forms
        return [row for row in plain.rows("targets") if row["code"] in codes]

    def projects(self) -> list[dict[str, str]]:
        """The projects that the respondents' headers mark."""
        marked = {(reply.code, programme) for reply in self.replies for programme in reply.programmes}
        return [row for row in plain.rows("projects") if (row["code"], row["programme"]) in marked]


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


def is_printed(text: str, value: Fraction | None, metric: str) -> bool:
    """Whether the text is the value as printed."""
    return text == plain.printed(value, plain.DECIMALS[metric])


def side(metric: str, value: Fraction, reference: Fraction) -> str:
    """The word for where the value lies."""
    if plain.SIMILAR[metric](value, reference):
        return "と同程度"
    return "を上回る" if value > reference else "を下回る"


def reference_of(words: str, metric: str) -> Fraction:
    """The value that is compared with; the words must name the right one and print it."""
    known = "全国値|全回答自治体の(?:加重平均|計でみた値|計|中央値)"
    match = re.fullmatch(rf"({known})(?:（({NUMBER})(％|‰|人)）)?", words)
    assert match, words
    national = match[1] == "全国値"
    assert national == (metric in plain.NATION), words
    value = plain.NATION[metric] if national else plain.together(plain.replies(), metric)[0]
    if match[1] == "全回答自治体の中央値":
        value = plain.middle(plain.everyone(metric))
    assert value is not None
    assert match[2] is None or is_printed(match[2], value, metric), words
    assert match[3] is None or match[3] == UNITS.get(metric, "人"), words
    return value


def given(ground: Ground, name: str, metric: str) -> bool:
    """Whether anybody behind the name gives the metric."""
    return any(reply.value(metric) is not None for reply in ground.named(name))


def tellable(ground: Ground, metric: str, held_back: str | None) -> list[str]:
    """The rows that a sentence may count or name: those with a value, without the ``held_back`` that are in doubt."""
    names = [name for name in ground.subjects() if given(ground, name, metric)]
    if ground.one_level_up:
        assert held_back is None
        return names
    doubtful = [name for name in names if is_doubtful(ground.named(name)[0], metric)]
    assert len(doubtful) == int(held_back or 0), (metric, doubtful)
    return [name for name in names if name not in doubtful]


def is_doubtful(reply: plain.Reply, metric: str) -> bool:
    """Whether the figure is no fact yet: flagged by an editor, not confirmed, or beyond what is plausible."""
    low, high = plain.plausible(metric)
    value = reply.value(metric)
    assert value is not None
    return reply.code in plain.flagged(metric) or not low <= value <= high
