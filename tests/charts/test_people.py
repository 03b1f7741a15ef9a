"""Coordinators as marks: as many as the figures say, each posting in its own look, words where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import real_areas, real_measures
from chart_geometry import faults, figure, shapes_of, texts_of

from generator.charts import plotting, style
from generator.charts.canvas import Drawing
from generator.charts.people import PeopleWords, Staff, draw_people
from generator.charts.persons import WIDTH, Posting
from generator.charts.staff import staff_rows
from generator.ledger.figure import Figure

WORDS = PeopleWords(
    ((Posting.DEDICATED, "専任"), (Posting.CONCURRENT, "兼任"), (Posting.UNSTATED, "区分の記載なし")),
    each="印一つが一人",
    sites="配置先",
)
LOOKS = {
    Posting.DEDICATED: (style.ACCENT, style.ACCENT),
    Posting.CONCURRENT: (style.PAPER, style.ACCENT),
    Posting.UNSTATED: (style.PAPER, style.MUTED),
}
BOTH = pytest.mark.parametrize("narrow", [False, True], ids=["page", "phone"])
EVERY_AREA = pytest.mark.parametrize("area", real_areas())


def persons(name: str, count: int) -> Figure:
    return figure(name, str(count), unit="人", decimals=0)


def staff(name: str, dedicated: int = 0, concurrent: int = 0, unstated: int = 0, *, note: str = "") -> Staff:
    """A row with the sum of its parts."""
    parts = zip(Posting, (dedicated, concurrent, unstated), strict=True)
    groups = tuple((kind, persons(f"{name}/{kind}", count)) for kind, count in parts if count)
    total = dedicated + concurrent + unstated
    headcount = persons(f"{name}/all", total) if total else None
    return Staff(name, headcount, groups, figure(f"{name}/sites", "3", unit="か所", decimals=0), note)


def draw(rows: Sequence[Staff], *, narrow: bool = False) -> Drawing:
    width = style.NARROW_WIDTH if narrow else style.TEXT_WIDTH
    return draw_people("people", rows, WORDS, width=width, narrow=narrow)


def heads(drawing: Drawing, posting: Posting) -> int:
    """How many persons have the look of the posting, without the one of the legend: each is a head and a body."""
    fill, edge = LOOKS[posting]
    parts = [
        s
        for s in shapes_of(drawing)
        if (s.fill, s.edge) == (fill, edge) and s.extent.right - s.extent.left < WIDTH + 0.1
    ]
    assert len(parts) % 2 == 0
    return len(parts) // 2 - bool(parts)


@BOTH
@pytest.mark.parametrize("counts", [(1, 19, 0), (0, 0, 27), (3, 0, 1), (0, 100, 40), (1, 0, 0)])
def test_as_many_persons_as_the_figures_say(counts: tuple[int, int, int], narrow: bool) -> None:
    """Each posting is drawn as often as its figure, and every person is a mark of that figure."""
    row = staff("盛岡市", *counts)
    drawing = draw([row], narrow=narrow)
    assert tuple(heads(drawing, posting) for posting in Posting) == counts
    assert Counter(mark.figure for mark in drawing.marks) == {one.id: one.exact for _, one in row.groups}
    assert not list(faults(drawing))


@BOTH
def test_marks_wrap_and_stay_on_the_sheet(narrow: bool) -> None:
    """A hundred persons take several lines, none of which leaves the sheet or touches another."""
    drawing = draw([staff("大都市", 0, 60, 40), staff("隣の市", 1)], narrow=narrow)
    places = [(mark.x, mark.y) for mark in drawing.marks]
    assert len({round(y, 3) for _, y in places}) > 2
    assert all(WIDTH / 2 <= x <= drawing.width - WIDTH / 2 for x, _ in places)
    assert all(
        abs(x - u) >= WIDTH or abs(y - v) >= 4.0 for n, (x, y) in enumerate(places) for u, v in places[n + 1 :]
    )
    assert not list(faults(drawing))


@BOTH
def test_the_number_stands_in_every_row(narrow: bool) -> None:
    """「20人」 at the name of who posts them, as the figure of the whole row."""
    drawing = draw([staff("盛岡市", 1, 19), staff("遠野市", 0, 0, 3)], narrow=narrow)
    told = {label.figure: label.text for label in drawing.labels if label.figure and label.figure.endswith("/all")}
    assert told == {"盛岡市/all": "20人", "遠野市/all": "3人"}


@BOTH
def test_the_legend_names_the_postings_that_are_drawn(narrow: bool) -> None:
    """Nothing is explained that the chart does not show."""
    said = [text.text for text in texts_of(draw([staff("盛岡市", 1, 19)], narrow=narrow))]
    assert {"専任", "兼任", "印一つが一人"} <= set(said)
    assert "区分の記載なし" not in said


@BOTH
@pytest.mark.parametrize("count", [0, 3, 27, 31])
def test_a_note_covers_nothing(count: int, narrow: bool) -> None:
    """Words stand in place of the marks, after them or under them, as there is room."""
    row = staff("千葉市", 0, 0, count, note="千葉市、鴨川市は人数の記載なし")
    drawing = draw([row, staff("松戸市", 1)], narrow=narrow)
    assert row.note in [text.text for text in texts_of(drawing)]
    assert not list(faults(drawing))
    (y,) = (text.y for text in texts_of(drawing) if text.text == row.note)
    x = next(text.x for text in texts_of(drawing) if text.text == row.note)
    near = [mark.x for mark in drawing.marks if abs(mark.y - y) < 2.0 and mark.figure.startswith("千葉市")]
    assert all(place < x for place in near)


def test_hatching_lies_inside_the_bodies() -> None:
    """Those of no stated posting are hatched, and nothing else is."""
    without, hatched = (shapes_of(draw([one])) for one in (staff("甲市", 2), staff("甲市", 0, 0, 2)))
    assert not [s for s in without if (s.fill, s.edge) == ("none", style.MUTED)]
    strokes = [s.extent for s in hatched if (s.fill, s.edge) == ("none", style.MUTED)]
    assert len(strokes) >= 9
    assert all(stroke.right - stroke.left < WIDTH for stroke in strokes)


@EVERY_AREA
@BOTH
def test_every_area_draws_the_persons_of_its_forms(area: str, narrow: bool) -> None:
    """In each brief the marks are as many as the municipalities' own figures add up to."""
    measures = real_measures(area)
    drawing = plotting.people(measures, narrow=narrow)
    own = measures.comparisons["coordinators"].own
    posted = sum(own[code].exact for code in measures.area.codes if own[code].present)
    if not posted:
        assert drawing is None
        return
    assert drawing is not None
    assert len(drawing.marks) == posted
    for figure_id, count in Counter(mark.figure for mark in drawing.marks).items():
        assert measures.ledger[figure_id].exact == count
    assert not list(faults(drawing))


@EVERY_AREA
def test_each_row_adds_up(area: str) -> None:
    """The postings of a row are together its number."""
    for row in staff_rows(real_measures(area)):
        assert sum(one.exact for _, one in row.groups) == (row.headcount.exact if row.headcount else 0)


@pytest.mark.parametrize(
    ("area", "name", "note"),
    [
        ("北海道", "札幌市", "置かない"),
        ("千葉県", "千葉市", "人数の記載なし"),
        ("東京都", "狛江市", "多機関の協働は実施しない"),
        ("東京都", "世田谷区", "業務量を人数に換算"),
        ("岩手県", "盛岡市", ""),
        ("関東地方", "千葉県", "千葉市は人数の記載なし"),
        ("関東地方", "群馬県", "多機関の協働は実施しない"),
    ],
)
def test_words_for_what_no_mark_can_say(area: str, name: str, note: str) -> None:
    """Nobody posted, an unknown number, another programme, no heads: each has its own words."""
    row = next(one for one in staff_rows(real_measures(area)) if one.name == name)
    assert row.note == note


def test_members_of_a_prefectures_form_take_none_of_its_persons() -> None:
    """What a prefecture's form posts is not told again in each village that it covers."""
    measures = real_measures("秋田県")
    village = next(row for row in staff_rows(measures) if row.name == "上小阿仁村")
    assert replace(village, note="") == Staff("上小阿仁村", None, (), None, "")
