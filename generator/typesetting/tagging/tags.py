"""What a document means to a screen reader: the tree of headings, paragraphs, lists, tables and figures.

WeasyPrint tags each page on its own, so that a table over two pages becomes two tables, and it tags running heads as
text. This tree follows the HTML instead: an element is one node however many pages it covers, and what repeats on each
page is no node at all but an artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes

from generator.errors import PublishError
from generator.typesetting.tagging.pages import TaggedPage

ROLES: Final = {
    "section": "Sect", "article": "Art", "figure": "Div", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "p": "P", "address": "P", "pre": "P",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI", "dd": "LI",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption",
    "img": "Figure", "{http://www.w3.org/2000/svg}svg": "Figure",
}  # fmt: skip
"""The structure type of each element of HTML (ISO 32000-1, 14.8.4); elements that are not here take their parent's."""
SCOPES: Final = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
GROUPING: Final = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
MAY_BE_EMPTY: Final = frozenset({"TD", "TH"})


@dataclass(frozen=True)
class ContentMark:
    """A piece of a page's content."""

    page: int
    mcid: int


@dataclass(frozen=True)
class LinkArea:
    """A link's clickable rectangle on a page."""

    page: int
    annotation: pydyf.Dictionary


@dataclass(eq=False)
class Node:
    """An element of the structure tree, named as in ISO 32000-1, 14.8.4."""

    kind: str
    page: int = 0
    source: Element | None = None
    kids: list[Node | ContentMark | LinkArea] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    scope: str = ""
    spans: tuple[int, int] = (1, 1)


class Tagger:
    """Builds the tree of a document page by page.

    ``document`` is the root; ``artifacts`` holds for each page the marked content that is none, with its property list.
    """

    def __init__(self, pages: Sequence[TaggedPage]) -> None:
        self.document = Node("Document")
        self.artifacts: list[dict[int, dict[str, str]]] = [{} for _ in pages]
        self._known: dict[tuple[Element, str], Node] = {}
        self._number: int
        self._page: TaggedPage
        for number, page in enumerate(pages):
            self._tag(number, page)
        _tidy(self.document)

    def _tag(self, number: int, page: TaggedPage) -> None:
        self._number, self._page = number, page
        self._visit(page.root, self.document, page.root)

    def _visit(self, box: boxes.Box, parent: Node, block: boxes.Box) -> None:
        box = getattr(box, "_box", box)  # the stand-in of an absolutely positioned box
        if isinstance(box, boxes.MarginBox):
            edge = "Header" if box.at_keyword.startswith("@top") else "Footer"
            self._artifact(box, {"Type": "/Pagination", "Subtype": f"/{edge}"})
        elif isinstance(box, boxes.TextBox):
            self._paragraph(parent, block).kids.append(self._mark(box))
        elif box.element is not None and box.element.get("aria-hidden") == "true":
            self._artifact(box, {"Type": "/Layout"})
        elif self._repeats(box):
            self._artifact(box, {"Type": "/Pagination"})
        else:
            self._enter(box, parent, block)

    def _enter(self, box: boxes.Box, parent: Node, block: boxes.Box) -> None:
        if isinstance(box, boxes.BlockLevelBox | boxes.TableCellBox | boxes.InlineBlockBox):
            block = box
        node = self._node(box, parent) if parent.kind != "Figure" else parent
        if box.link_annotation is not None:
            node = self._link(box, node, block)
        if isinstance(box, boxes.ReplacedBox):
            node.kids.append(self._mark(box))
        for child in box.children:
            self._visit(child, node, block)

    def _mark(self, box: boxes.Box) -> ContentMark:
        return ContentMark(self._number, self._page.marks[box])

    def _repeats(self, box: boxes.Box) -> bool:
        """Say whether a table's header or footer stands here for the second time, at the top of a later page."""
        first = self._known.get((box.element, ROLES.get(box.element_tag, "")))
        return first is not None and first.kind in {"THead", "TFoot"} and first.page != self._number

    def _artifact(self, box: boxes.Box, properties: dict[str, str]) -> None:
        for part in box.descendants(placeholders=True):
            part = getattr(part, "_box", part)  # noqa: PLW2901
            if part.link_annotation is not None:
                raise PublishError(
                    "欄外や繰り返される見出しの中にリンクがあります。",
                    where=f"{self._number + 1}ページ",
                    found=" ".join("".join(part.element.itertext()).split()) if part.element is not None else "",
                    remedy="リンクは本文に置いてください（読み上げの順に入らないため）。",
                )
            if part in self._page.marks:
                self.artifacts[self._number][self._page.marks[part]] = properties

    def _node(self, box: boxes.Box, parent: Node) -> Node:
        """Return the node that the content of a box belongs to: its element's own, or its parent's."""
        element, tag = box.element, box.element_tag
        if tag == "li::marker":
            return self._open(box, "Lbl", self._known[element, "LI"], first=True)
        kind = "Figure" if element is not None and _is_image(element, tag) else ROLES.get(tag)
        if kind is None:
            return parent
        if kind == "LI":
            return self._item(box, parent)
        node = self._open(box, kind, parent)
        if kind == "Figure" and not node.alt:
            node.alt, node.box = _alternative(element), self._rectangle(box)
        if kind in {"TD", "TH"} and isinstance(box, boxes.TableCellBox):
            node.spans = (box.colspan, box.rowspan)
        return node

    def _item(self, box: boxes.Box, parent: Node) -> Node:
        """Return the body of a list item; a term of a definition list is the label of the item that follows."""
        if box.element_tag == "li":
            return self._open(box, "LBody", self._open(box, "LI", parent))
        if box.element_tag == "dt":
            return self._open(box, "Lbl", self._open(box, "LI", parent))
        if (body := self._known.get((box.element, "LBody"))) is not None:
            return body
        last = parent.kids[-1] if parent.kids else None
        item = last if isinstance(last, Node) and last.kind == "LI" else self._open(box, "LI", parent)
        return self._open(box, "LBody", item)

    def _open(self, box: boxes.Box, kind: str, parent: Node, *, first: bool = False) -> Node:
        node = self._known.get((box.element, kind))
        if node is None:
            node = Node(kind, self._number, box.element)
            if kind == "TH":
                node.scope = _scope(box.element)
            self._known[box.element, kind] = node
            parent.kids.insert(0 if first else len(parent.kids), node)
        return node

    def _paragraph(self, parent: Node, block: boxes.Box) -> Node:
        """Return the parent, or for text that stands in a section or a bare block a paragraph of its own."""
        if parent.kind not in GROUPING:
            return parent
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, Node) and last.kind == "P" and last.source is block.element:
            return last
        paragraph = Node("P", self._number, block.element)
        parent.kids.append(paragraph)
        return paragraph

    def _link(self, box: boxes.Box, parent: Node, block: boxes.Box) -> Node:
        link = parent
        if parent.kind != "Link":
            link = Node("Link", self._number, box.element)
            self._paragraph(parent, block).kids.append(link)
        link.kids.append(LinkArea(self._number, box.link_annotation))
        box.link_annotation["StructParent"] = 0  # filled in when all links are known
        box.link_annotation["Contents"] = pydyf.String(_words(box.element))
        return link

    def _rectangle(self, box: boxes.Box) -> tuple[float, float, float, float]:
        """Return a box in PDF units, from the lower left corner of the page."""
        left, top, scale = box.content_box_x(), box.content_box_y(), 0.75
        bottom = self._page.height - top - box.height
        return (left * scale, bottom * scale, (left + box.width) * scale, (bottom + box.height) * scale)


def _is_image(element: Element, tag: str) -> bool:
    return element.get("role") == "img" and "::" not in tag


def _alternative(element: Element) -> str:
    text = (element.get("alt") or element.get("aria-label") or "").strip()
    if not text:
        raise PublishError(
            "代替テキストのない図があります。",
            where="テンプレートの図",
            found=f"<{element.tag}> {element.get('src', '')[:40]}",
            expected="alt 又は aria-label に30〜200字の説明",
            remedy='テンプレートで図に alt を付けてください。飾りなら aria-hidden="true" とします。',
        )
    return text


def _scope(element: Element) -> str:
    scope = element.get("scope", "")
    if scope not in SCOPES:
        raise PublishError(
            "表の見出しセルに向き（scope）がありません。",
            where="テンプレートの表",
            found=f"<th>{_words(element)}</th>",
            expected='scope="col" 又は scope="row"',
            remedy="テンプレートの th に scope を付けてください。",
        )
    return SCOPES[scope]


def _words(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split())
    return words or " ".join(image.get("alt", "") for image in element.iter("img")).strip()


def _tidy(node: Node) -> None:
    """Drop nodes without content, and make text that stands beside nodes a node too, so that the order is plain.

    An empty cell keeps its place in the grid.
    """
    kids: list[Node | ContentMark | LinkArea] = []
    mixed = node.kind != "Figure" and any(isinstance(kid, Node) for kid in node.kids)
    for kid in node.kids:
        if isinstance(kid, Node):
            _tidy(kid)
            if kid.kids or kid.kind in MAY_BE_EMPTY:
                kids.append(kid)
        elif mixed and isinstance(kid, ContentMark):
            kids.append(Node("Span", kid.page, kids=[kid]))
        else:
            kids.append(kid)
    node.kids = kids
