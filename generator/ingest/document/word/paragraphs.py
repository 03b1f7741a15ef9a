"""One paragraph of Word as text: what a reader sees, once, and what is to be asked or told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.ingest.document.word.elements import attribute, child, children, name_of, switched_on
from generator.ingest.document.word.fields import Field, control_text

_PLAIN: Final[Mapping[str, str]] = {"tab": "　", "ptab": "　", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_INSIDE: Final = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "oMath", "oMathPara"})
_GONE: Final[Mapping[str, str]] = {"del": "削除", "moveFrom": "移動"}
_NEW: Final[Mapping[str, str]] = {"ins": "追加", "moveTo": "移動"}
_NOTES: Final[Mapping[str, str]] = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SYMBOLS: Final[Mapping[int, str]] = {
    0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFE: "☑", 0xFD: "☑", 0x52: "☑", 0x54: "☑", 0xFC: "✓", 0x50: "✓", 0x6C: "●",
    0x6D: "○", 0xA1: "○", 0x6E: "■", 0xB2: "²",
}  # fmt: skip
_UNITS: Final = "mｍ㎜㎝㎞"
_DEEPEST: Final = 60


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph, its text boxes (paragraphs to read after it), what to ask, and what to tell."""

    notes: Mapping[tuple[str, str], str]
    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def read(self, element: Element, depth: int = 0) -> None:
        """Read the children of a paragraph or of a part of one."""
        if depth > _DEEPEST:
            return
        for part in element:
            self._part(part, depth + 1)

    def _part(self, part: Element, depth: int) -> None:
        name = name_of(part)
        if name == "r":
            self._run(part, depth)
        elif name in _INSIDE:
            self.read(part, depth)
        elif name == "sdt":
            self._control(part, depth)
        elif name == "fldSimple":
            self.fields.append(Field(child(part, "fldData"), attribute(part, "instr"), shows=True))
            self.read(part, depth)
            self._end_field()
        elif name in _NEW:
            self._ask_changed(_NEW[name], _all_text(part))
            self.read(part, depth)
        elif name in _GONE:
            self._ask_changed(_GONE[name], _all_text(part))
        elif name == "AlternateContent":
            self._alternative(part, depth)
        elif name == "t":
            self._put(part.text or "")

    def _run(self, run: Element, depth: int) -> None:
        properties = child(run, "rPr")
        text = _all_text(run)
        if switched_on(properties, "vanish"):
            if text.strip():
                self.told.append(f"隠し文字「{text.strip()[:20]}」は読んでいない")
            return
        if text.strip() and (switched_on(properties, "strike") or switched_on(properties, "dstrike")):
            self.questions.append(f"取消線のある「{text.strip()[:20]}」は読んでいない")
            return
        raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
        if raised and any(map(str.isdigit, text)) and not self.text.rstrip().endswith(tuple(_UNITS)):
            self.questions.append(f"上付きの「{text.strip()[:20]}」は数に入れていない（注の番号か）")
            return
        for part in run:
            self._content(part, depth)

    def _content(self, part: Element, depth: int) -> None:
        name = name_of(part)
        if name == "t":
            self._put(part.text or "")
        elif name in _PLAIN:
            self._put(_PLAIN[name])
        elif name == "br":
            self._put("" if attribute(part, "type") in ("page", "column") else "\n")
        elif name == "sym":
            self._put(_symbol(attribute(part, "char")))
        elif name == "fldChar":
            self._field(part)
        elif name == "instrText" and self.fields:
            self.fields[-1].instruction += part.text or ""
        elif name == "ruby":
            for base in children(part, "rubyBase"):
                self.read(base, depth)
        elif name in _NOTES:
            self.told.append(f"注「{self.notes.get((_NOTES[name], attribute(part, 'id')), '')[:40]}」")
        elif name == "AlternateContent":
            self._alternative(part, depth)
        elif name in ("drawing", "pict", "object"):
            self._drawing(part)

    def _put(self, text: str) -> None:
        """Add text where it shows: to the field that is being read, else to the paragraph."""
        if not self.fields:
            self.text += text
        elif self.fields[-1].shows:
            self.fields[-1].result.append(text)

    def _field(self, mark: Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(Field(child(mark, "ffData")))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end":
            self._end_field()

    def _end_field(self) -> None:
        if self.fields:
            ended = self.fields.pop()
            text = ended.text()
            if ended.changes:
                self.questions.append(f"開いた日に書き換わる日付の欄（「{text[:20]}」）")
            self._put(text)

    def _control(self, control: Element, depth: int) -> None:
        shown = control_text(control)
        content = child(control, "sdtContent")
        if shown is not None:
            self._put(shown)
        elif content is not None:
            self.read(content, depth)

    def _alternative(self, part: Element, depth: int) -> None:
        """Read the newer of two drawings of the same thing: the older one repeats its text."""
        chosen = child(part, "Choice")
        for inner in chosen if chosen is not None else child(part, "Fallback") or ():
            if name_of(inner) in ("drawing", "pict", "object"):
                self._drawing(inner)
            else:
                self._content(inner, depth + 1)

    def _drawing(self, part: Element) -> None:
        self.boxes.extend(one for one in part.iter() if name_of(one) == "txbxContent")

    def _ask_changed(self, how: str, text: str) -> None:
        if text.strip():
            self.questions.append(f"変更履歴で{how}された「{text.strip()[:20]}」がある")


def read_paragraph(element: Element, notes: Mapping[tuple[str, str], str]) -> Paragraph:
    """Return a paragraph as read; ``notes`` are the texts of foot- and endnotes by (part, id)."""
    paragraph = Paragraph(notes)
    paragraph.read(element)
    while paragraph.fields:  # a field may run on into the next paragraph: what it shows here is kept
        shown = "".join(paragraph.fields.pop().result)
        paragraph.text += shown
    return paragraph


def _all_text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if name_of(one) in ("t", "delText"))


def _symbol(code: str) -> str:
    """Return the character of a symbol font's code (F0FE is a ticked box in Wingdings)."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(number & 0xFF, "・") if number >= 0xF000 or number < 0x100 else chr(number % 0xD800)
