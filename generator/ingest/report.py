"""What an ingest has to say to the editor: counts, and what an eye should rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.config import Config
from generator.dataset.contract import Contract, Kind, Programme, Status
from generator.ingest.document.source import SourceDocument
from generator.ingest.form.metrics import TITLES
from generator.ingest.form.projects import PrintedProject
from generator.ingest.rows import RespondentReading

_PROGRAMMES = {
    Programme.CHIIKIRYOKU: "地域力強化推進事業",
    Programme.TAKIKAN: "多機関の協働",
    Programme.TODOFUKEN: "都道府県事業",
}


_TITLES = TITLES | {programme.value: title for programme, title in _PROGRAMMES.items()}


@dataclass(frozen=True, slots=True)
class EditorNote:
    """Something that the editor should look at; ``item`` is a metric, a programme, or "" for the form.

    ``place`` is where it stands for a reader: 「12行目」, 「回答票 C14」.
    """

    code: str
    name: str
    item: str
    line: int | None
    text: str
    place: str = ""

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        return f"{place}{' '.join(filter(None, (self.name, _TITLES.get(self.item, self.item))))}: {self.text}"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Counts of what was read, by kind and status, and the flags in the order of the document."""

    forms: int
    respondents: dict[str, int]
    indicators: dict[str, int]
    projects: int
    sections: int
    flags: tuple[EditorNote, ...]
    proposals: tuple[str, ...] = ()
    """What the proposals of targets are worth (recall, precision), and what they ask of the editor."""
    files: tuple[str, ...] = ()
    """One line for each file of a folder."""
    remarks: tuple[str, ...] = ()
    """What the readers saw in the documents and did not read."""

    def lines(self) -> list[str]:
        """Return the report as the command line shows it: counts first, then one line for each flag."""
        kinds, statuses = self.respondents, self.indicators
        return [
            f"個票 {self.forms}件（市町村 {kinds[Kind.MUNICIPALITY]}、共同 {kinds[Kind.GROUP]}、"
            f"都道府県 {kinds[Kind.PREFECTURE]}）、内訳の自治体 {kinds[Kind.MEMBER]}",
            f"指標 {sum(statuses.values())}件（印字あり {statuses[Status.REPORTED]}、不詳 {statuses[Status.MISSING]}、"
            f"該当なし {statuses[Status.NOT_APPLICABLE]}）",
            f"事業 {self.projects}件、本文の節 {self.sections}件、要確認 {len(self.flags)}件",
            *self.proposals,
            *(f"  文書 {line}" for line in self.files),
            *(f"  お知らせ {line}" for line in self.remarks),
            *(f"  要確認 {flag}" for flag in self.flags),
        ]


def make_report(
    answers: Sequence[RespondentReading],
    source: SourceDocument,
    *,
    config: Config,
    sections: int,
    proposals: Sequence[str] = (),
    files: Sequence[str] = (),
) -> IngestReport:
    """Return the report of one ingest; ``proposals`` are its lines on the targets proposed, ``files`` on each file."""
    readings = [reading for answer in answers for reading in answer.readings.values()]
    return IngestReport(
        forms=len({answer.identity.form.line_start for answer in answers}),
        respondents={kind.value: sum(a.identity.kind is kind for a in answers) for kind in Kind},
        indicators={status.value: sum(r.status is status for r in readings) for status in Status},
        projects=sum(len(answer.projects) for answer in answers),
        sections=sections,
        flags=(*_document_flags(source, config), *(flag for answer in answers for flag in _placed(answer, source))),
        proposals=tuple(proposals),
        files=tuple(files),
        remarks=tuple(f"{part.document.name} {remark}" for part, remark in source.remarks()),
    )


def _document_flags(source: SourceDocument, config: Config) -> Iterator[EditorNote]:
    expected = config.edition.source.lines
    if source.is_text and len(source.lines) != expected:
        yield EditorNote(
            "", source.where, "", None, f"行数が{len(source.lines):,}で、設定の{expected:,}と異なる（別の版の可能性）"
        )


def _placed(answer: RespondentReading, source: SourceDocument) -> Iterator[EditorNote]:
    for flag in _flags(answer):
        yield replace(flag, place=source.placed(flag.line)) if flag.line else flag


def _flags(answer: RespondentReading) -> Iterator[EditorNote]:
    code, name = answer.identity.code, answer.identity.name
    for metric, reading in answer.readings.items():
        for text in reading.doubts:
            yield EditorNote(code, name, metric, reading.line, text)
    if answer.identity.kind is Kind.MEMBER:
        return
    for item, line, text in _form_doubts(answer):
        yield EditorNote(code, name, item, line, text)
    for project in answer.projects:
        for text in _project_doubts(project):
            yield EditorNote(code, name, project.programme.value, project.line, text)


def _form_doubts(answer: RespondentReading) -> Iterator[tuple[str, int, str]]:
    form, marks = answer.identity.form, answer.identity.marks
    for programme, title in _PROGRAMMES.items():
        if programme in marks and programme not in form.programmes:
            yield programme.value, form.line_start, f"{title}の印があるが、章がない"
        if programme in form.programmes and programme not in marks:
            yield programme.value, form.flow.line(form.heads[programme.value].start), f"{title}の章があるが、印がない"
    if "results" not in form.heads:
        yield "", form.line_end, "成果目標の達成状況の章が見つからない"
    if form.header is None:
        known = answer.identity.name in form.flow.of(form.flow.lines_span(form.line_start, form.line_end))
        yield (
            "",
            form.line_start,
            "見出しの表が失われ、設定で補った" + ("" if known else "（その名称は個票の本文に見当たらない）"),
        )


def _project_doubts(project: PrintedProject) -> Iterator[str]:
    arrangement = project.arrangement
    if not project.labelled:
        yield "①実施主体又は②事業名の欄が見つからない"
    if arrangement.contract is Contract.UNKNOWN:
        yield f"直営・委託の別が定まらない（「{arrangement.implementer or arrangement.remark}」）"
    if arrangement.contractor and arrangement.contractor == arrangement.implementer:
        yield f"①欄に団体の名だけがあり、補助の相手とみた（「{arrangement.contractor}」）"
