"""What kind of organisation a name stands for, by the words in it."""

from __future__ import annotations

import re
from typing import Final

from generator.printed.characters import squeeze

DIRECT: Final = "直営"
SEVERAL: Final = "複数"
UNKNOWN: Final = "不明"

_KINDS: Final = (
    ("社会福祉協議会", re.compile(r"社会福祉協議会|社協")),
    ("NPO法人", re.compile(r"NPO|特定非営利活動法人")),
    ("医療法人", re.compile(r"医療法人")),
    ("株式会社等", re.compile(r"株式会社|有限会社|合同会社|合資会社|\([株有]\)")),
    ("協同組合", re.compile(r"協同組合|生協|農協|労働者協同|企業組合")),
    ("社団・財団法人", re.compile(r"社団|財団|公財|公社")),
    ("社会福祉法人", re.compile(r"社会福祉法人|社福|福祉会")),
    ("その他法人", re.compile(r"法人")),
)
_ORGANISATION = re.compile(r"法人|会社|社協|協議会|協会|組合|センター|財団|社団|機構|事業団|連合会|福祉会|NPO")
_LIST = re.compile(r"[、,/]|及び|並びに")
_MANY = re.compile(r"等\d*法人|(?:ほか|他)\d+法人")
_GROUPS = re.compile(r"\([^()]*\)")


def is_organisation(name: str) -> bool:
    """Whether a name says by its words that it is an organisation beside the municipality."""
    return _ORGANISATION.search(squeeze(name)) is not None


def type_of(name: str, *, named: bool = True) -> str:
    """Return the kind of contractor (one of the contract's CONTRACTOR_TYPES).

    Several organisations of different kinds are 複数. A name that says nothing, or candidates of whom none is chosen
    (``named`` false), are 不明.
    """
    text = squeeze(name)
    if not text or not named:
        return UNKNOWN
    if _MANY.search(text):
        return SEVERAL
    parts = _parts(text)
    kinds = {_kind(part) for part in parts if is_organisation(part)} or {_kind(text)}
    return kinds.pop() if len(kinds) == 1 else SEVERAL


def _parts(text: str) -> list[str]:
    """Return the names of a list. A middle dot parts names only where every side is an organisation."""
    parts = [part for part in _LIST.split(_GROUPS.sub("", text)) if part]
    found: list[str] = []
    for part in parts:
        dotted = part.split("・")
        found.extend(dotted if all(is_organisation(p) for p in dotted) else [part])
    return found


def _kind(name: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), UNKNOWN)
