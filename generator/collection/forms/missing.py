"""The sheet that shows what is still missing, by formulas that Excel and LibreOffice both reckon."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xlsxwriter.worksheet import Worksheet

from generator.collection.form import Block, Form
from generator.collection.forms.last_year import LastYear
from generator.collection.forms.places import Placed, Places
from generator.collection.forms.styles import Styles

TITLE: Final = "記入状況"
_OPEN, _DONE, _FREE, _PARTLY = "未記入", "記入済", "空欄", "記入もれ"
_OUTSIDE, _CHANGED, _NOT_ASKED = "範囲を確認", "前年度と比較", "対象外"
_FIRST: Final = 5
_SHEET, _ITEM, _STATE = 1, 2, 3


class MissingSheet:
    """Lists every required answer and every table with its state; ``open_formula`` counts those not answered."""

    def __init__(self, target: Worksheet, form: Form, places: Places, before: LastYear, styles: Styles) -> None:
        self._target, self._form, self._places, self._before, self._styles = target, form, places, before, styles
        self._row = _FIRST

    def write(self) -> int:
        """Write the sheet and return how many answers are open at first."""
        target, styles = self._target, self._styles
        for column, width in ((0, 2), (_SHEET, 18), (_ITEM, 52), (_STATE, 18), (4, 60)):
            target.set_column(column, column, width)
        target.write_string(0, _SHEET, TITLE, styles.title)
        target.write_string(
            1,
            _SHEET,
            "送る前に、「未記入」「記入もれ」がなく、「確認」の値に誤りがないことを見てください。",
            styles.place,
        )
        for column, head in ((_SHEET, "シート"), (_ITEM, "項目（クリックで移動）"), (_STATE, "状態")):
            target.write_string(_FIRST - 1, column, head, styles.head)
        opened = sum(self._block(block) for block in self._places.blocks())
        self._counts(opened)
        states = (_FIRST, _STATE, self._row - 1, _STATE)
        for word, style in ((_OPEN, styles.wanting), (_PARTLY, styles.wanting), (_OUTSIDE, styles.asking)):
            target.conditional_format(
                *states, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
            )
        rule = {"type": "cell", "criteria": "==", "value": f'"{_CHANGED}"', "format": styles.asking}
        target.conditional_format(*states, rule)
        return opened

    @property
    def open_formula(self) -> str:
        """The number of answers that are open."""
        states = f"'{TITLE}'!$D${_FIRST + 1}:$D${self._row}"
        return f'COUNTIF({states},"{_OPEN}")+COUNTIF({states},"{_PARTLY}")'

    def _counts(self, opened: int) -> None:
        states = f"$D${_FIRST + 1}:$D${self._row}"
        asked = f'COUNTIF({states},"{_OUTSIDE}")+COUNTIF({states},"{_CHANGED}")'
        shown = f'="未記入 "&({self.open_formula})&"件　確認 "&({asked})&"件"'
        self._target.write_formula(2, _SHEET, shown, self._styles.count, f"未記入 {opened}件　確認 0件")

    def _block(self, block: Block) -> int:
        cells = self._places.of(block)
        if block.table == "facilities":
            return sum(self._single(one) for one in cells)
        if not block.rows:
            return sum(self._single(one) for one in cells if one.field.required or one.field.is_number)
        if all(row.programme for row in block.rows):
            return sum(self._named(block, row.id, row.title, row.programme) for row in block.rows)
        return self._table(block)

    def _single(self, placed: Placed) -> int:
        cell = placed.cell
        tests = self._doubts(placed)
        state = f'IF(LEN({cell})=0,"{_OPEN if placed.field.required else _FREE}",{tests})'
        title = f"{placed.line.title} {placed.field.title}" if placed.line is not None else placed.field.title
        return self._line(placed, title, state, placed.block.programme, required=placed.field.required)

    def _doubts(self, placed: Placed) -> str:
        """Return what a filled cell is: inside its limits, near last year's figure."""
        field, cell = placed.field, placed.cell
        if not field.is_number:
            return f'"{_DONE}"'
        outside = [f"{cell}<{field.low}"] if field.low is not None else []
        outside += [f"{cell}>{field.high}"] if field.high is not None else []
        limits = f"OR({','.join(outside)})" if outside else "FALSE"
        before = self._before.figures.get(placed.item)
        changed = self._changed(cell, before) if before is not None else "FALSE"
        return f'IF(ISNUMBER({cell}),IF({limits},"{_OUTSIDE}",IF({changed},"{_CHANGED}","{_DONE}")),"{_DONE}")'

    def _changed(self, cell: str, before: Decimal) -> str:
        most = abs(before) * self._form.change / 100
        return f"AND(ABS({cell}-{before})>{most.normalize():f},ABS({cell}-{before})>={self._form.least_of(before)})"

    def _named(self, block: Block, row: str, title: str, programme: str) -> int:
        """Write a row that a programme asks for: its required cells are to be filled."""
        own = [one for one in self._places.of(block) if one.line is not None and one.line.id == row]
        wanted = [one for one in own if one.field.required]
        empty = "+".join(f"(LEN({one.cell})=0)" for one in wanted)
        state = f'IF({empty}={len(wanted)},"{_OPEN}",IF({empty}>0,"{_PARTLY}","{_DONE}"))'
        return self._line(own[0], f"{block.title} {title}", state, programme, required=True)

    def _table(self, block: Block) -> int:
        """Rows: one at least where it is required, and none begun without what it needs."""
        cells = self._places.of(block)
        lengths = [f"LEN({self._places.range(block, field.id)})" for field in block.fields]
        begun = f"(({'+'.join(lengths)})>0)"
        wanted = [f"({begun}*(LEN({self._places.range(block, f.id)})=0))" for f in block.fields if f.required]
        partly = f"SUMPRODUCT({'+'.join(wanted)})>0" if wanted else "FALSE"
        empty = f"SUMPRODUCT({begun}*1)=0"
        state = f'IF({empty},"{_OPEN if block.required else _FREE}",IF({partly},"{_PARTLY}","{_DONE}"))'
        return self._line(cells[0], block.title, state, block.programme, required=block.required)

    def _line(self, at: Placed, title: str, state: str, programme: str, *, required: bool) -> int:
        """Write a line; return 1 where it is open at first: marks are not set yet."""
        target, styles = self._target, self._styles
        mark = self._places.mark(programme) if programme else None
        target.write_string(self._row, _SHEET, at.sheet, styles.label)
        target.write_url(self._row, _ITEM, f"internal:{at.cell.replace('$', '')}", styles.link, title)
        if mark is None:
            first = _OPEN if required else _FREE
            target.write_formula(self._row, _STATE, f"={state}", styles.state, first)
        else:
            run = next(choice.label for choice in mark.field.choices if choice.id == "1")
            formula = f'=IF({mark.cell}<>"{run}","{_NOT_ASKED}",{state})'
            target.write_formula(self._row, _STATE, formula, styles.state, _NOT_ASKED)
        self._row += 1
        return int(required and mark is None)
