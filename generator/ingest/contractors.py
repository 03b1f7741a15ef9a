"""Who carries a project out: implementer and contractor, from one printed cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.dataset.contract import Contract
from generator.ingest.characters import squeeze
from generator.ingest.organisations import DIRECT, is_organisation, type_of

_FLAT: Final = str.maketrans("（）：，［］　", "():,[] ")
_AREA = re.compile(r"[^\s()、,]{1,14}[都道府県市区町村](?:[^\s()、,]{0,20}[課部局室係])?")
_REMARK = re.compile(r"\s*※.*$")
_COUNTED = re.compile(r"\s+\S*\s*\d+\s*[か-ヶ箇個]所$")
_JOINT = re.compile(r"及び|並びに|[、,]")
_INNER: Final = (
    (re.compile(r"一部委託(?:先)?\s*[:は]\s*(?P<who>.+)"), Contract.MIXED),
    (re.compile(r"委託(?:先)?\s*[:は]\s*(?P<who>.+)"), Contract.OUTSOURCED),
    (re.compile(r"一部を?[、,]?\s*(?P<who>.+?)(?:へ|に)(?:一部)?委託"), Contract.MIXED),
    (re.compile(r"(?P<who>.+?)(?:へ|に)(?:一部|その一部を)委託"), Contract.MIXED),
    (re.compile(r"(?P<who>.+?)(?:への?|に対する|に)(?:補助|助成|委託)(?:事業|金)?"), Contract.OUTSOURCED),
    (re.compile(r"(?P<who>.+?)(?:から|を)公募"), Contract.OUTSOURCED),
    (re.compile(r"(?P<who>.+?)[、,]?\s*一部委託"), Contract.MIXED),
)
_WORDS: Final = {"委託": Contract.OUTSOURCED, "委託先": Contract.OUTSOURCED, "一部委託": Contract.MIXED}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one programme is run. ``contractor`` is "" where nobody is contracted, or nobody is named."""

    implementer: str
    contractor: str
    contract: Contract
    contractor_type: str


def arrangement_of(printed: str) -> Arrangement:
    """Read the cell 実施主体（委託先）, its lines already joined.

    "A（B）" is A with contractor B, and 一部 makes it mixed; a municipality (or a section of it) alone is direct. An
    organisation alone stands in the place of the contractor. Two side by side without 委託 are unknown.
    """
    text = _REMARK.sub("", printed.strip())
    if not text:
        return Arrangement("", "", Contract.UNKNOWN, type_of(""))
    opening, closing = _group(text.translate(_FLAT))
    if opening < 0:
        return _alone(text)
    return _grouped(text[:opening].strip(), inner=text[opening + 1 : closing].strip(), behind=text[closing + 1 :].strip())


def _group(flat: str) -> tuple[int, int]:
    """Return where the first parenthesis opens and where it closes; (-1, -1) when there is none."""
    opening, depth = flat.find("("), 0
    for position in range(max(opening, 0), len(flat)):
        depth += (flat[position] == "(") - (flat[position] == ")")
        if opening >= 0 and not depth:
            return opening, position
    return opening, len(flat)


def _alone(text: str) -> Arrangement:
    """Read a cell without parentheses."""
    if squeeze(text) == "直営":
        return Arrangement(text, "", Contract.DIRECT, DIRECT)
    marked = _INNER[1][0].fullmatch(text.translate(_FLAT))
    if marked:
        return _contracted("", text[slice(*marked.span("who"))], Contract.OUTSOURCED)
    if _JOINT.search(text):
        parts = [part.strip() for part in _JOINT.split(text) if part.strip()]
        return Arrangement(text, "", Contract.UNKNOWN, type_of(text, areas=any(_is_area(part) for part in parts)))
    if _is_area(text):
        return Arrangement(text, "", Contract.DIRECT, DIRECT)
    if is_organisation(text):
        return _contracted(text, text, Contract.OUTSOURCED)
    return Arrangement(text, "", Contract.UNKNOWN, type_of(text))


def _is_area(text: str) -> bool:
    """Whether a name is that of a municipality or prefecture, or of its section."""
    return not is_organisation(text) and (_AREA.fullmatch(squeeze(text)) is not None or text in ("市", "区", "町", "村", "県"))


def _contracted(implementer: str, contractor: str, contract: Contract) -> Arrangement:
    return Arrangement(implementer, contractor, contract, type_of(contractor))


def _grouped(before: str, *, inner: str, behind: str) -> Arrangement:
    flat = inner.translate(_FLAT)
    word = squeeze(inner)
    if word == "直営":
        return Arrangement(before, "", Contract.DIRECT, DIRECT)
    if word in _WORDS:
        return _worded(before, behind, _WORDS[word])
    if "直営" in before + behind and "委託" in before + behind:
        return Arrangement("", inner, Contract.MIXED, type_of(inner))
    if "直営" in inner and "委託" in inner:
        name = _COUNTED.sub("", before)
        return _contracted(name, name if is_organisation(name) else "", Contract.MIXED)
    if squeeze(before).startswith("委託"):
        return _contracted("", inner, Contract.OUTSOURCED)
    if not before:
        return _alone(inner) if is_organisation(inner) else Arrangement(inner, "", Contract.UNKNOWN, type_of(""))
    for pattern, contract in _INNER:
        match = pattern.fullmatch(flat)
        if match:
            who = inner[slice(*match.span("who"))].strip()
            return Arrangement(before, who, contract, type_of(who, named="公募" not in inner))
    return _contracted(before, inner, Contract.OUTSOURCED)


def _worded(before: str, behind: str, contract: Contract) -> Arrangement:
    """Read "A（一部委託）B" and "A B（一部委託）": the contractor stands behind, or last in front."""
    if behind:
        return _contracted(before, behind, contract)
    names = before.split()
    contractor = names[-1] if len(names) > 1 else ""
    implementer = " ".join(names[:-1]) if contractor else before
    return _contracted(implementer, contractor, contract)
