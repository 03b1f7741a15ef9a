"""Chapters 3 and 4 of the made-up volume: spheres, places, people, money, meetings and events of every respondent."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from generator.config.practice import PracticeFile

Row = tuple[str, str, str]
Cells = Sequence[object]
LINES_OF_A_FORM = 300
_CHOSEN = {
    "a.support_target": 1, "a.support_content": 1, "a.base_place": 1, "a.base_operator": 1, "a.training_target": 2,
    "a.training_content": 1, "a.funding": 2, "a.linked": 2, "i.place": 2, "i.person": 1, "i.publicity": 2, "i.finding": 3,
    "i.backup_content": 1, "i.backup_person": 2, "i.linked": 2, "t.qualification": 4, "t.posting": 2, "t.case": 5,
    "t.network": 6, "t.own_funds": 3, "t.resources": 2,
}  # fmt: skip
"""How many values a form names in a cell: as in the real tables, where a form names 37 (of chapter 4 every second has one)."""


def made_up(rows: Sequence[Row], practice: PracticeFile, chance: random.Random) -> dict[str, list[Cells]]:
    """Return the rows of the six tables by table; every second respondent has chapter 4."""
    tables: dict[str, list[Cells]] = {
        "practice_cells": [], "areas": [], "practices": [], "coordinators": [], "meetings": [], "events": []
    }  # fmt: skip
    for number, (code, _, name) in enumerate(rows):
        line, has_meetings = number * LINES_OF_A_FORM + 70, bool(number % 2)
        tables["practice_cells"].extend(_cells(code, practice, line, has_meetings=has_meetings))
        tables["areas"].extend(_areas(code, practice, line, chance))
        tables["practices"].extend(_practices(code, practice, line, chance, has_meetings=has_meetings))
        tables["events"].extend(_events(code, line + 150))
        if has_meetings:
            tables["coordinators"].append((code, "", "not_stated", *[""] * 6, line + 20))
            tables["meetings"].extend(_meetings(code, name, line + 30, chance))
    return tables


def _cells(code: str, practice: PracticeFile, line: int, *, has_meetings: bool) -> Iterator[Cells]:
    there = {"chiikiryoku": True, "takikan": has_meetings, "todofuken": False}
    for cell in practice.cells:
        if there[practice.chapter_of[cell.id]]:
            yield code, cell.id, "filled", line, line
        else:
            yield code, cell.id, "not_applicable", "", ""


def _areas(code: str, practice: PracticeFile, line: int, chance: random.Random) -> Iterator[Cells]:
    for part in ("a", "i"):
        unit = chance.choice(practice.vocabularies["unit"]).id
        yield code, part, "whole", unit, "", chance.randint(1, 40), "printed", 12000, "", "total", "", line


def _practices(
    code: str, practice: PracticeFile, line: int, chance: random.Random, *, has_meetings: bool
) -> Iterator[Cells]:
    for cell, count in _CHOSEN.items():
        if cell.startswith("t.") and not has_meetings:
            continue
        group = "qualification" if cell == "t.qualification" else ""
        kinds = list(practice.vocabularies[group] if group else practice.kinds[cell].values())
        stage = chance.choice(["act", "plan", "study"]) if cell in ("a.funding", "t.own_funds") else ""
        for seq, kind in enumerate(chance.sample(kinds, count), start=1):
            basis = "holder" if group else ""
            yield code, cell, seq, kind.id, kind.label, "", "", stage, basis, group, line + seq, ""


def _meetings(code: str, name: str, line: int, chance: random.Random) -> Iterator[Cells]:
    for seq, purpose in enumerate(("case", "network"), start=1):
        times = chance.randint(1, 12)
        yield (
            *(code, seq, purpose, f"{name}連絡会議", "text", chance.choice(["existing", "new"]), "none", times, times),
            *("year", 0, "", "", "", "", "", line + seq),
        )


def _events(code: str, line: int) -> Iterator[Cells]:
    yield code, 1, "opened", "身近な相談の窓口", "", "2018-10", "", "", "", line, "を開設"
    yield code, 2, "issue", "担い手の不足", "", "", "", "", "", line + 1, ""
    yield code, 3, "planned", "窓口の増設", "", "FY2019", "", "", "", line + 2, ""
