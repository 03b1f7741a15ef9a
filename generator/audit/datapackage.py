"""The description of an edition's tables as a Frictionless Data Package (Table Schema)."""

from __future__ import annotations

import json
from typing import Final

from generator.config.config import Config
from generator.config.practice import PracticeFile
from generator.dataset.contract import METRICS, PLACE_TABLES, TABLES, UNITS
from generator.dataset.records import Dataset
from generator.dataset.table_descriptions import ColumnDescription, table_descriptions

LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/legalcode.ja",
    "title": "クリエイティブ・コモンズ 表示 4.0 国際（公共データ利用規約と互換）",
}
_TABLES: Final = TABLES | PLACE_TABLES
_OWN: Final = ""
"""How a foreign key names the resource that it stands in."""
_MORE_KEYS: Final = {"practices": (("code", "cell"), "practice_cells")}
"""What else a row points to, besides its respondent."""


def datapackage(dataset: Dataset, config: Config) -> dict[str, object]:
    """Return the descriptor of data/<year>/datapackage.json: the tables with schema, keys, units, codes, sources, licence.

    It follows from the contract and the settings alone, never from the rows, so that it changes with them only.
    """
    edition = config.edition
    return {
        "name": f"chiiki-kyosei-{dataset.year}",
        "title": f"{edition.programme} 実施自治体の個票（{edition.label}）",
        "description": f"{edition.source.volume}の個票から読み取った表。訂正は corrections.yaml、要約は summaries.yaml にある。"
        f"{edition.elsewhere_note}",
        "version": f"{edition.number}.0.0",
        "keywords": ["地域共生社会", "地域福祉", "包括的支援体制", edition.short_label],
        "temporal": f"{edition.fiscal_year.start}/{edition.fiscal_year.end}",
        "licenses": [LICENCE],
        "contributors": [{"title": edition.issuer, "role": "publisher"}],
        "sources": [{"title": f"{edition.source.publisher}「{edition.source.title}」{edition.source.volume}"}],
        "metrics": [metric_entry(key, config) for key in METRICS],
        "themes": [{"name": theme.id, "title": theme.label, "description": theme.note} for theme in config.themes],
        "codes": code_lists(config.practice),
        "resources": [_resource(table, config.practice) for table in _TABLES],
    }


def datapackage_text(dataset: Dataset, config: Config) -> str:
    """Return the descriptor as the committed file holds it."""
    return json.dumps(datapackage(dataset, config), ensure_ascii=False, indent=2) + "\n"


def metric_entry(key: str, config: Config) -> dict[str, str]:
    """Return an indicator with its label, unit and definition."""
    metric = config.metrics[key]
    return {"name": key, "title": metric.label, "unit": UNITS[key], "description": metric.definition}


def code_lists(practice: PracticeFile) -> list[dict[str, object]]:
    """Return the code lists of chapters 3 and 4 with what each code means."""
    lists: list[dict[str, object]] = [
        {"name": name, "codes": [one.model_dump(exclude_none=True, exclude_defaults=True, exclude={"words"}) for one in codes]}
        for name, codes in practice.vocabularies.items()
    ]
    return [*lists, {"name": "cells", "codes": [{"id": cell.id, "label": cell.label} for cell in practice.cells]}]


def _resource(table: str, practice: PracticeFile) -> dict[str, object]:
    described = table_descriptions()[table]
    return {
        "name": table,
        "type": "table",
        "title": described.title,
        "description": described.description,
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [field_of(column, practice) for column in described.columns],
            "missingValues": [""],
            "primaryKey": list(described.key),
            "foreignKeys": _foreign_keys(table),
        },
    }


def field_of(column: ColumnDescription, practice: PracticeFile) -> dict[str, object]:
    """Return a column as Table Schema has it; a constraint that does not hold is left out."""
    field: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        "description": column.description,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    listed = practice.list_of(column.codes) if column.codes else ()
    one = "|".join(listed)
    constraints = {
        "required": column.required or None,
        "unique": column.unique or None,
        "pattern": f"^({one})( ({one}))*$" if column.several else column.pattern or None,
        "minimum": column.minimum,
        "enum": list(column.allowed or (() if column.several else listed)) or None,
        "maxLength": column.longest,
    }
    kept = {name: value for name, value in constraints.items() if value is not None}
    return field | ({"constraints": kept} if kept else {})


def _foreign_keys(table: str) -> list[dict[str, object]]:
    if table == "documents":
        return []
    if table == "places":
        return [{"fields": ["document"], "reference": {"resource": "documents", "fields": ["document"]}}]
    column, resource = ("parent", _OWN) if table == "respondents" else ("code", "respondents")
    keys: list[dict[str, object]] = [{"fields": [column], "reference": {"resource": resource, "fields": ["code"]}}]
    if table in _MORE_KEYS:
        columns, other = _MORE_KEYS[table]
        keys.append({"fields": [*columns], "reference": {"resource": other, "fields": [*columns]}})
    return keys
