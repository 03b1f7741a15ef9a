"""How a shape or a label of a chart looks: the style attributes that matplotlib writes, read once each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tinycss2.color5 import Color, parse_color  # type: ignore[import-untyped]

from generator.errors import PublishError
from generator.typesetting.fonts.typeface import FAMILY

CAPS: Final = {"butt": 0, "round": 1, "square": 2}
JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_SHAPE: Final = frozenset(
    {"fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-dasharray", "stroke-dashoffset"}
    | {"stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width"}
)
_LABEL: Final = frozenset({"fill", "font-family", "font-size", "font-weight", "opacity", "text-anchor"})
_PATTERN: Final = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True)
class Paint:
    """One colour with its opacity, or a pattern by its id."""

    color: Color | None
    pattern: str = ""

    @property
    def is_opaque(self) -> bool:
        """Whether what lies below cannot be seen."""
        return self.color is not None and self.color.alpha == 1


@dataclass(frozen=True)
class ShapeStyle:
    """How a path is filled and stroked; lengths are in the drawing's units."""

    fill: Paint | None
    stroke: Paint | None
    even_odd: bool
    width: float
    dashes: tuple[float, ...]
    dash_offset: float
    cap: int
    join: int
    miter: float

    @property
    def is_line(self) -> bool:
        """Whether the shape is nothing but an opaque line."""
        return self.fill is None and self.stroke is not None and self.stroke.is_opaque


@dataclass(frozen=True)
class LabelStyle:
    """How a label is set; ``anchor`` is start, middle or end."""

    color: Color
    size: float
    weight: int
    anchor: str


@lru_cache(maxsize=1024)
def shape_style(*styles: str) -> ShapeStyle:
    """Return what the style attributes say together; a later one wins, as the shape's own does over its use."""
    given = _declarations(_SHAPE, *styles)
    opacity = float(given.get("opacity", "1"))
    return ShapeStyle(
        fill=_paint(given.get("fill", "#000000"), opacity * float(given.get("fill-opacity", "1"))),
        stroke=_paint(given.get("stroke", "none"), opacity * float(given.get("stroke-opacity", "1"))),
        even_odd=given.get("fill-rule") == "evenodd",
        width=_length(given.get("stroke-width", "1")),
        dashes=tuple(_length(part) for part in re.split(r"[ ,]+", given.get("stroke-dasharray", "")) if part),
        dash_offset=_length(given.get("stroke-dashoffset", "0")),
        cap=CAPS[given.get("stroke-linecap", "butt")],
        join=JOINS[given.get("stroke-linejoin", "round")],
        miter=float(given.get("stroke-miterlimit", "10")),
    )


@lru_cache(maxsize=256)
def label_style(style: str) -> LabelStyle:
    """Return how a label is set; another typeface than the bundled one is a PublishError."""
    given = _declarations(_LABEL, style)
    family = given.get("font-family", "").split(",")[0].strip(" '\"")
    if family != FAMILY:
        raise unsupported("書体", family or "指定なし", expected=FAMILY)
    color = parse_color(given.get("fill", "#000000"))
    color.alpha *= float(given.get("opacity", "1"))
    return LabelStyle(
        color=color,
        size=_length(given.get("font-size", "")),
        weight=int(given.get("font-weight", "400")),
        anchor=given.get("text-anchor", "start"),
    )


def unsupported(what: str, found: str, *, expected: str = "matplotlib が書く基本的なSVG") -> PublishError:
    """Return the error for a part of a chart that cannot be drawn as it is meant."""
    return PublishError(
        f"図の{what}を組版できません。",
        where="図（SVG）",
        found=found,
        expected=expected,
        remedy="generator/charts/ の描き方を変えるか、generator/typesetting/drawing/svg_to_pdf.py に描き方を加えてください。",
    )


def _declarations(known: frozenset[str], *styles: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for style in styles:
        for declaration in filter(None, (part.strip() for part in style.split(";"))):
            name, _, value = declaration.partition(":")
            if name not in known:
                raise unsupported("書式指定", declaration)
            found[name] = value.strip()
    return found


def _paint(value: str, opacity: float) -> Paint | None:
    if value == "none":
        return None
    if match := _PATTERN.fullmatch(value):
        return Paint(None, match[1])
    color = parse_color(value)
    if color is None:
        raise unsupported("色", value)
    color.alpha *= opacity
    return Paint(color)


def _length(value: str) -> float:
    try:
        return float(value.removesuffix("px"))
    except ValueError:
        raise unsupported("寸法", value or "指定なし") from None
