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
from generator.charts.achievement import BarWords, TargetBar, draw_achievement, numbers_width, wrap
from generator.charts.contracts import ContractWords, PlacesBar, draw_contracts
from generator.charts.profile import Cell, draw_profile
from generator.charts.strips import Point, Reference, Strip, draw_strips
from generator.charts.tilemap import Presence, Tile, draw_tilemap

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId

FOLDER = Path(__file__).parent / "baselines"
NAMES = {value: name for name, value in vars(style).items() if name.isupper() and str(value).startswith("#")}
WIDTH = style.TEXT_WIDTH


def aging() -> Strip:
    """A linear axis: three of ours, one without the figure, one beyond the axis."""
    values = {"盛岡市": "27.0", "遠野市": "38.9", "矢巾町": "25.2", "岩泉町": "52.1"}
    return Strip(
        title="高齢化率",
        unit="％",
        kind="linear",
        low=15.0,
        high=50.0,
        ticks=(Decimal(20), Decimal(30), Decimal(40), Decimal(50)),
        others=tuple(Decimal(text) for text in ("20.2", "22.0", "22.1", "22.2", "31.5", "44.6", "54.4")),
        ours=tuple(Point(name, figure(f"{name}/aging_rate", value)) for name, value in values.items()),
        references=(
            Reference("中央値", figure("all/aging_rate/median", "28.5"), dashed=False),
            Reference("全国値", figure("nation/aging_rate", "28.1"), dashed=True),
        ),
        absent=(("不詳・未記入", ("普代村",)),),
        log_word="対数目盛り",
        few_named="名は一部",
    )


def coordinators() -> Strip:
    """A logarithmic axis with a zero."""
    values = {"盛岡市": "6.9", "遠野市": "11.2", "札幌市": "0"}
    return Strip(
        title="10万人当たり推進員",
        unit="人",
        kind="log",
        low=0.05,
        high=500.0,
        ticks=(Decimal("0.1"), Decimal(1), Decimal(10), Decimal(100)),
        others=(Decimal("0.6"), Decimal("3.2"), Decimal("65.7")),
        ours=tuple(Point(name, figure(f"{name}/rate", value)) for name, value in values.items()),
        references=(Reference("中央値", figure("all/rate/median", "3.2"), dashed=False),),
        absent=(),
        log_word="対数目盛り",
        few_named="名は一部",
    )


def strip_above() -> Drawing:
    return draw_strips("strip", [aging()], width=WIDTH)


def strips_beside() -> Drawing:
    return draw_strips("strips", [aging(), coordinators()], width=WIDTH, margin=27.0)


def strips_abridged() -> Drawing:
    return draw_strips("strips", [aging(), coordinators()], width=WIDTH, margin=27.0, most_tiers=1)


def bar(number: int, share: str, sign: str) -> TargetBar:
    target, result = (
        figure(f"t{number}", "20", unit="件", decimals=0),
        figure(f"t{number}/r", "17", unit="件", decimals=0),
    )
    return TargetBar(
        lines=wrap("地域の支え合い活動に参加した住民の延べ人数（地区の懇談会を含む）", size=style.LABEL, width=66.0),
        sign=sign,
        share=figure(f"t{number}/share", share, decimals=0),
        result=result,
        target=target,
        unit="件",
        met=sign == "●",
        decided=sign != "－",
    )


def achievement() -> Drawing:
    bars = [bar(1, "100", "●"), bar(2, "85", "▲"), bar(3, "40", "－"), bar(4, "420", "●"), bar(5, "0", "▲")]
    heads = BarWords(target="目標", share="目標比", pair="実績／目標")
    return draw_achievement("achievement", bars, heads, numbers=numbers_width(bars, heads), width=WIDTH)


def places(direct: int | None, outsourced: int | None, total: int | None) -> PlacesBar:
    def one(part: str, value: int | None) -> Figure:
        name = f"{direct}-{outsourced}-{total}/{part}"
        if value is None:
            return Figure(FigureId.parse(name), name, None, "か所", 0, Formula.PRINTED, State.MISSING)
        return figure(name, str(value), unit="か所", decimals=0)

    return PlacesBar(one("direct", direct), one("outsourced", outsourced), one("total", total))


def contracts() -> Drawing:
    rows = [
        places(1, 8, 9),
        places(None, 3, 3),
        places(None, 5, 6),
        places(None, None, 2),
        places(0, 0, 0),
        places(None, None, None),
    ]
    names = ["盛岡市", "遠野市", "北海道", "矢巾町", "岩泉町", "東津軽郡"]
    panels = [("地域包括支援センター（か所）", rows), ("自立相談支援機関（か所）", rows[::-1])]
    return draw_contracts("contracts", names, panels, ContractWords("直営", "委託", "計"), width=WIDTH)


def profile() -> Drawing:
    cell = Cell(
        "高齢化率",
        "％",
        "linear",
        15,
        50,
        figure("x/aging_rate", "27.0"),
        (Decimal(22), Decimal(41)),
        figure("m", "28.5"),
    )
    bare = Cell(
        "地縁組織加入率",
        "％",
        "linear",
        20,
        100,
        figure("x/association_rate", None),
        (Decimal(70),),
        figure("n", "69.7"),
    )
    far = Cell(
        "生活保護受給率", "‰", "linear", 0, 50, figure("x/welfare_rate", "65.9"), (Decimal(12),), figure("o", "12.8")
    )
    return draw_profile("profile", [cell, bare, far], width=WIDTH)


def tilemap() -> Drawing:
    tiles = [
        Tile("北海道", 3, 1, Presence.IN_VOLUME),
        Tile("青森", 3, 2, Presence.IN_VOLUME),
        Tile("岩手", 3, 3, Presence.HERE),
        Tile("鹿児島", 1, 4, Presence.NOT_IN_VOLUME),
    ]
    legend = [(Presence.HERE, "岩手県"), (Presence.IN_VOLUME, "個票あり"), (Presence.NOT_IN_VOLUME, "収録なし")]
    return draw_tilemap("tilemap", tiles, legend, width=30.0)


def primitives() -> Drawing:
    """The canvas itself: each thing that it can draw."""
    canvas = Canvas(40.0, 20.0)
    canvas.box(1, 1, 10, 4, fill=style.ACCENT)
    canvas.dots([(20, 5), (22, 5)], radius=2, colour=style.DOT)
    canvas.lines([[(0, 10), (40, 10)], [(0, 11), (40, 12)]], colour=style.RULE, width=style.THIN)
    canvas.lines([[(0, 14), (40, 14)]], colour=style.INK, width=style.MEDIUM, dash=True)
    canvas.text(20, 17, "位置△1.5％", size=style.NAME, anchor="center", bold=True)
    return canvas.finish("primitives")


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    draw.__name__: draw
    for draw in (
        strip_above,
        strips_beside,
        strips_abridged,
        achievement,
        contracts,
        profile,
        tilemap,
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
