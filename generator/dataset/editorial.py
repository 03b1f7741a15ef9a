"""What editors write beside the tables: corrections, waivers and summaries (YAML), as validated records."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.config.loading import load_yaml
from generator.dataset.records import Correction, Statement, Waiver
from generator.errors import DatasetError
from generator.paths import shown


def _as_decimal(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CorrectionEntry(_Entry):
    """One entry of ``corrections``; ``value: null`` takes the figure out (shown as 不詳)."""

    respondent: Text
    metric: Text
    printed: str
    value: Annotated[Decimal | None, BeforeValidator(_as_decimal)]
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


def read_summaries(path: Path) -> MappingProxyType[str, MappingProxyType[str, Statement]]:
    """Return code → part → statement; an absent file means none.

    Raises ConfigError with file and line, and DatasetError when a respondent has two summaries.
    """
    if not path.exists():
        return MappingProxyType({})
    entries = load_yaml(path, SummariesFile).summaries
    counts = Counter(entry.respondent for entry in entries)
    if twice := [code for code, count in counts.items() if count > 1]:
        raise DatasetError(
            f"同じ団体の要約が二つあります（{'、'.join(twice)}）。",
            where=shown(path),
            remedy="一つにまとめてください。",
        )
    return MappingProxyType({entry.respondent: _parts(entry) for entry in entries})


def _parts(entry: SummaryEntry) -> MappingProxyType[str, Statement]:
    found = {part: getattr(entry, part) for part in SUMMARY_PARTS}
    return MappingProxyType({part: Statement(one.text, one.lines) for part, one in found.items() if one is not None})
