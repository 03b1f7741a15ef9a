"""Find the counts of places in a cell: 直営 and 委託 with a number, なし, or a number alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.ingest.document.stream import Span
from generator.ingest.form.read_value import quoted
from generator.ingest.form.region import BLANK, Region
from generator.printed.numbers import NUMBER, read_count

DIRECT: Final = "direct"
OUTSOURCED: Final = "outsourced"
TOTAL: Final = "total"
KINDS: Final = (DIRECT, OUTSOURCED, TOTAL)
WORDS: Final = {DIRECT: "直営", OUTSOURCED: "委託"}

_PLACE: Final = r"(?:[かカヵケヶ箇個ヵヶ]所|拠点)"
_NO: Final = r"(?:なし|無し?|ゼロ)"
MARKED: Final = re.compile(
    r"(?P<word>直営|委託)(?:先|のみ|分)?\0*[:は]?\0*[※＊*約]*"
    rf"(?:(?P<number>{NUMBER})(?:{_PLACE}|(?![人名部法\d]))|(?P<none>{_NO}))"
)
UNMARKED: Final = re.compile(rf"(?P<each>各\D{{0,6}})?[※＊*約]*(?P<number>{NUMBER}){_PLACE}")
NONE_AT_ALL: Final = re.compile(rf"[\0:、,]*(?:設置|実施|該当)?(?P<none>{_NO})[\0、,。]*")
LEAD: Final = re.compile(r"[^\0、,。・;:]*[^\0、,。・;:\d]:?$")
_BOTH_NONE = re.compile(rf"直営[・、,/及びと]*委託(?:とも|共)?に?[:は]?(?P<none>{_NO})")
_TELLING = re.compile(r"県|北海道|東京都|うち|含む|一部|広域|ブランチ|出張所|基幹|兼|事業(?![団所者])|→")
_IN_PARENTHESES = re.compile(rf"{NUMBER}{_PLACE}?|{_NO}")
_AHEAD: Final = ("直営", "委託", "委託先", "直営:", "委託:")
_SILENT: Final = ("うち", "内訳", "うち、")


@dataclass(frozen=True, slots=True)
class Count:
    """One count: its kind, its value, where the figure and its clause stand (spans of the document), and remarks."""

    kind: str
    value: Decimal | None
    figure: Span
    clause: Span
    remarks: tuple[str, ...] = ()


def marked_counts(region: Region) -> list[Count]:
    """Return the counts with 直営 or 委託 that stand outside parentheses, in the order of the text."""
    outer = _opened(region)
    both = _BOTH_NONE.search(outer)
    if both:
        figure, clause = region.source(*both.span("none")), region.source(*both.span())
        return [Count(kind, Decimal(0), figure, clause) for kind in (DIRECT, OUTSOURCED)]
    matches = list(MARKED.finditer(outer))
    edges = [0, *(m.end() for m in matches)]
    nexts = [*(m.start() for m in matches[1:]), len(outer)]
    return [
        _count(region, m, lead=outer[before : m.start()], after=after)
        for m, before, after in zip(matches, edges, nexts, strict=False)
    ]


def _opened(region: Region) -> str:
    """Return the text outside parentheses, with the number of "直営（1か所）" as if it had none."""
    outer = list(region.outer())
    for group in region.groups():
        if _IN_PARENTHESES.fullmatch(region.text, group.start, group.end) and region.text[: group.start - 1].endswith(
            _AHEAD
        ):
            outer[group.start : group.end] = region.text[group.start : group.end]
    return "".join(outer)


def _count(region: Region, match: re.Match[str], *, lead: str, after: int) -> Count:
    kind = next(kind for kind, word in WORDS.items() if word == match["word"])
    value = read_count(match["number"]) if match["number"] else Decimal(0)
    words = LEAD.search(lead)
    says = words.group() if words else ""
    remarks = [f"「{says}{match['word']}」の印字"] if says and says not in _SILENT else []
    remarks += telling(region, match.start(), after)
    figure = region.source(*match.span("number" if match["number"] else "none"))
    return Count(kind, value, figure, region.source(*match.span()), tuple(remarks))


def telling(region: Region, start: int, end: int) -> list[str]:
    """Return the parenthesised words of a stretch that say who runs the place or what is counted, as notes."""
    groups = [g for g in region.groups() if start <= g.start < end]
    texts = [region.text[g.start : g.end].replace(BLANK, "") for g in groups]
    return [f"{quoted(text)}と付記" for text in texts if _TELLING.search(text) and not MARKED.search(text)]


def counts_within(region: Region) -> list[Count]:
    """Return the counts inside parentheses ("各町村１か所（うち直営：３か所、委託：１か所）")."""
    return [count for group in region.groups() for count in marked_counts(region.part(group))]


def unmarked(region: Region) -> list[re.Match[str]]:
    """Return the counts outside parentheses that carry neither 直営 nor 委託."""
    outer = MARKED.sub(lambda m: BLANK * len(m.group()), region.outer())
    return list(UNMARKED.finditer(outer))


def total_of(counts: Sequence[Count]) -> Decimal | None:
    """Return the sum of the counts; None when one of them could not be read."""
    values = [c.value for c in counts if c.value is not None]
    return sum(values, Decimal(0)) if len(values) == len(counts) else None
