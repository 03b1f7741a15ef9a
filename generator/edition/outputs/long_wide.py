"""The basic figures of a brief's respondents in two forms: one row a figure (縦), and one row a respondent (横)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from generator.brief.build import Brief
from generator.config.metrics import Metric
from generator.datafiles.csv_files import csv_bytes, machine_unit
from generator.dataset.contract import METRICS, Status
from generator.dataset.records import Indicator, Respondent
from generator.document.phrases import Phrases

LONG, WIDE = "団体別_縦.csv", "団体別_横.csv"
YEAR, REGION, CODE, PREFECTURE, NAME, KIND = "年度", "地域ID", "団体コード", "都道府県", "団体名", "区分"
ITEM_ID, ITEM, VALUE, UNIT, STATE, QUERIED = "表章項目ID", "表章項目", "値", "単位", "状態", "照会中"
CORRECTED_ITEMS, QUERIED_ITEMS = "訂正した項目", "照会中の項目"
_CODE_LENGTH: Final = 6
_APART: Final = "、"
Cell = Decimal | int | str | None


@dataclass(frozen=True)
class OpenColumn:
    """A column of a table that is made for reuse: what a program and a reader have to know of it."""

    name: str
    type: Literal["string", "integer", "number", "boolean"]
    description: str
    unit: str = ""


@dataclass(frozen=True)
class OpenTable:
    """A table that is made for reuse; ``id`` names it among the resources of the data package."""

    id: str
    file: str
    columns: tuple[OpenColumn, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """Return the table as CSV like all files for machines."""
        return csv_bytes([column.name for column in self.columns], self.rows)


def region_id(code: str) -> str:
    """Return the area's id: C and the 5 digits of the 標準地域コード, as the e-Stat LOD writes it (C03201).

    It begins with a letter, so that no program takes it for a number. A joint form's own code does so already (G0201).
    """
    return f"C{code[:-1]}" if len(code) == _CODE_LENGTH and code.isdigit() else code


def long_table(brief: Brief, words: Phrases) -> OpenTable:
    """Return one row for each figure of each respondent, with what e-Stat calls 時間軸, 地域, 表章項目, 単位 and 値."""
    columns = (
        OpenColumn(YEAR, "integer", words.say("column_note", YEAR)),
        *(_text(name, words) for name in (REGION, CODE, NAME, ITEM_ID, ITEM)),
        OpenColumn(VALUE, "number", words.say("open_note", VALUE)),
        *(_text(name, words) for name in (UNIT, STATE)),
        OpenColumn(QUERIED, "boolean", words.say("open_note", QUERIED)),
    )
    dataset, year = brief.inputs.dataset, brief.inputs.config.edition.year
    rows = tuple(
        (
            *(year, region_id(one.code), one.code, one.name, metric.key, metric.label, found.value),
            *(machine_unit(found.unit), words.say("value", "status", found.status.value)),
            int(dataset.queried(one.code, metric.key)),
        )
        for one in brief.view.respondents
        for metric, found in _figures(brief, one)
    )
    return OpenTable("long", LONG, columns, (CODE, ITEM_ID), rows)


def wide_table(brief: Brief, words: Phrases) -> OpenTable:
    """Return one row for each respondent, a column for each figure with its unit in the heading."""
    dataset, year = brief.inputs.dataset, brief.inputs.config.edition.year
    metrics = [brief.inputs.config.metrics[key] for key in METRICS]
    columns = (
        OpenColumn(YEAR, "integer", words.say("column_note", YEAR)),
        *(_text(name, words) for name in (REGION, CODE, PREFECTURE, NAME, KIND)),
        *(OpenColumn(_heading(metric), "number", metric.definition, machine_unit(metric.unit)) for metric in metrics),
        *(_text(name, words) for name in (CORRECTED_ITEMS, QUERIED_ITEMS)),
    )
    rows = []
    for one in brief.view.respondents:
        figures = dict(_figures(brief, one))
        values = {metric.key: found.value for metric, found in figures.items()}
        corrected = [metric.label for metric, found in figures.items() if found.status is Status.CORRECTED]
        asked = [metric.label for metric in figures if dataset.queried(one.code, metric.key)]
        known = (
            year,
            region_id(one.code),
            one.code,
            one.prefecture,
            one.name,
            words.say("value", "kind", one.kind.value),
        )
        rows.append(
            (*known, *(values.get(metric.key) for metric in metrics), _APART.join(corrected), _APART.join(asked))
        )
    return OpenTable("wide", WIDE, columns, (CODE,), tuple(rows))


def _figures(brief: Brief, one: Respondent) -> Sequence[tuple[Metric, Indicator]]:
    indicators, metrics = brief.inputs.dataset.indicators, brief.inputs.config.metrics
    return [(metrics[key], found) for key in METRICS if (found := indicators.get((one.code, key)))]


def _heading(metric: Metric) -> str:
    return f"{metric.label}（{machine_unit(metric.unit)}）"


def _text(name: str, words: Phrases) -> OpenColumn:
    return OpenColumn(name, "string", words.say("open_note", name) or words.say("column_note", name))
