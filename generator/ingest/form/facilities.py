"""Read how many places there are, run directly (直営) and under contract (委託)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.ingest.document.stream import BREAK, Span, TextStream
from generator.ingest.form.counts import (
    DIRECT,
    KINDS,
    LEAD,
    NONE_AT_ALL,
    OUTSOURCED,
    TOTAL,
    WORDS,
    Count,
    counts_within,
    marked_counts,
    telling,
    total_of,
    unmarked,
)
from generator.ingest.form.owners import OWN, Owners, is_whole
from generator.ingest.form.read_value import Reading, doubt, missing, quoted, reported
from generator.ingest.form.region import Region
from generator.printed.numbers import read_count

_PARTLY = re.compile(r"一部委託")
_ONLY = re.compile(r"(?:直営|委託)のみ")
Readings = dict[str, Reading]


def read_facility(region: Region, owners: Owners) -> dict[str, Readings]:
    """Read the counts of one kind of facility for the form (key OWN) and for each member.

    Both kinds printed: the total is their sum. One printed: the other is missing, the total is what is printed.
    Neither ("282か所"): only the total. なし alone, or 直営・委託なし: all three are zero. Words without a count
    ("県により実施"): all three missing, the words in the note.
    """
    parts = _owned(region, owners)
    if not parts:
        own = _own(region)
        return {OWN: own, **{name: _nothing(region, ["自治体別の印字なし"]) for name in owners.members}}
    return {name: _combined(region, parts.get(name, [])) for name in (OWN, *owners.members)}


def _own(region: Region) -> Readings:
    remarks = [f"付記{quoted(text)}" for text in region.remarks if text]
    counts, notes = marked_counts(region), remarks
    if not counts:
        counts, notes = counts_within(region), ["内訳は括弧内", *remarks]
    return _readings(region, counts, notes) if counts else _uncounted(region, remarks)


def _owned(region: Region, owners: Owners) -> dict[str, list[tuple[str, Region]]]:
    """Return the parenthesised counts per owner: "県全体（直営：…）" or, for several rows, "市（…）町村部（…）".

    Only forms that print figures for members are laid out so.
    """
    if not owners.members or marked_counts(region):
        return {}
    found: dict[str, list[tuple[str, Region]]] = {}
    outer = region.outer()
    for group in region.groups():
        part = region.part(group)
        if marked_counts(part):
            lead = LEAD.search(outer[: group.start - 1])
            label = lead.group() if lead else ""
            named = owners.who(label)
            found.setdefault(named[0] if named else OWN, []).append((label, part))
    return found


def _combined(region: Region, parts: Sequence[tuple[str, Region]]) -> Readings:
    """Add up the rows of one owner; where one of them is the whole area, it stands alone."""
    chosen = [(label, part) for label, part in parts if is_whole(label)] or list(parts)
    if not chosen:
        return _nothing(region, ["自治体別の印字なし"])
    labelled = [(label, marked_counts(part)) for label, part in chosen]
    counts = [count for _, some in labelled for count in some]
    names = {kind: [name for name, some in labelled if any(c.kind == kind for c in some)] for kind in WORDS}
    notes = {
        kind: _whose(names[kind], [n for n, _ in labelled if n not in names[kind]], word)
        for kind, word in WORDS.items()
    }
    first = chosen[0][1]
    kinds = {kind: _one_kind(first, counts, kind, notes[kind]) for kind in WORDS}
    return {**kinds, TOTAL: _total(first, counts, _whose([name for name, _ in labelled], [], ""))}


def _whose(names: Sequence[str], without: Sequence[str], word: str) -> list[str]:
    """Return notes on the parts that make up a figure, and on those for which this kind (``word``) is not printed."""
    made = f"{'・'.join(names)}の計" if len(names) > 1 else "".join(f"「{name}」の数" for name in names)
    return [*filter(None, [made]), *(f"「{name}」の{word}は印字なし" for name in without)]


def _readings(region: Region, counts: Sequence[Count], notes: Sequence[str]) -> Readings:
    direct, outsourced = (_one_kind(region, counts, kind, notes) for kind in (DIRECT, OUTSOURCED))
    return {DIRECT: direct, OUTSOURCED: outsourced, TOTAL: _total(region, counts, notes)}


def _one_kind(region: Region, counts: Sequence[Count], kind: str, notes: Sequence[str]) -> Reading:
    mine = [c for c in counts if c.kind == kind]
    if not mine:
        partly = ["一部委託の付記あり"] if kind == OUTSOURCED and _PARTLY.search(region.text) else []
        only = [f"{quoted(match.group())}の印字" for match in _ONLY.finditer(region.outer())]
        return missing(region.first_line, notes=[f"{WORDS[kind]}の数の印字なし", *partly, *only])
    summed = [f"{len(mine)}つの印字の計"] if len(mine) > 1 else []
    remarks = [remark for c in mine for remark in c.remarks]
    return _sum(region.flow, mine, [c.figure for c in mine], [*summed, *notes, *remarks])


def _total(region: Region, counts: Sequence[Count], notes: Sequence[str]) -> Reading:
    kinds = {c.kind for c in counts}
    how = f"{WORDS[counts[0].kind]}のみの印字" if len(kinds) == 1 else "直営と委託の計"
    remarks = [remark for c in counts for remark in c.remarks]
    spans = [counts[0].figure] if len(counts) == 1 else [c.clause for c in counts]
    notes = [how, *notes, *remarks, *_contradiction(region, counts)]
    return _sum(region.flow, counts, spans, notes)


def _sum(flow: TextStream, counts: Sequence[Count], spans: Sequence[Span], notes: Sequence[str]) -> Reading:
    printed, line = _printed(flow, spans), flow.line(spans[0].start)
    total = total_of(counts)
    if total is None:
        return missing(line, printed=printed, notes=[doubt(f"{quoted(printed)}は数として確定できない")])
    return reported(total, printed=printed, line=line, notes=notes)


def _printed(flow: TextStream, spans: Sequence[Span]) -> str:
    """Return the printed text of several spans: those of one line as one stretch, lines joined with ／."""
    lines: dict[int, Span] = {}
    for span in spans:
        line = flow.line(span.start)
        before = lines.get(line, span)
        lines[line] = Span(min(before.start, span.start), max(before.end, span.end))
    return BREAK.join(flow.printed(span) for span in lines.values())


def _contradiction(region: Region, counts: Sequence[Count]) -> list[str]:
    """Flag a number printed beside its parts that is not their sum ("各…" counts each of several places)."""
    total = total_of(counts)
    wrong = [m for m in unmarked(region) if not m["each"] and read_count(m["number"]) != total]
    return [doubt(f"{quoted(m.group())}と内訳の計が合わない") for m in wrong]


def _uncounted(region: Region, notes: Sequence[str]) -> Readings:
    """Read a cell without 直営 and 委託: なし, a number alone, words, or nothing."""
    outer = region.outer()
    none = NONE_AT_ALL.fullmatch(outer)
    if none:
        printed, line = region.printed(*none.span("none")), region.line(none.start("none"))
        zero = reported(Decimal(0), printed=printed, line=line, notes=["全体がなしの印字", *notes])
        return dict.fromkeys(KINDS, zero)
    found = unmarked(region)
    if not found:
        text = region.plain
        words = f"{quoted(text)}とあり、数の印字がない" if text else "空欄"
        return _nothing(region, [words, *notes])
    total = _plain_total(region, found, notes)
    kind = _kind_behind(region, found)
    return {**_nothing(region, ["直営・委託の別の印字なし"]), **({kind: total} if kind else {}), TOTAL: total}


def _kind_behind(region: Region, found: Sequence[re.Match[str]]) -> str:
    """Return the kind named in parentheses behind a single number ("1か所（直営）"), "" when none or both are."""
    behind = region.plain[region.plain.find("(") :] if "(" in region.plain else ""
    kinds = [kind for kind, word in WORDS.items() if word in behind]
    return kinds[0] if len(kinds) == 1 and len(found) == 1 else ""


def _plain_total(region: Region, found: Sequence[re.Match[str]], notes: Sequence[str]) -> Reading:
    first = found[0]
    printed, line = region.printed(*first.span("number")), region.line(first.start("number"))
    value = read_count(first["number"])
    if value is None or first["each"] or len(found) > 1:
        return missing(line, printed=printed, notes=[doubt(f"{quoted(first.group())}からは総数が定まらない"), *notes])
    lead = LEAD.search(region.outer()[: first.start("number")].removesuffix("約"))
    words = [f"{quoted(lead.group().rstrip(':'))}と付記"] if lead else []
    remarks = telling(region, first.start(), len(region.text))
    return reported(value, printed=printed, line=line, notes=["直営・委託の別の印字なし", *words, *remarks, *notes])


def _nothing(region: Region, notes: Sequence[str]) -> Readings:
    return dict.fromkeys(KINDS, missing(region.first_line, notes=notes))
