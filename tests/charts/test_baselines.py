"""One drawing of each kind against its baseline in tests/charts/baselines: every shape and text, to a tenth of a mm.

``make baselines`` (BASELINES=write) writes them anew; tests/charts/baselines/README.md says why they are words, not images.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from chart_geometry import Shape, figure, shapes_of, texts_of

from generator.charts import style
from generator.charts.background import draw_background, draw_narrow_background
from generator.charts.canvas import Canvas, Drawing
from generator.charts.field import Axis, Point, Strip
from generator.charts.locator import Presence, Tile, draw_locator
from generator.charts.people import PeopleWords, Staff, draw_people
from generator.charts.persons import Posting
from generator.charts.references import Line, Reference
from generator.charts.rows import Row, Rows, draw_rows

FOLDER = Path(__file__).parent / "baselines"
NAMES = {value: name for name, value in vars(style).items() if name.isupper() and str(value).startswith("#")}
AXIS = Axis("linear", 15.0, 50.0, (Decimal(20), Decimal(30), Decimal(40), Decimal(50)))
REFERENCES = (
    Reference("中央値", figure("all/aging_rate/median", "28.5"), Line.MEDIAN),
    Reference("全国値", figure("nation/aging_rate", "28.1"), Line.NATION),
)


def strips() -> list[Strip]:
    """Two indicators: three of ours and one beyond the axis; one of ours and one without the figure."""
    aging = {"盛岡市": "27.0", "遠野市": "38.9", "矢巾町": "25.2", "岩泉町": "52.1"}
    others = ("20.2", "22.0", "22.1", "22.2", "31.5", "44.6", "54.4")
    return [
        Strip(
            title="高齢化率",
            unit="％",
            axis=AXIS,
            others=tuple(Decimal(text) for text in others),
            ours=tuple(Point(name, figure(f"{name}/aging_rate", value)) for name, value in aging.items()),
            references=REFERENCES,
            absent=(("不詳・未記入", ("普代村",)),),
            few_named="名は一部",
        ),
        Strip(
            title="生活保護受給率",
            unit="‰",
            axis=Axis("linear", 0.0, 50.0, (Decimal(0), Decimal(25), Decimal(50))),
            others=(Decimal("3.5"), Decimal("16.6")),
            ours=(Point("那須烏山市", figure("092151/welfare_rate", "6.6")),),
            references=(),
            absent=(),
            few_named="名は一部",
        ),
    ]


def background() -> Drawing:
    return draw_background("background", strips(), width=style.TEXT_WIDTH)


def background_narrow() -> Drawing:
    return draw_narrow_background("background-narrow", strips(), width=style.NARROW_WIDTH)


def people() -> Drawing:
    """Persons of each kind, a municipality without any and one whose number is not told."""

    def persons(name: str, count: int) -> Staff:
        groups = tuple((kind, figure(f"{name}/{kind}", str(count), unit="人", decimals=0)) for kind in Posting)
        total = figure(f"{name}/all", str(3 * count), unit="人", decimals=0)
        return Staff(name, total, groups, figure(f"{name}/sites", "2", unit="か所", decimals=0), "")

    nobody = Staff("札幌市", None, (), None, "置かない")
    words = PeopleWords(
        ((Posting.DEDICATED, "専任"), (Posting.CONCURRENT, "兼任"), (Posting.UNSTATED, "区分の記載なし")),
        each="印一つが一人",
        sites="配置先",
    )
    return draw_people("people", [persons("盛岡市", 4), persons("遠野市", 1), nobody], words, width=style.TEXT_WIDTH, narrow=False)


def rows() -> Drawing:
    """Two prefectures, one with a single municipality."""
    points = {"岩手県": ("27.0", "38.9", "25.2"), "宮城県": ("23.5",)}
    data = Rows(
        axis=AXIS,
        rows=tuple(
            Row(
                name,
                figure(f"{name}/n", str(len(values)), decimals=0),
                tuple(Point(f"{name[:2]}{i}市", figure(f"{name}{i}/rate", value)) for i, value in enumerate(values)),
            )
            for name, values in points.items()
        ),
        references=REFERENCES,
        unit="％",
        count="自治体",
        lacking="不詳・未記入",
    )
    return draw_rows("rows", data, width=style.TEXT_WIDTH, narrow=False)


def locator() -> Drawing:
    tiles = [
        Tile(3, 1, Presence.IN_VOLUME),
        Tile(3, 2, Presence.IN_VOLUME),
        Tile(3, 3, Presence.HERE),
        Tile(1, 4, Presence.NOT_IN_VOLUME),
    ]
    legend = [(Presence.HERE, "岩手県"), (Presence.IN_VOLUME, "収録あり"), (Presence.NOT_IN_VOLUME, "収録なし")]
    return draw_locator("locator", tiles, legend, width=30.0)


def primitives() -> Drawing:
    """The canvas itself: each thing that it can draw."""
    canvas = Canvas(40.0, 20.0)
    canvas.box(1, 1, 10, 4, fill=style.ACCENT)
    canvas.dots([(20, 5), (22, 5)], radius=2, colour=style.DOT)
    canvas.lines([[(0, 10), (40, 10)], [(0, 11), (40, 12)]], colour=style.RULE, width=style.THIN)
    canvas.lines([[(0, 14), (40, 14)]], colour=style.INK, width=style.MEDIUM, dash=(3.0, 2.0))
    canvas.text(20, 17, "位置△1.5％", size=style.NAME, anchor="center", bold=True)
    return canvas.finish("primitives")


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    draw.__name__: draw for draw in (background, background_narrow, people, rows, locator, primitives)
}


def words(drawing: Drawing) -> Iterator[str]:
    """The drawing in words, one line a shape or a text."""
    yield f"sheet {drawing.width:.1f} × {drawing.height:.1f} mm"
    yield from (_shape(shape) for shape in shapes_of(drawing)[1:])
    for text in texts_of(drawing):
        weight = "bold" if text.bold else "regular"
        yield f"text {text.x:.1f} {text.y:.1f} {text.size:g} pt {weight} {text.anchor} 「{text.text}」"
    yield from (f"mark {mark.figure} {mark.x:.1f} {mark.y:.1f}" for mark in drawing.marks)


def _shape(shape: Shape) -> str:
    fill, edge = (NAMES.get(colour, colour or "none") for colour in (shape.fill, shape.edge))
    e = shape.extent
    return f"shape {fill} edge {edge} x {e.left:.1f}–{e.right:.1f} y {e.top:.1f}–{e.bottom:.1f}".replace("-0.0", "0.0")


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_as_recorded(name: str) -> None:
    """Nothing moved, vanished or changed colour since somebody last looked at it."""
    drawn = "\n".join(words(DRAWINGS[name]())) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("BASELINES") == "write":
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8"), "intended? then `make baselines`, and look at the difference"


def test_every_baseline_belongs_to_a_drawing() -> None:
    """No baseline is left over from a drawing that is gone."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(DRAWINGS)


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_twice_gives_the_same_bytes(name: str) -> None:
    """The SVG of the same data is the same to the byte."""
    assert DRAWINGS[name]().svg == DRAWINGS[name]().svg


@pytest.mark.parametrize("name", DRAWINGS)
def test_text_stays_text_in_the_bundled_font(name: str) -> None:
    """No glyph is drawn as a path, and no text asks for another font."""
    svg = DRAWINGS[name]().svg
    assert "<text" in svg
    assert "glyph" not in svg.lower()
    assert svg.count(style.FAMILY) >= svg.count("<text")
