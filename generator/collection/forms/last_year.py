"""What a respondent answered last year, item by item, as it is shown beside the new answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from generator import formats
from generator.collection.form import Block, Field, Form
from generator.collection.form_ids import ItemId
from generator.dataset.contract import Programme
from generator.dataset.records import Dataset

_MARKS: Final = tuple(programme.value for programme in Programme)
_FACILITY: Final = ("direct", "outsourced")


@dataclass(frozen=True, slots=True)
class LastYear:
    """Texts by item (of a row: with an empty field), and the figures that new ones are compared with."""

    texts: Mapping[ItemId, str]
    figures: Mapping[ItemId, Decimal]


NOTHING: Final = LastYear(MappingProxyType({}), MappingProxyType({}))


def last_year_of(form: Form, code: str, dataset: Dataset) -> LastYear:
    """Return what is known of a respondent from the edition before; nothing of one that it does not have."""
    if code not in dataset.respondents:
        return NOTHING
    texts: dict[ItemId, str] = {}
    figures: dict[ItemId, Decimal] = {}
    reader = _Reader(code, dataset)
    for block in form.blocks():
        if block.rows:
            lines = reader.rows(block)
            texts |= {ItemId(block.id, row.id, ""): lines.get(row.id, "") for row in block.rows}
            figures |= reader.facilities(block)
        else:
            for field in block.fields:
                item = ItemId(block.id, "", field.id)
                texts[item] = reader.single(block, field)
                if (figure := reader.figure(block, field)) is not None:
                    figures[item] = figure
    return LastYear(texts, figures)


class _Reader:
    """Reads one respondent's rows of the tables."""

    def __init__(self, code: str, dataset: Dataset) -> None:
        self._code, self._dataset = code, dataset
        self._people = next((one for one in dataset.practice.coordinators if one.code == code), None)
        self._several: Mapping[str, Callable[[Block], Sequence[str]]] = {
            "practices": self._practices,
            "meetings": self._meetings,
            "targets": self._targets,
            "events": self._events,
        }

    def single(self, block: Block, field: Field) -> str:
        """Return the text of one field."""
        respondent = self._dataset.respondents[self._code]
        if field.column in _MARKS:
            run = Programme(field.column) in respondent.programmes
            return next((one.label for one in field.choices if one.id == str(int(run))), "")
        if block.table == "excerpts":
            parts = self._dataset.summaries.get(self._code)
            statement = parts.get(field.column) if parts else None
            return f"（資料の要約）{statement.text}" if statement else ""
        figure = self.figure(block, field)
        if figure is not None:
            return formats.number(figure, formats.natural_decimals(figure))
        return str(getattr(respondent, field.column, "")) if block.table in ("respondents", "indicators") else ""

    def figure(self, block: Block, field: Field) -> Decimal | None:
        """Return the figure of one field, None where there is none."""
        if field.metric:
            indicator = self._dataset.indicators.get((self._code, field.metric))
            return indicator.value if indicator else None
        value = getattr(self._people, field.column, None) if block.table == "coordinators" and field.column else None
        return Decimal(value) if isinstance(value, int) else None

    def facilities(self, block: Block) -> dict[ItemId, Decimal]:
        """Return the numbers of places, direct and outsourced."""
        found = {}
        for row in block.rows if block.table == "facilities" else ():
            for how in _FACILITY:
                indicator = self._dataset.indicators.get((self._code, f"{row.id}_{how}"))
                if indicator and indicator.value is not None:
                    found[ItemId(block.id, row.id, how)] = indicator.value
        return found

    def rows(self, block: Block) -> dict[str, str]:
        """Return what stands beside each row of a table."""
        if block.table in self._several:
            lines = self._several[block.table](block)
            return {row.id: line for row, line in zip(block.rows, lines, strict=False)}
        return {row.id: self._named(block, row.sets, row.id) for row in block.rows}

    def _named(self, block: Block, sets: Mapping[str, str], row: str) -> str:
        if block.table == "facilities":
            shares = [(how, self._dataset.indicators.get((self._code, f"{row}_{how}"))) for how in _FACILITY]
            words = {field.column: field.title for field in block.fields}
            return "　".join(f"{words[how]} {one.value}" for how, one in shares if one and one.value is not None)
        records: Iterable[Any] = self._dataset.projects if block.table == "projects" else self._dataset.practice.areas
        own = (one for one in records if one.code == self._code)
        found = next((one for one in own if all(getattr(one, name) == value for name, value in sets.items())), None)
        return "" if found is None else _told(block, found)

    def _practices(self, block: Block) -> list[str]:
        own = (row for row in self._dataset.practice.practices if row.code == self._code and row.cell == block.cell)
        return [_told(block, row) for row in own]

    def _meetings(self, block: Block) -> list[str]:
        own = (row for row in self._dataset.practice.meetings if row.code == self._code)
        return [_told(block, row) for row in own if row.purpose == block.sets.get("purpose")]

    def _targets(self, block: Block) -> list[str]:
        return [_told(block, row) for row in self._dataset.targets if row.code == self._code]

    def _events(self, block: Block) -> list[str]:
        kinds = {choice.id for field in block.fields for choice in field.choices if field.column == "kind"}
        kinds |= {block.sets.get("kind", "")}
        own = (row for row in self._dataset.practice.events if row.code == self._code)
        return [_told(block, row) for row in own if row.kind.value in kinds]


def _told(block: Block, record: object) -> str:
    """Return a row of a table in the words of the form's columns."""
    parts: list[str] = []
    for field in block.fields:
        text = _value(field, getattr(record, field.column, None))
        if text and text not in parts:
            parts.append(text)
    return "／".join(parts)


def _value(field: Field, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return "・".join(_value(field, one) for one in value)
    if isinstance(value, Decimal):
        return formats.number(value, formats.natural_decimals(value)) + field.unit
    plain = str(int(value)) if isinstance(value, bool) else str(getattr(value, "value", value))
    if field.choices:
        return next((choice.label for choice in field.choices if choice.id == plain), "" if plain == "none" else plain)
    return plain
