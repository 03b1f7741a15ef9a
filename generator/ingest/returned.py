"""A folder of answers: each file is read by itself first, so that one that cannot be used stops no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.config import Config
from generator.config.place_names import places_called, places_in_short
from generator.dataset.contract import Kind, Status
from generator.errors import UserError
from generator.ingest.document.collecting import Intake
from generator.ingest.document.model import Document
from generator.ingest.document.source import SourceDocument, source_of
from generator.ingest.form.labels import labels_of
from generator.ingest.rows import RespondentReading, read_document
from generator.printed.characters import squeeze

_NAMELESS: Final = (
    "どの自治体の回答か分からない（市区町村名が空欄で、都道府県事業の印もない）。市区町村名を書き入れたものを受け取ってください。"
)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file of the folder: whose answers it holds, or why it is not used."""

    document: Document
    answers: tuple[RespondentReading, ...] = ()
    problem: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The respondents of its forms."""
        return tuple(answer.identity.code for answer in self.answers)


def accept(intake: Intake, *, config: Config) -> tuple[SourceDocument, list[str]]:
    """Return the source made of the files that can be used, and one line of report for each file.

    Of two different answers of one respondent neither is taken: which one counts is for people to say. Raises
    UserError when no file can be used.
    """
    files = _distinct([_read(document, intake, config) for document in intake.documents])
    used = [file for file in files if not file.problem]
    lines = [_line(file, config) for file in files]
    lines += [f"{one.name}: 読めない。{_told(one.error)}" for one in intake.refused]
    if not used:
        raise UserError(
            "使える回答が一つもありません。",
            where=intake.where,
            found="\n        ".join(lines[:20]),
            remedy="それぞれの対処をしてから、もう一度実行してください。",
        )
    return source_of([file.document for file in used], where=intake.where, several=True), lines


def _read(document: Document, intake: Intake, config: Config) -> ReturnedFile:
    alone = source_of([document], where=intake.where, several=True)
    try:
        answers = read_document(alone, config=config)
    except UserError as error:
        return ReturnedFile(document, problem=_told(error))
    return ReturnedFile(document, answers, _NAMELESS if any(one.identity.is_nameless for one in answers) else "")


def _told(error: UserError) -> str:
    found = f"（{error.found}）" if error.found else ""
    return f"{error.what}{found}{error.remedy}"


def _distinct(files: Sequence[ReturnedFile]) -> list[ReturnedFile]:
    """Return the files with a problem where two hold answers of one respondent; of equal copies the first is used."""
    first: dict[str, Document] = {}
    found: list[ReturnedFile] = []
    for file in files:
        same = first.setdefault(file.document.sha256, file.document)
        copy = f"{same.name} と同じ内容なので使わない。" if same is not file.document else ""
        found.append(ReturnedFile(file.document, file.answers, file.problem or copy))
    holders: dict[str, list[str]] = {}
    for file in found:
        for code in file.codes if not file.problem else ():
            holders.setdefault(code, []).append(file.document.name)
    return [_doubled(file, holders) for file in found]


def _doubled(file: ReturnedFile, holders: dict[str, list[str]]) -> ReturnedFile:
    others = {n for code in file.codes for n in holders.get(code, ()) if n != file.document.name}
    if file.problem or not others:
        return file
    problem = f"{_who(file)}の回答がほかにもある（{'、'.join(sorted(others))}）。使う方だけを残してください。"
    return ReturnedFile(file.document, file.answers, problem)


def _who(file: ReturnedFile) -> str:
    shown = [a.identity for a in file.answers if a.identity.kind is not Kind.MEMBER]
    return "、".join(
        dict.fromkeys(i.name if i.kind is Kind.PREFECTURE else f"{i.header.prefecture}{i.name}" for i in shown)
    )


def _line(file: ReturnedFile, config: Config) -> str:
    """Return what is said of a file: the respondent, how sure, what is missing."""
    if file.problem:
        return f"{file.document.name}: 使わない。{file.problem}"
    readings = [(m, r) for answer in file.answers for m, r in answer.readings.items()]
    given = sum(reading.status is Status.REPORTED for _, reading in readings)
    labels = labels_of(config.questionnaire)
    absent = [labels.title(metric) for metric, reading in readings if reading.status is Status.MISSING]
    doubts = sum(len(reading.doubts) for _, reading in readings) + len(list(file.document.asked()))
    parts = [f"{_who(file)}（{_sure(file, config)}）", f"指標{len(readings)}件のうち{given}件"]
    parts.append(f"事業{sum(len(answer.projects) for answer in file.answers)}件")
    if absent:
        parts.append(f"値なし: {'・'.join(dict.fromkeys(absent))}")
    if doubts:
        parts.append(f"要確認{doubts}件")
    return f"{file.document.name}: {'、'.join(parts)}"


def _sure(file: ReturnedFile, config: Config) -> str:
    """Return how sure the respondent is: by the header, and whether the file's name says the same."""
    name = squeeze(file.document.name.rpartition("/")[2])
    own = {answer.identity.name for answer in file.answers}
    if any(one in name for one in own):
        return "見出しの表とファイル名が一致"
    words = [word for word in re.split(r"[_\-.\s()]+", name) if word]
    places = config.municipalities.values()
    called = [place.name for word in words for place in places_called(word, places)]
    # A name without 市 may be any word: it can agree, but not differ.
    short = {place.name for word in words for place in places_in_short(word, places)}
    if own & {*called, *short}:
        return "見出しの表とファイル名が一致"
    other = next(iter(called), "")
    return f"見出しの表による。ファイル名の「{other}」と違う" if other else "見出しの表による"
