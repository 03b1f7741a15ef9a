"""The style sheets of a page, read once in each process: the pages of an edition all have the same."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from weasyprint import CSS

from generator.paths import ASSETS
from generator.typesetting.fetcher import Fetcher
from generator.typesetting.fonts.bundled import configuration
from generator.typesetting.typesetting_warnings import no_warnings

_ROOT: Final = re.compile(r"^:root\s*\{([^{}]*)\}", re.MULTILINE)
"""A rule that stands by itself: within @media it is indented or follows a brace."""
_ELSEWHERE: Final = re.compile(r"--[\w-]+\s*:|:root")
_DIFFICULT: Final = re.compile(r"[\"'\\]|url\(|/\*")
_PROPERTY: Final = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
_USE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


@cache
def elements_sheet() -> CSS:
    """Return what the elements of HTML are by themselves. Raises PublishError each time for a fault in it."""
    with no_warnings():
        return CSS(filename=Path(__file__).with_name("elements.css"))


def take_sheet(root: Element, *, base: Path) -> CSS:
    """Take the style elements out of the head of a page and return them as one style sheet.

    Raises PublishError for a rule that the typesetter does not know and for a reference to what may not be loaded.
    """
    rules = []
    for head in root.findall("head"):
        for style in head.findall("style"):
            rules.append(style.text or "")
            head.remove(style)
    return _sheet("\n".join(rules), base)


@lru_cache(maxsize=16)
def _sheet(rules: str, base: Path) -> CSS:
    with no_warnings():
        return CSS(
            string=written_out(rules),
            base_url=base.resolve().as_uri() + "/",
            font_config=configuration(),
            url_fetcher=Fetcher((base, ASSETS)),
        )


def written_out(rules: str) -> str:
    """Return style rules with the custom properties of ``:root`` in place of their uses.

    The typesetter would find out what ``var(--ink)`` stands for again for each element. Rules that set properties
    anywhere else, or to more than plain values, are left to it.
    """
    if _ELSEWHERE.search(_ROOT.sub("", rules)) or any(map(_DIFFICULT.search, _ROOT.findall(rules))):
        return rules
    named = {name: value.strip() for block in _ROOT.findall(rules) for name, value in _PROPERTY.findall(block)}
    for _ in named:  # one may refer to another, but not in a circle
        rules = _USE.sub(lambda use: named.get(use[1], use[0]), rules)
    return rules
