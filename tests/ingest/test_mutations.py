"""The real document with figures, units, names and layout changed: the tables follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

import pytest
from ingest_sample import real_config, real_lines

from generator.dataset.contract import METRICS, Programme, Status
from generator.ingest.document.source import SourceDocument
from generator.ingest.document.stream import build_flow
from generator.ingest.form.read_value import Reading
from generator.ingest.rows import RespondentReading, read_document

pytestmark = pytest.mark.source
Key = tuple[str, str]

_FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_FIGURE = re.compile(r"[\d０-９,，.．\s]+")
_EDGE = r"[\d０-９,，.．]"
_FIXED = tuple(m for m in METRICS if not m.endswith("_total"))


def _answers(lines: Sequence[str]) -> tuple[RespondentReading, ...]:
    return read_document(SourceDocument("写し.txt", build_flow(lines)), config=real_config())


def _readings(lines: Sequence[str]) -> dict[Key, Reading]:
    return {(a.identity.code, metric): r for a in _answers(lines) for metric, r in a.readings.items()}


@cache
def _original() -> dict[Key, Reading]:
    return _readings(real_lines())


def _replaced(
    metrics: Sequence[str], change: Callable[[str, int], tuple[str, Decimal]]
) -> tuple[list[str], dict[Key, Decimal | None]]:
    """Return the document with every figure of some metrics replaced, and the values to expect.

    A total of which a remark takes some away has its parts behind it: a new one contradicts them, and is no figure.
    """
    lines, expected = real_lines(), dict[Key, Decimal | None]()
    for number, (key, reading) in enumerate(_original().items()):
        if key[1] not in metrics or reading.line is None or not _FIGURE.fullmatch(reading.printed or "x"):
            continue
        bounded = re.compile(rf"(?<!{_EDGE}){re.escape(reading.printed)}(?!{_EDGE})")
        if len(bounded.findall(lines[reading.line - 1])) != 1:
            continue
        text, value = change(key[1], number)
        lines[reading.line - 1] = bounded.sub(text, lines[reading.line - 1])
        times = 10 if "％の印字を10倍" in reading.notes else 1
        has_parts = any("除けば" in note for note in reading.notes)  # 例: 2 人（正規職員 1 人，臨時職員 1 人）※ 個票9458行
        expected[key] = None if has_parts else value * times
    return lines, expected


def _value(metric: str, number: int) -> Decimal:
    """Return a new figure of a plausible size."""
    sizes = {"population": 23456, "households": 12345}
    if metric in sizes:
        return Decimal(sizes[metric] + number * 7)
    fraction = metric.endswith("_rate") or metric == "area"
    return Decimal(number % 50 + 6) + (Decimal("0.25") if fraction else 0)


def _plain(value: Decimal) -> str:
    return f"{value}"


def _separated(value: Decimal) -> str:
    return f"{value:,}".replace(",", ", ")


def _full(value: Decimal) -> str:
    return f"{value:,}".translate(_FULL)


def _spaced(value: Decimal) -> str:
    return " ".join(_full(value))


def _starred(value: Decimal) -> str:
    return f"約 {value}"


@pytest.mark.parametrize("style", [_plain, _separated, _full, _spaced, _starred])
def test_changed_figures_change_the_table(style: Callable[[Decimal], str]) -> None:
    """Every figure of every metric, replaced in any style, is read anew."""
    lines, expected = _replaced(_FIXED, lambda metric, n: (style(_value(metric, n)), _value(metric, n)))
    changed = _readings(lines)
    assert len(expected) > 480
    assert {key: changed[key].value for key in expected} == expected


@pytest.mark.parametrize("metric", _FIXED)
def test_changed_figures_change_nothing_else(metric: str) -> None:
    """A change of one metric leaves all others as they were (but a total over it)."""
    lines, expected = _replaced([metric], lambda name, n: (_plain(_value(name, n)), _value(name, n)))
    changed = _readings(lines)
    stem = metric.rsplit("_", 1)[0]
    rest = [k for k in changed if k not in expected and k[1] != f"{stem}_total"]
    assert [k for k in rest if changed[k].value != _original()[k].value] == []


@pytest.mark.parametrize("word", ["－", "不明", "未集計", "-", "―"])
def test_figures_blotted_out_become_missing(word: str) -> None:
    """A symbol for a missing figure in its place makes it missing."""
    lines, expected = _replaced(["population", "area"], lambda _, __: (word, Decimal(0)))
    changed = _readings(lines)
    assert {changed[key].status for key in expected} == {Status.MISSING}


def test_none_becomes_zero() -> None:
    """なし in place of a figure is zero."""
    lines, expected = _replaced(["area"], lambda _, __: ("なし", Decimal(0)))
    changed = _readings(lines)
    assert {changed[key].value for key in expected} == {Decimal(0)}


def test_swapped_units_change_the_rate() -> None:
    """％ printed for ‰ and the other way round move every welfare rate by a factor of ten."""
    swap = {"％": "‰", "‰": "％"}
    lines = [re.sub(r"(生活保護受給率[^％‰]*)([％‰])", lambda m: m[1] + swap[m[2]], line) for line in real_lines()]
    changed, checked = _readings(lines), 0
    for key, reading in _original().items():
        if key[1] == "welfare_rate" and reading.value is not None and changed[key].value != reading.value:
            factor = Decimal("0.1") if "％の印字を10倍" in reading.notes else 10
            assert changed[key].value == reading.value * factor
            checked += 1
    assert checked == 49  # one form prints the rate on the line below its label


def test_thousands_are_multiplied() -> None:
    """A population printed in thousands is read in persons."""
    lines = [re.sub(r"^(人口 .*?)（人）", r"\1（千人）", line) for line in real_lines()]
    changed = _readings(lines)
    assert changed["032018", "population"].value == _original()["032018", "population"].value * 1000  # type: ignore[operator]


def test_renamed_respondents_get_their_own_code() -> None:
    """Names changed in the document change name, code and projects."""
    names = {"遠野市": "釜石市", "土浦市": "鹿嶋市", "杉並区": "港区", "小坂町": "三種町"}
    lines = real_lines()
    for old, new in names.items():
        lines = [line.replace(old, new) for line in lines]
    found = {a.identity.name: a for a in _answers(lines)}
    assert [found[name].identity.code for name in names.values()] == ["032115", "082228", "131032", "053481"]
    assert found["釜石市"].projects[0].arrangement.contractor == "社会福祉法人釜石市社会福祉協議会"
    assert not set(names) & set(found)


def test_marks_taken_away_are_gone() -> None:
    """Without the marks in front of 都道府県事業 no form carries 多機関."""
    lines = [re.sub(r"^\s*[○〇] 都道府県事業", "都道府県事業", line) for line in real_lines()]
    printed = [a.identity.marks for a in _answers(lines) if a.identity.form.header is not None]
    assert not any(Programme.TAKIKAN in marks for marks in printed)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [line.rstrip() for line in lines],
        lambda lines: [line for line in lines if line.strip()],
        lambda lines: [part for line in lines for part in (line, "")],
        lambda lines: [f"　{line}" for line in lines],
        lambda lines: ["", "", *lines],
    ],
    ids=["no trailing space", "no blank lines", "blank line after each", "indented", "moved down"],
)
def test_layout_does_not_matter(change: Callable[[list[str]], list[str]]) -> None:
    """Blank lines, indents and trailing spaces change neither values nor printed figures."""
    changed, original = _readings(change(real_lines())), _original()
    assert {k: (r.value, r.printed, r.note) for k, r in changed.items()} == {
        k: (r.value, r.printed, r.note) for k, r in original.items()
    }


def test_forms_in_another_order() -> None:
    """Forms may stand in any order."""
    lines = real_lines()
    cut = {a.identity.form.line_start: a.identity.form.line_end for a in _answers(lines)}
    first, *others = sorted(cut)
    order = [first, *reversed(others)]
    turned = [line for start in order for line in lines[start - 1 : cut[start]]]
    assert {k: r.value for k, r in _readings(turned).items()} == {k: r.value for k, r in _original().items()}


@pytest.mark.parametrize("name", ["釧路市", "秋田県", "小田原市"])
def test_a_form_taken_out_is_gone(name: str) -> None:
    """Without one of its forms, the volume gives the rest unchanged."""
    lines = real_lines()
    gone = next(a.identity.form for a in _answers(lines) if a.identity.name == name)
    codes = {a.identity.code for a in _answers(lines) if a.identity.form.line_start == gone.line_start}
    changed = _readings(lines[: gone.line_start - 1] + lines[gone.line_end :])
    assert {k: r.value for k, r in changed.items()} == {k: r.value for k, r in _original().items() if k[0] not in codes}
