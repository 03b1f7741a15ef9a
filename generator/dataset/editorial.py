"""What editors write beside the tables: corrections, waivers and summaries (YAML), as validated records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.config.quoting import echo
from generator.config.settings import Number, Settings, Text
from generator.config.yaml_loader import load_yaml, read_values
from generator.dataset.records import Correction, Statement, Waiver
from generator.errors import DatasetError
from generator.paths import shown


class _Entry(Settings):
    """As strict as the settings, but a printed figure is compared to the letter, blanks at its ends included."""

    model_config = ConfigDict(str_strip_whitespace=False)


class CorrectionEntry(_Entry):
    """One entry of ``corrections``; ``value: null`` takes the figure out (shown as 不詳)."""

    respondent: Text
    metric: Text
    printed: str
    value: Number | None
    unit: Text
    reason: Text
    decided_by: Text
    decided_on: date
    status: Literal["open", "asked", "confirmed"]


class WaiverEntry(_Entry):
    """One entry of ``waivers``: why a finding does not stop publication."""

    check: Text
    respondent: Text
    item: str = ""
    reason: Text
    decided_by: Text
    decided_on: date


class CorrectionsFile(_Entry):
    """corrections.yaml"""

    corrections: tuple[CorrectionEntry, ...] = ()
    waivers: tuple[WaiverEntry, ...] = ()


class StatementEntry(_Entry):
    """One edited sentence with the source lines it rests on."""

    text: Text
    lines: tuple[Annotated[int, Field(ge=1)], ...]


class SummaryEntry(_Entry):
    """The edited summary of one respondent; a part that the form does not speak of is left out."""

    respondent: Text
    name: Text
    特色: StatementEntry | None = None
    ねらい: StatementEntry | None = None
    取組: StatementEntry | None = None
    成果: StatementEntry | None = None


class SummariesFile(_Entry):
    """summaries.yaml"""

    summaries: tuple[SummaryEntry, ...] = ()


SUMMARY_PARTS = ("特色", "ねらい", "取組", "成果")


def read_corrections(path: Path) -> tuple[tuple[Correction, ...], tuple[Waiver, ...]]:
    """Return corrections and waivers; an absent file means none. Raises ConfigError with file and line."""
    if not path.exists():
        return (), ()
    entries = load_yaml(path, CorrectionsFile)
    return (
        tuple(Correction(**dict(entry)) for entry in entries.corrections),
        tuple(Waiver(**dict(entry)) for entry in entries.waivers),
    )


def read_summaries(
    path: Path, *, names: Mapping[str, str] | None = None
) -> MappingProxyType[str, MappingProxyType[str, Statement]]:
    """Return code → part → statement; an absent file means none. ``names`` are the respondents', by code.

    Raises ConfigError with file and line, and DatasetError when a respondent has two summaries, is not among the names
    or is called otherwise: a text that was pasted under another's code would be printed as that one's.
    """
    if not path.exists():
        return MappingProxyType({})
    entries = load_yaml(path, SummariesFile).summaries
    if names is not None:
        _check_names(entries, names, path)
    counts = Counter(entry.respondent for entry in entries)
    if twice := [code for code, count in counts.items() if count > 1]:
        raise DatasetError(
            f"同じ団体の要約が二つあります（{'、'.join(twice)}）。",
            where=shown(path),
            remedy="一つにまとめてください。",
        )
    return MappingProxyType({entry.respondent: _parts(entry) for entry in entries})


def read_sentences(
    folder: Path, *, names: Mapping[str, str]
) -> MappingProxyType[str, MappingProxyType[str, Statement]]:
    """Return code → part → statement of an edition: the editor's summaries, and where there is none the excerpts.

    Raises ConfigError and DatasetError as ``read_summaries`` does, for either file.
    """
    summaries = read_summaries(folder / "summaries.yaml", names=names)
    excerpts = read_summaries(folder / "excerpts.yaml", names=names)
    found: dict[str, MappingProxyType[str, Statement]] = {}
    for code in (*summaries, *(code for code in excerpts if code not in summaries)):
        drafts = {part: replace(one, excerpt=True) for part, one in excerpts.get(code, {}).items()}
        parts = {**drafts, **summaries.get(code, {})}
        found[code] = MappingProxyType({part: parts[part] for part in SUMMARY_PARTS if part in parts})
    return MappingProxyType(found)


def _check_names(entries: Sequence[SummaryEntry], names: Mapping[str, str], path: Path) -> None:
    for place, entry in enumerate(entries):
        called = names.get(entry.respondent)
        if called is None:
            raise DatasetError(
                f"団体コード {entry.respondent} は respondents.csv にありません。",
                where=_where(path, place, "respondent"),
                remedy="コードを直すか、respondents.csv に行を加えてください。",
            )
        if called != entry.name:
            raise DatasetError(
                f"要約の name が、団体コード {entry.respondent} の団体の名と違います。",
                where=_where(path, place, "name"),
                found=echo(entry.name),
                expected=called,
                remedy="どの団体の要約かを文で確かめ、respondent か name を直してください。",
            )


def _where(path: Path, place: int, item: str) -> str:
    return f"{shown(path)}:{read_values(path).line(('summaries', place, item))}"


def _parts(entry: SummaryEntry) -> MappingProxyType[str, Statement]:
    found = {part: getattr(entry, part) for part in SUMMARY_PARTS}
    return MappingProxyType({part: Statement(one.text, one.lines) for part, one in found.items() if one is not None})
