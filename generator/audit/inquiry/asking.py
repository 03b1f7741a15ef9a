"""The sheets to send: one for each prefecture that has something to be asked, and what is noted of having asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.audit.inquiry.book import inquiry_book
from generator.audit.inquiry.importing import enter
from generator.audit.inquiry.questions import Question, questions
from generator.audit.inquiry.rewriting import CorrectionEdits
from generator.config.config import Config
from generator.config.places import Prefecture
from generator.config.regions import require_in_volume, resolve_prefecture
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.files import safe_name


@dataclass(frozen=True, slots=True)
class InquirySheet:
    """A prefecture's questions as an Excel workbook; ``name`` is that of the file, without its ending."""

    prefecture: Prefecture
    questions: tuple[Question, ...]
    name: str
    workbook: bytes


@dataclass(frozen=True, slots=True)
class Inquiry:
    """All sheets of a run, and the prefectures that have nothing to be asked."""

    dataset: Dataset
    sheets: tuple[InquirySheet, ...]
    silent: tuple[Prefecture, ...]

    @property
    def stale(self) -> tuple[str, ...]:
        """Return the file names, without their ending, of sheets that are not to be there."""
        return tuple(map(_name, self.silent))


def prepare_inquiry(pref: str, config: Config, *, data: Path) -> Inquiry:
    """Return the sheets of one prefecture, or without one of all in the volume. Raises RegionError, DatasetError."""
    dataset = load_dataset(config.edition.year, data=data)
    prefectures: Iterable[Prefecture]
    if pref.strip():
        prefectures = (resolve_prefecture(pref, config),)
        require_in_volume(prefectures[0], config.edition)
    else:
        prefectures = tuple(config.prefecture(name) for name in config.edition.prefectures_in_volume)
    asked = {place.code: questions(dataset, config, place) for place in prefectures}
    sheets = (
        InquirySheet(
            prefecture=place,
            questions=asked[place.code],
            name=_name(place),
            workbook=inquiry_book(asked[place.code], config.edition, place),
        )
        for place in prefectures
        if asked[place.code]
    )
    return Inquiry(dataset, tuple(sheets), tuple(place for place in prefectures if not asked[place.code]))


def _name(place: Prefecture) -> str:
    return f"{place.code}_{safe_name(place.name)}_疑義照会"


def mark_asked(inquiry: Inquiry, *, data: Path) -> int:
    """Set the corrections that are being asked about from open to asked, and return how many those were."""
    keys = {(one.respondent.code, one.metric) for sheet in inquiry.sheets for one in sheet.questions}
    changed = tuple(
        replace(correction, status="asked")
        for correction in inquiry.dataset.corrections
        if correction.status == "open" and (correction.respondent, correction.metric) in keys
    )
    enter(CorrectionEdits(corrections=changed), inquiry.dataset, data / str(inquiry.dataset.year) / "corrections.yaml")
    return len(changed)
