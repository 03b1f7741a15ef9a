"""Prove the tables against the document: every figure stands on the line that its row cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from generator.dataset.contract import INDICATORS, PROJECTS, TARGETS, Status
from generator.dataset.reading import read_table
from generator.dataset.rows import IndicatorRow, ProjectRow, TargetRow
from generator.ingest.characters import squeeze
from generator.ingest.flow import BREAK
from generator.ingest.numbers import NUMBER, read_number, shown
from generator.ingest.recount import values_of
from generator.ingest.source import Source

_NUMBER = re.compile(NUMBER)
_REACH: Final = 12
"""How many lines a wrapped value may take up (every second line is blank)."""


def check_tables(source: Source, data: Path) -> list[str]:
    """Return one message for each figure, name or target that does not stand where its row says."""
    messages = [*_indicators(source, data / "indicators.csv"), *_projects(source, data / "projects.csv")]
    targets = data / "targets.csv"
    if targets.exists():
        messages.extend(_targets(source, targets))
    return messages


def _indicators(source: Source, path: Path) -> Iterator[str]:
    for row in read_table(path, IndicatorRow, columns=INDICATORS, key=("code", "metric")):
        what = f"{path.name} {row.code} {row.metric}"
        if row.line is None:
            if row.status is not Status.NOT_APPLICABLE:
                yield f"{what}: 行番号がありません。"
            continue
        if not 1 <= row.line <= len(source.lines):
            yield f"{what}: {row.line}行目は原資料にありません。"
        elif row.printed and not _stands(source, row.line, row.printed):
            yield f"{what}: {row.line}行目に「{row.printed}」が見当たりません。"
        elif row.status is Status.REPORTED and row.value is not None:
            yield from _value(source, row, what)


def _value(source: Source, row: IndicatorRow, what: str) -> Iterator[str]:
    if not row.printed:
        yield f"{what}: 値 {row.value} の印字（printed）がありません。"
        return
    assert row.line is not None
    possible = values_of(row.metric, row.printed, line=source.lines[row.line - 1])
    if row.value not in possible:
        found = "・".join(sorted(shown(value) for value in possible)) or "数として読めない"
        yield f"{what}: 値 {row.value} が印字「{row.printed}」と合いません（印字からは {found}）。"


def _projects(source: Source, path: Path) -> Iterator[str]:
    for row in read_table(path, ProjectRow, columns=PROJECTS, key=("code", "programme")):
        if row.line is None:
            continue
        near = squeeze("".join(source.lines[row.line - 1 : row.line - 1 + _REACH]))
        for name in (row.implementer, row.contractor, row.project_name):
            if squeeze(name) not in near:
                yield f"{path.name} {row.code} {row.programme.value}: {row.line}行目の付近に「{name}」が見当たりません。"


def _targets(source: Source, path: Path) -> Iterator[str]:
    for row in read_table(path, TargetRow, columns=TARGETS, key=("code", "id")):
        what = f"{path.name} {row.code} {row.id}"
        if row.target not in _numbers(source, row.target_line):
            yield f"{what}: {row.target_line}行目に目標の {row.target} が見当たりません。"
        if row.result is not None and (row.result_line is None or row.result not in _numbers(source, row.result_line)):
            yield f"{what}: {row.result_line or '（行番号なし）'}行目に結果の {row.result} が見当たりません。"


def _stands(source: Source, line: int, printed: str) -> bool:
    """Whether a printed text stands on the line; what follows a ／ may stand on one of the next lines."""
    if _on_line(source.lines[line - 1], printed):
        return True
    first, *others = printed.split(BREAK)
    if not others or not _on_line(source.lines[line - 1], first):
        return False
    following = source.lines[line - 1 : line - 1 + _REACH]
    position = 0
    for piece in others:
        found = next((i for i in range(position, len(following)) if _on_line(following[i], piece)), None)
        if found is None:
            return False
        position = found
    return True


def _on_line(line: str, printed: str) -> bool:
    """Whether the text stands on the line, not as a part of a longer number."""
    text = re.escape(squeeze(printed))
    return re.search(rf"(?<![\d.,](?=\d)){text}(?![.,]?\d)", squeeze(line)) is not None


def _numbers(source: Source, line: int) -> set[Decimal]:
    """Return every number that a reader can find on a line, also one that the next line finishes, and products."""
    if not 1 <= line <= len(source.lines):
        return set()
    raw = source.lines[line - 1]
    following = next((text for text in source.lines[line : line + 3] if text.strip()), "")
    found: set[Decimal] = set()
    for text in (squeeze(raw), squeeze(raw + following), *map(squeeze, raw.split())):
        numbers = [read_number(match.group()) for match in _NUMBER.finditer(text)]
        found |= {number for number in numbers if number is not None}
    return found | _products(squeeze(raw))


def _products(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    for match in re.finditer(rf"(?P<a>{NUMBER})[^\d×]{{0,4}}[×xX✕](?P<b>{NUMBER})", text):
        a, b = read_number(match["a"]), read_number(match["b"])
        if a is not None and b is not None:
            found.add(a * b)
    return found
