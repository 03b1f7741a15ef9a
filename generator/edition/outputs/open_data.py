"""What goes with the data of a brief so that others can use it: both forms, dictionary, code list, package, catalogue."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.audit.datapackage import LICENCE, code_lists, field_of, metric_entry
from generator.brief.build import Brief
from generator.datafiles.csv_files import csv_bytes, machine_unit
from generator.dataset.contract import METRICS
from generator.dataset.table_descriptions import table_descriptions
from generator.document.attached import FIGURES
from generator.document.phrases import Phrases
from generator.edition.folder.manifest import Manifest
from generator.edition.outputs.long_wide import OpenTable, long_table, region_id, wide_table
from generator.edition.outputs.readable_tables import NUMBERS
from generator.inputs.access import Inputs
from generator.typesetting.attachments import DataFile

DICTIONARY, CODES, PACKAGE, CATALOGUE = "データ辞書.csv", "コード表.csv", "datapackage.json", "dcat.jsonld"
_IDS: Final = {FIGURES.name: "figures", DICTIONARY: "dictionary", CODES: "codes"}
_LIKE: Final = {"area_units": "areas", "theme_lines": "themes"}
"""Tables whose columns are described with another one: a list in a cell has become a table of its own."""
_DICTIONARY_HEAD: Final = ("ファイル", "項目名", "見出し", "型", "単位", "取り得る値", "必須", "説明")
_CODES_HEAD: Final = ("一覧", "符号", "言葉", "説明")
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sac": "http://data.e-stat.go.jp/lod/sac/",
    "freq": "http://purl.org/cld/freq/",
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_CSV, _SHEET = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Resource = dict[str, Any]


def open_data(brief: Brief, words: Phrases, *, workbook: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files, the same bytes each time. ``workbook`` is the name of the Excel file beside."""
    made = (wide_table(brief, words), long_table(brief, words))
    files = [file for file in brief.attached if file.mime == _CSV]
    resources = [*(_made(table, words) for table in made), *(_attached(file, brief, words) for file in files)]
    dictionary, codes = tuple(_dictionary(resources)), _codes(brief)
    resources += [_plain(DICTIONARY, _DICTIONARY_HEAD, words), _plain(CODES, _CODES_HEAD, words)]
    yield from ((table.file, table.csv()) for table in made)
    yield DICTIONARY, csv_bytes(_DICTIONARY_HEAD, dictionary)
    yield CODES, csv_bytes(_CODES_HEAD, codes)
    yield PACKAGE, _json(_package(brief, words, resources))
    yield CATALOGUE, _json(_catalogue(brief, words, resources, workbook))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _made(table: OpenTable, words: Phrases) -> Resource:
    fields = [
        {"name": one.name, "type": one.type, "title": one.name, "description": one.description}
        | ({"unit": one.unit} if one.unit else {})
        | ({"trueValues": ["1"], "falseValues": ["0"]} if one.type == "boolean" else {})
        for one in table.columns
    ]
    return _resource(table.id, table.file, words.say("open_title", table.file), fields, table.key)


def _attached(file: DataFile, brief: Brief, words: Phrases) -> Resource:
    """Return the description of a file that the PDF carries as well, column by column as it stands there."""
    head = next(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))
    table = file.name.removesuffix(".csv")
    described = table_descriptions().get(_LIKE.get(table, table))
    fields = []
    for name in head:
        column = described.column(name) if described else None
        fields.append(field_of(column, brief.inputs.config.practice) if column else _other(name, words))
        listed = fields[-1].get("constraints")
        if name == "unit" and isinstance(listed, dict) and "enum" in listed:
            listed["enum"] = [machine_unit(unit) for unit in listed["enum"]]
    key = described.key if described and table not in _LIKE and set(described.key) <= set(head) else ()
    return _resource(_IDS.get(file.name, table), file.name, file.description, fields, key)


def _other(name: str, words: Phrases) -> dict[str, object]:
    kind = "number" if name in NUMBERS else "string"
    title, note = words.say("column", name) or name, words.say("column_note", name)
    return {"name": name, "type": kind, "title": title, "description": note}


def _plain(file: str, head: Sequence[str], words: Phrases) -> Resource:
    fields = [{"name": name, "type": "string", "title": name} for name in head]
    return _resource(_IDS[file], file, words.say("open_title", file), fields, ())


def _resource(name: str, path: str, title: str, fields: Sequence[object], key: Sequence[str]) -> Resource:
    schema: dict[str, object] = {"fields": list(fields), "missingValues": [""]}
    if key:
        schema["primaryKey"] = list(key)
    kind = {"type": "table", "scheme": "file", "format": "csv", "mediatype": _CSV, "encoding": "utf-8-sig"}
    return {"name": name, "title": title, "path": path, **kind, "schema": schema}


def _dictionary(resources: Sequence[Resource]) -> Iterator[tuple[object, ...]]:
    for resource in resources:
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            values = "、".join(map(str, limits.get("enum", field.get("trueValues", []) + field.get("falseValues", []))))
            required = bool(limits.get("required"))
            named = (resource["path"], field["name"], field["title"], field["type"], field.get("unit", ""))
            yield (*named, values, required, field["description"])


def _codes(brief: Brief) -> Iterator[tuple[str, str, str, str]]:
    """Yield the codes that the tables hold, list by list: figures, themes, then those of chapters 3 and 4."""
    config = brief.inputs.config
    for key in METRICS:
        metric = config.metrics[key]
        yield "metric", key, metric.label, metric.definition
    for theme in config.themes:
        yield "theme", theme.id, theme.label, theme.note
    for name, codes in config.practice.vocabularies.items():
        yield from ((name, code.id, code.label, code.note) for code in codes)
    yield from (("cells", cell.id, cell.label, "") for cell in config.practice.cells)


def _package(brief: Brief, words: Phrases, resources: Sequence[Resource]) -> dict[str, object]:
    config = brief.inputs.config
    edition = config.edition
    return {
        "name": f"chiiki-kyosei-{edition.year}-{brief.area.key.lower()}",
        "id": brief.control,
        "title": brief.view.title,
        "description": words.say("open_description", brief.view),
        "version": f"{edition.number}.0.0",
        "temporal": f"{edition.fiscal_year.start}/{edition.fiscal_year.end}",
        "licenses": [LICENCE],
        "contributors": [{"title": edition.issuer, "role": "publisher"}],
        "sources": [{"title": f"{edition.source.publisher}「{edition.source.title}」{edition.source.volume}"}],
        "metrics": [metric_entry(key, config) for key in METRICS],
        "codes": code_lists(config.practice),
        "resources": list(resources),
    }


def _catalogue(brief: Brief, words: Phrases, resources: Sequence[Resource], workbook: str) -> dict[str, object]:
    """Return the description in DCAT 2 as JSON-LD; places by the ids of the e-Stat LOD, files by their relative names."""
    edition = brief.inputs.config.edition
    files = [(one["path"], one["title"], _CSV) for one in resources] + [
        (workbook, words.say("open_title", ".xlsx"), _SHEET)
    ]
    days = {"dcat:startDate": edition.fiscal_year.start, "dcat:endDate": edition.fiscal_year.end}
    return {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": brief.control,
        "dct:title": {"@value": brief.view.title, "@language": "ja"},
        "dct:description": {"@value": words.say("open_description", brief.view), "@language": "ja"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": edition.issuer},
        "dct:issued": _day(edition.published_on),
        "dct:language": "ja",
        "dct:license": {"@id": LICENCE["path"]},
        "dct:accrualPeriodicity": {"@id": "freq:annual"},
        "dct:spatial": [{"@id": f"sac:{region_id(code + '0000')}"} for code in brief.area.prefectures],
        "dct:temporal": {"@type": "dct:PeriodOfTime", **{name: _day(day) for name, day in days.items()}},
        "dcat:version": edition.number_label,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": {"@value": title, "@language": "ja"},
                "dcat:downloadURL": {"@id": path},
                "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{kind}"},
            }
            for path, title, kind in files
        ],
    }


def catalogue_of(inputs: Inputs, manifest: Manifest) -> bytes:
    """Return the catalogue of an edition: each brief's own one, by its place below the edition's folder."""
    edition = inputs.config.edition
    own = [(b.name, file.path) for b in manifest.briefs for file in b.files if file.path.endswith(f"/{CATALOGUE}")]
    return _json(
        {
            "@context": _CONTEXT,
            "@type": "dcat:Catalog",
            "dct:title": {"@value": f"{edition.title} {edition.label}", "@language": "ja"},
            "dct:publisher": {"@type": "foaf:Organization", "foaf:name": edition.issuer},
            "dct:issued": _day(edition.published_on),
            "dct:language": "ja",
            "dct:license": {"@id": LICENCE["path"]},
            "dcat:dataset": [
                {
                    "@type": "dcat:Dataset",
                    "@id": path,
                    "dct:title": {"@value": f"{edition.title} {name}", "@language": "ja"},
                }
                for name, path in own
            ],
        }
    )


def _day(day: object) -> dict[str, str]:
    return {"@value": str(day), "@type": "xsd:date"}
