"""Cases of the checks of chapters 3 and 4: check, what is true of the tables, how the edition is changed, what is found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from audit_sample import MORIOKA, Scene
from practice_sample import area, cell, event, meeting, money, people, value

from generator.dataset.practice.contract import CellStatus, Coverage, EventKind, Purpose

Change = Callable[[Scene], Scene]
Found = tuple[tuple[str, str], ...]


def found(item: str) -> Found:
    """One finding about 盛岡市."""
    return ((MORIOKA, item),)


def twins(**changes: Any) -> Change:
    """The same meeting serves both purposes."""
    other = meeting(**{"seq": 2, "purpose": Purpose.NETWORK, "same_as": 1, **changes})
    return lambda s: s.practised(meetings=(meeting(), other))


def stated(**changes: Any) -> Change:
    """One event."""
    return lambda s: s.practised(events=(event(**changes),))


PLAN: Final = {"kind": EventKind.PLANNED, "verb": ""}
PRACTICE_CASES: Final[tuple[tuple[str, str, Change, Found], ...]] = (
    ("A47-LINES", "row of an area", lambda s: s.practised(areas=(area(),)), ()),
    ("A47-LINES", "row of another form", lambda s: s.practised(areas=(area(lines=(350,)),)), found("area/a")),
    ("A80-HEADCOUNT", "equal", lambda s: s.practised(coordinators=(people(),)), ()),
    ("A80-HEADCOUNT", "none on both sides",
        lambda s: s.figure(MORIOKA, "coordinators", None).practised(coordinators=(people(headcount=None),)), ()),
    ("A80-HEADCOUNT", "other", lambda s: s.practised(coordinators=(people(headcount=19),)), found("coordinators")),
    ("A81-MEETING-TARGET", "equal in another period",
        lambda s: s.target(indicator="連絡会議の開催", target="12", target_unit="回/年")
        .practised(meetings=(meeting(1, "month"),)), ()),
    ("A81-MEETING-TARGET", "counts people",
        lambda s: s.target(indicator="連絡会議の参加者", target="50", target_unit="人").practised(meetings=(meeting(),)), ()),
    ("A81-MEETING-TARGET", "another number", lambda s: s.target(indicator="連絡会議の開催", target="6", target_unit="回/年")
        .practised(meetings=(meeting(),)), found("T01")),
    ("A82-SPHERE-POPULATION", "near", lambda s: s.practised(areas=(area(population=291_000),)), ()),
    ("A82-SPHERE-POPULATION", "a part", lambda s: s.practised(
        areas=(area(population=9_000, population_basis="about", coverage=Coverage.PART),)), ()),
    ("A82-SPHERE-POPULATION", "far", lambda s: s.practised(areas=(area(population=350_000),)), found("area-a")),
    ("A82-SPHERE-POPULATION", "a part above the whole", lambda s: s.practised(
        areas=(area(population=290_001, population_basis="part", coverage=Coverage.PART),)), found("area-a")),
    ("A83-FILLED-WITHOUT-ROW", "row", lambda s: s.practised(cells=(cell(),), practices=(value(),)), ()),
    ("A83-FILLED-WITHOUT-ROW", "prose has no rows", lambda s: s.practised(cells=(cell("a.other"),)), ()),
    ("A83-FILLED-WITHOUT-ROW", "meeting without members",
        lambda s: s.practised(cells=(cell("t.case"),), meetings=(meeting(),)), ()),
    ("A83-FILLED-WITHOUT-ROW", "no row", lambda s: s.practised(cells=(cell(),)), found("i.place")),
    ("A83-FILLED-WITHOUT-ROW", "meeting of the other purpose",
        lambda s: s.practised(cells=(cell("t.network"),), meetings=(meeting(),)), found("t.network")),
    ("A84-ROW-IN-EMPTY-CELL", "only a reference",
        lambda s: s.practised(cells=(cell(status=CellStatus.REFERENCE),), practices=(value(),)), ()),
    ("A84-ROW-IN-EMPTY-CELL", "blank",
        lambda s: s.practised(cells=(cell(status=CellStatus.BLANK),), practices=(value(),)), found("i.place")),
    ("A84-ROW-IN-EMPTY-CELL", "no such cell", lambda s: s.practised(practices=(value(),)), found("i.place")),
    ("A85-STAGE", "told", lambda s: s.practised(practices=(money(),)), ()),
    ("A85-STAGE", "not told", lambda s: s.practised(practices=(money(None),)), found("t.own_funds")),
    ("A86-SAME-MEETING", "both purposes", twins(), ()),
    ("A86-SAME-MEETING", "no such meeting", twins(same_as=3), found("meeting-2")),
    ("A86-SAME-MEETING", "itself", twins(same_as=2), found("meeting-2")),
    ("A86-SAME-MEETING", "one purpose", twins(purpose=Purpose.CASE), found("meeting-2")),
    ("A86-SAME-MEETING", "another name", twins(name="推進会議"), found("meeting-2")),
    ("A86-SAME-MEETING", "member of no meeting",
        lambda s: s.practised(practices=(value(cell="t.case", group="1"),)), found("t.case")),
    ("A87-EVENT-DATE", "March of the fiscal year", stated(date="2019-03-31"), ()),
    ("A87-EVENT-DATE", "planned for later", stated(date="FY2020", **PLAN), ()),
    ("A87-EVENT-DATE", "March of the year before", stated(date="2018-03"), found("event-1")),
    ("A87-EVENT-DATE", "opened next year", stated(date="FY2019"), found("event-1")),
    ("A87-EVENT-DATE", "planned for the past", stated(date="FY2017", **PLAN), found("event-1")),
    ("A88-EVENT-HEADLINE", "a headline", stated(), ()),
    ("A88-EVENT-HEADLINE", "ends in こと", stated(what="窓口のないこと", **PLAN), ()),
    ("A88-EVENT-HEADLINE", "ends in a particle", stated(what="総合相談の窓口を", verb="開設"), found("event-1")),
    ("A88-EVENT-HEADLINE", "a sentence", stated(what="窓口を開設した", **PLAN), found("event-1")),
    ("A88-EVENT-HEADLINE", "predicate of a sentence", stated(verb="を開設した。"), found("event-1")),
    ("A88-EVENT-HEADLINE", "number twice", stated(what="3か所の窓口", number=Decimal(3)), found("event-1")),
    ("A89-EVENT-WORDING", "公用文", stated(), ()),
    ("A89-EVENT-WORDING", "a name", stated(what="「障がい者の窓口」"), ()),
    ("A89-EVENT-WORDING", "another spelling", stated(what="障がい者の窓口"), found("event-1")),
)  # fmt: skip
