"""One workbook that came back: whose it is, its lines, and the answer to each item with the lines that it stands on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.collection.form_ids import FormId, ItemId
from generator.collection.returned.marks import marks_of
from generator.errors import SourceError
from generator.ingest.document.model import Document, DocumentKind, Place
from generator.ingest.document.reading import read_bytes

_ROW: Final = re.compile(r"\d+$")
_UNSEEN: Final = ("Cc", "Cf", "Co", "Cn", "Cs")
"""Kinds of characters that nobody sees, or that each machine draws otherwise."""
_APART: Final = "／"


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in a cell: its text as it is shown, its lines (from 1 in the document), what its reader asks.

    A blank one has the line of its label.
    """

    text: str
    lines: tuple[int, ...]
    questions: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The first line."""
        return self.lines[0]

    @property
    def flat(self) -> str:
        """The text on one line."""
        return _APART.join(part.strip() for part in self.text.split("\n") if part.strip())


@dataclass(frozen=True)
class Returned:
    """A form that came back."""

    document: Document
    form: FormId
    answers: Mapping[ItemId, Answer]
    hidden: tuple[ItemId, ...] = ()
    """Answers that stand in a row, column or sheet which somebody has hidden: they are not read."""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name

    @cached_property
    def filled(self) -> dict[str, str]:
        """What was answered, by item: what two files are compared by."""
        return {str(item): answer.text for item, answer in sorted(self.answers.items()) if answer.text}


def read_returned(data: bytes, *, name: str, where: str) -> Returned:
    """Read a workbook that came back. Raises SourceError with one message for what is none of ours, or cannot be read."""
    document = read_bytes(data, name=name, where=where)
    marks = marks_of(data) if document.kind is DocumentKind.EXCEL else None
    if marks is None or not marks.forms:
        raise SourceError(
            "この命令で配った調査票ではありません（調査票の符号がない）。",
            where=where,
            expected="make forms で作った調査票（.xlsx）",
            remedy="調査票に記入して返すよう頼むか、個票の様式の回答であれば make ingest で読んでください。",
        )
    if len(marks.forms) > 1 or marks.doubled:
        raise SourceError(
            "1つのブックに、2件の調査票のシートがあります。",
            where=where,
            found="、".join(f"{form.year}年度 {form.code}" for form in marks.forms),
            remedy="団体ごとに別のファイルとしたものを受け取ってください。",
        )
    lines = _lines(document)
    labels = _labels(document)
    questions: dict[int, tuple[str, ...]] = {}
    for index, text in document.asked():
        questions[index + 1] = (*questions.get(index + 1, ()), text)
    answers = {item: _answer(place, document, lines, labels, questions) for item, place in marks.answers.items()}
    hidden = tuple(item for item in marks.valued if marks.answers[item] not in lines)
    return Returned(document, marks.forms[0], answers, hidden)


def _seen(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN).strip()


def _lines(document: Document) -> dict[Place, tuple[int, ...]]:
    """Return the lines (from 1) of each cell."""
    found: dict[Place, tuple[int, ...]] = {}
    for number, line in enumerate(document.lines, start=1):
        found[line.place] = (*found.get(line.place, ()), number)
    return found


def _labels(document: Document) -> dict[tuple[str, str], int]:
    """Return the first line of each row of a sheet: its label."""
    found: dict[tuple[str, str], int] = {}
    for number, line in enumerate(document.lines, start=1):
        found.setdefault(_row(line.place), number)
    return found


def _row(place: Place) -> tuple[str, str]:
    number = _ROW.search(place.cell)
    return place.sheet, number.group() if number else ""


def _answer(
    place: Place,
    document: Document,
    lines: Mapping[Place, tuple[int, ...]],
    labels: Mapping[tuple[str, str], int],
    questions: Mapping[int, tuple[str, ...]],
) -> Answer:
    own = lines.get(place, ())
    text = "\n".join(_seen(document.lines[number - 1].text) for number in own).strip()
    asked = tuple(text for number in own for text in questions.get(number, ()))
    return Answer(text, own or (labels.get(_row(place), 1),), asked)
