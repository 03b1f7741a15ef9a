"""体制マトリクス: seven design questions by municipality, each answered by a sign and two to six words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generator.config.practice import PracticeFile
from generator.dataset.practice.contract import EMPTY, CellStatus, HeadcountBasis, Part, Purpose, Reuse, Stage
from generator.dataset.practice.records import Practice
from generator.ledger.figure import Figure
from generator.measures.measure import Measures
from generator.measures.practice.printed import AreaFigures, FormPractice, MeetingFigures

ROOMY: Final = 8
"""As many characters of a printed name as a cell of the matrix has room for."""
NAMED: Final = 2
"""How many kinds a cell names."""
FUNDING: Final = ("a.funding", "t.own_funds")


class Sign(StrEnum):
    """Whether it is there (●), planned or under study (○), or not told (－)."""

    YES = "present"
    PLANNED = "planned"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Word:
    """A name, or a figure with its unit; ``lead`` stands before a figure (月1回)."""

    text: str = ""
    figure: Figure | None = None
    unit: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One answer."""

    column: str
    sign: Sign
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One municipality; ``host`` is the name of the form that it is printed in, where that is another's."""

    code: str
    name: str
    host: str
    cells: tuple[MatrixCell, ...]
    population: Figure
    aging_rate: Figure


COLUMNS: Final = ("area", "place", "person", "people", "case", "network", "funding")


def cells_of(form: FormPractice, practice: PracticeFile, *, name: str) -> tuple[MatrixCell, ...]:
    """Return the seven answers of one form, in the order of :data:`COLUMNS`."""
    return (
        _area(form, practice, name),
        _named("place", form, ("i.place",), practice),
        _named("person", form, ("i.person",), practice),
        _people(form, practice),
        _meeting("case", form, Purpose.CASE),
        _meeting("network", form, Purpose.NETWORK),
        _funding(form, practice),
    )


def _area(form: FormPractice, practice: PracticeFile, name: str) -> MatrixCell:
    area: AreaFigures | None = form.areas.get(Part.A) or form.areas.get(Part.I)
    if area is None:
        return MatrixCell("area", Sign.NONE)
    codes = {code.id: code.brief for code in practice.vocabularies["unit"]}
    whole = area.record.units[0] == "zeniki"
    words = [Word(f"{name[-1]}全域" if whole else codes[area.record.units[0]])]
    if area.count is not None and not whole:
        words.append(Word(figure=area.count, unit=area.count.unit))
    return MatrixCell("area", Sign.PLANNED if area.record.count_basis == "planned" else Sign.YES, tuple(words))


def _named(column: str, form: FormPractice, cells: Sequence[str], practice: PracticeFile) -> MatrixCell:
    """Return the kinds that the cells name: in the form's words where they are short, else in the list's."""
    values = [value for cell in cells for value in form.cells.get(cell, ())]
    statuses = [form.statuses.get(cell, CellStatus.NOT_APPLICABLE.value) for cell in cells]
    if not values:
        undecided = CellStatus.UNDECIDED.value in statuses
        return MatrixCell(column, Sign.PLANNED if undecided else Sign.NONE, (Word("今後検討"),) if undecided else ())
    return MatrixCell(column, _sign(values), tuple(Word(text) for text in _kinds(values, practice)))


def _kinds(values: Iterable[Practice], practice: PracticeFile) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        words = practice.kinds[value.cell][value.kind]
        found.setdefault(value.kind, value.label if len(value.label) <= ROOMY else words.brief)
    return tuple(dict.fromkeys(list(found.values())[:NAMED]))


def _sign(values: Iterable[Practice]) -> Sign:
    return Sign.YES if any(value.stage in (None, Stage.ACT) for value in values) else Sign.PLANNED


def _people(form: FormPractice, practice: PracticeFile) -> MatrixCell:
    people = form.coordinators
    if people is None:
        return MatrixCell("people", Sign.NONE)
    if people.headcount is None or people.record.basis in (HeadcountBasis.NONE, HeadcountBasis.NOT_STATED):
        placed = people.record.basis is not HeadcountBasis.NONE
        return MatrixCell("people", Sign.YES if placed else Sign.NONE, (Word("人数不明" if placed else "置かない"),))
    words = [Word(figure=people.headcount, unit="人")]
    words += [Word(text) for text in _kinds(form.cells.get("t.posting", ()), practice)[:1]]
    return MatrixCell("people", Sign.YES, tuple(words))


def _meeting(column: str, form: FormPractice, purpose: Purpose) -> MatrixCell:
    chosen = [one for one in form.meetings if one.record.purpose is purpose]
    status = form.statuses.get(f"t.{column}", CellStatus.NOT_APPLICABLE.value)
    if not chosen:
        filled = CellStatus(status) not in EMPTY
        return MatrixCell(column, Sign.YES if filled else Sign.NONE, (Word("回数不明"),) if filled else ())
    best = next((one for one in chosen if one.times is not None), chosen[0])
    words = [*_often(best)]
    if best.record.reuse is not Reuse.UNSTATED:
        words.append(Word({"existing": "既存の会議", "new": "新設の会議"}[best.record.reuse.value]))
    return MatrixCell(column, Sign.YES, tuple(words))


def _often(meeting: MeetingFigures) -> Iterable[Word]:
    if meeting.times is not None:
        lead = {"month": "月", "year": "年"}[meeting.record.per]
        yield Word(figure=meeting.times, unit="回" if meeting.times_max is None else "～", lead=lead)
        if meeting.times_max is not None:
            yield Word(figure=meeting.times_max, unit="回")
    else:
        yield Word("随時" if meeting.record.adhoc else "回数不明")


def _funding(form: FormPractice, practice: PracticeFile) -> MatrixCell:
    values = [value for cell in FUNDING for value in form.cells.get(cell, ()) if value.kind != "nonmoney"]
    if not values:
        return MatrixCell("funding", Sign.NONE)
    acting = [value for value in values if value.stage is Stage.ACT]
    words = _kinds(acting or values, practice)
    return MatrixCell("funding", Sign.YES if acting else Sign.PLANNED, tuple(Word(text) for text in words))


def matrix_rows(measures: Measures) -> tuple[MatrixRow, ...]:
    """Return one row a municipality of the area; a member's answers are those of its prefecture's form."""
    rows = []
    for code in measures.area.codes:
        form, name = measures.practice.forms[code], measures.name_of(code)
        rows.append(
            MatrixRow(
                code=code,
                name=name,
                host="" if form.code == code else measures.name_of(form.code),
                cells=cells_of(form, measures.config.practice, name=name),
                population=measures.comparisons["population"].own[code],
                aging_rate=measures.comparisons["aging_rate"].own[code],
            )
        )
    return tuple(rows)
