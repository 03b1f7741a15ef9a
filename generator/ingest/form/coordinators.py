"""Read how many 相談支援包括化推進員 (coordinators) a form places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from generator.dataset.contract import Programme
from generator.ingest.document.stream import BREAK, Span
from generator.ingest.form.cut import Form
from generator.ingest.form.read_value import NOT_ASKED, Reading, doubt, missing, not_applicable, quoted, reported
from generator.ingest.form.region import Region, region_of
from generator.printed.numbers import NUMBER, read_number

_WHO: Final = r"相談支援包括化推進員"
_PEOPLE: Final = r"(?:人|名)(?!口|材|事|権)"
_PER_PLACE = re.compile(rf"(?P<places>{NUMBER})[か-ヶ箇個]所\(各(?P<each>{NUMBER}){_PEOPLE}\)")
_COUNT = re.compile(rf"(?P<number>{NUMBER}){_PEOPLE}")
_NOBODY = re.compile(
    r"配置(?:は|を|の)?(?:行わない|しない|していない|予定(?:は|が)?な[しい]|な[しい])|(?:該当)?なし|未配置"
)
_NOT_ONE = re.compile(rf"(?P<who>[^、,。※\d]+?)は.{{0,30}}?{_WHO}では?ない")
_TOTAL = re.compile(r"(?:計|合わせて|総数|全体で)[:は]?約?$")
_UNCERTAIN = re.compile(r"\d[人名]?[~〜-]$")
_EVERYWHERE = re.compile(r"各[^、,()\d]{0,12}$")
_UNKNOWN = re.compile(r"不明|未定|調整中|検討中|[-―]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A number of people and where it stands (positions in the region)."""

    people: Decimal | None
    start: int
    end: int


def read_coordinators(form: Form, *, marked: bool = False) -> Reading:
    """Read ④ of the 多機関 chapter in people; not applicable where the form neither has nor marks it.

    Kinds of one staffing side by side (常勤1人、非常勤1人) are added, "2か所（各2人）" is multiplied; a total with
    its parts in parentheses is taken as it stands. Words that say nobody is placed are zero.
    """
    chapter = Programme.TAKIKAN.value
    if chapter not in form.chapters:
        absent = "多機関の協働の章がない"
        return (
            missing(form.line_start, notes=[doubt(f"実施の印があるが{absent}")]) if marked else not_applicable(absent)
        )
    if form.labels.coordinators is None:
        return not_applicable(NOT_ASKED)
    flow, body = form.flow, form.body(chapter)
    label = flow.find(form.labels.coordinators, body)
    if label is None:
        return missing(flow.line(body.start), notes=[doubt("④推進員の人数の欄が見つからない")])
    following = flow.find(form.labels.coordinators_end, Span(label.end, body.end))
    end = following.start if following else label.end
    return count_people(region_of(flow, Span(label.end, end), dates=True))


def count_people(region: Region) -> Reading:
    """Read the number of people of a cell."""
    parts = _parts(region)
    if parts:
        return _summed(region, parts)
    nobody = _NOBODY.search(region.text)
    if nobody:
        printed, line = region.printed(*nobody.span()), region.line(nobody.start())
        return reported(Decimal(0), printed=printed, line=line, notes=["配置しない旨の記載"])
    text = region.plain
    if re.fullmatch(NUMBER, text) and (number := read_number(text)) is not None:
        start = region.text.index(text[0])
        printed = region.printed(start, start + len(text))
        return reported(number, printed=printed, line=region.line(start), notes=["単位の印字なし"])
    line = region.first_line
    if not text:
        return missing(line, notes=["空欄"])
    if _UNKNOWN.fullmatch(text):
        return missing(line, printed=text, notes=[f"「{text}」の印字"])
    return missing(line, notes=[doubt(f"{quoted(text)}とあり、人数の印字がない")])


def _parts(region: Region) -> list[_Part]:
    """Return the numbers of people outside parentheses; "2か所（各2人）" counts as one."""
    products = [_product(m) for m in _PER_PLACE.finditer(region.text)]
    taken = [(p.start, p.end) for p in products]
    outer = region.outer()
    counts = [
        _Part(read_number(m["number"]), m.start("number"), m.end("number"))
        for m in _COUNT.finditer(outer)
        if not any(start <= m.start() < end for start, end in taken)
    ]
    return _decisive(region.text, sorted([*products, *counts], key=lambda part: part.start))


def _decisive(text: str, parts: list[_Part]) -> list[_Part]:
    """Return the parts that make up the number: a total alone (計5名), and none that counts each of several places."""
    total = [part for part in parts if _TOTAL.search(text[: part.start])]
    certain = [
        replace(part, people=None) if _UNCERTAIN.search(text[: part.start]) else part
        for part in parts
        if text[part.start : part.end].endswith(")") or not _EVERYWHERE.search(text[: part.start])
    ]
    return total or certain


def _product(match: re.Match[str]) -> _Part:
    places, each = read_number(match["places"]), read_number(match["each"])
    people = places * each if places is not None and each is not None else None
    return _Part(people, match.start(), match.end())


def _summed(region: Region, parts: Sequence[_Part]) -> Reading:
    line = region.line(parts[0].start)
    printed = _printed(region, parts)
    people = [part.people for part in parts if part.people is not None]
    if len(people) < len(parts):
        return missing(line, printed=printed, notes=[doubt(f"{quoted(printed)}は人数として確定できない")])
    denied = _denied(region, parts, total=sum(people, Decimal(0)))
    if denied:
        return denied
    notes = [f"{quoted(printed)}の計"] if len(parts) > 1 or printed.endswith((")", "）")) else []
    return reported(sum(people, Decimal(0)), printed=printed, line=line, notes=[*notes, *_remarks(region, parts)])


def _printed(region: Region, parts: Sequence[_Part]) -> str:
    """Return the figure as printed; several on one line with all that stands between them and in front."""
    if len(parts) == 1:
        return region.printed(parts[0].start, parts[0].end)
    lines: dict[int, Span] = {}
    for part in parts:
        line = region.line(part.start)
        before = lines.get(line, Span(_clause(region, part.start), part.end))
        lines[line] = Span(before.start, _with_unit(region, part.end))
    return BREAK.join(region.printed(span.start, span.end) for span in lines.values())


def _with_unit(region: Region, end: int) -> int:
    """Return the end of a figure with its 人 or 名."""
    return end + 1 if region.text[end : end + 1] in ("人", "名") else end


def _clause(region: Region, start: int) -> int:
    """Return where the words in front of a figure begin ("常勤" of "常勤1人"), on the same line."""
    line = region.line(start)
    while start and region.text[start - 1] not in "、,。(\0" and region.line(start - 1) == line:
        start -= 1
    return start


def _denied(region: Region, counted: Sequence[_Part], *, total: Decimal) -> Reading | None:
    """Read a total (``counted``) of which a remark says that one kind are no coordinators ("ただし臨時職員は…推進員ではない").

    The total is the figure, as printed; how many are left of it is for an editor to enter as a correction. Where the
    kinds in parentheses do not make up the total, there is no figure.
    """
    text = region.flow.of(region.span)
    denial = _NOT_ONE.search(text)
    if denial is None:
        return None
    who = denial["who"].removeprefix("ただし")
    kinds = [
        (g.start + m.start("number"), m) for g in region.groups() for m in _COUNT.finditer(region.text[g.start : g.end])
    ]
    rest = [(at, m) for at, m in kinds if not region.text[:at].endswith(who)]
    numbers = {at: read_number(m["number"]) or Decimal(0) for at, m in kinds}
    if not rest or len(rest) == len(kinds) or sum(numbers.values()) != total:
        return missing(
            region.line(counted[0].start),
            printed=_printed(region, counted),
            notes=[doubt("推進員でない者を含むとの付記があり、人数が定まらない")],
        )
    left = sum((numbers[at] for at, _ in rest), Decimal(0))
    note = doubt(f"{quoted(who)}は推進員でないとの付記があり、除けば{left:f}人である")
    return reported(total, printed=_printed(region, counted), line=region.line(counted[0].start), notes=[note])


def _remarks(region: Region, parts: Sequence[_Part]) -> list[str]:
    """Return notes on words that qualify the number."""
    notes = []
    first = parts[0]
    before = region.text[: first.start]
    if re.search(r"約|程度|予定", before[-4:] + region.text[first.end : first.end + 4]):
        notes.append("概数又は予定の印字")
    places = re.search(rf"{NUMBER}(?:拠点|[か-ヶ箇個]所)で$", before)
    if places:
        notes.append(f"「{places.group()}」の数")
    groups = [region.text[g.start : g.end] for g in region.groups() if g.start > first.start]
    notes.extend(f"{quoted(text)}と付記" for text in groups if len(parts) == 1)
    if len(parts) == 1 and "更に" in region.text[first.end :]:
        notes.append("ほかに人数の示されない役割分担の記載")
    return notes
