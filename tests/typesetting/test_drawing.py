"""Charts: what of matplotlib's SVG is drawn, that it looks as it should, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import matplotlib as mpl
import numpy as np
import publish_sample as sample
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from publish_reading import opened, picture, text
from weasyprint import HTML

from generator.errors import PublishError
from generator.typesetting.drawing.svg_path import path_operators
from generator.typesetting.drawing.svg_style import label_style, shape_style
from generator.typesetting.fonts import bundled
from generator.typesetting.pdf import write_pdf

PAGE = """@page { size: 4in 3in; margin: 0 } body { margin: 0 }
img { display: block } h1 { position: absolute; font-size: 1px }"""
LABEL = "高齢化率 28.1"


def drawn(draw: Callable[[Axes], object]) -> str:
    """A chart of 4 × 3 inches, with what ``draw`` adds to its axes."""
    sample.chart()  # registers the fonts
    settings: Any = {"font.family": "BIZ UDPGothic", "svg.fonttype": "none", "svg.hashsalt": "x"}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(4, 3))
        draw(figure.add_subplot())
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


def html(svg: str) -> str:
    """A page that is the chart."""
    return sample.document(f"<h1>図</h1>{sample.image(svg)}", style=PAGE)


def published(svg: str) -> bytes:
    """The chart as we draw it."""
    return write_pdf(html(svg), info=sample.INFO)


def by_weasyprint(svg: str) -> bytes:
    """The chart as WeasyPrint draws it, in the same typeface."""
    return HTML(string=html(svg)).write_pdf(font_config=bundled.configuration())  # type: ignore[no-any-return]


FEATURES: dict[str, Callable[[Axes], object]] = {
    "lines": lambda axes: axes.plot([0, 1, 2], [0, 2, 1], "--", lw=3, alpha=0.5),
    "step": lambda axes: axes.step([0, 1, 2], [0, 2, 1], color="#0058b5"),
    "dots": lambda axes: axes.scatter(
        [1, 2, 3], [1, 2, 1], s=[20, 40, 80], c=["r", "g", "b"], edgecolors="k", alpha=0.5
    ),
    "markers": lambda axes: axes.plot([0, 1, 2], [1, 0, 1], marker="s", mec="r", mfc="w", clip_on=False),
    "bars": lambda axes: axes.barh([1, 2], [3, 2], color=["#0058b5", "#cccccc"], edgecolor="#333333"),
    "bands": lambda axes: axes.fill_between([0, 1, 2], [1, 2, 1], alpha=0.3),
    "error bars": lambda axes: axes.errorbar([1, 2], [1, 2], yerr=0.3, capsize=4),
    "arrows": lambda axes: axes.annotate("矢印", (0.2, 0.2), (0.6, 0.6), arrowprops={"arrowstyle": "->"}),
    "boxes": lambda axes: axes.text(0.5, 0.5, "囲み", bbox={"boxstyle": "round", "fc": "#eeeeee"}),
    "legend": lambda axes: axes.legend(axes.plot([0, 1], [0, 1]), ["凡例"]),
    "grid": lambda axes: axes.grid(visible=True, ls=":"),
    "circles": lambda axes: axes.add_patch(__import__("matplotlib.patches").patches.Circle((0.5, 0.5), 0.3, ec="k")),
}
LABELS: dict[str, Callable[[Axes], object]] = {
    "from its start": lambda axes: axes.text(0.5, 0.5, LABEL, ha="left"),
    "from its middle": lambda axes: axes.text(0.5, 0.5, LABEL, ha="center"),
    "from its end": lambda axes: axes.text(0.5, 0.5, LABEL, ha="right"),
    "turned a little": lambda axes: axes.text(0.5, 0.5, LABEL, rotation=30),
    "turned upwards": lambda axes: axes.text(0.5, 0.5, LABEL, rotation=90),
    "turned downwards": lambda axes: axes.text(0.5, 0.5, LABEL, rotation=270),
    "turned at its anchor": lambda axes: axes.text(0.5, 0.5, LABEL, rotation=45, rotation_mode="anchor"),
    "bold": lambda axes: axes.text(0.2, 0.5, LABEL, fontweight="bold"),
    "faded": lambda axes: axes.text(0.2, 0.5, LABEL, alpha=0.5, color="#0058b5"),
    "title": lambda axes: axes.set_title(LABEL, loc="right"),
    "axis label": lambda axes: axes.set_ylabel(LABEL),
    "signs": lambda axes: axes.set_title(f"{LABEL} <&> “△”"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*FEATURES, *LABELS])
def test_a_chart_looks_as_weasyprint_draws_it(name: str) -> None:
    """Two renderers that share nothing but the typeface agree, save for the edges of lines and letters."""
    svg = drawn({**FEATURES, **LABELS}[name])
    ours, theirs = picture(published(svg)).astype(int), picture(by_weasyprint(svg)).astype(int)
    assert ours.shape == theirs.shape
    assert np.mean(np.abs(ours - theirs).max(axis=2) > 96) < 0.004


@pytest.mark.parametrize(("hatch", "face"), [("///", "none"), ("..", "#dddddd"), ("xx", "#ffffff")])
def test_a_hatch_is_as_dense_as_weasyprint_draws_it(hatch: str, face: str) -> None:
    """As much ink and the same ground, though the lines start elsewhere: as in SVG, at the drawing's corner."""
    svg = drawn(lambda axes: axes.bar([1, 2], [3, 2], hatch=hatch, facecolor=face, edgecolor="#555555"))
    assert picture(published(svg)).mean() == pytest.approx(picture(by_weasyprint(svg)).mean(), rel=0.01)


@pytest.mark.parametrize("name", LABELS)
def test_a_label_is_one_run_of_text(name: str) -> None:
    """Centred, turned, bold or faded: a label is found as it was written."""
    assert LABEL in text(published(drawn(LABELS[name])))


def test_labels_of_two_lines_are_two_runs() -> None:
    """matplotlib sets lines one by one."""
    found = text(published(drawn(lambda axes: axes.text(0.5, 0.5, "一行目\n二行目", ha="center"))))
    assert "一行目" in found and "二行目" in found


def test_a_chart_needs_no_forms() -> None:
    """Labels and half transparent dots are drawn on the page itself, where its tags count."""
    page = opened(published(sample.chart())).pages[0]
    assert list(page.Resources.get("/XObject", {})) == []


def test_a_hatch_is_made_once_for_each_chart() -> None:
    """Ten hatched bars share one pattern."""
    svg = drawn(lambda axes: axes.bar(range(10), [1] * 10, hatch="//", facecolor="none", edgecolor="#555555"))
    assert len(opened(published(svg)).pages[0].Resources.Pattern) == 1


def test_the_lines_of_a_grid_are_one_path() -> None:
    """Opaque lines of one look that follow each other are stroked together."""
    svg = drawn(lambda axes: axes.vlines([1, 2, 3, 4], 0, 1, colors="#c9ced4"))
    content = opened(published(svg)).pages[0].Contents.read_bytes()
    assert content.count(b"S\n") < svg.count("<path")


def test_shapes_that_can_be_seen_through_stay_apart() -> None:
    """Where half transparent lines cross, it shows."""
    svg = drawn(
        lambda axes: (
            axes.plot([0, 1], [0, 1], "k", lw=30, alpha=0.5),
            axes.plot([0, 1], [1, 0], "k", lw=30, alpha=0.5),
        )
    )
    assert (np.abs(picture(published(svg)).astype(int) - picture(by_weasyprint(svg))) > 96).mean() < 0.004
    assert len(np.unique(picture(published(svg))[216, :, 0])) > 2


def test_charts_are_told_apart() -> None:
    """Two charts of one document, and one of them twice, are drawn each in its place."""
    one, two = drawn(lambda axes: axes.set_title("甲の図")), drawn(lambda axes: axes.set_title("乙の図"))
    found = text(
        write_pdf(sample.document("<h1>図</h1>" + "".join(map(sample.image, (one, two, one)))), info=sample.INFO)
    )
    assert [found.count("甲の図"), found.count("乙の図")] == [2, 1]


def test_a_chart_may_be_written_as_plain_text() -> None:
    """A data: URI without base64 is a chart too."""
    chart = f'<img alt="図の説明" src="data:image/svg+xml,{quote(drawn(LABELS["title"]))}"/>'
    assert LABEL in text(write_pdf(sample.document(f"<h1>図</h1>{chart}"), info=sample.INFO))


def test_a_chart_keeps_its_size() -> None:
    """A chart of 4 × 3 inches fills a page of that size."""
    assert (picture(published(drawn(lambda axes: axes.set_facecolor("#00ff00"))))[10:-10, :, 1] < 40).any()
    assert picture(published(drawn(lambda axes: axes.axis("off")))).shape[:2] == (432, 576)


REFUSED = {
    "mathematics": (lambda axes: axes.set_title("$x^2$"), "tspan"),
    "images": (lambda axes: axes.imshow([[0, 1], [1, 0]]), "<image>"),
    "another typeface": (lambda axes: axes.set_title("題", fontfamily="DejaVu Sans"), "DejaVu Sans"),
    "a missing glyph": (lambda axes: axes.set_title("\U0001f41f"), "U+1F41F"),
    "slanted letters": (lambda axes: axes.set_title("題", fontstyle="italic"), "font-style: italic"),
    "links": (lambda axes: axes.set_title("題", url="https://example.jp/"), "<a>"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
@pytest.mark.filterwarnings("ignore:findfont")
def test_what_cannot_be_drawn_as_meant_is_refused(name: str) -> None:
    """The error shows the part of the chart."""
    draw, found = REFUSED[name]
    with pytest.raises(PublishError) as caught:
        published(drawn(draw))
    assert found in caught.value.found


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
BROKEN = {
    "no XML": ("<svg", "unclosed token"),
    "unknown element": (SVG.format("<circle/>"), "<circle>"),
    "moved group": (SVG.format('<g transform="scale(2)"/>'), "scale(2)"),
    "group with a style": (SVG.format('<g style="opacity: 0.5"/>'), "opacity: 0.5"),
    "unknown property": (SVG.format('<path d="M 0 0" style="filter: blur"/>'), "filter: blur"),
    "unknown colour": (SVG.format('<path d="M 0 0" style="fill: reddish"/>'), "reddish"),
    "unknown width": (SVG.format('<path d="M 0 0" style="stroke-width: 2em"/>'), "2em"),
    "relative path": (SVG.format('<path d="M 0 0 l 1 1"/>'), "l"),
    "arc": (SVG.format('<path d="M 0 0 A 1 1 0 0 0 1 1"/>'), "A"),
    "no number": (SVG.format('<path d="M 0 1e-5"/>'), "1e-5"),
    "label without a typeface": (SVG.format('<text style="font-size: 8px">字</text>'), "指定なし"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_foreign_svg_is_refused(name: str) -> None:
    """What matplotlib does not write is not guessed at."""
    svg, found = BROKEN[name]
    with pytest.raises(PublishError) as caught:
        published(svg)
    assert found in caught.value.found


@pytest.mark.parametrize(
    ("data", "operators"),
    [
        ("M 1 2 \nL 3 -4.5 \nz\n", "1 2 m 3 -4.5 l h "),
        ("M 0 0 C 1 1 2 2 3 3", "0 0 m 1 1 2 2 3 3 c "),
        ("M 0 0 Q 3 0 3 3", "0 0 m 2.000000 0.000000 3.000000 1.000000 3.000000 3.000000 c "),
    ],
)
def test_paths_become_operators(data: str, operators: str) -> None:
    """Moves, lines, both kinds of curves and closing."""
    assert path_operators(data) == operators


def test_a_shape_overrules_its_use() -> None:
    """Of two styles the later one, the shape's own, wins."""
    style = shape_style("fill: #ff0000; stroke-width: 2", "fill: none; stroke: #000000")
    assert (style.fill, style.width, style.stroke is not None) == (None, 2.0, True)


def test_opacities_are_multiplied() -> None:
    """The opacity of a shape and that of its fill."""
    paint = shape_style("fill: #ff0000; fill-opacity: 0.5; opacity: 0.5").fill
    assert paint is not None and paint.color is not None and paint.color.alpha == 0.25


def test_a_label_has_defaults() -> None:
    """Black, regular, from its start."""
    style = label_style("font-size: 8px; font-family: 'BIZ UDPGothic'")
    assert (style.size, style.weight, style.anchor, style.color.alpha) == (8.0, 400, "start", 1)
