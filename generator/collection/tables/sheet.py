"""The answers of one form as the tables' makers read them: by block and field, with a note of every doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.collection.form import RUN, Block, Choice, Field, Form, Row
from generator.collection.form_ids import ItemId
from generator.collection.returned.answers import Answer, Returned
from generator.config.config import Config
from generator.dataset.contract import Kind, Programme
from generator.dataset.records import Dataset
from generator.ingest.tables import Cells
from generator.printed.characters import squeeze
from generator.printed.numbers import read_number

Tables = dict[str, list[Cells]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody should look at: the item's title, what was answered, where, and why."""

    title: str
    text: str
    line: int


@dataclass
class Sheet:
    """A form that came back, the settings to read it by, and last year's figures; ``doubts`` grow while it is read."""

    form: Form
    returned: Returned
    code: str
    name: str
    kind: Kind
    config: Config
    before: Dataset
    doubts: list[Doubt] = field(default_factory=list)

    def answer(self, block: Block, row: Row | None, of: Field) -> Answer:
        """Return an answer; an item that the workbook has lost is blank."""
        item = ItemId(block.id, row.id if row is not None else "", of.id)
        return self.returned.answers.get(item) or Answer("", (1,))

    def lines(self, block: Block) -> Iterator[Line]:
        """Yield the rows of a block that hold anything."""
        for row in block.rows:
            line = Line(self, block, row)
            if line.filled:
                yield line

    def blocks(self, table: str) -> Iterator[Block]:
        """Yield the blocks whose answers go into a table."""
        return (block for block in self.form.blocks() if block.table == table)

    def runs(self, programme: str) -> bool:
        """Whether the respondent runs a programme; an empty name stands for all."""
        return not programme or Programme(programme) in self.programmes

    @property
    def programmes(self) -> frozenset[Programme]:
        """The programmes that are marked."""
        found = set()
        for block in self.blocks("respondents"):
            for one in block.fields:
                if one.column in set(Programme) and self.choice(block, None, one) == RUN:
                    found.add(Programme(one.column))
        return frozenset(found)

    def choice(self, block: Block, row: Row | None, of: Field) -> str:
        """Return the code of the answer that was chosen, "" for none or one that the list does not have."""
        chosen = self.chosen(block, row, of)
        return chosen.id if chosen else ""

    def chosen(self, block: Block, row: Row | None, of: Field) -> Choice | None:
        """Return the answer that was chosen; one that the list does not have is a doubt."""
        answer = self.answer(block, row, of)
        text = squeeze(answer.text)
        if not text:
            return None
        found = next((one for one in of.choices if squeeze(one.label) == text or one.id == answer.text), None)
        if found is None:
            self.doubt(block, row, of, f"「{answer.flat[:20]}」は一覧にない")
        return found

    def number(self, block: Block, row: Row | None, of: Field) -> Decimal | None:
        """Return a number; what is none, or lies outside its limits, is a doubt."""
        answer = self.answer(block, row, of)
        text = squeeze(answer.text).removesuffix(squeeze(of.unit)) if of.unit else squeeze(answer.text)
        if not text:
            return None
        value = read_number(text)
        whole = value is not None and (of.type != "integer" or value == value.to_integral_value())
        if value is None or not whole or answer.questions:
            asked = "。".join(answer.questions)
            self.doubt(block, row, of, asked or f"「{answer.flat[:20]}」を数として読めない")
        elif (of.low is not None and value < of.low) or (of.high is not None and value > of.high):
            self.doubt(block, row, of, f"{value}は記入の目安の外にある")
        return value if whole and not answer.questions else None

    def text(self, block: Block, row: Row | None, of: Field, *, longest: int) -> str:
        """Return a text on one line; what is longer than its place is cut, which is a doubt."""
        flat = self.answer(block, row, of).flat
        if len(flat) > longest:
            self.doubt(block, row, of, f"{longest}字を超えるので、初めの{longest}字だけを採った")
        return flat[:longest]

    def doubt(self, block: Block, row: Row | None, of: Field | None, text: str) -> None:
        """Keep a doubt once."""
        titles = [block.title, row.title or row.id if row is not None else "", of.title if of is not None else ""]
        line = self.answer(block, row, of).line if of is not None else 1
        doubt = Doubt(" ".join(filter(None, titles)), text, line)
        if doubt not in self.doubts:
            self.doubts.append(doubt)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a block."""

    sheet: Sheet
    block: Block
    row: Row

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(self.sheet.answer(self.block, self.row, one).text for one in self.block.fields)

    def field(self, column: str) -> Field | None:
        """Return the field of a column."""
        return next((one for one in self.block.fields if one.column == column), None)

    def choice(self, column: str) -> str:
        """Return the code chosen in a column, "" for none."""
        found = self.field(column)
        return self.sheet.choice(self.block, self.row, found) if found else ""

    def chosen(self, column: str) -> Choice | None:
        """Return what was chosen in a column."""
        found = self.field(column)
        return self.sheet.chosen(self.block, self.row, found) if found else None

    def number(self, column: str) -> Decimal | None:
        """Return the number of a column."""
        found = self.field(column)
        return self.sheet.number(self.block, self.row, found) if found else None

    def text(self, column: str, *, longest: int = 200) -> str:
        """Return the text of a column."""
        found = self.field(column)
        return self.sheet.text(self.block, self.row, found, longest=longest) if found else ""

    def answer(self, column: str) -> Answer:
        """Return the answer of a column."""
        found = self.field(column)
        return self.sheet.answer(self.block, self.row, found) if found else Answer("", (1,))

    def doubt(self, column: str, text: str) -> None:
        """Keep a doubt about a column."""
        self.sheet.doubt(self.block, self.row, self.field(column), text)

    def numbers(self, *columns: str) -> tuple[int, ...]:
        """Return the lines of the filled answers of some columns, of all where none is named."""
        wanted = [one for one in self.block.fields if not columns or one.column in columns]
        answers = (self.sheet.answer(self.block, self.row, one) for one in wanted)
        lines = [line for answer in answers if answer.text for line in answer.lines]
        return tuple(sorted(set(lines)))


def listed(lines: Iterable[int]) -> str:
    """Return lines as a cell of a table."""
    return " ".join(map(str, sorted(set(lines))))


def plain(value: Decimal | None) -> str:
    """Return a number as a cell of a table, "" for none."""
    return "" if value is None else f"{value.normalize():f}"


def with_sets(block: Block, row: Row) -> Mapping[str, str]:
    """Return the columns that block and row decide."""
    return {**block.sets, **row.sets}
