"""The questionnaire's printed words as patterns on unified text: all that a reader needs to find chapters and items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.config.questionnaire import FormChapter, FormItem, Questionnaire
from generator.dataset.contract import Programme
from generator.ingest.form.metrics import PrintedMetric, printed_metric
from generator.printed.characters import squeeze

OPENING: Final = "opening"
BASICS: Final = "1-1"
RESULTS: Final = "results"
_GAP: Final = r"[^。\0]{0,70}?"
_LONG_GAP: Final = r".{0,1500}?"
_CIRCLED: Final = re.compile(r"［([①-⑳])］")
_COMPOUND: Final = re.compile(r"([0-9０-９]{1,2})[－-]([0-9０-９]{1,2})[．.]")
_NUMBER: Final = re.compile(r"(［?)[0-9０-９]{1,2}[．.](］?)")
_NOTHING: Final = re.compile(r"(?!)")
_SYNTAX: Final = {"［": "(?:", "］": ")?", "〈": "(?=", "〉": ")", "…": _GAP}


@dataclass(frozen=True, slots=True)
class TargetPatterns:
    """The words around targets."""

    box: re.Pattern[str]
    other: re.Pattern[str]
    end: re.Pattern[str]
    vision: re.Pattern[str]
    quantitative: re.Pattern[str]
    qualitative: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FormLabels:
    """The patterns of one questionnaire.

    ``header_start`` matches from 都道府県名 to 市区町村名 and names the prefecture between them. Chapters before the
    first programme follow one another (``sequential``); those behind the last come after all (``closing``).
    """

    questionnaire: Questionnaire
    header_start: re.Pattern[str]
    header: dict[str, re.Pattern[str]]
    marks: dict[Programme, re.Pattern[str]]
    results: dict[Programme, re.Pattern[str]]
    opening: re.Pattern[str]
    sequential: dict[str, re.Pattern[str]]
    programmes: dict[str, re.Pattern[str]]
    closing: dict[str, re.Pattern[str]]
    basics: dict[str, re.Pattern[str]]
    vision: dict[str, re.Pattern[str]]
    projects: dict[str, re.Pattern[str]]
    metrics: tuple[PrintedMetric, ...]
    facilities: tuple[FormItem, ...]
    coordinators: re.Pattern[str] | None
    coordinators_end: re.Pattern[str]
    posting: re.Pattern[str]
    posting_end: re.Pattern[str]
    project_end: re.Pattern[str]
    targets: TargetPatterns
    printed: re.Pattern[str]
    plain: tuple[str, ...]
    """Every label without its number and syntax."""
    strangers: re.Pattern[str] = _NOTHING
    """Item names of this document's form that the questionnaire does not know: where one stands, the answer before it ends."""

    def title(self, metric: str) -> str:
        """Return what a message calls a metric."""
        for stem, word in (("_direct", "直営"), ("_outsourced", "委託"), ("_total", "計")):
            item = self.questionnaire.item_of(metric.removesuffix(stem)) if metric.endswith(stem) else None
            if item is not None:
                return f"{item.name}（{word}）"
        item = self.questionnaire.item_of(metric)
        return item.name if item is not None else metric


@cache
def labels_of(questionnaire: Questionnaire) -> FormLabels:
    """Return the patterns of a questionnaire (that of one year, see ``Questionnaire.of``)."""
    header = {item.id: any_of(item.labels) for item in questionnaire.header}
    first = min(i for i, chapter in enumerate(questionnaire.chapters) if chapter.programme)
    last = max(i for i, chapter in enumerate(questionnaire.chapters) if chapter.programme)
    chapters = questionnaire.chapters
    basics = _items(questionnaire, BASICS)
    coordinators = questionnaire.item_of("coordinators")
    projects = {item.id: item for item in questionnaire.projects}
    posting = next((item for item in questionnaire.items() if item.id == "posting"), None)
    words = questionnaire.targets
    return FormLabels(
        questionnaire=questionnaire,
        header_start=re.compile(f"{header['prefecture'].pattern}(?P<prefecture>.{{0,20}}?){header['name'].pattern}"),
        header=header,
        marks={Programme(p.key): any_of(p.mark) for p in questionnaire.programmes},
        results={Programme(p.key): any_of(p.results) for p in questionnaire.programmes},
        opening=_titles([chapter for chapter in chapters if chapter.id == OPENING]),
        sequential={c.id: _titles([c]) for c in chapters[:first] if c.id != OPENING},
        programmes={c.id: _titles([c]) for c in chapters[first : last + 1]},
        closing={c.id: _titles([c]) for c in chapters[last + 1 :]},
        basics={item.id: any_of(item.labels) for item in basics},
        vision={item.id: any_of(item.labels) for item in _items(questionnaire, "2")},
        projects={name: any_of(item.labels) for name, item in projects.items()},
        metrics=tuple(printed_metric(item) for item in basics if item.metric and item.type != "places"),
        facilities=tuple(item for item in basics if item.type == "places"),
        coordinators=any_of(coordinators.labels) if coordinators else None,
        coordinators_end=any_of(coordinators.ends_at if coordinators else ()),
        posting=any_of(posting.labels if posting else ()),
        posting_end=any_of(posting.ends_at if posting else ()),
        project_end=any_of(projects["project_name"].ends_at),
        targets=TargetPatterns(
            any_of(words.box), any_of(words.other), any_of(words.ends_at), any_of(words.vision),
            any_of(words.quantitative), any_of(words.qualitative),
        ),
        printed=any_of(questionnaire.printed),
        plain=tuple(map(_plain, _labels(questionnaire))),
    )  # fmt: skip


def any_of(labels: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any of some words, in their order; nothing where there are none."""
    return re.compile("|".join(f"(?:{_pattern(label)})" for label in labels) or r"(?!)")


def _labels(questionnaire: Questionnaire) -> list[str]:
    """Return every label of a questionnaire."""
    items = [label for item in questionnaire.items() for label in (*item.labels, *item.ends_at)]
    marks = [mark for programme in questionnaire.programmes for mark in programme.mark]
    return [*items, *marks, *questionnaire.targets.box, *questionnaire.targets.ends_at, *questionnaire.printed]


def _plain(label: str) -> str:
    return squeeze(re.sub("[①-⑳［］〈〉…]", "", label))


def _items(questionnaire: Questionnaire, chapter: str) -> Sequence[FormItem]:
    found = questionnaire.chapter(chapter)
    return found.items if found else ()


def _titles(chapters: Sequence[FormChapter]) -> re.Pattern[str]:
    """Return the pattern of chapters' titles; their plain numbers stand for any number."""
    titles = [title for chapter in chapters for title in chapter.titles]
    return re.compile("|".join(f"(?:{_title(title)})" for title in titles) or r"(?!)")


def _title(title: str) -> str:
    compound = _COMPOUND.match(title)
    if compound:
        return rf"{squeeze(compound.group(1))}-{squeeze(compound.group(2))}[.,、]?{_pattern(title[compound.end() :])}"
    number = _NUMBER.match(title)
    if number is None:
        return _pattern(title)
    return rf"(?:\d{{1,2}}[.,、]){'?' if number.group(1) else ''}{_pattern(title[number.end() :])}"


def _pattern(label: str) -> str:
    """Return the pattern of one label: [の] optional, … a gap, 〈〉 what must follow, [①] any circled number or none."""
    text = _CIRCLED.sub("\ue000", label).replace("……", "\ue001")
    special = {**_SYNTAX, "\ue000": "[①-⑳]?", "\ue001": _LONG_GAP}
    return "".join(special.get(letter) or re.escape(squeeze(letter)) for letter in text)
