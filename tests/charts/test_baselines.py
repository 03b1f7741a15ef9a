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
from generator.ledger.figure import Figure

FOLDER = Path(__file__).parent / "baselines"
NAMES = {value: name for name, value in vars(style).items() if name.isupper() and str(value).startswith("#")}
WIDTH = style.TEXT_WIDTH


AGING = Axis("linear", 15.0, 50.0, tuple(map(Decimal, (20, 30, 40, 50))))
YARDSTICKS = (
    Reference("中央値", figure("all/aging_rate/median", "28.5"), Line.MEDIAN),
    Reference("全国値", figure("nation/aging_rate", "28.1"), Line.NATION),
    Reference("岩手県全域", figure("030007/aging_rate", "31.9"), Line.PREFECTURE),
)


def points(values: dict[str, str]) -> tuple[Point, ...]:
    return tuple(Point(name, figure(f"{name}/aging_rate", value)) for name, value in values.items())


def aging() -> Strip:
    """An even axis: three of ours, one without the figure, one beyond the axis."""
    return Strip(
        title="高齢化率",
        unit="％",
        axis=AGING,
        others=tuple(map(Decimal, ("20.2", "22.0", "22.1", "22.2", "31.5", "44.6", "54.4"))),
        ours=points({"盛岡市": "27.0", "遠野市": "38.9", "矢巾町": "25.2", "岩泉町": "52.1"}),
        references=YARDSTICKS,
        absent=(("不詳・未記入", ("普代村",)),),
        few_named="名は一部",
    )


def population() -> Strip:
    """A logarithmic axis with more of ours than are named."""
    values = ("500", "900", "2150", "9407", "27161", "27326", "82481", "290136", "908907")
    return Strip(
        title="人口",
        unit="人、対数目盛り",
        axis=Axis("log", 500.0, 2_000_000.0, tuple(map(Decimal, (1000, 100_000, 1_000_000)))),
        others=tuple(map(Decimal, (763, 45_349))),
        ours=points({f"第{number}町": value for number, value in enumerate(values)}),
        references=YARDSTICKS[:0],
        absent=(),
        few_named="名は一部",
    )


def background() -> Drawing:
    return draw_background("background", [aging(), population()], width=WIDTH)


def background_narrow() -> Drawing:
    return draw_narrow_background("background", [aging(), population()], width=style.NARROW_WIDTH)


def staff(*, narrow: bool) -> Drawing:
    def persons(name: str, count: int, unit: str = "人") -> Figure:
        return figure(name, str(count), unit=unit, decimals=0)

    one, nineteen, seven = persons("1/d", 1), persons("1/c", 19), persons("1/u", 7)
    groups = ((Posting.DEDICATED, one), (Posting.CONCURRENT, nineteen), (Posting.UNSTATED, seven))
    rows = [
        Staff("盛岡市", persons("1/all", 27), groups, persons("1/s", 19, "か所"), "業務量を人数に換算"),
        Staff("札幌市", persons("2/all", 0), (), None, "置かない"),
    ]
    names = ((Posting.DEDICATED, "専任"), (Posting.CONCURRENT, "兼任"), (Posting.UNSTATED, "区分の記載なし"))
    words = PeopleWords(names, each="印一つが一人", sites="配置先")
    width = style.NARROW_WIDTH if narrow else WIDTH
    return draw_people("people", rows, words, width=width, narrow=narrow)


def people() -> Drawing:
    return staff(narrow=False)


def people_narrow() -> Drawing:
    return staff(narrow=True)


def prefectures(*, narrow: bool) -> Drawing:
    found: tuple[tuple[str, dict[str, str]], ...] = (
        ("青森県", {"鰺ヶ沢町": "41.4", "東津軽郡": "42.7"}),
        ("宮城県", {"仙台市": "23.5"}),
        ("秋田県", {"大潟村": "31.4", "湯沢市": "37.7", "小坂町": "44.6", "上小阿仁村": "54.4"}),
        ("群馬県", {}),
    )
    rows = [Row(name, figure(f"{name}/n", str(len(held)), decimals=0), points(held)) for name, held in found]
    data = Rows(AGING, tuple(rows), YARDSTICKS[:2], unit="％", count="自治体", lacking="不詳・未記入")
    return draw_rows("rows", data, width=style.NARROW_WIDTH if narrow else WIDTH, narrow=narrow)


def rows() -> Drawing:
    return prefectures(narrow=False)


def rows_narrow() -> Drawing:
    return prefectures(narrow=True)


def locator() -> Drawing:
    tiles = [
        Tile(6, 1, Presence.IN_VOLUME),
        Tile(6, 2, Presence.HERE),
        Tile(5, 3, Presence.IN_VOLUME),
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
    canvas.lines([[(0, 14), (40, 14)]], colour=style.INK, width=style.MEDIUM, dash=style.DASHED)
    canvas.text(20, 17, "位置△1.5％", size=style.NAME, anchor="center", bold=True)
    return canvas.finish("primitives")


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    draw.__name__: draw
    for draw in (
        background,
        background_narrow,
        people,
        people_narrow,
        rows,
        rows_narrow,
        locator,
        primitives,
    )
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
