"""Outlines: the path data that matplotlib writes, as PDF operators."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from generator.typesetting.drawing.svg_style import unsupported

_OPERATORS: Final = {"M": (2, "m"), "L": (2, "l"), "C": (6, "c"), "z": (0, "h"), "Z": (0, "h")}
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


@lru_cache(maxsize=64)  # a marker is used hundreds of times
def path_operators(data: str) -> str:
    """Return PDF path operators for absolute M, L, C, Q and z with all parts apart, ready for a painting operator."""
    written: list[str] = []
    tokens = data.split()
    position = 0
    while position < len(tokens):
        command = tokens[position]
        if command == "Q":
            written.append(_quadratic(tokens[position - 2 : position], tokens[position + 1 : position + 5]))
            position += 5
            continue
        if command not in _OPERATORS:
            raise unsupported("線", command)
        count, operator = _OPERATORS[command]
        written.append(" ".join([*map(plain, tokens[position + 1 : position + 1 + count]), operator]))
        position += 1 + count
    return " ".join(written) + " "


def outline(shape: Element) -> str:
    """Return the operators for a rectangle or a path."""
    if shape.tag.endswith("}rect"):
        return " ".join(plain(shape.attrib[key]) for key in ("x", "y", "width", "height")) + " re "
    return path_operators(shape.attrib["d"])


def plain(number: str) -> str:
    """Return a number as it stands, if PDF reads it alike."""
    if not _NUMBER.fullmatch(number):
        raise unsupported("座標", number)
    return number


def _quadratic(start: list[str], rest: list[str]) -> str:
    """Return the cubic curve that a quadratic one is (PDF has none)."""
    (x0, y0), (x1, y1, x2, y2) = map(float, start), map(float, rest)
    points = (x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3, x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3, x2, y2)
    return " ".join(f"{value:.6f}" for value in points) + " c"
