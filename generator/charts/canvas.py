"""A sheet measured in mm, drawn by matplotlib, saved as SVG whose text stays text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as MplFigure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from generator.charts import style
from generator.errors import PublishError
from generator.everyday import without_selectors

Anchor = Literal["left", "center", "right"]
_CIRCLE: Final = Path.unit_circle()
_SHAPES: Final = 1
"""matplotlib's layer of patches, below that of texts: all shapes are drawn in the order in which they are asked for."""


@dataclass(frozen=True, slots=True)
class Label:
    """One text of a drawing; ``figure`` is the id of the ledger's figure that it prints, if any."""

    text: str
    figure: str | None
    x: float
    y: float
    size: float
    anchor: Anchor

    @property
    def baseline(self) -> float:
        """Return how many mm below the top of the drawing the glyphs stand."""
        return self.y + style.MIDDLE * self.size * style.POINT_MM


@dataclass(frozen=True, slots=True)
class Mark:
    """One datum as drawn: the figure's id and the place in mm where its mark sits."""

    figure: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart: SVG text, its size in mm, and what it shows."""

    name: str
    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]
    abridged: bool = False
    """Whether data are drawn that carry no label for want of room."""
    beyond: bool = False
    """Whether data are drawn that lie off the axis, at its end."""


class Canvas:
    """Draws in mm from the top left corner. Remembers every label and every mark."""

    def __init__(self, width: float, height: float) -> None:
        style.register_fonts()
        self.width, self.height = width, height
        self.figure = MplFigure(figsize=(width / 25.4, height / 25.4), facecolor="none")
        FigureCanvasSVG(self.figure)
        # No axes: a transform from mm to the sheet is all that is needed, and costs a tenth of the time.
        self._mm = Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, height / 25.4) + self.figure.dpi_scale_trans
        self._labels: list[Label] = []
        self._marks: list[Mark] = []

    def mark(self, figure: str, x: float, y: float) -> None:
        """Remember that the datum ``figure`` is drawn at (x, y)."""
        self._marks.append(Mark(figure, x, y))

    def dots(
        self,
        places: Iterable[tuple[float, float]],
        *,
        radius: float,
        colour: str,
        edge: str = style.PAPER,
        width: float = 0.3,
    ) -> None:
        """Draw filled circles of ``radius`` mm, later ones over earlier ones."""
        drawn = list(places)
        if not drawn:
            return
        xs, ys = zip(*drawn, strict=True)
        # Markers of one line: one outline for all, which takes a tenth of the time of as many circles.
        self._add(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker=_CIRCLE,
                markersize=2 * radius / style.POINT_MM,
                markerfacecolor=colour,
                markeredgecolor=edge,
                markeredgewidth=width,
                zorder=_SHAPES,
            )
        )

    def lines(
        self,
        segments: Iterable[Sequence[tuple[float, float]]],
        *,
        colour: str,
        width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Draw straight segments as one path; ``dash`` gives stroke and gap in line widths."""
        drawn = [list(segment) for segment in segments]
        if not drawn:
            return
        # A single line is written as a Line2D, which keeps its dashes in every SVG reader.
        for segment in drawn if dash is not None else ():
            xs, ys = zip(*segment, strict=True)
            self._add(Line2D(xs, ys, color=colour, linewidth=width, dashes=dash, zorder=_SHAPES))
        if dash is None:
            points = [point for segment in drawn for point in segment]
            codes = [code for segment in drawn for code in (Path.MOVETO, *[Path.LINETO] * (len(segment) - 1))]
            self._add(PathPatch(Path(points, codes), facecolor="none", edgecolor=colour, linewidth=width))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, edge: str = "none", line: float = 0.0
    ) -> None:
        """Draw a rectangle whose top left corner is (x, y)."""
        self.boxes([(x, y, width, height)], fill=fill, edge=edge, line=line)

    def boxes(
        self,
        rectangles: Iterable[tuple[float, float, float, float]],
        *,
        fill: str,
        edge: str = "none",
        line: float = 0.0,
    ) -> None:
        """Draw rectangles (left, top, width, height) that do not overlap as one path."""
        corners = [
            corner
            for x, y, width, height in rectangles
            for corner in ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        ]
        if corners:
            codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(corners) // 5)
            self._add(PathPatch(Path(corners, codes), facecolor=fill, edgecolor=edge, linewidth=line))

    def outlines(self, outlines: Iterable[Path], *, fill: str, edge: str = "none", line: float = 0.0) -> None:
        """Draw closed outlines, measured in mm, as one path; later parts of it lie over earlier ones."""
        drawn = list(outlines)
        if drawn:
            self._add(PathPatch(Path.make_compound_path(*drawn), facecolor=fill, edgecolor=edge, linewidth=line))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = style.LABEL,
        colour: str = style.INK,
        anchor: Anchor = "left",
        bold: bool = False,
        figure: str | None = None,
    ) -> None:
        """Set one horizontal line of text whose middle height is ``y``; matplotlib draws no variation sequences."""
        text = without_selectors(text)
        # Some SVG readers know only the alphabetic baseline: so it is worked out here.
        label = Label(text, figure, x, y, size, anchor)
        self._add(
            Text(
                x,
                label.baseline,
                text,
                color=colour,
                horizontalalignment=anchor,
                verticalalignment="baseline",
                fontproperties=_lettering(size, bold),
                parse_math=False,
            )
        )
        self._labels.append(label)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._mm)
        artist.set_clip_on(False)
        self.figure.add_artist(artist)

    def finish(self, name: str, *, abridged: bool = False, beyond: bool = False) -> Drawing:
        """Write the sheet as SVG and return the drawing. Raises PublishError for a character without a glyph."""
        buffer = io.StringIO()
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        if told:
            raise _undrawable(name, [str(one.message) for one in told])
        return Drawing(
            name,
            buffer.getvalue(),
            self.width,
            self.height,
            tuple(self._labels),
            tuple(self._marks),
            abridged,
            beyond,
        )


@cache
def _lettering(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=style.FAMILY, size=size, weight="bold" if bold else "normal")


def _undrawable(name: str, told: Sequence[str]) -> PublishError:
    """Return the error for what matplotlib only warns of: 「Glyph 32676 (…) missing from font(s) …」."""
    points = [int(found[1]) for found in (re.match(r"Glyph (\d+) ", one) for one in told) if found]
    missing = "、".join(dict.fromkeys(f"「{chr(point)}」U+{point:04X}" for point in points))
    return PublishError(
        f"書体 {style.FAMILY} にない文字が図にあります。" if missing else "図を描くソフトウエアが警告を出しました。",
        where=f"図 {name}",
        found=missing or told[0],
        expected=f"{style.FAMILY} に字形のある文字" if missing else "警告なし",
        remedy="図に書く名と言葉（config/words.yaml と表）の文字を確かめてください。",
    )
