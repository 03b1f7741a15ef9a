"""Names and attributes of WordprocessingML without their namespaces: both of its namespaces are read alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

_OFF: Final = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Return ``p`` for {…}p."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of a name, or its child, and so on; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    yield from (one for one in (element if element is not None else ()) if name_of(one) == name)


def switched_on(properties: Element | None, name: str) -> bool:
    """Whether a property such as w:strike is on."""
    found = child(properties, name)
    return found is not None and attribute(found, "val", "true").lower() not in _OFF
