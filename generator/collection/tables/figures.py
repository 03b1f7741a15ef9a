"""respondents.csv, indicators.csv, projects.csv: who answers, the figures, who carries the programmes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal

from generator import formats
from generator.collection.form import Block, Field, Row
from generator.collection.returned.answers import Answer
from generator.collection.tables.sheet import Line, Sheet
from generator.config.questionnaire import FormItem
from generator.dataset.contract import METRICS, UNITS, Contract, Kind, Programme
from generator.ingest.document.stream import Span, build_flow
from generator.ingest.form.cells import read_cell
from generator.ingest.form.metrics import printed_metric
from generator.ingest.form.organisations import DIRECT, type_of
from generator.ingest.form.read_value import NOT_ASKED, Reading, doubt, missing, not_applicable, reported
from generator.ingest.form.region import region_of
from generator.ingest.tables import Cells
from generator.printed.dates import stated_dates
from generator.printed.numbers import shown

_PARTS: Final = ("direct", "outsourced")
_YEARS_BEFORE: Final = 10
_COORDINATORS: Final = "coordinators"
_NO_CHAPTER: Final = "多機関の協働を実施しない"
_TEXTS: Final = ("department", "phone", "url")
_BREAK: Final = "／"
_DIGIT = re.compile(r"\d")
"""A unit with a digit (km2) would be taken for a number."""


def respondent_rows(sheet: Sheet) -> list[Cells]:
    """Return the row of respondents.csv."""
    known = sheet.before.respondents.get(sheet.code)
    place = sheet.config.municipalities.get(sheet.code)
    prefecture = known.prefecture if known else place.prefecture if place else ""
    texts = dict.fromkeys(_TEXTS, "")
    as_of = ""
    for block in sheet.form.blocks():
        for one in block.fields if not block.rows else ():
            if block.table == "respondents" and one.column in texts:
                texts[one.column] = sheet.text(block, None, one, longest=200)
            elif one.column == "as_of":
                as_of = _as_of(sheet, block, one)
    counts = {Kind.PREFECTURE: 0, Kind.GROUP: known.municipalities if known else 2}
    return [
        {
            "code": sheet.code,
            "prefecture_code": sheet.config.prefecture(prefecture).code,
            "prefecture": prefecture,
            "name": sheet.name,
            "kind": sheet.kind.value,
            "parent": "",
            "municipalities": counts.get(sheet.kind, 1),
            **{programme.value: int(programme in sheet.programmes) for programme in Programme},
            **texts,
            "as_of": as_of,
            "line_start": 1,
            "line_end": len(sheet.returned.document.lines),
            "members": known.members if known and sheet.kind is Kind.GROUP else "",
        }
    ]


def _as_of(sheet: Sheet, block: Block, of: Field) -> str:
    text = sheet.answer(block, None, of).flat
    years = [moment[0] for _, moment in stated_dates(text, near=sheet.form.year)]
    latest = sheet.form.year + 1
    if text and not (years and all(latest - _YEARS_BEFORE <= year <= latest for year in years)):
        sheet.doubt(block, None, of, f"「{text[:20]}」を、この年度の調査の日付として読めない")
        return ""
    return text[:200]


def indicator_rows(sheet: Sheet) -> list[Cells]:
    """Return a row for every metric of the contract, in its order; what is far from last year is marked as unsure."""
    readings = dict(_readings(sheet))
    absent = not_applicable(NOT_ASKED)
    return [_row(sheet.code, metric, readings.get(metric, absent)) for metric in METRICS]


def _row(code: str, metric: str, reading: Reading) -> Cells:
    return {
        "code": code,
        "metric": metric,
        "value": None if reading.value is None else shown(reading.value),
        "unit": UNITS[metric],
        "printed": reading.printed[:200],
        "line": reading.line,
        "status": reading.status.value,
        "note": reading.note,
    }


def _readings(sheet: Sheet) -> Iterator[tuple[str, Reading]]:
    for block in sheet.form.blocks():
        if block.table == "facilities":
            for row in block.rows:
                yield from _facility(sheet, block, row)
        for one in block.fields if not block.rows else ():
            if one.metric in METRICS:
                applies = sheet.runs(block.programme)
                yield one.metric, _figure(sheet, block, one) if applies else not_applicable(_NO_CHAPTER)


def _figure(sheet: Sheet, block: Block, of: Field) -> Reading:
    answer = sheet.answer(block, None, of)
    return _noted(sheet, block, None, of, of.metric, _read(answer, of, of.metric))


def _noted(sheet: Sheet, block: Block, row: Row | None, of: Field, metric: str, reading: Reading) -> Reading:
    """Return a figure with what its reader asks and how far it is from last year's; each is a doubt of the form too."""
    notes = [doubt(text) for text in sheet.answer(block, row, of).questions]
    before = sheet.before.indicators.get((sheet.code, metric))
    was = before.value if before is not None else None
    if reading.value is not None and was is not None and sheet.form.differs(reading.value, was):
        notes.append(doubt(_changed(reading.value, was)))
    noted = replace(reading, notes=(*reading.notes, *notes))
    for text in noted.doubts:
        sheet.doubt(block, row, of, text)
    return noted


def _changed(value: Decimal, before: Decimal) -> str:
    was = formats.number(before, formats.natural_decimals(before))
    if not before:
        return f"前年度の値（{was}）から変わった"
    share = formats.number(abs(value - before) * 100 / abs(before))
    return f"前年度の値（{was}）から{share}％{'増えた' if value > before else '減った'}"


def _read(answer: Answer, of: Field, metric: str) -> Reading:
    """Return the figure of an answer, its unit that of the next cell unless it names one itself."""
    if not answer.text:
        return missing(answer.line, notes=["空欄"])
    unit = UNITS[metric]
    kind: Literal["integer", "rate"] = "integer" if of.type == "integer" else "rate"
    plain = printed_metric(FormItem(id=of.id, labels=(of.title,), type=kind, unit=unit))
    item = replace(plain, metric=metric, low=of.low if of.low is not None else plain.low, high=of.high)
    word = next(word for word, factor in item.units if factor == 1 and not _DIGIT.search(word))
    flow = build_flow([f"{answer.flat} ", f"{word} "])
    read = read_cell(region_of(flow, Span(0, len(flow.text)), dates=False), item)
    return replace(read, line=answer.line)


def _facility(sheet: Sheet, block: Block, row: Row) -> Iterator[tuple[str, Reading]]:
    found: dict[str, Reading] = {}
    for one in block.fields:
        metric = f"{row.id}_{one.column}"
        if metric in METRICS:
            reading = _read(sheet.answer(block, row, one), one, metric)
            found[one.column] = _noted(sheet, block, row, one, metric, reading)
            yield metric, found[one.column]
    known = [found[part] for part in _PARTS if part in found and found[part].value is not None]
    lines = [found[part].line for part in _PARTS if part in found]
    if known:
        total = sum((reading.value or Decimal(0) for reading in known), Decimal(0))
        printed = _BREAK.join(reading.printed for reading in known)
        yield f"{row.id}_total", reported(total, printed=printed, line=known[0].line or 1)
    else:
        yield f"{row.id}_total", missing(lines[0] if lines else 1, notes=["空欄"])


def project_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of projects.csv: of the programmes that are run."""
    rows: list[Cells] = []
    for block in sheet.blocks("projects"):
        for row in block.rows:
            line = Line(sheet, block, row)
            if sheet.runs(row.programme):
                rows.append(_project(sheet, line))
            elif line.filled:
                sheet.doubt(block, row, None, "実施しない事業の行に記入がある")
    return rows


def _project(sheet: Sheet, line: Line) -> Cells:
    contract = line.choice("contract") or Contract.UNKNOWN.value
    contractor = line.text("contractor")
    kind = line.choice("contractor_type") or (type_of(contractor) if contractor else "不明")
    if contract == Contract.UNKNOWN.value:
        line.doubt("contract", "直営・委託の別が選ばれていない")
    lines = line.numbers() or (line.answer("implementer").line,)
    return {
        "code": sheet.code,
        "programme": line.row.sets["programme"],
        "implementer": line.text("implementer"),
        "contractor": contractor,
        "contract": contract,
        "project_name": line.text("project_name"),
        "line": lines[0],
        "contractor_type": DIRECT if contract == Contract.DIRECT.value else kind,
        "remark": "",
    }
