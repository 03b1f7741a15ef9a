"""The texts of a rendered brief, block by block, and the names in it that are quoted from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import kobun
import tinyhtml5  # type: ignore[import-untyped]
from builders import real_config, real_dataset

BLOCKS = ("p", "li", "dt", "dd", "th", "td", "caption", "figcaption", "h1", "h2", "h3", "h4", "title")


class Block:
    """One block of text: its tag, the id of its section, and whether it is an editor's summary."""

    def __init__(self, element: Element, ancestors: tuple[Element, ...]) -> None:
        self.element = element
        self.tag = str(element.tag)
        self.section = next((up.get("id", "") for up in reversed(ancestors) if up.tag == "section"), "")
        self.edited = any(up.get("class") == "words" for up in ancestors)
        self.within = {word for up in ancestors for word in up.get("class", "").split()}

    @property
    def text(self) -> str:
        """The text as it is read."""
        return squeezed(self.element)

    @property
    def own(self) -> str:
        """The text with what is quoted masked; edited summaries are our own words."""
        return squeezed(self.element, own=not self.edited)


def parsed(html: str) -> Element:
    """The page as a tree, read as a browser reads it."""
    tree: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return tree


def blocks(page: Element) -> Iterator[Block]:
    """Every innermost block of text."""
    yield from _blocks(page, ())


def _blocks(element: Element, ancestors: tuple[Element, ...]) -> Iterator[Block]:
    inner = [child for child in element.iter() if child is not element and child.tag in BLOCKS]
    if element.tag in BLOCKS and not inner:
        if squeezed(element):
            yield Block(element, ancestors)
        return
    for child in element:
        yield from _blocks(child, (*ancestors, element))


def squeezed(element: Element, *, own: bool = False) -> str:
    """The element's text as it is read, without the line breaks of the template.

    Numbers on two lines stay two numbers. With ``own``, what is quoted from tables (``data-given``) is replaced by the lint's mark.
    """
    parts = [line.strip() for line in "".join(_texts(element, own=own)).split("\n")]
    return re.sub(r"(?<=\d)\n+(?=\d)", "　", "\n".join(parts)).replace("\n", "").strip()


def _texts(element: Element, *, own: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif own and child.get("data-given") is not None:
            yield kobun.MASK
        else:
            yield from _texts(child, own=own)
        yield child.tail or ""


def page_one(page: Element) -> tuple[str, list[str]]:
    """The headline and the findings as they are read."""
    first = [block for block in blocks(page) if block.section == "summary"]
    headline = next(block.text for block in first if block.element.get("class") == "headline")
    return headline, [block.text for block in first if block.tag == "li" and "findings" in block.within]


def alternatives(page: Element) -> list[str]:
    """The alternative texts of all charts."""
    return [image.get("alt", "") for image in page.iter("img")]


@cache
def quoted() -> frozenset[str]:
    """Everything that a brief quotes from the tables: names, labels, remarks."""
    dataset, config = real_dataset(), real_config()
    names = {respondent.name for respondent in dataset.respondents.values()}
    found: set[str] = set()
    for respondent in dataset.respondents.values():
        found |= {respondent.department, respondent.phone, respondent.as_of}
    for project in dataset.projects:
        found |= {project.implementer, project.contractor, project.project_name}
    for target in dataset.targets:
        found |= {target.indicator, target.remark}
    for name in (*(one.label for one in dataset.practice.practices), *(one.name for one in dataset.practice.meetings)):
        found |= {name}
    for event in dataset.practice.events:  # our own words, but for names between brackets
        names |= set(re.findall("「(.+?)」", event.what))
        found |= {event.number_unit}
    found |= {config.edition.source.title, config.edition.programme, config.edition.issuer}
    return frozenset(names | {name for name in found if len(name) > 3})
