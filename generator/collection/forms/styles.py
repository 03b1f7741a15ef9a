"""The look of the workbook: one set of cell formats."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from generator.new_workbook import TYPEFACE

BODY: Final = MappingProxyType({"font_name": TYPEFACE, "font_size": 10.5, "valign": "vcenter"})
_LINE: Final = "#9AA5B1"
_INK: Final = "#1F3A5F"
_ANSWER: Final = "#FFF7D6"
_BAND: Final = "#E3ECF6"
_QUIET: Final = "#F3F4F6"
_GREY: Final = "#4B5563"
_NUMBERS: Final = MappingProxyType({"integer": "#,##0", "date": 'yyyy"年"m"月"d"日"', "text": "@"})


class Styles:
    """Formats by what a cell is for, each made once in a fixed order."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title = self._make(bold=True, font_size=15, font_color=_INK)
        self.place = self._make(font_size=10.5, font_color=_GREY)
        self.note = self._make(font_color=_GREY, text_wrap=True, valign="top")
        self.band = self._make(bold=True, font_size=12, font_color=_INK, bg_color=_BAND)
        self.head = self._make(bold=True, bg_color=_QUIET, border=1, border_color=_LINE, text_wrap=True, align="center")
        self.label = self._make(border=1, border_color=_LINE, text_wrap=True, indent=1)
        self.unit = self._make(border=1, border_color=_LINE, indent=1)
        self.before = self._make(
            border=1, border_color=_LINE, font_color=_GREY, bg_color=_QUIET, text_wrap=True, indent=1
        )
        self.help = self._make(font_color=_GREY, text_wrap=True, font_size=9.5, indent=1)
        self.id = self._make(font_color="#FFFFFF", font_size=8)
        self.text = self._make(text_wrap=True, valign="top")
        self.bold = self._make(bold=True, valign="top")
        self.link = self._make(font_color="#0B5394", underline=1)
        self.state = self._make(border=1, border_color=_LINE, align="center")
        self.count = self._make(bold=True, font_size=13, font_color=_INK)
        self.sample = self._make(bg_color=_ANSWER, border=1, border_color=_LINE)
        self.answered = self._make(bg_color="#FFFFFF")
        self.wanting = self._make(bg_color="#F9D5C9", bold=True)
        self.asking = self._make(bg_color="#FDE9B8", bold=True)
        self._answers = {kind: self._answer(kind) for kind in ("text", "long", "integer", "decimal", "choice", "date")}

    def answer(self, kind: str) -> Format:
        """Return the format of an answer cell; a rate looks like any decimal."""
        return self._answers["decimal" if kind == "rate" else kind]

    def _answer(self, kind: str) -> Format:
        properties: dict[str, Any] = {"bg_color": _ANSWER, "border": 1, "border_color": _LINE, "locked": False}
        if kind in _NUMBERS:
            properties["num_format"] = _NUMBERS[kind]
        if kind in ("text", "long", "choice"):
            properties |= {"text_wrap": True, "indent": 1}
        if kind == "long":
            properties["valign"] = "top"
        if kind in ("integer", "decimal"):
            properties |= {"align": "right", "indent": 1}
        return self._make(**properties)

    def _make(self, **properties: Any) -> Format:
        return self._book.add_format({**BODY, **properties})
