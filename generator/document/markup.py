"""The finished page as a tree. Pages are written as HTML that is well-formed XML too, so that one quick parser serves all."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from generator.errors import PublishError

_AROUND = 40


def parse(html: str) -> Element:
    """Return the tree of a page. Raises PublishError for a page that a browser would have to mend to show it.

    Tags are closed (``<br/>``), attributes quoted, characters named by number: what is forgotten in a template is told
    instead of being guessed.
    """
    try:
        return ElementTree.fromstring(html)  # noqa: S314  # our own page: what comes from outside is escaped in it
    except ElementTree.ParseError as error:
        line, column = error.position
        raise PublishError(
            "組み立てたHTMLの書き方に誤りがあります。",
            where=f"HTMLの{line}行目（{column + 1}字目）",
            found=f"{error.msg}: …{_around(html, line, column)}…",
            expected='全ての要素を閉じること（<br/>、<img …/>、<col/>）。属性は引用符で囲み、文字参照は &#160; のように番号で書くこと',
            remedy="テンプレートの該当する箇所を直してください。",
        ) from error


def _around(html: str, line: int, column: int) -> str:
    text = html.split("\n")[line - 1]
    return text[max(0, column - _AROUND) : column + _AROUND].strip()
