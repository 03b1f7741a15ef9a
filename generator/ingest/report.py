"""What an ingest has to say to the editor: counts, and what an eye should rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.config import Config
from generator.dataset.contract import Contract, Kind, Programme, Status
from generator.ingest.document.source import SourceDocument
from generator.ingest.form.labels import FormLabels, labels_of
from generator.ingest.form.projects import PrintedProject
from generator.ingest.rows import RespondentReading

_MANY: Final = 5
"""So many equal flags are told as one."""
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class EditorNote:
    """Something that the editor should look at; ``item`` is a metric, a programme, or "" for the form.

    ``place`` is where it stands for a reader: 「12行目」, 「回答票 C14」; ``title`` is what the item is called.
    """

    code: str
    name: str
    item: str
    line: int | None
    text: str
    place: str = ""
    title: str = ""

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        return f"{place}{' '.join(filter(None, (self.name, self.title or self.item)))}: {self.text}"


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
    unplaced: tuple[str, ...] = ()
    """Words of the questionnaire that no form holds, headings that it does not know, with the line to write."""

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
            *(f"  調査票 {line}" for line in self.unplaced),
            *(f"  要確認 {line}" for line in _summed_up(self.flags)),
        ]


def make_report(
    answers: Sequence[RespondentReading],
    source: SourceDocument,
    *,
    config: Config,
    sections: int,
    proposals: Sequence[str] = (),
    files: Sequence[str] = (),
    unplaced: Sequence[str] = (),
) -> IngestReport:
    """Return the report of one ingest; ``proposals`` are its lines on the targets proposed, ``files`` on each file."""
    readings = [reading for answer in answers for reading in answer.readings.values()]
    return IngestReport(
        forms=len({answer.identity.form.line_start for answer in answers}),
        respondents={kind.value: sum(a.identity.kind is kind for a in answers) for kind in Kind},
        indicators={status.value: sum(r.status is status for r in readings) for status in Status},
        projects=sum(len(answer.projects) for answer in answers),
        sections=sections,
        flags=(
            *_document_flags(source, config),
            *(flag for answer in answers for flag in _placed(answer, source, config)),
        ),
        proposals=tuple(proposals),
        files=tuple(files),
        unplaced=tuple(unplaced),
        remarks=tuple(f"{part.document.name} {remark}" for part, remark in source.remarks()),
    )


def _document_flags(source: SourceDocument, config: Config) -> Iterator[EditorNote]:
    expected = config.edition.source.lines
    if source.is_text and len(source.lines) != expected:
        yield EditorNote(
            "", source.where, "", None, f"行数が{len(source.lines):,}で、設定の{expected:,}と異なる（別の版の可能性）"
        )


def _placed(answer: RespondentReading, source: SourceDocument, config: Config) -> Iterator[EditorNote]:
    labels = labels_of(config.questionnaire)
    for flag in _flags(answer, config):
        title = _title(flag.item, labels, config)
        yield replace(flag, place=source.placed(flag.line) if flag.line else "", title=title)


def _title(item: str, labels: FormLabels, config: Config) -> str:
    if item in set(Programme):
        return config.edition.programme_name(item).name
    return labels.title(item) if item else ""


def _summed_up(flags: Sequence[EditorNote]) -> Iterator[str]:
    """Yield one line for each flag; many that say the same of the same item are one line with the first names."""
    alike: dict[tuple[str, str], list[EditorNote]] = {}
    for flag in flags:
        alike.setdefault((flag.item, flag.text), []).append(flag)
    told: set[tuple[str, str]] = set()
    for flag in flags:
        same = alike[flag.item, flag.text]
        if len(same) < _MANY:
            yield str(flag)
        elif (flag.item, flag.text) not in told:
            told.add((flag.item, flag.text))
            names = "、".join(one.name for one in same[:_NAMED])
            what = f"{flag.title or flag.item}: " if flag.item else ""
            yield f"{what}{flag.text}（{names}など{len(same)}件）"


def _flags(answer: RespondentReading, config: Config) -> Iterator[EditorNote]:
    code, name = answer.identity.code, answer.identity.name
    for metric, reading in answer.readings.items():
        for text in reading.doubts:
            yield EditorNote(code, name, metric, reading.line, text)
    if answer.identity.kind is Kind.MEMBER:
        return
    for item, line, text in _form_doubts(answer, config):
        yield EditorNote(code, name, item, line, text)
    for project in answer.projects:
        for text in _project_doubts(project):
            yield EditorNote(code, name, project.programme.value, project.line, text)


def _form_doubts(answer: RespondentReading, config: Config) -> Iterator[tuple[str, int, str]]:
    form, marks = answer.identity.form, answer.identity.marks
    for programme in Programme:
        title = config.edition.programme_name(programme).name
        if programme in marks and programme not in form.programmes:
            yield programme.value, form.line_start, f"{title}の印があるが、章がない"
        if programme in form.programmes and programme not in marks:
            yield programme.value, form.flow.line(form.heads[programme.value].start), f"{title}の章があるが、印がない"
    for chapter in config.questionnaire.chapters:
        if chapter.required and chapter.id not in form.heads:
            yield "", form.line_end, f"「{chapter.name}」の章が見つからない"
    if answer.identity.is_nameless:
        yield "", form.line_start, "市区町村名が空欄で、都道府県事業の印もないのに、都道府県の個票とみた"
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
