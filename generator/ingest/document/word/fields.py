"""Fields of Word: form fields by what was entered, dates that Word fills in anew are asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.ingest.document.word.elements import attribute, child, children, name_of, switched_on

_CHANGING: Final = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE")
_PROMPT = re.compile(
    r"(?:(?:ここを)?クリック(?:(?:または|又は)タップ)?して.{0,12}(?:入力|選択)(?:してください)?。?|アイテムを選択(?:してください)?。?)+"
)
_PLACEHOLDER: Final = "\u2002"
"""Five of these stand in an empty text field."""


@dataclass(slots=True)
class Field:
    """A field while it is read: its instruction, its form data, and what it shows."""

    data: Element | None
    instruction: str = ""
    shows: bool = False
    result: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """FORMTEXT, FORMCHECKBOX, DATE …"""
        words = self.instruction.split()
        return words[0].upper() if words else ""

    @property
    def changes(self) -> bool:
        """Whether Word fills the field in anew on opening."""
        return self.kind in _CHANGING

    def text(self) -> str:
        """Return what was entered, "" for a field left as it was."""
        if self.kind == "FORMCHECKBOX":
            return _tick(child(self.data, "checkBox"))
        if self.kind == "FORMDROPDOWN":
            return _choice(child(self.data, "ddList"))
        shown = "".join(self.result)
        return shown.replace(_PLACEHOLDER, "") if self.kind == "FORMTEXT" else shown


def control_text(control: Element) -> str | None:
    """Return what a content control shows in the place of its content; None where the content is to be read.

    A control that still shows its placeholder is blank; a check box is a tick or none. LibreOffice loses the mark of a
    placeholder and writes its words several times, so Word's own words are no answer either.
    """
    properties = child(control, "sdtPr")
    box = child(properties, "checkbox")
    if box is not None:
        return "☑" if switched_on(box, "checked") else "☐"
    words = "".join(one.text or "" for one in control.iter() if name_of(one) == "t")
    return "" if switched_on(properties, "showingPlcHdr") or _PROMPT.fullmatch(words.strip()) else None


def _tick(box: Element | None) -> str:
    if child(box, "checked") is not None:
        return "☑" if switched_on(box, "checked") else "☐"
    return "☑" if switched_on(box, "default") else "☐"


def _choice(choices: Element | None) -> str:
    """Return the chosen entry; the first one shows when nobody has chosen, so it is no answer."""
    chosen = attribute(child(choices, "result"), "val") or attribute(child(choices, "default"), "val")
    entries = [attribute(entry, "val") for entry in children(choices, "listEntry")]
    if not chosen.isdigit() or int(chosen[:6]) >= len(entries):
        return ""
    return entries[int(chosen[:6])].strip()
