"""Who carries a project out: implementer and contractor, from one printed cell.

Respondents write the cell 実施主体（委託先） in a dozen ways. Each way is a rule; the first that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from generator.dataset.contract import Contract
from generator.ingest.form.organisations import DIRECT, UNKNOWN, is_organisation, type_of
from generator.printed.characters import squeeze

_FLAT: Final = str.maketrans("（）：，［］　", "():,[] ")
_AREA = re.compile(r"[^\s()、,]{1,14}[都道府県市区町村](?:[^\s()、,]{0,20}[課部局室係])?|[都道府県市区町村]")
_REMARK = re.compile(r"\s*※.*$")
_GRANT = re.compile(r"(?:補助|助成)(?:事業|金)")
_COUNTED = re.compile(r"\s+\S*\s*\d+\s*[か-ヶ箇個]所$")
_JOINT = re.compile(r"及び|並びに|[、,]")
_AFTER = re.compile(r"(?P<who>.*?)[\s、,]*(?P<part>一部)?委託(?:先)?\s*[:は\s]\s*(?P<contractor>.+)")
_DIRECT_WORDS: Final = ("直営", "委託なし", "委託はなし", "なし", "-")
_WORDS: Final = {"委託": Contract.OUTSOURCED, "委託先": Contract.OUTSOURCED, "一部委託": Contract.MIXED}
_INNER: Final = (
    (re.compile(r"一部委託(?:先)?\s*[:は]\s*(?P<who>.+)"), Contract.MIXED),
    (re.compile(r"委託(?:先)?\s*[:は]\s*(?P<who>.+)"), Contract.OUTSOURCED),
    (re.compile(r"一部を?[、,]?\s*(?P<who>.+?)(?:へ|に)(?:一部)?委託"), Contract.MIXED),
    (re.compile(r"(?P<who>.+?)(?:へ|に)(?:一部|その一部を)委託"), Contract.MIXED),
    (re.compile(r"(?P<who>.+?)(?:への?|に対する|に)(?:補助|助成)(?:事業|金)?"), Contract.SUBSIDISED),
    (re.compile(r"(?P<who>.+?)(?:への?|に対する|に)委託(?:事業)?"), Contract.OUTSOURCED),
    (re.compile(r"(?P<who>.+?)(?:から|を)公募"), Contract.OUTSOURCED),
    (re.compile(r"(?P<who>.+?)[、,]?\s*一部委託"), Contract.MIXED),
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one programme is run. ``contractor`` is "" where nobody is contracted, or nobody is named.

    ``remark`` is what is printed of the way beside 直営 and 委託: a grant, an open call, words that name nobody.
    """

    implementer: str
    contractor: str
    contract: Contract
    contractor_type: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """The text in front of the first parenthesis, inside it, and behind it."""

    before: str
    inner: str
    behind: str


def arrangement_of(printed: str, *, name: str = "") -> Arrangement:
    """Read the cell 実施主体（委託先）, its lines already joined, and what the project's ``name`` says of a grant.

    What a grant pays for is not contracted but subsidised, also where the receiver tells how it runs the places itself.
    """
    found = _arranged(printed)
    grant = _GRANT.search(printed) or _GRANT.search(name)
    if grant is None:
        return replace(found, remark="公募") if "公募" in printed else found
    if found.contract is Contract.UNKNOWN and is_organisation(found.implementer):
        found = _contracted(found.implementer, found.implementer, Contract.SUBSIDISED)
    of_receiver = found.contract is Contract.MIXED and found.implementer == found.contractor
    paid = found.contract is Contract.OUTSOURCED or of_receiver
    return replace(found, contract=Contract.SUBSIDISED if paid else found.contract, remark=grant.group())


def _arranged(printed: str) -> Arrangement:
    """Read the cell by the first rule that fits it.

    "A（B）" is A with contractor B, and 一部 makes it mixed; a municipality (or a section of it) alone is direct. The
    bare name of an organisation says nothing of a contract; nor do two side by side without 委託.
    """
    text = _REMARK.sub("", printed.strip())
    cell = _parted(text)
    if not cell.inner:
        return _alone(" ".join(filter(None, (cell.before, cell.behind))))
    found = (rule(cell) for rule in (_denied, _worded, _both_counted, _both_inside, _headless, _phrased))
    return next((arrangement for arrangement in found if arrangement), _contracted(cell.before, cell.inner))


def _parted(text: str) -> _Cell:
    flat = text.translate(_FLAT)
    opening, depth = flat.find("("), 0
    if opening < 0:
        return _Cell(text, "", "")
    closing = len(flat)
    for position in range(opening, len(flat)):
        depth += (flat[position] == "(") - (flat[position] == ")")
        if not depth:
            closing = position
            break
    return _Cell(text[:opening].strip(), text[opening + 1 : closing].strip(), text[closing + 1 :].strip())


def _contracted(implementer: str, contractor: str, contract: Contract = Contract.OUTSOURCED) -> Arrangement:
    return Arrangement(implementer, contractor, contract, type_of(contractor))


def _unknown(implementer: str, *, remark: str = "") -> Arrangement:
    """Return an arrangement in which nobody is said to be contracted, so that no kind of contractor can be."""
    return Arrangement(implementer, "", Contract.UNKNOWN, UNKNOWN, remark)


def _alone(text: str) -> Arrangement:
    """Read a cell without parentheses."""
    found = (rule(text) for rule in (_direct, _after_word, _side_by_side, _joint))
    return next((arrangement for arrangement in found if arrangement), _unknown(text))


def _direct(text: str) -> Arrangement | None:
    return Arrangement(text, "", Contract.DIRECT, DIRECT) if squeeze(text) == "直営" or _is_area(text) else None


def _is_area(text: str) -> bool:
    """Whether a name is that of a municipality or prefecture, or of its section."""
    return not is_organisation(text) and _AREA.fullmatch(squeeze(text)) is not None


def _after_word(text: str) -> Arrangement | None:
    """Read "A 委託先：B" and "委託：B"."""
    match = _AFTER.fullmatch(text.translate(_FLAT))
    if match is None:
        return None
    contract = Contract.MIXED if match["part"] else Contract.OUTSOURCED
    return _contracted(text[: match.end("who")], text[match.start("contractor") :].strip(), contract)


def _side_by_side(text: str) -> Arrangement | None:
    """Read "A B", on one line or two, in the order that the label asks for."""
    first, _, others = text.partition(" ")
    if _is_area(first) and is_organisation(others) and not _JOINT.search(text):
        return _contracted(first, others.strip())
    return None


def _joint(text: str) -> Arrangement | None:
    """Read "A及びB": both carry it out; whether under contract is not said."""
    parts = [part.strip() for part in _JOINT.split(text) if part.strip()]
    return _unknown(text) if len(parts) > 1 else None


def _denied(cell: _Cell) -> Arrangement | None:
    """Read "A（直営）" and "A（なし）"."""
    denies = cell.before and squeeze(cell.inner) in _DIRECT_WORDS
    return Arrangement(cell.before, "", Contract.DIRECT, DIRECT) if denies else None


def _worded(cell: _Cell) -> Arrangement | None:
    """Read "A（一部委託）B" and "A B（一部委託）": the contractor stands behind, or last in front."""
    contract = _WORDS.get(squeeze(cell.inner))
    if contract is None:
        return None
    if cell.behind:
        return _contracted(cell.before, cell.behind, contract)
    first, _, last = cell.before.rpartition(" ")
    return _contracted(first or last, last if first else "", contract)


def _both_counted(cell: _Cell) -> Arrangement | None:
    """Read "委託：2か所（B、C） 直営：1か所", which names no implementer, and "委託（B）"."""
    outside = cell.before + cell.behind
    if "直営" in outside and "委託" in outside:
        return _contracted("", cell.inner, Contract.MIXED)
    return _contracted("", cell.inner) if squeeze(cell.before).startswith("委託") else None


def _both_inside(cell: _Cell) -> Arrangement | None:
    """Read "A 9か所（直営3か所 委託6か所）": A runs some and hands on the others."""
    if "直営" not in cell.inner or "委託" not in cell.inner:
        return None
    name = _COUNTED.sub("", cell.before)
    return _contracted(name, name if is_organisation(name) else "", Contract.MIXED)


def _headless(cell: _Cell) -> Arrangement | None:
    """Read a cell that stands in parentheses as a whole: a name, or words on the way that name nobody."""
    if cell.before:
        return None
    if is_organisation(cell.inner):
        return _alone(cell.inner)
    return _unknown(cell.inner) if _is_area(cell.inner) else _unknown("", remark=cell.inner)


def _phrased(cell: _Cell) -> Arrangement | None:
    """Read "A（委託先：B）", "A（一部、Bへ委託）", "A（Bへの補助事業）", "A（Bから公募）"."""
    flat = cell.inner.translate(_FLAT)
    for pattern, contract in _INNER:
        match = pattern.fullmatch(flat)
        if match:
            who = cell.inner[slice(*match.span("who"))].strip()
            return Arrangement(cell.before, who, contract, type_of(who, named="公募" not in cell.inner))
    return None
