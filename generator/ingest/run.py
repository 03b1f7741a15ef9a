"""The yearly ingest: the document becomes the tables that are read by rule, and the sections' text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from generator.config import Config
from generator.dataset.anchors import FILE as ANCHORS
from generator.dataset.contract import DOCUMENTS, INDICATORS, PLACES, PROJECTS, RESPONDENTS, THEMES, Kind
from generator.dataset.line_numbers import references
from generator.dataset.place_tables import read_places
from generator.dataset.seal import SEAL, sealed, table_prints
from generator.errors import SourceError
from generator.files import clear_parts, write_all, write_whole
from generator.ingest.anchoring.keeping import anchors_text, refuse_foreign_numbers
from generator.ingest.anchoring.moving import Reanchored, reanchor
from generator.ingest.citations import check_tables
from generator.ingest.document.collecting import take_in
from generator.ingest.document.source import SourceDocument, joined, read_source
from generator.ingest.form.cut import Form
from generator.ingest.form.labels import labels_of
from generator.ingest.form.sections import Section, read_sections
from generator.ingest.form.themes import find_mentions, theme_rows
from generator.ingest.place_rows import document_rows, place_rows, received_dates
from generator.ingest.practice.files import practice_files
from generator.ingest.proposals.files import review_files
from generator.ingest.replacing import refuse_loss
from generator.ingest.report import IngestReport, make_report
from generator.ingest.returned import accept
from generator.ingest.rows import RespondentReading, indicator_rows, project_rows, read_document, respondent_row
from generator.ingest.tables import Cells, csv_text
from generator.ingest.unplaced import unplaced
from generator.paths import BUILD, shown

COORDINATORS: Final = "coordinators"
SECTIONS: Final = "sections.jsonl"
TEXT: Final = "text.txt"
"""The lines as read: the tables' line numbers count these."""


def ingest(source: Path, *, config: Config, out: Path, build: Path = BUILD, force: bool = False) -> IngestReport:
    """Read the volume of forms, or a folder or zip of answers, and write the edition's tables into ``out`` (data/<year>).

    respondents.csv, indicators.csv, projects.csv, themes.csv and targets_review.csv are written when all of them are
    ready, with documents.csv and places.csv, which say where each line stands. What an editor keeps beside them
    (targets, corrections, summaries) is never changed; targets.csv gains the rows that the editor has confirmed in
    targets_review.csv, and the tables of chapters 3 and 4 those confirmed in their own review files.
    The full text goes to ``build``/<year>: sections.jsonl and text.txt. Of a folder every file
    gets a line of report, and one that cannot be used stops no other. Without ``force`` the tables of many respondents
    are not replaced by those of a few. Raises SourceError, ConfigError or OutputError.
    """
    document, files = _taken_in(source, config)
    answers = read_document(document, config=config)
    if not force:
        refuse_foreign_numbers(document, out)
        refuse_loss(out, [answer.identity.code for answer in answers], where=document.where)
    sections = _sections(answers)
    forms = {a.identity.code: a.identity.form for a in answers if a.identity.kind is not Kind.MEMBER}
    review, proposals = review_files(forms, out=out, fiscal_year=config.edition.year)
    headcounts = {
        answer.identity.code: answer.readings[COORDINATORS].value
        for answer in answers
        if COORDINATORS in answer.readings
    }
    drafts, drafted = practice_files(forms, headcounts, practice=config.practice, out=out)
    texts = {
        out / "respondents.csv": csv_text(RESPONDENTS, map(respondent_row, answers)),
        out / "indicators.csv": csv_text(INDICATORS, (row for a in answers for row in indicator_rows(a))),
        out / "projects.csv": csv_text(PROJECTS, (row for a in answers for row in project_rows(a))),
        out / "themes.csv": csv_text(THEMES, _themes(forms, config)),
        out / "documents.csv": csv_text(DOCUMENTS, document_rows(document, received=received_dates(out))),
        out / "places.csv": csv_text(PLACES, place_rows(document)),
        **review,
        **drafts,
        build / str(config.edition.year) / SECTIONS: _jsonl(sections),
        build / str(config.edition.year) / TEXT: "".join(f"{line}\n" for line in document.lines),
    }
    for folder in (out, build / str(config.edition.year)):
        clear_parts(folder)
    write_all({path: text.encode() for path, text in texts.items()})
    return make_report(
        answers,
        document,
        config=config,
        sections=len(sections),
        proposals=(*proposals, *drafted),
        files=files,
        unplaced=unplaced(
            answers, labels_of(config.questionnaire), file=f"config/questionnaires/{config.questionnaire.id}.yaml"
        ),
    )


def reanchored(source: Path, *, config: Config, data: Path) -> Reanchored:
    """Move the numbers that people wrote in ``data`` to where their lines stand in the source; see ``reanchor``."""
    return reanchor(_taken_in(source, config)[0], data)


def check(source: Path, *, data: Path) -> list[str]:
    """Prove that every figure of the tables in ``data`` stands on the line that it cites.

    Returns one Japanese message per figure that does not; targets.csv and summaries.yaml are proven too where they are
    present. Raises SourceError, ConfigError or DatasetError when the document or a table cannot be read.
    """
    return list(check_tables(_as_ingested(source, data), data))


def check_and_seal(source: Path, *, data: Path, at: datetime) -> list[str]:
    """Prove the tables as ``check`` does and, when nothing is amiss, write their seal (seal.json) beside them.

    Only tables that did not change while they were proven are sealed. Raises SourceError for those that did.
    """
    before = table_prints(data)
    document = _as_ingested(source, data)
    faults = list(check_tables(document, data))
    if faults:
        return faults
    if table_prints(data) != before:
        raise SourceError(
            "確かめている間に、表が書き換えられました。",
            where=shown(data),
            remedy="編集を終えてから、もう一度 make ingest-check を実行してください。",
        )
    text = anchors_text(document, references(data)).encode()
    write_whole(data / ANCHORS, text)
    before = {**before, ANCHORS: hashlib.sha256(text).hexdigest()}
    sources = {part.document.name: part.document.sha256 for part in document.parts}
    write_whole(data / SEAL, sealed(before, sources, at=at))
    return []


def _taken_in(source: Path, config: Config) -> tuple[SourceDocument, list[str]]:
    """Return a source as an ingest numbers its lines, and what is to be said of its files."""
    intake = take_in(source)
    return accept(intake, config=config) if intake.several else (joined(intake), [])


def _as_ingested(source: Path, data: Path) -> SourceDocument:
    """Return the source with the lines that the tables in ``data`` cite."""
    return read_source(source, known=read_places(data).hashes)


def _themes(forms: Mapping[str, Form], config: Config) -> list[Cells]:
    """Return the rows of themes.csv, form by form."""
    return [row for code, form in forms.items() for row in theme_rows(code, find_mentions(form, config.themes))]


def _sections(answers: Sequence[RespondentReading]) -> list[tuple[str, Section]]:
    """Return (respondent code, section) of every form."""
    return [
        (answer.identity.code, section)
        for answer in answers
        if answer.identity.kind is not Kind.MEMBER
        for section in read_sections(answer.identity.form)
    ]


def _jsonl(sections: Sequence[tuple[str, Section]]) -> str:
    rows = (
        {"code": code, "section": s.id, "line_from": s.line_from, "line_to": s.line_to, "text": s.text}
        for code, s in sections
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
