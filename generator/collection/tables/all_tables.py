"""All tables of one form that came back."""

from __future__ import annotations

from generator.collection.tables.figures import indicator_rows, project_rows, respondent_rows
from generator.collection.tables.practice import (
    area_rows,
    cell_rows,
    coordinator_rows,
    meeting_rows,
    practice_rows,
)
from generator.collection.tables.results import event_rows, target_rows
from generator.collection.tables.sheet import Sheet, Tables
from generator.collection.tables.words import mention_rows


def tables_of(sheet: Sheet) -> Tables:
    """Return the rows of every table, as cells; the sheet gathers the doubts."""
    for item in sheet.returned.hidden:
        block = next((one for one in sheet.form.blocks() if one.id == item.block), None)
        if block is not None:
            sheet.doubt(block, None, None, f"非表示の行か列にある答（{item}）を読んでいない")
    practices = practice_rows(sheet)
    return {
        "respondents": respondent_rows(sheet),
        "indicators": indicator_rows(sheet),
        "projects": project_rows(sheet),
        "targets": target_rows(sheet),
        "themes": mention_rows(sheet),
        "practice_cells": cell_rows(sheet, practices),
        "areas": area_rows(sheet),
        "practices": practices,
        "coordinators": coordinator_rows(sheet),
        "meetings": meeting_rows(sheet),
        "events": event_rows(sheet),
    }
