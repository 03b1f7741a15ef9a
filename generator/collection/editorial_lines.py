"""The files beside the tables that cite lines: excerpts are written; summaries and anchors move with their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.collection.edition_tables import SUMMARIES, Held, starts
from generator.dataset.anchors import COLUMNS, DOCUMENTS, document_mark, read_anchors
from generator.dataset.editorial import read_summaries
from generator.errors import DatasetError
from generator.ingest.tables import Cells, csv_text
from generator.paths import shown

_ENTRY = re.compile(r"^(?P<indent>\s*)-\s+respondent:\s*[\"']?(?P<code>[0-9G]{5,6})[\"']?\s*$", re.MULTILINE)
_LINES = re.compile(r"(?P<head>^\s*lines:\s*\[)(?P<numbers>[\d,\s]*)(?P<tail>\])", re.MULTILINE)
_HEAD: Final = """\
# 回答の文章からの抜粋です。make collect が書き、要約（summaries.yaml）のない部分に、（回答の抜粋）と添えて示します。
# 直さないでください。要約を書くと、その部分の抜粋は使われません。
"""


def excerpts_text(held: Iterable[Held], names: Mapping[str, str]) -> str:
    """Return excerpts.yaml: in the form of the summaries."""
    entries: list[str] = []
    for one, first in starts(list(held)):
        if one.excerpts:
            entries.append(f"  - respondent: {json.dumps(one.code)}\n    name: {_scalar(names[one.code])}\n")
        for excerpt in one.excerpts:
            lines = ", ".join(str(line + first - 1) for line in excerpt.lines)
            entries.append(f"    {excerpt.part}:\n      text: {_scalar(excerpt.text)}\n      lines: [{lines}]\n")
    return _HEAD + ("summaries:\n" + "".join(entries) if entries else "summaries: []\n")


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def moved_summaries(folder: Path, lines: Mapping[str, Mapping[int, int]]) -> str | None:
    """Return summaries.yaml with each respondent's lines moved (code -> old line -> new line), None for no change.

    All else stays as the editor wrote it. Raises DatasetError where the lines cannot be moved with certainty.
    """
    path = folder / SUMMARIES
    before = read_summaries(path)
    if not before:
        return None
    text = path.read_text(encoding="utf-8")
    entries = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    pieces = [text[: entries[0].start()] if entries else text]
    for entry, end in zip(entries, ends, strict=True):
        pieces.append(_moved(text[entry.start() : end], lines.get(entry["code"], {})))
    result = "".join(pieces)
    wanted = [
        _wanted(statement.lines, lines.get(code, {})) for code, parts in before.items() for statement in parts.values()
    ]
    if [tuple(map(int, found["numbers"].replace(",", " ").split())) for found in _LINES.finditer(result)] != wanted:
        raise DatasetError(
            "要約の行番号を移せません。",
            where=shown(path),
            expected="respondent と、[ ] に並べた lines",
            remedy="lines を [1, 2] の形に直してから、もう一度実行してください。",
        )
    return None if result == text else result


def moved_anchors(
    folder: Path, held: Sequence[Held], lines: Mapping[str, Mapping[int, int]], renewed: Collection[str]
) -> str | None:
    """Return anchors.csv for the documents as they stand now, None where nothing has been anchored yet.

    What stood on a line goes along with it. The lines of a replaced document (``renewed``) are anchored anew by the next
    ``make ingest-check``.
    """
    anchors = read_anchors(folder)
    if anchors is None:
        return None
    documents: list[Cells] = [
        dict(zip(COLUMNS, (DOCUMENTS, f"D{number:03d}", "sha256", "", document_mark(one.sha256)), strict=True))
        for number, one in enumerate(held, start=1)
    ]
    rows: list[Cells] = []
    for one, print_ in anchors.prints.items():
        code = one.row.split("/")[0]
        if code not in renewed:
            rows.append({**one._asdict(), "line": lines.get(code, {}).get(one.line, one.line), "fingerprint": print_})
    return csv_text(COLUMNS, [*documents, *rows])


def _wanted(numbers: Sequence[int], lines: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(lines.get(number, number) for number in numbers))


def _moved(entry: str, lines: Mapping[int, int]) -> str:
    def replaced(found: re.Match[str]) -> str:
        numbers = _wanted([int(part) for part in found["numbers"].replace(",", " ").split()], lines)
        return f"{found['head']}{', '.join(map(str, numbers))}{found['tail']}"

    return _LINES.sub(replaced, entry)
