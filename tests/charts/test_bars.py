"""Bars: results as shares of targets, and places run directly or by contract."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from chart_geometry import boxes, faults, figure, shapes_of, texts_of

from generator.charts import style
from generator.charts.achievement import BarWords, TargetBar, draw_achievement, numbers_width, wrap
from generator.charts.canvas import Drawing
from generator.charts.contracts import LONGEST_PLACE, SHORTEST, ContractWords, PlacesBar, draw_contracts
from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId

COUNTS = [1, 2, 4, 8, 14, 40]
LONG = "東津軽郡（平内町、今別町、蓬田村、外ヶ浜町）"
HEADS = BarWords(target="目標", share="目標比", pair="実績／目標")
WORDS = ContractWords(direct="直営", outsourced="委託", total="計")
TITLES = ("地域包括支援センター（か所）", "自立相談支援機関（か所）")


def bar(number: int, share: str, *, met: bool = False, decided: bool = True, unit: str = "件", size: int = 10) -> TargetBar:
    """A target of ``size`` with the result that the share says."""
    result = (Decimal(share) * size / 100).quantize(Decimal(1))
    return TargetBar(
        lines=wrap("地域の支え合い活動に参加した住民の延べ人数（地区の懇談会を含む）", size=style.LABEL, width=66.0),
        sign="●" if met else "▲" if decided else "－",
        share=figure(f"t{number}/share", share, decimals=0),
        result=figure(f"t{number}/result", result, unit=unit, decimals=0),
        target=figure(f"t{number}", str(size), unit=unit, decimals=0),
        unit=unit,
        met=met,
        decided=decided,
    )


def achievement(bars: Sequence[TargetBar]) -> Drawing:
    numbers = numbers_width(bars, HEADS)
    return draw_achievement("achievement", bars, HEADS, numbers=numbers, width=style.TEXT_WIDTH)


def ticks(drawing: Drawing) -> tuple[float, float]:
    """Where 0 ％ and 100 ％ of the target stand, read from the axis labels."""
    texts = texts_of(drawing)
    return next(t.x for t in texts if t.text == "0％"), next(t.x for t in texts if t.text == "目標 100％")


@pytest.mark.parametrize("count", COUNTS)
def test_bars_end_where_the_shares_say(count: int) -> None:
    """A bar of 73 ％ ends at 73 ％ of the way from 0 ％ to 100 ％; more than 150 ％ ends at 150 ％."""
    source = random.Random(count)
    bars = [bar(i, str(source.randint(0, 400)), met=i % 3 == 0, decided=i % 4 != 0) for i in range(count)]
    drawing = achievement(bars)
    zero, hundred = ticks(drawing)
    marks = {mark.figure: mark for mark in drawing.marks}
    for one in bars:
        expected = zero + min(float(one.share.exact), 150.0) / 100 * (hundred - zero)
        assert marks[one.share.id].x == pytest.approx(expected, abs=0.02), one.share.text
    assert not list(faults(drawing))


@pytest.mark.parametrize("count", COUNTS)
def test_each_bar_is_inked_from_zero_to_its_mark(count: int) -> None:
    """The rectangle under a mark begins at 0 ％ and ends at the mark."""
    bars = [bar(i, str(10 + 13 * i % 140), met=i % 2 == 0) for i in range(count)]
    drawing = achievement(bars)
    zero, _ = ticks(drawing)
    inked = [s.extent for s in shapes_of(drawing) if s.fill in (style.ACCENT, style.DOT)]
    assert len(inked) == count
    for mark, extent in zip(drawing.marks, inked, strict=True):
        assert extent.left == pytest.approx(zero, abs=0.02)
        assert extent.right == pytest.approx(mark.x, abs=0.02)
        assert extent.top < mark.y < extent.bottom


def test_state_is_told_by_sign_and_fill() -> None:
    """Met is blue, not met grey, undetermined white with an outline; each has its sign, never colour alone."""
    drawing = achievement([bar(1, "120", met=True), bar(2, "80"), bar(3, "60", decided=False)])
    fills = [s.fill for s in shapes_of(drawing) if s.extent.bottom - s.extent.top == pytest.approx(3.2, abs=0.05)]
    assert fills == [style.ACCENT, style.DOT, style.PAPER]
    assert [text.text for text in texts_of(drawing) if text.text in "●▲－"] == ["●", "▲", "－"]


def test_a_capped_bar_prints_its_true_share() -> None:
    """1,234 ％ is cut at 150 ％, broken by two strokes, and printed in full."""
    drawing = achievement([bar(1, "1234", met=True)])
    assert "1,234％" in [text.text for text in texts_of(drawing)]
    zero, hundred = ticks(drawing)
    assert drawing.marks[0].x == pytest.approx(zero + 1.5 * (hundred - zero), abs=0.02)


@pytest.mark.parametrize("unit", ["件", "か所/年", "人/地区・月", "世帯（延べ）"])
@pytest.mark.parametrize("size", [1, 1000, 1_000_000])
def test_long_units_and_large_numbers_fit(unit: str, size: int) -> None:
    """Result, target and unit stay on the sheet and off the axis labels."""
    assert not list(faults(achievement([bar(i, "96", unit=unit, size=size) for i in range(3)])))


def test_result_and_target_are_told_apart() -> None:
    """The columns of numbers have heads; a rate bears its ％ twice, another unit stands once, in brackets."""
    printed = [text.text for text in texts_of(achievement([bar(1, "96", unit="％"), bar(2, "50", unit="回/年")]))]
    assert {"目標比", "実績／目標", "10％", "（回/年）"} <= set(printed)
    assert "（％）" not in printed


def test_charts_of_one_area_share_their_scale() -> None:
    """With the width of the widest numbers of all, 100 ％ stands at one place in both charts."""
    short, long = [bar(1, "96")], [bar(2, "50", unit="世帯（延べ）", size=1_000_000)]
    numbers = numbers_width([*short, *long], HEADS)
    drawn = [draw_achievement("a", bars, HEADS, numbers=numbers, width=style.TEXT_WIDTH) for bars in (short, long)]
    assert ticks(drawn[0]) == ticks(drawn[1])
    assert not [fault for one in drawn for fault in faults(one)]


def test_share_of_zero() -> None:
    """A result of 0 has a mark at 0 ％."""
    drawing = achievement([bar(1, "0")])
    assert drawing.marks[0].x == pytest.approx(ticks(drawing)[0], abs=0.02)
    assert not list(faults(drawing))


@pytest.mark.parametrize("text", ["相談", "あ" * 25, "あ" * 26, "い" * 60, "う" * 400, "English words and 数字 123"])
def test_wrapped_lines_fit(text: str) -> None:
    """At most two lines, each within the column, cut with 「…」 only when something is left out."""
    lines = wrap(text, size=style.LABEL, width=66.0)
    assert 1 <= len(lines) <= 2
    assert all(style.text_width(line, style.LABEL) <= 66.0 for line in lines)
    assert "".join(lines) == text or ("".join(lines).endswith("…") and text.startswith("".join(lines)[:-1]))


def absent(name: str, state: State = State.MISSING) -> Figure:
    return Figure(FigureId.parse(name), name, None, "か所", 0, Formula.PRINTED, state)


def places(number: int, direct: int | None, outsourced: int | None, total: int | None = None) -> PlacesBar:
    """Places of one municipality; None is not given."""
    known = [part for part in (direct, outsourced) if part is not None]
    whole = total if total is not None else sum(known) if known else None

    def one(part: str, value: int | None) -> Figure:
        return (
            absent(f"{number}/{part}")
            if value is None
            else figure(f"{number}/{part}", str(value), unit="か所", decimals=0)
        )

    return PlacesBar(one("direct", direct), one("outsourced", outsourced), one("total", whole))


def contracts(rows: Sequence[PlacesBar], *, names: Sequence[str] = ()) -> Drawing:
    subjects = list(names) or [f"自治体{i}市" for i in range(len(rows))]
    panels = [(TITLES[0], rows), (TITLES[1], [places(1000 + i, 1, None) for i in range(len(rows))])]
    return draw_contracts("contracts", subjects, panels, WORDS, width=style.TEXT_WIDTH)


@pytest.mark.parametrize("count", COUNTS)
def test_places_are_drawn_to_one_scale(count: int) -> None:
    """In both panels the way to a mark is proportional to the places counted so far; no bar is under 0.8 mm."""
    source = random.Random(count)
    rows = [places(i, source.randint(0, 12), source.randint(1, 40)) for i in range(count)]
    drawing = contracts(rows)
    marks = {mark.figure: mark.x for mark in drawing.marks}
    left, second = (next(text.x for text in texts_of(drawing) if text.text == title) for title in TITLES)
    unit = max((marks[f"{i}/outsourced"] - left) / float(row.total.exact) for i, row in enumerate(rows))
    unit = min(unit, LONGEST_PLACE)
    for i, row in enumerate(rows):
        assert row.direct is not None
        assert row.outsourced is not None
        direct = max(float(row.direct.exact) * unit, SHORTEST) if row.direct.exact else 0.0
        way = direct + max(float(row.outsourced.exact) * unit, SHORTEST)
        assert marks[f"{i}/outsourced"] - left == pytest.approx(way, abs=0.8)
        assert marks[f"{1000 + i}/direct"] - second == pytest.approx(max(unit, SHORTEST), abs=0.1)
    assert not list(faults(drawing))


@pytest.mark.parametrize("largest", [1, 12, 60, 400])
def test_one_place_is_never_lost(largest: int) -> None:
    """A single place is 0.8 mm of ink beside hundreds: nothing eats its edges."""
    drawing = contracts([places(1, 1, largest), places(2, largest, 1)])
    bars = [s for s in shapes_of(drawing) if s.extent.bottom - s.extent.top == pytest.approx(3.4, abs=0.05)]
    ways = [style.ACCENT, style.DOT]
    assert sorted(s.fill for s in bars) == sorted([*ways, *ways, style.ACCENT, style.ACCENT])
    assert min(s.extent.right - s.extent.left for s in bars) >= SHORTEST - 0.01
    assert all(s.edge == "none" for s in bars)


def test_what_belongs_to_no_way_is_white() -> None:
    """Of 6 places 5 are contracted; who runs the sixth is not known: a white piece, and the total printed."""
    drawing = contracts([replace(places(1, None, 5, 6), direct=None)])
    left = next(text.x for text in texts_of(drawing) if text.text == TITLES[1]) - 2
    height = pytest.approx(3.4, abs=0.05)
    bars = [s for s in shapes_of(drawing) if s.extent.bottom - s.extent.top == height and s.extent.right < left]
    assert [s.fill for s in bars] == [style.DOT, style.PAPER]
    marks = {mark.figure: mark.x for mark in drawing.marks}
    assert marks["1/total"] > marks["1/outsourced"]
    printed = [text.text for text in texts_of(drawing) if text.x < left]
    assert printed[-6:] == ["直営", "…", "委託", "5", "計", "6"]


def test_ways_of_running_are_told_apart() -> None:
    """直営 is blue and 委託 grey; a total without a way is white; 0 and unknown draw nothing but print their symbol."""
    drawing = contracts(
        [places(1, 3, 4), places(2, 0, 5), places(3, None, 5), places(4, None, None, 6), places(5, None, None)]
    )
    height = pytest.approx(3.4, abs=0.05)
    left = next(text.x for text in texts_of(drawing) if text.text == TITLES[1]) - 2
    bars = [s for s in shapes_of(drawing) if s.extent.bottom - s.extent.top == height and s.extent.right < left]
    assert [s.fill for s in bars] == [style.ACCENT, style.DOT, style.DOT, style.DOT, style.PAPER]
    printed = [text.text for text in texts_of(drawing)]
    assert "…" in printed
    assert "0" in printed


@pytest.mark.parametrize("count", [1, 4, 8])
def test_long_names_stay_in_their_column(count: int) -> None:
    """The name of four towns together does not run into the bars."""
    drawing = contracts([places(i, 3, 14) for i in range(count)], names=[LONG] * count)
    left = next(text.x for text in texts_of(drawing) if text.text == TITLES[0])
    assert not list(faults(drawing))
    assert all(where.right <= left for label, where in boxes(drawing) if label.x < 1)


@pytest.mark.parametrize("largest", [1, 9, 58, 340])
def test_the_longest_bar_leaves_room_for_its_numbers(largest: int) -> None:
    """Numbers after the bar stay in their panel, whatever the scale."""
    assert not list(faults(contracts([places(1, largest, largest), places(2, None, 1), places(3, 0, 0)])))
