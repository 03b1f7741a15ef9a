"""要約文: what a brief finds, in at most 200 or 400 characters, for answers in assemblies and for colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator.document.environment import make_environment, render
from generator.document.view import BriefView
from generator.findings.candidates import FindingClass
from generator.proof.page import PageFlow, Run

LIMITS: Final = (200, 400)
FINDING: Final = "finding"
"""The mark (``data-role``) of the findings on page 1."""
_BREAK: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Sentence:
    """A sentence in the order of reading; the one with the lowest ``rank`` is kept first."""

    text: str
    rank: tuple[int, float]


def digest_of(flow: PageFlow, view: BriefView, limit: int) -> str:
    """Return the sentences that fit into ``limit`` characters, the most important first chosen, in reading order."""
    sentences = tuple(_sentences(flow, view))
    kept: set[int] = set()
    for index in sorted(range(len(sentences)), key=lambda i: sentences[i].rank):
        if sum(len(sentences[i].text) for i in kept) + len(sentences[index].text) <= limit:
            kept.add(index)
    return "".join(sentences[i].text for i in sorted(kept))


def _sentences(flow: PageFlow, view: BriefView) -> Iterator[Sentence]:
    first, last = render(make_environment(), "edition/digest.txt.j2", brief=view).strip().splitlines()
    yield Sentence(first, (0, 0.0))
    for place, (finding, text) in enumerate(zip(view.findings, finding_texts(flow), strict=True)):
        yield Sentence(text, (_WEIGHT.get(finding.klass, 2), float(place)))
    yield Sentence(last, (4, 0.0))


_WEIGHT: Final = {FindingClass.TARGETS: 1, FindingClass.NEXT: 3}
"""Targets are told in any case, plans where there is room."""


def finding_texts(flow: PageFlow) -> tuple[str, ...]:
    """Return the findings of page 1 as they stand in the brief, without marks of correction (a text has no legend)."""
    found = (run for run in flow.runs if run.role == FINDING)
    return tuple(_plain(runs) for _, runs in groupby(found, key=lambda run: run.block))


def _plain(runs: Iterable[Run]) -> str:
    return _BREAK.sub("", "".join(run.text for run in runs if not run.sign)).strip()
