"""Spheres, coordinators and meetings by rules on the words and numbers of their cells: a draft for the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from generator.dataset.practice.contract import CellStatus, Coverage, HeadcountBasis, Part, Purpose, Reuse
from generator.dataset.practice.records import Coordinators, Meeting, PracticeArea
from generator.ingest.form.cut import Form
from generator.ingest.practice.cells import FoundCell
from generator.printed.numbers import NUMBER, read_count

Cells = Mapping[str, FoundCell]
_UNITS: Final = (
    ("連合自治会", "rengo"), ("自治会", "jichikai"), ("町内会", "jichikai"), ("行政区", "jichikai"),
    ("小学校区", "shogakko"), ("小学校", "shogakko"), ("中学校区", "chugakko"), ("中学校", "chugakko"),
    ("地区社会福祉協議会", "chiku_shakyo"), ("地区社協", "chiku_shakyo"), ("支部社協", "chiku_shakyo"),
    ("地区福祉推進会", "chiku_shakyo"), ("民生委員", "minkyo"), ("民児協", "minkyo"), ("方部", "minkyo"),
    ("まちづくりセンター", "chiku"), ("地区センター", "chiku"), ("地区", "chiku"), ("旧町村", "kyu_choson"),
    ("旧村", "kyu_choson"), ("地域包括支援センター", "hokatsu"), ("日常生活圏域", "nichijo"), ("福祉圏域", "fukushi"),
    ("全域", "zeniki"), ("全地域", "zeniki"), ("モデル", "model"),
)  # fmt: skip
_WHOLE = re.compile(r"全域|全地域|全体|全て|市内一円|町内一円")
_PEOPLE = re.compile(rf"(?P<about>約|およそ)?(?P<number>{NUMBER})")
_AREAS = re.compile(rf"(?P<number>{NUMBER})(?:か所|ヶ所|カ所|箇所|圏域|地区|区域|学区|方部)")
_EVERY = re.compile(
    rf"(?:(?P<monthly>毎月|月に?(?P<m>{NUMBER})(?:[~～](?P<mx>{NUMBER}))?回)|年(?:間|に)?(?P<y>{NUMBER})(?:[~～](?P<yx>{NUMBER}))?回"
    rf"|(?P<other>隔月)|(?P<i>{NUMBER})[かヶケカ箇]?月(?:に|ごと|毎)(?:1回|一回)?)"
)
_TIMES = re.compile(rf"(?P<n>{NUMBER})回")
"""Without a period it is the plan of one year."""
_ADHOC = re.compile(r"随時|必要に応じ|必要時|適宜|その都度")
_YEAR: Final = 12
_PARENTS: Final = (
    ("支援調整会議", "支援調整会議"), ("地域ケア会議", "地域ケア会議"), ("自立支援協議会", "自立支援協議会"),
    ("要保護児童", "要対協"), ("要対協", "要対協"), ("協議体", "生活支援協議体"),
)  # fmt: skip
_LONGEST: Final = 30
_KINDS: Final = {
    "dedicated": re.compile(rf"専任[^\d]{{0,4}}({NUMBER})"),
    "concurrent": re.compile(rf"兼[任務][^\d]{{0,4}}({NUMBER})"),
    "full_time": re.compile(rf"(?<!非)常勤[^\d]{{0,4}}({NUMBER})"),
    "part_time": re.compile(rf"非常勤[^\d]{{0,4}}({NUMBER})"),
}


def _text(form: Form, cells: Cells, cell: str) -> str:
    found = cells.get(cell)
    return form.flow.of(found.content) if found and found.content else ""


def _lines(form: Form, cells: Cells, *names: str) -> tuple[int, ...]:
    spans = [cells[name].content for name in names if name in cells]
    return tuple(dict.fromkeys(line for span in spans if span for line, text in form.flow.pieces(span) if text))


def propose_areas(code: str, form: Form, cells: Cells) -> Iterator[PracticeArea]:
    """Yield the sphere of each part of chapter 3 whose cells hold something."""
    for part in Part:
        names = [f"{part.value}.{name}" for name in ("area", "scope", "population")]
        lines = _lines(form, cells, *names)
        if not lines:
            continue
        where, scope, people = (_text(form, cells, name) for name in names)
        count = next(
            (n for m in _AREAS.finditer(where + "。" + scope) if (n := read_count(m["number"])) is not None), None
        )
        population = next(
            ((n, m) for m in _PEOPLE.finditer(people) if (n := read_count(m["number"])) is not None), None
        )
        whole = bool(_WHOLE.search(where)) or (not _AREAS.search(where) and "地区" not in where)
        yield PracticeArea(
            code=code,
            part=part,
            coverage=Coverage.WHOLE if whole else Coverage.PART,
            units=_units(scope) or _units(where) or ("zeniki" if whole else "other",),
            unit_base="",
            area_count=None if count is None else int(count),
            count_basis="" if count is None else "printed",
            population=None if population is None else int(population[0]),
            population_max=None,
            population_basis="" if population is None else ("about" if population[1]["about"] else "total"),
            as_of="",
            lines=lines,
        )


def _units(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    rest = text
    for word, unit in _UNITS:
        if word in rest:
            found[unit] = None
            rest = rest.replace(word, "")
    return tuple(found)


def propose_coordinators(code: str, form: Form, cells: Cells, headcount: Decimal | None) -> Iterator[Coordinators]:
    """Yield the coordinators; ``headcount`` is what the indicators have."""
    lines = _lines(form, cells, "t.headcount")
    if not lines:
        return
    text = _text(form, cells, "t.headcount")
    parts = {name: _part(pattern, text) for name, pattern in _KINDS.items()}
    basis = HeadcountBasis.PRINTED if headcount else HeadcountBasis.NOT_STATED
    yield Coordinators(
        code=code,
        headcount=None if headcount is None else int(headcount),
        basis=HeadcountBasis.NONE if "行わない" in text else basis,
        sites=None,
        note="",
        lines=lines,
        **parts,
    )


def _part(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    number = read_count(next(filter(None, found.groups()))) if found else None
    return None if number is None else int(number)


def propose_meetings(code: str, form: Form, cells: Cells) -> Iterator[Meeting]:
    """Yield a meeting for each purpose whose cell holds something: name from the column, times from the text."""
    for seq, (purpose, cell) in enumerate(((Purpose.CASE, "t.case"), (Purpose.NETWORK, "t.network")), start=1):
        named = cells.get(f"{cell}_name")
        text = _text(form, cells, cell)
        column = _text(form, cells, f"{cell}_name") if named and named.record.status is CellStatus.FILLED else ""
        if not text and not column:
            continue
        name = re.split(r"[、,。・(（]", column.strip("・○「」"))[0].strip("「」")
        times, most, per = _frequency(text + "。" + column)
        yield Meeting(
            code=code,
            seq=seq,
            purpose=purpose,
            name=name if len(name) <= _LONGEST else "",
            name_source="column" if name and len(name) <= _LONGEST else "none",
            reuse=Reuse.EXISTING if column else Reuse.UNSTATED,
            parent=next((parent for word, parent in _PARENTS if word in column or word in text), "none"),
            times_min=times,
            times_max=most,
            per=per,
            adhoc=bool(_ADHOC.search(text + column)),
            held_per="",
            units=None,
            total_per_year=None,
            members_count=None,
            same_as=None,
            lines=_lines(form, cells, cell, f"{cell}_name"),
        )


def _frequency(text: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Return times at least, at most and the period; nothing where no frequency is told."""
    for match in _EVERY.finditer(text):
        if match["monthly"]:
            least = read_count(match["m"]) if match["m"] else Decimal(1)
            return least, read_count(match["mx"] or "") or least, "month" if least is not None else ""
        if match["y"]:
            least = read_count(match["y"])
            return least, read_count(match["yx"] or "") or least, "year" if least is not None else ""
        months = Decimal(2) if match["other"] else read_count(match["i"])
        if months and _YEAR % months == 0:
            return _YEAR / months, _YEAR / months, "year"
    alone = _TIMES.search(text)
    times = read_count(alone["n"]) if alone else None
    return times, times, "year" if times is not None else ""
