"""Where the answers stand in the workbook that is being written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_rowcol_to_cell

from generator.collection.form import Block, Field, Row
from generator.collection.form_ids import ItemId


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer cell: the sheet's title, its row and column (from 0)."""

    item: ItemId
    sheet: str
    row: int
    column: int
    block: Block
    field: Field
    line: Row | None

    @property
    def cell(self) -> str:
        """The cell as formulas call it from another sheet."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True)}"


@dataclass(slots=True)
class Places:
    """The answer cells in the order in which they were written."""

    cells: list[Placed] = field(default_factory=list)

    def of(self, block: Block) -> Sequence[Placed]:
        """Return the cells of a block."""
        return [one for one in self.cells if one.block is block]

    def mark(self, programme: str) -> Placed | None:
        """Return the cell that says whether a programme is run."""
        marks = (one for one in self.cells if one.block.table == "respondents" and one.field.column == programme)
        return next(marks, None)

    def range(self, block: Block, field_id: str) -> str:
        """Return the cells of a column of a block, as formulas call them."""
        own = [one for one in self.of(block) if one.field.id == field_id]
        first, last = own[0], own[-1]
        end = xl_rowcol_to_cell(last.row, last.column, row_abs=True, col_abs=True)
        return f"{first.cell}:{end}"

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that were written."""
        seen: list[Block] = []
        for one in self.cells:
            if not any(block is one.block for block in seen):
                seen.append(one.block)
                yield one.block
