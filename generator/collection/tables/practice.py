"""The tables of chapters 3 and 4: cells, values of cells, spheres, coordinators, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.collection.form import Block
from generator.collection.tables.sheet import Line, Sheet, listed, plain, with_sets
from generator.dataset.contract import Programme
from generator.dataset.practice.contract import (
    LABEL_LONGEST,
    QUALIFICATION_CELL,
    QUALIFICATION_GROUPS,
    CellStatus,
    HeadcountBasis,
    QualificationBasis,
    Reuse,
)
from generator.ingest.practice.cells import status_of
from generator.ingest.tables import Cells
from generator.printed.characters import squeeze

_OTHER: Final = "other"
_WHOLE: Final = "whole"
_ALL: Final = "zeniki"
_PEOPLE: Final = ("full_time", "part_time", "dedicated", "concurrent", "sites")


def practice_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of practices.csv: one for each value of a cell."""
    rows: list[Cells] = []
    for block in sheet.blocks("practices"):
        if sheet.runs(block.programme):
            values = [value for line in sheet.lines(block) if (value := _value(sheet, line)) is not None]
            rows += [{**value, "seq": seq} for seq, value in enumerate(values, start=1)]
        elif next(sheet.lines(block), None) is not None:
            sheet.doubt(block, None, None, "実施しない事業の欄に記入がある")
    return rows


def _value(sheet: Sheet, line: Line) -> Cells | None:
    chosen = line.chosen("kind")
    label = line.text("label", longest=LABEL_LONGEST)
    kinds = sheet.config.practice.kinds[line.block.cell]
    if chosen is None and _OTHER not in kinds:
        line.doubt("kind", "種類が選ばれていないので、表に入れていない")
        return None
    if chosen is None:
        line.doubt("kind", "種類が選ばれていないので、その他とした")
    kind = chosen.id if chosen is not None else _OTHER
    label = label or (chosen.label if chosen is not None else line.answer("kind").flat[:LABEL_LONGEST])
    group, basis = "", ""
    if line.block.cell == QUALIFICATION_CELL:
        ids = {code.id for code in sheet.config.practice.vocabularies[QUALIFICATION_GROUPS[0]]}
        group = QUALIFICATION_GROUPS[0] if kind in ids else QUALIFICATION_GROUPS[1]
        basis = line.choice("basis") or QualificationBasis.HOLDER.value
    return {
        "code": sheet.code,
        "cell": line.block.cell,
        "kind": kind,
        "label": label,
        "number": "",
        "number_unit": "",
        "stage": line.choice("stage"),
        "basis": basis,
        "group": group,
        "lines": listed(line.numbers("kind", "label")),
        "note": "",
    }


def area_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of areas.csv."""
    rows: list[Cells] = []
    for block in sheet.blocks("areas"):
        for line in sheet.lines(block) if sheet.runs(block.programme) else ():
            coverage = line.choice("coverage")
            if coverage:
                rows.append(_area(sheet, line, coverage))
            else:
                line.doubt("coverage", "対象の広さが選ばれていないので、表に入れていない")
    return rows


def _area(sheet: Sheet, line: Line, coverage: str) -> Cells:
    columns = [one for one in line.block.fields if one.column == "units"]
    chosen = [sheet.choice(line.block, line.row, one) for one in columns]
    units = list(dict.fromkeys(filter(None, chosen))) or [_ALL if coverage == _WHOLE else _OTHER]
    count, population = line.number("area_count"), line.number("population")
    basis = line.choice("population_basis") or ("total" if coverage == _WHOLE else "part")
    return {
        "code": sheet.code,
        "part": with_sets(line.block, line.row)["part"],
        "coverage": coverage,
        "units": " ".join(units),
        "unit_base": "" if units[0] in (_ALL, _OTHER) else units[0],
        "area_count": plain(count),
        "count_basis": "" if count is None else "printed",
        "population": plain(population),
        "population_max": "",
        "population_basis": "" if population is None else basis,
        "as_of": "",
        "lines": listed(line.numbers()),
    }


def coordinator_rows(sheet: Sheet) -> list[Cells]:
    """Return the row of coordinators.csv; none where the programme is not run."""
    for block in sheet.blocks("coordinators"):
        if sheet.runs(block.programme):
            return [_people(sheet, block)]
    return []


def _people(sheet: Sheet, block: Block) -> Cells:
    values: dict[str, Decimal | None] = {}
    lines: list[int] = []
    for one in block.fields:
        values[one.column] = sheet.number(block, None, one)
        answer = sheet.answer(block, None, one)
        lines += answer.lines if answer.text else ()
    headcount = values.get("headcount")
    shares = [values[name] for name in ("dedicated", "concurrent") if values.get(name) is not None]
    if headcount is not None and sum(filter(None, shares)) > headcount:
        sheet.doubt(block, None, block.fields[0], "専任と兼任の和が人数を超えるので、内訳を採らない")
        values |= {"dedicated": None, "concurrent": None}
    basis = HeadcountBasis.NOT_STATED if headcount is None else HeadcountBasis.PRINTED
    return {
        "code": sheet.code,
        "headcount": plain(headcount),
        "basis": (HeadcountBasis.NONE if headcount == 0 else basis).value,
        **{name: plain(values.get(name)) for name in _PEOPLE},
        "note": "",
        "lines": listed(lines or [sheet.answer(block, None, block.fields[0]).line]),
    }


def meeting_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of meetings.csv, numbered through both purposes."""
    rows: list[Cells] = []
    for block in sheet.blocks("meetings"):
        for line in sheet.lines(block) if sheet.runs(block.programme) else ():
            rows.append(_meeting(sheet, line, len(rows) + 1))
    return rows


def _meeting(sheet: Sheet, line: Line, seq: int) -> Cells:
    name = line.text("name", longest=LABEL_LONGEST)
    times, per = line.number("times_min"), line.choice("per")
    if times is not None and not per:
        line.doubt("per", "回数の期間（月、年）が選ばれていないので、回数を採らない")
    held = times is not None and bool(per)
    return {
        "code": sheet.code,
        "seq": seq,
        "purpose": with_sets(line.block, line.row)["purpose"],
        "name": name,
        "name_source": "column" if name else "none",
        "reuse": line.choice("reuse") or Reuse.UNSTATED.value,
        "parent": line.choice("parent") or "none",
        "times_min": plain(times) if held else "",
        "times_max": plain(times) if held else "",
        "per": per if held else "",
        "adhoc": line.choice("adhoc") or "0",
        "held_per": "",
        "units": "",
        "total_per_year": "",
        "members_count": plain(line.number("members_count")),
        "same_as": "",
        "lines": listed(line.numbers()),
    }


def cell_rows(sheet: Sheet, values: list[Cells]) -> list[Cells]:
    """Return a row of practice_cells.csv for every cell of the settings; ``values`` are the rows of practices.csv."""
    practice = sheet.config.practice
    valued = {str(row["cell"]) for row in values}
    found = {cell: (texts, lines) for cell, texts, lines in _cells(sheet)}
    rows: list[Cells] = []
    for cell in practice.cells:
        if Programme(practice.chapter_of[cell.id]) not in sheet.programmes:
            rows.append(_cell(sheet, cell.id, CellStatus.NOT_APPLICABLE, []))
        elif cell.id not in found:
            rows.append(_cell(sheet, cell.id, CellStatus.LABEL_ABSENT, []))
        else:
            texts, lines = found[cell.id]
            status = status_of(squeeze("".join(texts)))
            if status is CellStatus.FILLED and cell.vocabularies and _of_practices(sheet, cell.id):
                status = CellStatus.FILLED if cell.id in valued else CellStatus.BLANK
            rows.append(_cell(sheet, cell.id, status, lines))
    return rows


def _of_practices(sheet: Sheet, cell: str) -> bool:
    return any(block.cell == cell for block in sheet.blocks("practices"))


def _cell(sheet: Sheet, cell: str, status: CellStatus, lines: list[int]) -> Cells:
    first, last = (min(lines), max(lines)) if lines else (None, None)
    return {"code": sheet.code, "cell": cell, "status": status.value, "line_start": first, "line_end": last}


def _cells(sheet: Sheet) -> Iterator[tuple[str, list[str], list[int]]]:
    """Yield each printed cell that the workbook asks for, its texts, and its lines (of its label where it is blank)."""
    found: dict[str, tuple[list[str], list[int], int]] = {}
    for block in sheet.form.blocks():
        for row in block.rows or (None,):
            for one in block.fields:
                answer = sheet.answer(block, row, one)
                fields = {one.cell.format(**row.sets) if row is not None else one.cell, block.cell} - {""}
                for cell in fields:
                    texts, lines, _ = found.setdefault(cell, ([], [], answer.line))
                    if answer.text:
                        texts.append(answer.text)
                        lines.extend(answer.lines)
    for cell, (texts, lines, label) in found.items():
        yield cell, texts, lines or [label]
