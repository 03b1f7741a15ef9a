"""The workbook that is sent to respondents: sheets, blocks and fields of a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from generator.config.settings import Key, Number, Settings, Text

_NO_TITLE: Final = "[]:*?/\\'"
"""What Excel takes in no name of a sheet."""
Programme = Literal["", "chiikiryoku", "takikan", "todofuken"]
Answerer = Literal["", "prefecture", "municipal"]
FieldType = Literal["text", "long", "integer", "decimal", "rate", "choice", "date"]


class FieldOption(Settings):
    """One answer of a drop-down; ``sets`` are further columns that it decides."""

    id: Text
    label: Text
    sets: Mapping[str, str] = {}


class FormField(Settings):
    """One answer cell, or one column of a block of rows.

    ``item`` takes title, type, unit and limits from an item of the questionnaire. ``codes`` names lists of
    config/practice.yaml (or of the contract) for a drop-down, ``options`` are a list of its own. ``cell`` is the printed
    cell of chapters 3 and 4 that the answer fills.
    """

    id: Key
    item: str = ""
    title: str = ""
    type: FieldType = "text"
    unit: str = ""
    required: bool = False
    low: Number | None = None
    high: Number | None = None
    longest: Annotated[int, Field(ge=1, le=2000)] | None = None
    codes: str = ""
    options: tuple[FieldOption, ...] = ()
    column: str = ""
    metric: str = ""
    cell: str = ""
    width: Annotated[int, Field(ge=6, le=80)] = 14
    help: Annotated[str, Field(max_length=120)] = ""


class RowKey(Settings):
    """A row of a block whose rows have names; ``sets`` are the columns that it decides."""

    id: Key
    title: Text
    sets: Mapping[str, str] = {}
    programme: Programme = ""
    only: Answerer = ""


class FormBlock(Settings):
    """A group of answers: one below the other, or a table of ``rows`` empty or ``keys`` named rows.

    ``table`` is where the answers go, ``sets`` are columns that all of its rows share, ``cell`` is the printed cell that
    its rows fill. ``programme``: asked only of those who run it. ``required``: one row at least. ``columns`` names fields that
    several blocks share.
    """

    id: Key
    title: Text
    note: str = ""
    table: str = ""
    cell: str = ""
    programme: Programme = ""
    only: Answerer = ""
    required: bool = False
    rows: Annotated[int, Field(ge=0, le=40)] = 0
    keys: tuple[RowKey, ...] = ()
    sets: Mapping[str, str] = {}
    columns: str = ""
    fields: tuple[FormField, ...] = ()

    @property
    def tabular(self) -> bool:
        """Whether the fields are columns of rows."""
        return bool(self.rows or self.keys)

    @model_validator(mode="after")
    def _distinct(self) -> FormBlock:
        ids = [field.id for field in self.fields]
        keys = [key.id for key in self.keys]
        if len(set(ids)) < len(ids) or len(set(keys)) < len(keys):
            raise ValueError(f"workbook の {self.id} に、同じ id が2回あります。")
        if bool(self.columns) == bool(self.fields):
            raise ValueError(f"workbook の {self.id} には、fields と columns のどちらか一方を書きます。")
        if self.rows and self.keys:
            raise ValueError(f"workbook の {self.id} には、rows と keys のどちらか一方を書きます。")
        return self


class FormSheet(Settings):
    """A sheet of the workbook; ``programme`` and ``only`` hold for all of its blocks."""

    id: Key
    title: Annotated[str, Field(min_length=1, max_length=20)]
    note: str = ""
    only: Answerer = ""
    blocks: Annotated[tuple[FormBlock, ...], Field(min_length=1)]


class FormWorkbook(Settings):
    """The workbook of a questionnaire.

    A figure that differs from last year's by more than ``change`` per cent, and by ``least`` at the least, is asked about.
    """

    change: Annotated[int, Field(ge=1, le=1000)] = 30
    least: Annotated[int, Field(ge=0, le=1000)] = 2
    guide: tuple[Text, ...] = ()
    columns: Mapping[str, tuple[FormField, ...]] = {}
    sheets: tuple[FormSheet, ...] = ()

    @model_validator(mode="after")
    def _distinct(self) -> FormWorkbook:
        blocks = [block.id for sheet in self.sheets for block in sheet.blocks]
        sheets = [name for sheet in self.sheets for name in (sheet.id, sheet.title)]
        if odd := [sheet.title for sheet in self.sheets if set(sheet.title) & set(_NO_TITLE)]:
            raise ValueError(f"workbook のシートの題に、{_NO_TITLE} は使えません（{'、'.join(odd)}）。")
        if len(set(blocks)) < len(blocks) or len(set(sheets)) < len(sheets):
            raise ValueError("workbook のシートと欄の組の id は、1つずつ別の名にしてください。")
        named = [block.columns for sheet in self.sheets for block in sheet.blocks if block.columns]
        if absent := sorted(set(named) - set(self.columns)):
            raise ValueError(f"workbook の columns に、{'、'.join(absent)} がありません。")
        return self

    def fields_of(self, block: FormBlock) -> tuple[FormField, ...]:
        """Return the fields of a block, its own or those that it shares."""
        return self.columns[block.columns] if block.columns else block.fields
