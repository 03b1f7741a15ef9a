"""What the form prints: figures that cannot be read, doubts of the ingest, examples left standing, blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.lookup import about, label
from generator.config.config import Config
from generator.dataset.contract import UNSURE, Kind, Status
from generator.dataset.records import Dataset, Indicator

_EXAMPLE: Final = "記入例"
_GROUPED = re.compile(r"\d+(?:,\d+)+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_POINTS = re.compile(r"\d+\.\d+\.\d+")
_FACILITIES: Final = ("support_centers", "self_reliance")


def _note(indicator: Indicator) -> str:
    return indicator.note.replace(f"{UNSURE}: ", "")


def _as_printed(dataset: Dataset) -> Iterator[Indicator]:
    """Yield the figures that no correction has settled."""
    return (indicator for indicator in dataset.indicators.values() if indicator.correction is None)


@check(
    "A08-IMPOSSIBLE-FIGURE", Level.ERROR, "数として読めない数字",
    explanation="印字の桁区切りが3桁ごとになっていないか、小数点が二つあり、数として定まらない（389,0606 など）。",
    remedy="疑義照会を行い、回答があるまで corrections に value: null（不詳）の訂正を置く。",
)  # fmt: skip
def impossible_figure(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find digits grouped as no number is."""
    for indicator in _as_printed(dataset):
        text = unicodedata.normalize("NFKC", indicator.printed).replace(", ", ",")
        grouped = [group for group in _GROUPED.findall(text) if not _THOUSANDS.fullmatch(group)]
        if grouped or (indicator.metric != "coordinators" and _POINTS.search(text)):
            yield about(indicator, f"印字「{indicator.printed}」は、数として一つに定まらない。")


@check(
    "A09-FLAGGED-VALUE", Level.ERROR, "読み取り時の要確認（値あり）",
    explanation="読み取り（ingest）が「要確認」とした値が、確かめられないまま使われている。",
    remedy="原資料の行を見て、値が正しければ waivers に理由を、違えば corrections に訂正を書く。",
)  # fmt: skip
def flagged_value(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find values that ingest itself was unsure of."""
    for indicator in _as_printed(dataset):
        if UNSURE in indicator.note and indicator.value is not None:
            yield about(indicator, f"読み取りが確かでない。{_note(indicator)}")


@check(
    "A10-FLAGGED-MISSING", Level.WARNING, "読み取り時の要確認（値なし）",
    explanation="読み取り（ingest）が「要確認」として値を採らなかった項目である。不詳として扱っている。",
    remedy="原資料の行を見て、値が分かれば corrections に書き、分からなければ疑義照会を行う。",
)  # fmt: skip
def flagged_missing(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find places where ingest found something but no figure it could trust."""
    for indicator in _as_printed(dataset):
        if UNSURE in indicator.note and indicator.value is None:
            yield about(indicator, f"値を読み取れない。{_note(indicator)}")


@check(
    "A11-MISSING", Level.NOTE, "記入のない項目",
    explanation="値のない項目を個票ごとに挙げる。直営か委託の一方だけが空で、計が分かるものは除く。",
    remedy="表では「…」となる。値が分かるなら疑義照会を行う。",
)  # fmt: skip
def missing(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find blanks, one doubt per respondent."""
    rows: dict[str, list[Indicator]] = {}
    for (who, _), indicator in dataset.indicators.items():
        if indicator.status is Status.MISSING:
            rows.setdefault(who, []).append(indicator)
    for code in dataset.respondents:
        empty = [row for row in rows.get(code, ()) if not _is_half(dataset, row)]
        if empty:
            names = "、".join(label(config, row.metric) for row in empty)
            lines = tuple(sorted({row.line for row in empty if row.line is not None}))
            yield Doubt(code, f"値がない: {names}", lines=lines)


def _is_half(dataset: Dataset, row: Indicator) -> bool:
    base = next((name for name in _FACILITIES if row.metric.startswith(name)), None)
    if base is None or row.metric.endswith("_total"):
        return False
    return dataset.indicators[row.code, f"{base}_total"].value is not None


@check(
    "A12-EXAMPLE-LEFT", Level.ERROR, "記入例を値とした疑い",
    explanation="様式の記入例から値を採っている（印字か注記に「記入例」とある）。",
    remedy="個票の実際の記入を確かめ、空欄なら値を除いて status を missing とする。",
)  # fmt: skip
def example_left(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find values taken from the example that the form prints."""
    for indicator in _as_printed(dataset):
        if indicator.value is not None and _EXAMPLE in indicator.printed + indicator.note:
            yield about(indicator, "様式の記入例の数が値となっている。")


@check(
    "A13-EXAMPLE-LIKE", Level.NOTE, "記入例と同じ数",
    explanation="直営1か所・委託2か所は、様式の記入例と同じ数である。消し忘れた記入例を読んでいないかを確かめる。",
    remedy="原資料の行で、記入例とは別に記入があることを確かめる。",
)  # fmt: skip
def example_like(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find facilities that happen to be those of the example."""
    for code, respondent in dataset.respondents.items():
        if respondent.kind is Kind.PREFECTURE:
            continue
        for base in _FACILITIES:
            direct, outsourced = (dataset.indicators[code, f"{base}_{how}"] for how in ("direct", "outsourced"))
            if direct.value == 1 and outsourced.value == 2:
                yield about(dataset.indicators[code, f"{base}_total"], "直営1か所・委託2か所は、記入例と同じ数である。")


CHECKS: Final = (impossible_figure, flagged_value, flagged_missing, missing, example_left, example_like)
