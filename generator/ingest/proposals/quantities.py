"""Figures with their unit: 年4回, 月平均10件, 2~3件, 各地区50人, 1か所×30人×12回, 30人×15地区=450名."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Final

from generator.ingest.proposals.texts import TextItem
from generator.printed.numbers import NUMBER, read_number

UNITS: Final = {
    **dict.fromkeys(("人", "名"), "人"),
    **dict.fromkeys(("か所", "カ所", "ヶ所", "ケ所", "ヵ所", "箇所", "個所"), "か所"),
    **dict.fromkeys(
        ("件", "回", "世帯", "団体", "拠点", "地区", "区域", "圏域", "区", "社", "校", "点", "割", "トン"), ""
    ),
    **dict.fromkeys(("グループ", "サロン", "チーム", "店舗", "機関", "施設", "事業所", "教室", "講座", "事例"), ""),
    **dict.fromkeys(("区市町村", "市区町村", "市町村", "町村", "市町"), "市町村"),
    **dict.fromkeys(("%", "パーセント"), "％"),
    "つ": "か所",
}
"""Units as printed and as the tables spell them ("" where the same)."""
PLACES: Final = frozenset({"地区", "区域", "圏域", "区", "市町村", "機関", "校", "施設", "事業所"})
"""Units that as often say where something is done as how much of it."""

_MONTHS: Final = ("か月", "ヶ月", "カ月", "ヵ月", "箇月", "か年")
_UNIT: Final = "|".join(map(re.escape, sorted((*UNITS, *_MONTHS), key=len, reverse=True)))
_NOT_A_UNIT: Final = (
    r"(?![口材権々]|(?<=回)[答収]|(?<=社)[会協]|(?<=点)[検在]|(?<=割)合|(?<=[^地]区)[役民長内分]|(?<=つ)(?:の|以上の))"
)
_QUANTITY = re.compile(
    r"(?P<each>各地区|各区|1地区あ?たり|1地区当たり)?\(?"
    r"(?P<per>(?<!\d)年間?で?に?|毎年|(?<![\d末])月平均|(?<!\d)月に?|毎月|1(?:か|カ|ヶ)?月(?:当|あ)たり)?"
    r"(?:約|およそ|概ね|合計|全|延べ|のべ|述べ|各|最低|[:\t])*"
    rf"(?P<low>(?>{NUMBER}))(?:(?:{_UNIT})?[~〜](?P<high>(?>{NUMBER})))?(?P<unit>{_UNIT}|(?=程度)){_NOT_A_UNIT}"
    r"(?P<more>以上|程度|ほど|程|増|未満|以下)?"
    r"(?:[/／](?P<rate>年|月|日|週|回)|\((?P<span>年間?|月)\))?"
)
_TIMES = re.compile(r"[)\t]*[×✕xX][^\d、。]{0,12}")
_EQUALS = re.compile(r"[)\t]*(?:=[^\d、。]{0,4}|\t?(?:のべ|延べ|計))")
_ORDINAL = re.compile(r"(?:第|[HhＨ]|平成|昭和)$")
_ALONE = re.compile(r"[1一](?:人|名)(?=暮|住|ひとり|ひと)|一(?:人|つ)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of an item: ``value`` (a range counts by its lower bound), ``unit`` ("回/年"), and where it stands."""

    item: TextItem
    start: int
    end: int
    value: Decimal
    unit: str
    line: int
    ranged: bool = False
    product: bool = False
    marked: bool = False

    @property
    def base(self) -> str:
        """The unit without its period."""
        return self.unit.split("/")[0]

    @property
    def printed(self) -> str:
        """The figure with its unit and what qualifies it, unified."""
        return self.item.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The text of the item before the figure."""
        return self.item.text[: self.start]

    @property
    def after(self) -> str:
        """The text of the item behind the figure."""
        return self.item.text[self.end :]


def find_quantities(item: TextItem) -> tuple[Quantity, ...]:
    """Return the figures of an item in order; the factors of a product become one figure."""
    found: list[Quantity] = []
    chain: list[Quantity] = []
    for match in _QUANTITY.finditer(item.text):
        quantity = _quantity(item, match)
        if quantity is None:
            continue
        between = item.text[chain[-1].end : quantity.start] if chain else ""
        if chain and _TIMES.fullmatch(between + item.text[quantity.start : match.start("low")]):
            chain.append(quantity)
            continue
        if len(chain) > 1 and _EQUALS.fullmatch(between + item.text[quantity.start : match.start("low")]):
            chain = [
                Quantity(item, chain[0].start, quantity.end, quantity.value, quantity.unit, quantity.line, product=True)
            ]
            continue
        found.extend(_closed(chain, found))
        chain = [quantity]
    found.extend(_closed(chain, found))
    return tuple(q for q in found if q.base not in _MONTHS)


def _closed(chain: list[Quantity], before: list[Quantity]) -> list[Quantity]:
    """Return the one figure of a chain of factors; none when it only explains the figure before it."""
    if len(chain) < 2:
        return chain
    total = prod((q.value for q in chain), start=Decimal(1))
    if before and before[-1].value == total:
        return []
    counted = next((q for q in chain if q.base in ("人", "件", "世帯")), chain[0])
    return [Quantity(chain[0].item, chain[0].start, chain[-1].end, total, counted.base, chain[0].line, product=True)]


def _quantity(item: TextItem, match: re.Match[str]) -> Quantity | None:
    value = read_number(match["low"])
    if (
        value is None
        or not (match["unit"] or match["per"])
        or _ORDINAL.search(item.text[: match.start("low")])
        or _ALONE.match(item.text, match.start("low"))
    ):
        return None
    period = _period(match)
    each = "/地区" if match["each"] else ""
    unit = UNITS.get(match["unit"], match["unit"]) or match["unit"] or "回"
    return Quantity(
        item,
        match.start(),
        match.end(),
        value,
        unit + period + each,
        item.line(match.start("low")),
        ranged=match["high"] is not None,
        marked=match["more"] is not None,
    )


def _period(match: re.Match[str]) -> str:
    text = match["per"] or match["rate"] or match["span"] or ""
    for period in ("年", "月", "週", "日"):
        if period in text:
            return f"/{period}"
    return ""
