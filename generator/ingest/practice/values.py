"""Values of the cells by the words of config/practice.yaml: a draft, which an editor reads against the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from generator.config.practice import PracticeCode, PracticeFile
from generator.dataset.practice.contract import (
    FUNDING_CELLS,
    MEETING_CELLS,
    QUALIFICATION_CELL,
    CellStatus,
    Purpose,
    QualificationBasis,
    Stage,
)
from generator.dataset.practice.records import Practice
from generator.ingest.document.stream import Span
from generator.ingest.form.cut import Form
from generator.ingest.practice.cells import FoundCell
from generator.printed.characters import squeeze

_CLAUSE: Final = 60
"""How far behind a source of money its predicate may stand."""
_STUDY = re.compile(r"検討|研究")
_PLAN = re.compile(r"予定|働きかけ|働き掛け|醸成|目指|促し|呼びか")
_REQUIRED = re.compile(r"要件|有する(?:者|こと)|資格を有|経験(?:年数|が).{0,6}以上")
_ASSUMED = re.compile(r"想定|予定")


def propose_values(code: str, form: Form, cells: Sequence[FoundCell], practice: PracticeFile) -> Iterator[Practice]:
    """Yield the values that the words find, cell by cell in the printed order; a word is entered once a cell."""
    for cell in cells:
        kinds = practice.kinds[cell.record.cell]
        if cell.content is None or cell.record.status is not CellStatus.FILLED or not kinds:
            continue
        seen: set[tuple[str, str]] = set()
        for kind, span in _found(form, cell.content, kinds):
            label = form.flow.of(span)
            if (kind, label) not in seen:
                seen.add((kind, label))
                yield _value(code, form, cell, (kind, span), seq=len(seen), practice=practice)


def _found(form: Form, content: Span, kinds: Mapping[str, PracticeCode]) -> Iterator[tuple[str, Span]]:
    """Yield kind and place of each word, the longest where several begin at one place."""
    pattern, kind_of = _pattern(tuple((one.id, one.words) for one in kinds.values()))
    for match in form.flow.find_all(pattern, content):
        yield kind_of[match.group()], Span(match.start(), match.end())


@cache
def _pattern(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    kind_of = {squeeze(word): kind for kind, group in words for word in group}
    longest_first = sorted(kind_of, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"), kind_of


def _value(
    code: str, form: Form, cell: FoundCell, found: tuple[str, Span], *, seq: int, practice: PracticeFile
) -> Practice:
    kind, span = found
    name = cell.record.cell
    qualification = name == QUALIFICATION_CELL
    group = ""
    if qualification:
        group = "qualification" if kind in practice.labels["qualification"] else "career"
    elif name in MEETING_CELLS.values():
        group = "1" if name == MEETING_CELLS[Purpose.CASE] else "2"
    return Practice(
        code=code,
        cell=name,
        seq=seq,
        kind=kind,
        label=form.flow.of(span),
        number=None,
        number_unit="",
        stage=_stage(form, cell, span) if name in FUNDING_CELLS else None,
        basis=_basis(form, cell).value if qualification else "",
        group=group,
        lines=tuple(dict.fromkeys(line for line, _ in form.flow.pieces(span))),
        note="",
    )


def _stage(form: Form, cell: FoundCell, span: Span) -> Stage:
    """Return the stage by the words up to the end of the sentence."""
    end = min(span.start + _CLAUSE, cell.content.end if cell.content else span.end)
    clause = form.flow.of(Span(span.start, end)).partition("。")[0]
    if _STUDY.search(clause):
        return Stage.STUDY
    return Stage.PLAN if _PLAN.search(clause) else Stage.ACT


def _basis(form: Form, cell: FoundCell) -> QualificationBasis:
    text = form.flow.of(cell.content) if cell.content else ""
    if _REQUIRED.search(text):
        return QualificationBasis.REQUIRED
    return QualificationBasis.ASSUMED if _ASSUMED.search(text) else QualificationBasis.HOLDER
