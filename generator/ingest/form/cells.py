"""Read one figure of the table of basic figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from generator.ingest.form.metrics import PrintedMetric
from generator.ingest.form.read_value import Reading, doubt, missing, quoted, reported
from generator.ingest.form.region import BLANK, Region
from generator.printed.numbers import NUMBER, read_number, shown

_NUMBER = re.compile(NUMBER)
_NONE = re.compile(r"なし|無し?|該当なし")
_UNKNOWN = re.compile(r"不明|不詳|未集計|未把握|未調査|集計なし|データなし|非公表|N/?A|[-ー]+|[…・]+")
_ABOUT = re.compile(r"(約|およそ|おおよそ|概ね|ほぼ|推計)$")
_MORE_OR_LESS = re.compile(r"(以上|以下|未満|程度|弱|強|前後|余り?)")
_ODD_GAP = re.compile(r"\d\d\s+\d|\d\s+\d\d")
_RANGE: Final = "~〜"
NO_UNIT: Final = "単位の印字なし"
STARRED: Final = "※印付き"
"""The note of a figure that refers to a footnote of the table."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    text: str
    factor: Decimal | None
    unit: str
    inner: bool


def read_cell(region: Region, item: PrintedMetric) -> Reading:
    """Read the figure of one metric in the contract's unit.

    Blank, －, 不明 and 未集計 are missing, なし is zero. A figure in another unit is converted with a note. What
    cannot be read for certain (a false thousands separator, a range, a rate without unit) is missing with a flag.
    """
    candidates = _candidates(region, item)
    if not candidates:
        return _without_number(region, item)
    chosen = next((c for c in candidates if c.factor is not None), candidates[0])
    reading = _read(region, item, chosen)
    others = [c for c in candidates if c is not chosen and c.inner == chosen.inner]
    return _noted(reading, doubt("ほかにも数の印字がある")) if others else reading


def _noted(reading: Reading, *notes: str) -> Reading:
    return replace(reading, notes=(*reading.notes, *notes))


def _candidates(region: Region, item: PrintedMetric) -> list[_Candidate]:
    """Return the numbers outside parentheses; where there are none, those that fill a parenthesis ("（1）校")."""
    outer = region.outer()
    found = [_candidate(region, item, m.start(), m.end(), inner=False) for m in _NUMBER.finditer(outer)]
    found = [c for c in found if c.factor is not None or c.text[0].isdigit()]
    if not found:
        for group in region.groups():
            text = region.text[group.start : group.end]
            match = _NUMBER.match(text.rstrip(BLANK))
            if match and (not text[match.end() :].strip(BLANK) or _unit(item, text[match.end() :]) is not None):
                found.append(_candidate(region, item, group.start, group.start + match.end(), inner=True))
    return found


def _candidate(region: Region, item: PrintedMetric, start: int, end: int, *, inner: bool) -> _Candidate:
    unit = _unit(item, region.text[end:]) or _unit_ahead(item, region.text[:start])
    return _Candidate(start, end, region.text[start:end], unit[1] if unit else None, unit[0] if unit else "", inner)


def _unit(item: PrintedMetric, behind: str) -> tuple[str, Decimal] | None:
    """Return the unit printed behind a number, in parentheses or not."""
    text = behind.lstrip("([)]")
    return next(((unit, factor) for unit, factor in item.units if text.startswith(unit)), None)


def _unit_ahead(item: PrintedMetric, before: str) -> tuple[str, Decimal] | None:
    """Return the unit printed in parentheses in front of a number, as a part of the label."""
    return next(((unit, factor) for unit, factor in item.units if before.endswith(f"({unit})")), None)


def _read(region: Region, item: PrintedMetric, chosen: _Candidate) -> Reading:
    printed, line = region.printed(chosen.start, chosen.end), region.line(chosen.start)
    before, behind = region.text[: chosen.start], region.text[chosen.end :]
    problem = _problem(item, chosen, before, behind, printed)
    value = read_number(chosen.text)
    if problem or value is None:
        return missing(line, printed=printed, notes=[doubt(problem or f"{quoted(printed)}は数として確定できない")])
    value *= chosen.factor if chosen.factor is not None else 1
    if item.whole and value != value.to_integral_value():
        return missing(line, printed=printed, notes=[doubt(f"{quoted(printed)}は整数でなく、桁区切りの誤りとも読める")])
    notes = _notes(region, chosen, before=before, behind=behind, printed=printed)
    return reported(value, printed=printed, line=line, notes=[*notes, *_plausibility(item, value)])


def _problem(item: PrintedMetric, chosen: _Candidate, before: str, behind: str, printed: str) -> str:
    """Say why the number cannot be taken as it stands; "" when it can."""
    if before.endswith(("-", "△", "▲")):
        return "負の数とも読める印字"
    if before.endswith(tuple(_RANGE)) or (behind[:1] in _RANGE and behind[1:2].isdigit()):
        return "範囲で印字され、一つの値に定まらない"
    if chosen.factor is None and item.unit_needed:
        return f"{quoted(printed)}の単位（％・‰）が印字されていない"
    other = re.match(r"\(([^\d()\0]{1,4})\)", behind)
    if chosen.factor is None and other:
        return f"単位{quoted(other.group(1))}が{item.title}の単位として読めない"
    if "／" in printed and not re.search(r"[,.，．]／|／[,.，．]", printed):
        return "行をまたいで印字され、一つの数か定まらない"
    return ""


def _notes(region: Region, chosen: _Candidate, *, before: str, behind: str, printed: str) -> list[str]:
    notes = _conversion(chosen.unit.replace("%", "％"), chosen.factor)
    more = _MORE_OR_LESS.match(behind.lstrip("()").removeprefix(chosen.unit).lstrip("()"))
    if _ABOUT.search(before.rstrip("※＊*(")):
        notes.append("概数")
    elif more:
        notes.append(f"「{more.group()}」と付記")
    if before.endswith(("※", "＊", "*")) or "" in region.remarks:
        notes.append(STARRED)
    if chosen.inner:
        notes.append("括弧内の数")
    if chosen.factor is None:
        notes.append(NO_UNIT)
    if _ODD_GAP.search(printed):
        notes.append(doubt("数字の間に空白がある"))
    notes.extend(region.dates)
    notes.extend(f"付記{quoted(text)}" for text in (*region.remarks, *region.footnotes) if text)
    return notes


def _conversion(unit: str, factor: Decimal | None) -> list[str]:
    if factor is None or factor == 1:
        return []
    how = f"{shown(factor)}倍" if factor > 1 else f"{shown(1 / factor)}分の1に換算"
    return [f"{unit}の印字を{how}"]


def _plausibility(item: PrintedMetric, value: Decimal) -> list[str]:
    if value < item.low or (item.high is not None and value > item.high):
        return [doubt("値の大きさが通常の範囲を外れる（単位の取り違えの可能性）")]
    return []


def _without_number(region: Region, item: PrintedMetric) -> Reading:
    line = region.first_line
    text = region.plain.replace("()", "")
    for unit, _ in item.units:
        text = text.replace(f"({unit})", "").removesuffix(unit)
    if not text:
        return missing(line, notes=["空欄"])
    start = region.text.index(text[0])
    end = start + len(text) if region.text.startswith(text, start) else start + 1
    printed = region.printed(start, end)
    if _NONE.fullmatch(text):
        return reported(Decimal(0), printed=printed, line=line)
    if _UNKNOWN.fullmatch(text):
        return missing(line, printed=printed, notes=[f"「{printed}」の印字"])
    return missing(line, printed=printed, notes=[doubt(f"{quoted(text)}とあり、数の印字がない")])
