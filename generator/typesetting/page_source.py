"""A finished page as WeasyPrint takes it: the tree of the page, its style sheet, and nothing that makes no mark on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML

from generator.document.markup import parse
from generator.paths import ASSETS
from generator.typesetting.fetcher import Fetcher
from generator.typesetting.sheets import elements_sheet, take_sheet


class PageSource(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page to lay out; its relative references start from ``base``, and only it and assets/ are served."""

    def __init__(self, html: str, *, base: Path) -> None:
        root = parse(html)
        self.sheet = take_sheet(root, base=base)
        dissolve(root)
        super().__init__(
            string="<html/>", base_url=base.resolve().as_uri() + "/", url_fetcher=Fetcher((base, ASSETS))
        )
        self.wrapper_element: Any = self.wrapper_element.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002  # WeasyPrint's own
        return [elements_sheet()]


def dissolve(parent: Element) -> None:
    """Take out the tags, not the text, of what has no look of its own below ``parent``: each would be a box to lay out.

    These are ``<data>``, which ties a figure to the ledger, and ``<span>`` that only says where a text comes from. The
    guards read the HTML itself, not this tree.
    """
    kids = list(parent)
    if not any(map(_lookless, kids)):
        for kid in kids:
            dissolve(kid)
        return
    parent[:] = ()
    for kid in kids:
        dissolve(kid)
        if _lookless(kid):
            _say(parent, kid.text)
            parent.extend(kid)
            _say(parent, kid.tail)
        else:
            parent.append(kid)


def _lookless(element: Element) -> bool:
    return element.tag in {"data", "span"} and all(
        name == "value" or name.startswith("data-") for name in element.keys()  # noqa: SIM118  # an element is no mapping
    )


def _say(parent: Element, text: str | None) -> None:
    """Add text to the end of what is in ``parent``."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
