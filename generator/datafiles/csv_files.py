"""The data that a brief carries inside: its figures, its area's rows of the tables, and where everything comes from.

CSV as the ministry-wide rules for machine-readable tables ask for it: UTF-8 with BOM, one header row, one value a cell,
numbers without commas or units, codes with their leading zeros, units and states in columns of their own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from generator.datafiles.practice_tables import practice_tables
from generator.datafiles.provenance import provenance
from generator.datafiles.wording import Wording
from generator.dataset.contract import INDICATORS, PROJECTS, RESPONDENTS, TARGETS, Programme
from generator.dataset.places import Places
from generator.dataset.withholding import WITHHELD
from generator.document.attached import FIGURES, PLACES, PROVENANCE, TABLES, Attached
from generator.document.view import BriefView
from generator.ledger.figure import Figure
from generator.measures.measure import Measures
from generator.proof.printed import Printed

COLUMNS: Final = (
    "数値ID", "地域区分", "団体コード", "団体名", "項目", "値", "単位", "状態", "記号", "算出方法", "出典", "年度", "節",
    "掲載箇所", "表題", "図番ID",
)  # fmt: skip
THEMES: Final = ("code", "theme", "label", "mentions")
THEME_LINES: Final = ("code", "theme", "line")
PLACE_LINES: Final = ("line_start", "line_end", "file", "place")
_FILES: Final = {**TABLES, "places": PLACES}
_UNITS: Final = str.maketrans({"㎡": "m2", "／": "/"})
_CIRCLED: Final = str.maketrans({chr(0x245F + number): f"({number})" for number in range(1, 21)})
Rows = Iterable[Sequence[object]]


def data_files(
    view: BriefView, measures: Measures, printed: Sequence[Printed], words: Wording, fingerprints: Mapping[str, str]
) -> tuple[tuple[Attached, bytes], ...]:
    """Return the files to embed in the brief, in the order of generator/document/attached.py. Same inputs, same bytes."""
    tables = ((_FILES[name], csv_bytes(*rows)) for name, rows in _tables(view, measures).items())
    figures = (FIGURES, csv_bytes(COLUMNS, _figures(measures, printed, words)))
    return (figures, *tables, (PROVENANCE, provenance(view, measures, printed, words, fingerprints)))


def csv_bytes(header: Sequence[str], rows: Rows) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8 with BOM; columns that this brief may not read are left out."""
    kept = [list(row) for row in rows]
    columns = [i for i in range(len(header)) if not any(row[i] is WITHHELD for row in kept)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([header[i] for i in columns])
    writer.writerows([[cell(row[i]) for i in columns] for row in kept])
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """Return one value for a cell: nothing for none, 1 or 0, a number without exponent, one line of text (⑧ as (8))."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _line(str(value.value) if isinstance(value, Enum) else str(value))


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    """Return a text on one line; codes, units and states come again in each row."""
    return " ".join(text.translate(_CIRCLED).split())


def machine_unit(unit: str) -> str:
    """Return the unit without characters that only some systems know (㎡)."""
    return unit.translate(_UNITS)


def _figures(measures: Measures, printed: Sequence[Printed], words: Wording) -> Iterator[tuple[object, ...]]:
    """Yield one row for each figure and each place (section, kind of place, table or chart) where it is printed."""
    ledger, year = measures.ledger, str(measures.config.edition.year)
    known: dict[str, tuple[object, ...]] = {}
    headings = {one.place.section: one.place.h2 for one in printed}
    seen = set()
    for one in printed:
        place = (headings[one.place.section], words.where(one.where), one.place.table, one.chart)
        if (one.figure, place) not in seen:
            seen.add((one.figure, place))
            if one.figure not in known:
                known[one.figure] = _figure(ledger[one.figure], words, measures.dataset.places)
            yield (*known[one.figure], one.figure.year or year, *place)


def _figure(figure: Figure, words: Wording, places: Places) -> tuple[object, ...]:
    sign = figure.signs if figure.present else figure.text
    return (
        figure.id,
        words.level(figure.id),
        words.code(figure.id),
        words.name(figure.id),
        words.item(figure),
        figure.machine,
        machine_unit(figure.unit),
        words.state(figure.state),
        sign,
        words.formula(figure.formula),
        _cited(figure, places),
    )


def _cited(figure: Figure, places: Places) -> str:
    """Return where a printed figure stands in the form; "" for one that was worked out or is another year's."""
    source = figure.source
    if source is None or source.publication or not source.lines or figure.inputs:
        return ""
    return places.cite(source.lines) if places.cover(source.lines) else ""


def _tables(view: BriefView, measures: Measures) -> dict[str, tuple[Sequence[str], Rows]]:
    """Return header and rows of the tables for the area's own respondents, in the order of the tables."""
    dataset = measures.dataset
    own = {respondent.code for respondent in view.respondents}
    labels = {theme.id: theme.label for theme in measures.config.themes}
    themes = [one for one in dataset.themes if one.code in own]
    return {
        "respondents": (RESPONDENTS, map(_respondent, (r for r in dataset.respondents.values() if r.code in own))),
        "indicators": (INDICATORS, map(_fields(INDICATORS), (i for i in dataset.indicators.values() if i.code in own))),
        "projects": (PROJECTS, map(_fields(PROJECTS), (p for p in dataset.projects if p.code in own))),
        "targets": (TARGETS, map(_fields(TARGETS), (t for t in dataset.targets if t.code in own))),
        "themes": (THEMES, [(one.code, one.theme, labels[one.theme], one.mentions) for one in themes]),
        "theme_lines": (THEME_LINES, [(one.code, one.theme, line) for one in themes for line in one.lines]),
        **practice_tables(dataset.practice, own),
        **_places(dataset.places),
    }


def _places(places: Places) -> dict[str, tuple[Sequence[str], Rows]]:
    """Return the table of places, none where the source is one text."""
    if places.lone_text:
        return {}
    files = {one.document: one.file for one in places.documents}
    return {"places": (PLACE_LINES, [(r.line_start, r.line_end, files[r.document], r.shown) for r in places.rows])}


def _fields(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    return lambda record: tuple(machine_unit(record.unit) if n == "unit" else getattr(record, n) for n in names)


def _respondent(record: Any) -> tuple[object, ...]:
    programmes = {programme.value: programme in record.programmes for programme in Programme}
    return tuple(programmes[name] if name in programmes else getattr(record, name) for name in RESPONDENTS)
