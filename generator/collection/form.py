"""The form of one year as both its writer and its reader see it: sheets, blocks, rows, fields and their choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.config.config import Config
from generator.config.questionnaire import Questionnaire
from generator.config.workbook import FormBlock, FormField
from generator.dataset.contract import CATEGORIES, CONTRACTOR_TYPES, Programme

ROWS_OF_CELL: Final = "cell"
"""The name that stands for all kinds which a block's cell may hold."""
RUN: Final = "1"
"""The answer of a mark: the programme is run."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a drop-down: its code, its printed word, further columns that it decides."""

    id: str
    label: str
    sets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One answer cell, or one column of rows; ``cell`` is the printed cell that it fills."""

    id: str
    title: str
    type: str
    unit: str
    required: bool
    low: Decimal | None
    high: Decimal | None
    longest: int | None
    choices: tuple[Choice, ...]
    column: str
    metric: str
    cell: str
    width: int
    help: str

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for."""
        return self.type in ("integer", "decimal", "rate")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block; ``title`` is "" for one that has no name. ``programme``: asked only of those who run it."""

    id: str
    title: str
    sets: Mapping[str, str]
    programme: str


@dataclass(frozen=True, slots=True)
class Block:
    """A group of answers; ``rows`` is empty where each field is a row of its own."""

    id: str
    title: str
    note: str
    table: str
    cell: str
    programme: str
    required: bool
    rows: tuple[Row, ...]
    sets: Mapping[str, str]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the form."""

    id: str
    title: str
    note: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a year for a kind of respondent; ``change`` and ``least`` bound what differs much from last year."""

    questionnaire: str
    year: int
    guide: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    change: int
    least: int

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in their order."""
        for sheet in self.sheets:
            yield from sheet.blocks

    def differs(self, value: Decimal, before: Decimal) -> bool:
        """Return whether a figure is so far from last year's that somebody should ask."""
        return abs(value - before) * 100 > self.change * abs(before) and abs(value - before) >= self.least_of(before)

    def least_of(self, before: Decimal) -> Decimal:
        """Return the smallest difference that counts: of a rate or an area with decimals there is none."""
        return Decimal(self.least) if before == before.to_integral_value() else Decimal(0)


def form_of(config: Config, questionnaire: Questionnaire, *, year: int, prefecture: bool) -> Form:
    """Return the form of ``questionnaire`` as it is in a year, for a prefecture or for a municipality."""
    answerer = "prefecture" if prefecture else "municipal"
    book = questionnaire.workbook
    sheets = []
    for sheet in book.sheets:
        blocks = tuple(
            _block(block, book.fields_of(block), config, questionnaire, answerer)
            for block in sheet.blocks
            if sheet.only in ("", answerer) and block.only in ("", answerer)
        )
        if blocks:
            sheets.append(Sheet(sheet.id, sheet.title, sheet.note, blocks))
    return Form(questionnaire.id, year, book.guide, tuple(sheets), book.change, book.least)


def _block(
    block: FormBlock, fields: tuple[FormField, ...], config: Config, questionnaire: Questionnaire, answerer: str
) -> Block:
    asked = (questionnaire.asked(field) for field in fields)
    rows = tuple(
        Row(key.id, key.title, key.sets, key.programme) for key in block.keys if key.only in ("", answerer)
    ) or tuple(Row(str(number), "", MappingProxyType({}), "") for number in range(1, block.rows + 1))
    return Block(
        id=block.id,
        title=block.title,
        note=block.note,
        table=block.table,
        cell=block.cell,
        programme=block.programme,
        required=block.required,
        rows=rows,
        sets=block.sets,
        fields=tuple(_field(field, block, config) for field in asked if field is not None),
    )


def _field(field: FormField, block: FormBlock, config: Config) -> Field:
    low, high = field.low, field.high
    if field.metric in config.metrics:
        metric = config.metrics[field.metric]
        least, most = metric.believed or metric.plausible
        low = least if low is None else low
        high = most if high is None else high
    return Field(
        id=field.id,
        title=field.title,
        type=field.type,
        unit=field.unit,
        required=field.required,
        low=low,
        high=high,
        longest=field.longest,
        choices=tuple(_choices(field, block, config)),
        column=field.column,
        metric=field.metric,
        cell=field.cell.replace("{cell}", block.cell),
        width=field.width,
        help=field.help,
    )


def _choices(field: FormField, block: FormBlock, config: Config) -> Iterator[Choice]:
    nothing: Mapping[str, str] = MappingProxyType({})
    if field.type != "choice":
        return
    if field.options:
        yield from (Choice(option.id, option.label, option.sets) for option in field.options)
    elif field.codes == ROWS_OF_CELL:
        kinds = config.practice.kinds[block.cell]
        labels = {code.label: key for key, code in reversed(list(kinds.items()))}
        yield from (Choice(key, code.label, nothing) for key, code in kinds.items() if labels[code.label] == key)
    elif field.codes == "categories":
        yield from (Choice(name, name, nothing) for name in CATEGORIES)
    elif field.codes == "contractor_types":
        yield from (Choice(name, name, nothing) for name in CONTRACTOR_TYPES)
    elif field.codes == "programmes":
        keys = [key.value for key in Programme]
        yield from (Choice(key, config.edition.programme_name(key).short, nothing) for key in keys)
    else:
        yield from (Choice(code.id, code.label, nothing) for code in config.practice.vocabularies[field.codes])
