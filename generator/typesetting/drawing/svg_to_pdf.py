"""Charts as PDF: draws the part of SVG that matplotlib writes, each label as one run of text.

WeasyPrint draws SVG too, but a strip plot of 250 dots takes it a third of a second, each letter is placed alone and
each centred label becomes a form of its own. Here it is some ten times faster, a label can be found and selected as a
whole, and what cannot be drawn as it is meant is an error instead of being left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.svg.text import Style, TextBox
from weasyprint.svg.utils import transform
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import create_layout, line_size

from generator.typesetting.drawing.svg_path import outline, path_operators, plain
from generator.typesetting.drawing.svg_style import (
    LabelStyle,
    Paint,
    ShapeStyle,
    label_style,
    shape_style,
    unsupported,
)
from generator.typesetting.fetcher import data_content
from generator.typesetting.fonts.typeface import FAMILY, check_glyphs

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_PX_PER_PT: Final = 96 / 72
_IDLE: Final = frozenset({"defs", "metadata", "title", "desc"})
_CHART: Final = "data:image/svg+xml"
_ANCHORS: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Charts(dict[str, Any]):
    """WeasyPrint's cache of images, which already holds a :class:`ChartImage` for each chart that stands in the HTML."""

    def __init__(self, fonts: FontConfiguration) -> None:
        super().__init__()
        self._fonts = fonts
        self._sources: dict[str, str] = {}

    def take(self, root: ElementTree.Element) -> None:
        """Put a short name in place of each chart of a page: its address is read and compared many times."""
        for image in root.iter("img"):
            source = image.get("src", "")
            if source.startswith(_CHART):
                name = f"{_CHART},chart-{len(self._sources) + 1}"
                self._sources[name] = source
                image.set("src", name)

    def __contains__(self, url: object) -> bool:
        if isinstance(url, str) and url.startswith(_CHART) and not super().__contains__(url):
            self[url] = ChartImage.read(data_content(self._sources.get(url, url))[1], fonts=self._fonts)
        return super().__contains__(url)


@dataclass(frozen=True, eq=False)
class ChartImage:
    """A chart in the role of one of WeasyPrint's images: it has a size and draws itself on a stream."""

    root: ElementTree.Element
    box: tuple[float, float, float, float]
    named: dict[str, ElementTree.Element]
    fonts: FontConfiguration

    @classmethod
    def read(cls, source: bytes, *, fonts: FontConfiguration) -> ChartImage:
        """Parse SVG; labels without glyphs and mathematics are a PublishError."""
        try:
            root = ElementTree.fromstring(source)  # noqa: S314  # charts are our own
        except ElementTree.ParseError as error:
            raise unsupported("XML", str(error)) from error
        if root.find(f".//{_SVG}tspan") is not None:
            raise unsupported("文字", "数式（<tspan>）", expected="$ を含まない文字列、又は parse_math=False")
        labels = [label.text or "" for label in root.iter(f"{_SVG}text")]
        check_glyphs(labels, where=f"図「{labels[-1] if labels else ''}」")
        x, y, width, height = (float(part) for part in root.attrib["viewBox"].split())
        return cls(root, (x, y, width, height), {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}, fonts)

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Return width and height in CSS px (matplotlib's units are points) and their ratio."""
        _, _, width, height = self.box
        return width * _PX_PER_PT, height * _PX_PER_PT, width / height

    def draw(self, stream: Stream, width: float, height: float, _style: object) -> None:
        """Draw the chart into a rectangle of ``width`` × ``height`` px at the stream's origin."""
        left, top, own_width, own_height = self.box
        with stream.stacked():
            stream.transform(a=width / own_width, d=height / own_height)
            stream.transform(e=-left, f=-top)
            painter = _Painter(self, stream)
            painter.all(self.root)
            painter.finish()


@dataclass
class _Painter:
    """Draws nodes in order. Neighbours that look the same wait in ``row`` and are painted in one go."""

    drawing: ChartImage
    stream: Stream
    patterns: dict[str, str] = field(default_factory=dict)
    row: list[str] = field(default_factory=list)
    look: tuple[ShapeStyle, str] | None = None

    def all(self, parent: ElementTree.Element) -> None:
        """Draw everything below ``parent``."""
        for child in parent:
            self.node(child)

    def node(self, node: ElementTree.Element) -> None:
        kind = node.tag.removeprefix(_SVG)
        if kind == "path":
            self.wait(shape_style(node.get("style", "")), node, path_operators(node.attrib["d"]))
        elif kind == "use":
            shape = self.drawing.named[node.attrib[_HREF].removeprefix("#")]
            style = shape_style(node.get("style", ""), shape.get("style", ""))
            place = f"1 0 0 1 {plain(node.attrib['x'])} {plain(node.attrib['y'])} cm"
            self.wait(style, node, f"q {place} {path_operators(shape.attrib['d'])}")
        elif kind == "g":
            self.group(node)
        elif kind == "text":
            self.label(node)
        elif kind not in _IDLE:
            raise unsupported("要素", f"<{kind}>")

    def group(self, node: ElementTree.Element) -> None:
        for name in ("transform", "style"):
            if node.get(name):
                raise unsupported("書式指定", f"<g {name}={node.attrib[name]!r}>")
        if "clip-path" not in node.attrib:
            self.all(node)
            return
        self.finish()
        with self.stream.stacked():
            self.clip(node.attrib["clip-path"])
            self.all(node)
            self.finish()

    def clip(self, reference: str) -> None:
        (shape,) = self.drawing.named[reference.removeprefix("url(#").removesuffix(")")]
        self.stream.stream.append(outline(shape))
        self.stream.clip()
        self.stream.end()

    def wait(self, style: ShapeStyle, node: ElementTree.Element, operators: str) -> None:
        """Let a shape wait for others of its look: style and clip path."""
        if node.get("transform"):
            raise unsupported("座標変換", node.attrib["transform"])
        look = (style, node.get("clip-path", ""))
        if look != self.look:
            self.finish()
            self.look = look
        self.row.append(operators)

    def finish(self) -> None:
        """Paint the shapes that wait."""
        if self.look and self.row:
            style, clip = self.look
            with self.stream.stacked():
                if clip:
                    self.clip(clip)
                self.paint(style, self.row)
        self.row, self.look = [], None

    def paint(self, style: ShapeStyle, shapes: list[str]) -> None:
        """Fill and stroke shapes; opaque lines become one path, as it makes no difference where they cross."""
        if not (style.fill or style.stroke):
            return
        self.color(style.fill, stroke=False)
        self.color(style.stroke, stroke=True)
        if style.stroke:
            self.pen(style)
        if style.is_line and not any(shape.startswith("q ") for shape in shapes):
            shapes = ["".join(shapes)]
        operator = {(True, False): "f", (False, True): "S", (True, True): "B"}[bool(style.fill), bool(style.stroke)]
        if style.even_odd and style.fill:
            operator += "*"
        painted = (f"{shape}{operator}{' Q' if shape.startswith('q ') else ''}" for shape in shapes)
        self.stream.stream.append("\n".join(painted))

    def pen(self, style: ShapeStyle) -> None:
        self.stream.set_line_width(style.width)
        self.stream.set_line_cap(style.cap)
        self.stream.set_line_join(style.join)
        self.stream.set_miter_limit(style.miter)
        if style.dashes:
            self.stream.set_dash(style.dashes, style.dash_offset)

    def color(self, paint: Paint | None, *, stroke: bool) -> None:
        if paint is None:
            return
        if paint.color is not None:
            self.stream.set_color(paint.color, stroke)
            return
        self.stream.set_color_space("Pattern", stroke)
        self.stream.set_color_special(self.pattern(paint.pattern), stroke)

    def pattern(self, name: str) -> str:
        """Return the resource of a hatch, made once for each drawing."""
        if name not in self.patterns:
            node = self.drawing.named[name]
            x, y, width, height = (float(node.attrib[key]) for key in ("x", "y", "width", "height"))
            matrix = Matrix(e=x, f=y) @ self.stream.ctm
            tile = self.stream.add_pattern(0, 0, width, height, width, height, matrix)
            painter = _Painter(self.drawing, tile)
            for shape in node:
                style = shape.get("style") or f"fill: {shape.get('fill', 'none')}"
                with tile.stacked():
                    painter.paint(shape_style(style), [outline(shape)])
            self.patterns[name] = tile.id
        return self.patterns[name]

    def label(self, node: ElementTree.Element) -> None:
        """Set a label as one line of text at its anchor."""
        if not (node.text or "").strip():
            return
        self.finish()
        style = label_style(node.attrib["style"])
        placement = node.get("transform", "")
        with self.stream.stacked():
            if placement and not placement.startswith("rotate(-0 "):
                self.stream.transform(*transform(placement, None, style.size, 0).values)
            self.line(node.text or "", style, float(node.get("x", "0")), float(node.get("y", "0")))

    def line(self, text: str, style: LabelStyle, x: float, y: float) -> None:
        setting = _text_setting(style, self.drawing.fonts)
        layout = create_layout(text, setting, None, None, 0)
        width, _ = line_size(layout.get_first_line()[0], setting)
        start = x - width * _ANCHORS[style.anchor]
        self.stream.set_color(style.color)
        self.stream.begin_text()
        draw_first_line(self.stream, TextBox(layout, setting), "none", "none", Matrix(d=-1, e=start, f=y))
        self.stream.end_text()


@lru_cache(maxsize=64)
def _text_setting(style: LabelStyle, fonts: FontConfiguration) -> Style:
    setting = Style(INITIAL_VALUES)
    setting.font_config = fonts
    setting.update(font_family=[FAMILY], font_size=style.size, font_weight=style.weight, white_space="pre")
    return setting
