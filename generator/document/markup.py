"""The finished page as a tree. Pages are written as HTML that is well-formed XML too, so that one quick parser serves all."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from generator.errors import PublishError

_AROUND: Final = 40
_VOID: Final = frozenset({"br", "hr", "img", "col", "meta", "link", "wbr"})
_SHUT: Final = re.compile(r"<([a-z][a-z0-9]*)\b[^<>]*/>")
_LINE_END: Final = re.compile(r"\r\n?|\n")


def parse(html: str) -> Element:
    """Return the tree of a page. Raises PublishError for a page that a browser would have to mend to show it.

    Tags are closed (``<br/>``), attributes quoted, characters named by number: what is forgotten in a template is told
    instead of being guessed.
    """
    try:
        root = ElementTree.fromstring(html)  # noqa: S314  # our own page: what comes from outside is escaped in it
    except ElementTree.ParseError as error:
        line, column = error.position
        text = _LINE_END.split(html)[line - 1]
        around = text[max(0, column - _AROUND) : column + _AROUND].strip()
        raise _faulty(f"{expat.ErrorString(error.code)}: …{around}…", line, column) from error
    except UnicodeEncodeError as error:
        line = html.count("\n", 0, error.start) + 1
        raise _faulty(f"文字でない符号 U+{ord(html[error.start]):04X}", line, 0) from error
    for shut in _SHUT.finditer(html):
        if shut[1] not in _VOID:  # a browser would take it for the beginning of an element
            raise _faulty(f"{shut[0]} …", html.count("\n", 0, shut.start()) + 1, 0)
    return root


def _faulty(found: str, line: int, column: int) -> PublishError:
    return PublishError(
        "組み立てたHTMLの書き方に誤りがあります。",
        where=f"HTMLの{line}行目（{column + 1}字目）",
        found=found,
        expected="全ての要素を閉じること（<br/>、<img …/>、<col/>、<td></td>）。"
        "属性は引用符で囲み、文字参照は &#160; のように番号で書くこと",
        remedy="テンプレートの該当する箇所を直してください。",
    )
