"""Prove the tables against the document: every figure stands on the line that its row cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from itertools import combinations, islice
from pathlib import Path
from typing import Final

from generator.config.practice import PracticeFile
from generator.config.yaml_loader import load_yaml
from generator.dataset.contract import INDICATORS, PROJECTS, RESPONDENTS, TARGETS, Status
from generator.dataset.csv_reader import read_table
from generator.dataset.editorial import read_summaries
from generator.dataset.place_tables import read_places
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.dataset.practice.loading import read_practice
from generator.dataset.rows import IndicatorRow, ProjectRow, RespondentRow, TargetRow
from generator.ingest.anchoring.keeping import check_anchors
from generator.ingest.document.source import SourceDocument
from generator.ingest.document.stream import BREAK
from generator.ingest.place_rows import place_rows
from generator.ingest.practice_citations import check_practice
from generator.ingest.recount import values_of
from generator.paths import CONFIG
from generator.printed.characters import squeeze
from generator.printed.numbers import NUMBER, read_number, shown

_NUMBER = re.compile(NUMBER)
_CHAIN = re.compile(rf"{NUMBER}(?:[^\d×]{{0,6}}[×✕xX]{NUMBER})+")
_DIGITS = re.compile(r"\d+")
_CITED = re.compile(r"(\d{1,6})行")
_PARTS: Final = 16
_REACH: Final = 8
"""How many lines, blank ones not counted, a wrapped value may take up."""


def check_tables(source: SourceDocument, data: Path) -> list[str]:
    """Return one message for each figure, name or target that does not stand where its row or statement says."""
    messages = [
        *_places(source, data),
        *_indicators(source, data / "indicators.csv"),
        *_projects(source, data / "projects.csv"),
    ]
    targets = data / "targets.csv"
    if targets.exists():
        messages.extend(_targets(source, targets))
    messages.extend(_summaries(source, data / "summaries.yaml"))
    messages.extend(_summaries(source, data / "excerpts.yaml"))
    messages.extend(_practice(source, data))
    messages.extend(check_anchors(source, data))
    return messages


def _places(source: SourceDocument, data: Path) -> Iterator[str]:
    """Look for every row of places.csv in the documents as they are read now."""
    known = read_places(data)
    now = [{**row, "page": row["page"] or None} for row in place_rows(source)]
    stated = [asdict(row) for row in known.rows]
    if known.documents and now != stated:
        at = next(
            (i for i, (one, other) in enumerate(zip(now, stated, strict=False)) if one != other),
            min(len(now), len(stated)),
        )
        yield f"places.csv: {at + 2}行目から、文書を読んだ場所と違います。"


def _practice(source: SourceDocument, data: Path) -> Iterator[str]:
    """Prove the tables of chapters 3 and 4 where there are any."""
    path = data / "respondents.csv"
    if not path.exists() or not any((data / f"{name}.csv").exists() for name in PRACTICE_TABLES):
        return
    rows = read_table(path, RespondentRow, columns=RESPONDENTS, key=("code",))
    forms = {row.code: range(row.line_start, row.line_end + 1) for row in rows}
    tables = read_practice(data, CONFIG, known=forms, complete=False)
    kinds = load_yaml(CONFIG / "practice.yaml", PracticeFile).kinds
    yield from check_practice(source, tables, kinds=kinds, forms=forms)


def _indicators(source: SourceDocument, path: Path) -> Iterator[str]:
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
            yield from _value(source, row, row.line, what)


def _value(source: SourceDocument, row: IndicatorRow, line: int, what: str) -> Iterator[str]:
    if not row.printed:
        yield f"{what}: 値 {row.value} の印字（printed）がありません。"
        return
    # In a table of cells the unit may stand in the next one.
    beyond = row.printed.count(BREAK) + (1 if source.is_text else 2)
    lines = _following(source, line)[:beyond]
    possible = values_of(row.metric, row.printed, line="".join(lines))
    if row.value not in possible:
        found = "・".join(sorted(shown(value) for value in possible)) or "数として読めない"
        yield f"{what}: 値 {row.value} が印字「{row.printed}」と合いません（印字からは {found}）。"


def _projects(source: SourceDocument, path: Path) -> Iterator[str]:
    for row in read_table(path, ProjectRow, columns=PROJECTS, key=("code", "programme")):
        if row.line is None:
            continue
        what = f"{path.name} {row.code} {row.programme.value}"
        near = squeeze("".join(_following(source, row.line)))
        for name in (row.implementer, row.contractor, row.project_name, *row.remark.split(BREAK)):
            if squeeze(name) not in near:
                yield f"{what}: {row.line}行目の付近に「{name}」が見当たりません。"


def _targets(source: SourceDocument, path: Path) -> Iterator[str]:
    for row in read_table(path, TargetRow, columns=TARGETS, key=("code", "id")):
        what = f"{path.name} {row.code} {row.id}"
        if not _found(source, row.target, row.target_line, row.note):
            yield f"{what}: {row.target_line}行目に目標の {row.target} が見当たりません。"
        if row.result is not None and not _found(source, row.result, row.result_line, row.note):
            yield f"{what}: {row.result_line or '（行番号なし）'}行目に実績の {row.result} が見当たりません。"


def _summaries(source: SourceDocument, path: Path) -> Iterator[str]:
    """Look for every figure of a summary's text on the lines that the text rests on."""
    for code, parts in read_summaries(path).items():
        for part, statement in parts.items():
            standing = {number for line in statement.lines for number in _figures(source, line)}
            for figure in filter(_DIGITS.search, _NUMBER.findall(squeeze(statement.text))):
                if not _told(figure) <= standing:
                    yield f"{path.name} {code} {part}: 根拠の行（lines）に「{figure}」が見当たりません。"


def _figures(source: SourceDocument, line: int) -> set[Decimal]:
    """Return the numbers of a line, those of its dates (31.2.28) and of its list (⑫) as well."""
    if not 1 <= line <= len(source.lines):
        return set()
    raw = source.lines[line - 1]
    listed = {Decimal(int(unicodedata.numeric(c))) for c in raw if unicodedata.category(c) == "No"}
    return _numbers(source, line).union(listed, *map(_told, _NUMBER.findall(squeeze(raw))))


def _told(figure: str) -> set[Decimal]:
    """Return the number that a text makes, or those of its parts where it is a date or a list (1、2回)."""
    number = read_number(figure)
    return {Decimal(part) for part in _DIGITS.findall(figure)} if number is None else {number}


def _found(source: SourceDocument, value: Decimal, line: int | None, note: str) -> bool:
    """Whether a figure stands on its line, or is the sum of figures there and on the lines that the note names."""
    if line is None:
        return False
    numbers = _numbers(source, line)
    if value in numbers or "計" not in note:
        return value in numbers
    parts = [n for at in {line, *map(int, _CITED.findall(note))} for n in sorted(_plain_numbers(source, at))]
    return any(sum(some) == value for size in (2, 3, 4) for some in combinations(parts[:_PARTS], size))


def _stands(source: SourceDocument, line: int, printed: str) -> bool:
    """Whether a printed text stands on the line; what follows a ／ may stand on one of the next lines."""
    if _on_line(source.lines[line - 1], printed):
        return True
    first, *others = printed.split(BREAK)
    if not others or not _on_line(source.lines[line - 1], first):
        return False
    following = _following(source, line)
    position = 0
    for piece in others:
        found = next((i for i in range(position, len(following)) if _on_line(following[i], piece)), None)
        if found is None:
            return False
        position = found
    return True


def _following(source: SourceDocument, line: int) -> list[str]:
    """Return a line and those that follow it, blank ones left out."""
    return list(islice(filter(str.strip, islice(source.lines, line - 1, None)), _REACH))


def _on_line(line: str, printed: str) -> bool:
    """Whether the text stands on the line, not as a part of a longer number."""
    text = re.escape(squeeze(printed))
    return re.search(rf"(?<![\d.,](?=\d)){text}(?![.,]?\d)", squeeze(line)) is not None


def _numbers(source: SourceDocument, line: int) -> set[Decimal]:
    """Return every number that a reader can find on a line, also one that the next line finishes, and products."""
    if not 1 <= line <= len(source.lines):
        return set()
    raw = source.lines[line - 1]
    following = next((text for text in source.lines[line : line + 3] if text.strip()), "")
    own = squeeze(raw)
    found = _plain_numbers(source, line) | _products(own) | _read(own + squeeze(following), begun_by=len(own))
    return found.union(*map(_read, map(squeeze, raw.split())))


def _plain_numbers(source: SourceDocument, line: int) -> set[Decimal]:
    return _read(squeeze(source.lines[line - 1])) if 1 <= line <= len(source.lines) else set()


def _read(text: str, *, begun_by: int | None = None) -> set[Decimal]:
    """Return the numbers of a text; with ``begun_by``, those that begin in front of that position."""
    last = len(text) if begun_by is None else begun_by
    numbers = (read_number(match.group()) for match in _NUMBER.finditer(text) if match.start() < last)
    return {number for number in numbers if number is not None}


def _products(text: str) -> set[Decimal]:
    """Return what the factors of "1か所×30人×12回" make, from any factor to any later one."""
    found: set[Decimal] = set()
    for chain in _CHAIN.finditer(text):
        factors = [read_number(match.group()) for match in _NUMBER.finditer(chain.group())]
        for first in range(len(factors)):
            product = Decimal(1)
            for factor in factors[first:]:
                product *= factor if factor is not None else 0
                found.add(product)
    return found
