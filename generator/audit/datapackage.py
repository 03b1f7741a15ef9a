"""The description of an edition's tables as a Frictionless Data Package (Table Schema)."""

from __future__ import annotations

import json
from typing import Final

from generator.audit.practice_fields import (
    PRACTICE_FOREIGN_KEYS as _MORE,
)
from generator.audit.practice_fields import (
    PRACTICE_TITLES,
    TableField,
    practice_codes,
    practice_fields,
    practice_keys,
)
from generator.config.config import Config
from generator.dataset.contract import METRICS, PLACE_TABLES, TABLES, UNITS
from generator.dataset.records import Dataset
from generator.dataset.table_descriptions import ColumnDescription, table_descriptions

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/legalcode.ja",
    "title": "クリエイティブ・コモンズ 表示 4.0 国際（公共データ利用規約と互換）",
}
_TABLES: Final = TABLES | PLACE_TABLES
_OWN: Final = ""
"""How a foreign key names the resource that it stands in."""


def datapackage(dataset: Dataset, config: Config) -> dict[str, object]:
    """Return the descriptor of data/<year>/datapackage.json: the tables with schema, keys, units, sources, licence.

    It follows from the contract and the settings alone, never from the rows, so that it changes with them only.
    """
    edition, fields = config.edition, practice_fields(config.practice)
    return {
        "name": f"chiiki-kyosei-{dataset.year}",
        "title": f"{edition.programme} 実施自治体の個票（{edition.label}）",
        "description": f"{edition.source.volume}の個票から読み取った表。訂正は corrections.yaml、要約は summaries.yaml にある。"
        f"{edition.elsewhere_note}",
        "version": f"{edition.number}.0.0",
        "keywords": ["地域共生社会", "地域福祉", "包括的支援体制", edition.short_label],
        "temporal": f"{edition.fiscal_year.start}/{edition.fiscal_year.end}",
        "licenses": [_LICENCE],
        "contributors": [{"title": edition.issuer, "role": "publisher"}],
        "sources": [{"title": f"{edition.source.publisher}「{edition.source.title}」{edition.source.volume}"}],
        "metrics": [_metric(key, config) for key in METRICS],
        "themes": [{"name": theme.id, "title": theme.label, "description": theme.note} for theme in config.themes],
        "codes": practice_codes(config.practice),
        "resources": [
            _practice_resource(table, fields[table]) if table in fields else _resource(table) for table in _TABLES
        ],
    }


def datapackage_text(dataset: Dataset, config: Config) -> str:
    """Return the descriptor as the committed file holds it."""
    return json.dumps(datapackage(dataset, config), ensure_ascii=False, indent=2) + "\n"


def _metric(key: str, config: Config) -> dict[str, str]:
    metric = config.metrics[key]
    return {"name": key, "title": metric.label, "unit": UNITS[key], "description": metric.definition}


def _practice_resource(table: str, fields: dict[str, TableField]) -> dict[str, object]:
    """Return one of the tables of chapters 3 and 4, whose codes are those of practice.yaml."""
    title, description = PRACTICE_TITLES[table]
    columns = [{"name": name, **fields[name]} for name in TABLES[table]]
    return _described(table, title, description, columns, practice_keys()[table])


def _resource(table: str) -> dict[str, object]:
    described = table_descriptions()[table]
    columns = [_field(column) for column in described.columns]
    return _described(table, described.title, described.description, columns, list(described.key))


def _described(
    table: str, title: str, description: str, columns: list[dict[str, object]], key: list[str]
) -> dict[str, object]:
    return {
        "name": table,
        "type": "table",
        "title": title,
        "description": description,
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": columns,
            "missingValues": [""],
            "primaryKey": key,
            "foreignKeys": _foreign_keys(table),
        },
    }


def _field(column: ColumnDescription) -> dict[str, object]:
    """Return a column as Table Schema has it; a constraint that does not hold is left out."""
    field: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        "description": column.description,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints = {
        "required": column.required or None,
        "unique": column.unique or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
        "enum": list(column.allowed) or None,
        "maxLength": column.longest,
    }
    kept = {name: value for name, value in constraints.items() if value is not None}
    return field | ({"constraints": kept} if kept else {})


def _foreign_keys(table: str) -> list[dict[str, object]]:
    if table == "documents":
        return []
    if table == "places":
        return [_key(["document"], "documents")]
    if table == "respondents":
        return [_key(["parent"], _OWN, ["code"])]
    return [_key(["code"], "respondents"), *(_key(list(columns), other) for columns, other in _MORE.get(table, ()))]


def _key(columns: list[str], resource: str, named: list[str] | None = None) -> dict[str, object]:
    return {"fields": columns, "reference": {"resource": resource, "fields": named or columns}}
