"""What a figure counts, in the form's words, and the category of the contract that the words belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.ingest.proposals.quantities import Quantity
from generator.ingest.proposals.texts import GAP

_LONGEST: Final = 30
_EDGES: Final = " 、,・:;×*-" + GAP
_LEADING = re.compile(
    r"^(?:[・○〇●◎◆◇■□※⇒→、,:)\t\]】>》」\uf09e]|[①-⑳⑴-⒇]|\(?[0-9ア-エ]{1,2}[).．、]|(?:平成|令和)?\d{1,2}年度末?[はに]?"
    r"|今年度は?|[はがをにで](?=[^んも])|\((?=[^)]*$)|[アイウ]-\([ア-エ]\)|目標)+"
)
_TRAILING = re.compile(r"(?:[:(、,\t「【]|現状|成果目標|数値目標|目標|として|合計|[のがはをに])+$")
_CLAUSES = re.compile(r"[、,\t]|[⇒→]")
_BEHIND = re.compile(r"(?:[の)をで]|に対し[、,]?)*([^、。,()\t⇒→]{2,30})")
_PLACE_OR_TIME = re.compile(r"(?:において|では|年度は?|対し)$")
_GENERIC = re.compile(
    r"(?:参加者?|件|人|回|利用者?|終結|解決|定員|相談件|開催回|実施回)数?|延べ|合計|平均利用者数|場所"
)
_COUNT = re.compile(r"(?:の?(?:開催|実施|設置|参加者|利用者)?(?:件|回|人)?数)$")
_CATEGORIES: Final = (
    (
        "会議・連携",
        re.compile(
            r"会議|協議会|協議体|ネットワーク|懇談会|座談会|定例会|会合|総会|サミット|ケースの?検討|課題の検討|検討ケース"
        ),
    ),
    ("研修・講座", re.compile(r"研修|講座|勉強会|学習会|セミナー|カレッジ|ワークショップ|フォーラム|視察")),
    (
        "人材・担い手",
        re.compile(r"養成|サポーター|協力員|会員|ボランティア|担い手|委嘱|コーディネーター|活動団体"),
    ),
    ("相談", re.compile(r"相談|終結|プラン|ケース数|ケース|解決|つない|繋い|訪問|支援件数|継続支援|行動件数|早期把握")),
    (
        "拠点・居場所",
        re.compile(r"サロン|居場所|拠点|通いの場|集いの場|交流の場|縁側|カフェ|家族会|受け(?:と|止)める場"),
    ),
    ("周知", re.compile(r"周知|啓発|情報集約|広報")),
)


def name_of(quantity: Quantity, previous: Quantity | None, *, title: str = "", topic: str = "") -> str:
    """Return what the figure counts.

    Taken from the words between the figure ``previous`` and this one, in front of its parenthesis, behind it, or
    from ``title`` (the line above). A word like 参加者数 is put behind ``topic``, the name of the figure before it.
    """
    name = next((name for name in _sources(quantity, previous, title) if len(name) > 1), quantity.base)
    if topic and _GENERIC.fullmatch(name):
        name = f"{_COUNT.sub('', topic)}の{name}"
    return name[-_LONGEST:]


def category_of(name: str) -> str:
    """Return the category of the last telling word of a name: the head of a Japanese noun phrase stands last."""
    ends = [
        (max((match.end() for match in pattern.finditer(name)), default=0), category)
        for category, pattern in _CATEGORIES
    ]
    best, category = max(ends, key=lambda pair: pair[0])
    return category if best else "その他"


def _sources(quantity: Quantity, previous: Quantity | None, title: str) -> Iterator[str]:
    between = quantity.item.text[previous.end if previous else 0 : quantity.start]
    place = _PLACE_OR_TIME.search(between) is not None
    behind = _BEHIND.match(quantity.after)
    if place and behind:
        yield _cleaned(behind.group(1))
    yield _last_clause(_closed(between))
    head, opened, _ = quantity.before.rpartition("(")
    if opened or quantity.item.text[quantity.start] == "(":
        yield _last_clause(_closed(head or quantity.before))
    if behind and not behind.group(1).startswith("程"):
        yield _cleaned(behind.group(1))
    yield _cleaned(title)


def _last_clause(text: str) -> str:
    clauses = [clause for clause in map(_cleaned, _CLAUSES.split(text)) if clause]
    if len(clauses) > 1 and len(clauses[-1]) < 3:
        return clauses[-2] + clauses[-1]
    return clauses[-1] if clauses else ""


def _closed(text: str) -> str:
    """Drop the end of a parenthesis that was opened before the text."""
    opened, closed = text.find("("), text.find(")")
    return text[closed + 1 :] if closed >= 0 and not 0 <= opened < closed else text


def _cleaned(text: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", text.strip(_EDGES))).strip(_EDGES)
