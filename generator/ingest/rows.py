"""From what was read to the rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from generator.config import Config
from generator.dataset.contract import METRICS, UNITS, Kind, Programme
from generator.ingest.document.source import SourceDocument
from generator.ingest.document.stream import BREAK
from generator.ingest.form.basics import Basics, read_basics
from generator.ingest.form.coordinators import read_coordinators
from generator.ingest.form.cut import split_forms
from generator.ingest.form.labels import labels_of
from generator.ingest.form.organisations import DIRECT
from generator.ingest.form.owners import OWN
from generator.ingest.form.projects import PrintedProject, read_projects
from generator.ingest.form.read_value import Reading, doubt, not_applicable
from generator.ingest.respondents import Identity, identify
from generator.ingest.tables import Cells
from generator.printed.numbers import shown

_COORDINATORS: Final = "coordinators"


@dataclass(frozen=True, slots=True)
class RespondentReading:
    """All that was read for one respondent."""

    identity: Identity
    as_of: str
    readings: dict[str, Reading]
    projects: tuple[PrintedProject, ...]


def read_answers(identities: Sequence[Identity]) -> tuple[RespondentReading, ...]:
    """Read every respondent's figures and projects, in the same order; a member's come from its parent's form."""
    basics: dict[int, Basics] = {}
    answers = []
    for identity in identities:
        form = identity.form
        if identity.kind is not Kind.MEMBER:
            basics[form.line_start] = read_basics(form, identity.owners)
        table = basics[form.line_start]
        answers.append(_member(identity, table) if identity.kind is Kind.MEMBER else _answer(identity, table))
    return tuple(answers)


def read_document(document: SourceDocument, *, config: Config) -> tuple[RespondentReading, ...]:
    """Return what every respondent of a document answered, in its order; what its reader asks becomes a flag.

    Raises SourceError or ConfigError.
    """
    forms = split_forms(
        document,
        prefectures=[place.name for place in config.prefectures.values()],
        labels=labels_of(config.questionnaire),
    )
    answers = read_answers(identify(forms, document, config=config))
    return tuple(_questioned(answer, document.questions) for answer in answers) if document.questions else answers


def _questioned(answer: RespondentReading, questions: Mapping[int, Sequence[str]]) -> RespondentReading:
    readings = {metric: _asked(reading, questions) for metric, reading in answer.readings.items()}
    return replace(answer, readings=readings)


def _asked(reading: Reading, questions: Mapping[int, Sequence[str]]) -> Reading:
    if reading.line is None:
        return reading
    lines = range(reading.line, reading.line + reading.printed.count(BREAK) + 1)
    asked = [doubt(text) for line in lines for text in questions.get(line, ())]
    return replace(reading, notes=(*reading.notes, *asked)) if asked else reading


def _answer(identity: Identity, table: Basics) -> RespondentReading:
    coordinators = read_coordinators(identity.form, marked=Programme.TAKIKAN in identity.marks)
    readings = {**table.readings[OWN], _COORDINATORS: coordinators}
    return RespondentReading(
        identity, table.as_of, readings, tuple(map(partial(_named, identity), read_projects(identity.form)))
    )


def _named(identity: Identity, project: PrintedProject) -> PrintedProject:
    """Return the project with the respondent's name where the form prints only 直営 in the place of a name."""
    arrangement = project.arrangement
    if arrangement.implementer != DIRECT:
        return project
    return replace(project, arrangement=replace(arrangement, implementer=identity.name))


def _member(identity: Identity, table: Basics) -> RespondentReading:
    absent = not_applicable("県の個票に含まれ、自治体別の記載がない")
    return RespondentReading(identity, table.as_of, {**table.readings[identity.name], _COORDINATORS: absent}, ())


def respondent_row(answer: RespondentReading) -> Cells:
    """Return a row of respondents.csv. A member has no contact of its own."""
    identity, header = answer.identity, answer.identity.header
    member = identity.kind is Kind.MEMBER
    return {
        "code": identity.code,
        "prefecture_code": identity.prefecture_code,
        "prefecture": header.prefecture,
        "name": identity.name,
        "kind": identity.kind.value,
        "parent": identity.parent,
        "municipalities": identity.municipalities,
        **{programme.value: int(programme in identity.marks) for programme in Programme},
        "department": "" if member else header.department,
        "phone": "" if member else header.phone,
        "url": "" if member else header.url,
        "as_of": answer.as_of,
        "line_start": identity.form.line_start,
        "line_end": identity.form.line_end,
        "members": "、".join(header.members) if identity.kind is Kind.GROUP else "",
    }


def indicator_rows(answer: RespondentReading) -> list[Cells]:
    """Return the rows of indicators.csv: every metric of the contract, in its order."""
    return [_indicator(answer.identity.code, metric, answer.readings[metric]) for metric in METRICS]


def _indicator(code: str, metric: str, reading: Reading) -> Cells:
    return {
        "code": code,
        "metric": metric,
        "value": None if reading.value is None else shown(reading.value),
        "unit": UNITS[metric],
        "printed": reading.printed,
        "line": reading.line,
        "status": reading.status.value,
        "note": reading.note,
    }


def project_rows(answer: RespondentReading) -> list[Cells]:
    """Return the rows of projects.csv."""
    return [
        {
            "code": answer.identity.code,
            "programme": project.programme.value,
            "implementer": project.arrangement.implementer,
            "contractor": project.arrangement.contractor,
            "contract": project.arrangement.contract.value,
            "project_name": project.name,
            "line": project.line,
            "contractor_type": project.arrangement.contractor_type,
            "remark": project.arrangement.remark,
        }
        for project in answer.projects
    ]
