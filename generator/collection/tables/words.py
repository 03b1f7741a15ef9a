"""What the answers say in sentences: themes counted in them, and attributed excerpts until an editor has written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.collection.returned.answers import Answer
from generator.collection.tables.sheet import Sheet
from generator.dataset.editorial import SUMMARY_PARTS
from generator.ingest.form.themes import Mention, is_negated, theme_rows
from generator.ingest.tables import Cells
from generator.printed.characters import squeeze

ATTRIBUTION: Final = "（回答の抜粋）"
_LONGEST: Final = 105
"""With its brackets and the attribution an excerpt stays within what a summary's place holds."""
_SENTENCE = re.compile(r"[^。]+。?")
_APART = re.compile(r"[\s／]+")
_TOLD: Final = ("text", "long")
_WHO: Final = ("respondents", "projects")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first sentences of an answer, marked as such, and the lines that they stand on (from 1 in the document)."""

    part: str
    text: str
    lines: tuple[int, ...]


def mention_rows(sheet: Sheet) -> list[Cells]:
    """Return the rows of themes.csv: words in what was answered, not in what the form prints."""
    streams = [_stream(answer, sheet) for answer in _told(sheet)]
    mentions = [
        Mention(theme.id, lines[start])
        for theme in sheet.config.themes
        for text, lines in streams
        for start, end in theme.find(text)
        if not is_negated(text[end : end + 40])
    ]
    return theme_rows(sheet.code, mentions)


def _told(sheet: Sheet) -> Iterator[Answer]:
    for block in sheet.form.blocks():
        for row in block.rows or (None,):
            for one in block.fields if block.table not in _WHO and sheet.runs(block.programme) else ():
                answer = sheet.answer(block, row, one)
                if one.type in _TOLD and answer.text:
                    yield answer


def _stream(answer: Answer, sheet: Sheet) -> tuple[str, list[int]]:
    texts = [(squeeze(sheet.returned.document.lines[number - 1].text), number) for number in answer.lines]
    return "".join(text for text, _ in texts), [number for text, number in texts for _ in text]


def excerpts(sheet: Sheet) -> list[Excerpt]:
    """Return the excerpts of a form, part by part in the order of a summary."""
    found: dict[str, Excerpt] = {}
    for block in sheet.blocks("excerpts"):
        for one in block.fields:
            answer = sheet.answer(block, None, one)
            text = shortened(answer.text)
            if one.column in SUMMARY_PARTS and text and one.column not in found:
                found[one.column] = Excerpt(one.column, f"「{text}」{ATTRIBUTION}", answer.lines)
    return [found[part] for part in SUMMARY_PARTS if part in found]


def shortened(text: str) -> str:
    """Return the first whole sentences that have room, or the beginning of the first one with …"""
    flat = _APART.sub("", text).replace("「", "『").replace("」", "』")
    chosen = ""
    for sentence in _SENTENCE.findall(flat):
        if len(chosen) + len(sentence) > _LONGEST:
            break
        chosen += sentence
    return chosen or (f"{flat[:_LONGEST]}…" if flat else "")
