"""Figures by what is known of them: an id, or the way they are printed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from generator.errors import UserError
from generator.ledger.figure import Figure
from generator.ledger.ledger import Ledger
from generator.proof.printed import Printed

NEAREST: Final = 5
_NUMBER: Final = re.compile(r"([△-]?)([0-9][0-9,]*(?:\.[0-9]+)?)")


def by_id(figure_id: str, ledger: Ledger, *, area: str) -> Figure:
    """Return the figure of the id. Raises UserError that names the nearest ids."""
    wanted = unicodedata.normalize("NFKC", figure_id).strip()
    for one in (figure_id.strip(), wanted):
        if one in ledger:
            return ledger[one]
    ids = [figure.id for figure in ledger]
    near = (
        difflib.get_close_matches(wanted, ids, n=NEAREST, cutoff=0.5) or [one for one in ids if wanted in one][:NEAREST]
    )
    raise UserError(
        f"{area}の資料に、その番号の数値はありません。",
        where="ID",
        found=wanted[:80],
        remedy=f"近い番号: {'、'.join(near)}"
        if near
        else "番号は、資料に添付した 数値.csv の「数値ID」で確かめてください。",
    )


def by_text(text: str, printed: Sequence[Printed], ledger: Ledger, *, area: str) -> tuple[Figure, ...]:
    """Return the figures that the brief prints as ``text`` (unit, commas and width do not matter; … and － are found too).

    Raises UserError that names the printed figures nearest in value.
    """
    shown = [ledger[key] for key in dict.fromkeys(one.figure for one in printed)]
    wanted = number_in(text)
    found = tuple(
        figure for figure in shown if (wanted and number_in(figure.text) == wanted) or figure.text == text.strip()
    )
    if found:
        return found
    raise UserError(
        f"{area}の資料に、そのように印刷した数値はありません。",
        where="FIGURE",
        found=text.strip()[:40],
        expected="28.0 のように、印刷されたとおりの数",
        remedy=f"近い数値: {'、'.join(_nearest(wanted, shown))}" if wanted else "",
    )


def number_in(text: str) -> str:
    """Return the number in a text as plain digits (「３５４，０３０人」 → 354030); decimals are kept as they are."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", text))
    return "" if found is None else ("-" if found[1] else "") + found[2].replace(",", "")


def _nearest(wanted: str, shown: Iterable[Figure]) -> list[str]:
    values = {figure.text: abs(figure.exact - Decimal(wanted)) for figure in shown if figure.present}
    return sorted(values, key=lambda text: (values[text], text))[:NEAREST]
