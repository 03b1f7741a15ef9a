"""targets.csv and events.csv: targets with their results, what came about, what is lacking, what comes next."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from generator.collection.tables.sheet import Line, Sheet, listed, plain, with_sets
from generator.dataset.contract import MANIFOLD, REMARK_LONGEST, UNSURE, Assessment
from generator.dataset.practice.contract import LABEL_LONGEST, WHAT_LONGEST
from generator.ingest.tables import Cells

_OPEN: Final = "open"
_LATER: Final = "later"
_LATER_REMARK: Final = "後の年度の目標"
_OTHERWISE: Final = "実績が目標の3倍を超える"
_REMARKS: Final = {"counted_otherwise": _OTHERWISE, "other_year": _LATER_REMARK}
_APRIL: Final = 4
_MOST_TARGETS: Final = 99

Judgement = tuple[Assessment, str]


def target_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of targets.csv; one without a figure, a unit or a programme is told and left out."""
    rows: list[Cells] = []
    for block in sheet.blocks("targets"):
        for line in sheet.lines(block):
            row = _target(sheet, line)
            if row is not None and len(rows) < _MOST_TARGETS:
                rows.append({**row, "id": f"T{len(rows) + 1:02d}"})
    return rows


def _target(sheet: Sheet, line: Line) -> Cells | None:
    programme, indicator, target = line.choice("programme"), line.text("indicator", longest=60), line.number("target")
    if not programme or not indicator or target is None:
        line.doubt("indicator", "事業、指標、目標値がそろわないので、表に入れていない")
        return None
    result = line.number("result")
    said = line.choice("judged")
    assessment, basis = judge(target, result, said)
    note = ""
    if basis == "stated" and result is not None:
        note = f"{UNSURE}: 判定の答と、目標と実績の数が食い違う"
        line.doubt("judged", "判定の答と、目標と実績の数が食い違う")
    when = line.text("when", longest=15)
    remark = line.text("remark", longest=REMARK_LONGEST) or _REMARKS.get(basis, "")
    unit = line.text("target_unit", longest=20)
    return {
        "code": sheet.code,
        "programme": programme,
        "indicator": indicator,
        "category": line.choice("category") or "その他",
        "target": plain(target),
        "target_unit": unit,
        "target_line": line.answer("target").line,
        "result": plain(result),
        "result_unit": unit if result is not None else "",
        "result_line": line.answer("result").line if result is not None else "",
        "conversion": "",
        "converted": "",
        "assessment": assessment.value,
        "basis": basis,
        "note": note,
        "remark": (remark or when)[:REMARK_LONGEST],
    }


def judge(target: Decimal, result: Decimal | None, said: str) -> Judgement:
    """Return assessment and basis: what the figures say, else the word that was chosen; part of a year stays open."""
    if said == _LATER:
        return Assessment.UNDETERMINED, "other_year"
    stated = {"met": Assessment.MET, "not_met": Assessment.NOT_MET}.get(said)
    if result is None:
        return (stated, "stated") if stated else (Assessment.UNDETERMINED, "no_result")
    if target > 0 and result > MANIFOLD * target:
        return Assessment.UNDETERMINED, "counted_otherwise"
    reached = Assessment.MET if result >= target else Assessment.NOT_MET
    if said == _OPEN:
        return (reached if reached is Assessment.MET else Assessment.UNDETERMINED), "partial_year"
    return (stated, "stated") if stated and stated is not reached else (reached, "compared")


def event_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of events.csv."""
    rows: list[Cells] = []
    for block in sheet.blocks("events"):
        for line in sheet.lines(block):
            row = _event(sheet, line, len(rows) + 1)
            if row is not None:
                rows.append(row)
    return rows


def _event(sheet: Sheet, line: Line, seq: int) -> Cells | None:
    sets = dict(with_sets(line.block, line.row))
    chosen = line.chosen("kind")
    kind = sets.get("kind") or (chosen.id if chosen is not None else "")
    what = line.text("what", longest=WHAT_LONGEST)
    if not kind or not what:
        line.doubt("what", "種類と内容がそろわないので、表に入れていない")
        return None
    month = line.choice("month")
    year = sheet.form.year + (0 if month and int(month) >= _APRIL else 1)
    return {
        "code": sheet.code,
        "seq": seq,
        "kind": kind,
        "what": what,
        "place": line.text("place", longest=LABEL_LONGEST),
        "date": f"{year}-{month}" if month else "",
        "number": plain(line.number("number")),
        "number_unit": line.text("number_unit", longest=20),
        "previous": "",
        "lines": listed(line.numbers()),
        "verb": chosen.sets.get("verb", "") if chosen is not None else "",
    }
