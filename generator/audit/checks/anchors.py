"""Line numbers of a revised source: which are to be decided, and whether they were counted in these documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.check import EDITION, Doubt, Level, check
from generator.config.config import Config
from generator.dataset.anchor_states import AnchorState
from generator.dataset.records import Dataset

_TOLD: Final = {AnchorState.CHANGED: "の文が変わった", AnchorState.LOST: "の文が見付からない"}


@check(
    "A96-LINE-TO-DECIDE", Level.ERROR, "決まっていない行番号",
    explanation="原資料が改まり、編集者の書いた行番号のうち、その文が変わったか、見付からないものがある（anchors_review.csv）。",
    remedy="anchors_review.csv の decision に、正しい行番号、可、削除のいずれかを書き、make reanchor を実行する。",
)  # fmt: skip
def line_to_decide(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find cited lines that could not be followed into the revised source."""
    for one in dataset.anchors.open:
        message = (
            f"{one.table} {one.row} {one.column}: 前の{one.was}行目{_TOLD[one.state]}。仮に{one.line}行目としている。"
        )
        yield Doubt(one.code or EDITION, message, f"{one.table}/{one.row}/{one.column}/{one.line}", (one.line,))


@check(
    "A97-LINES-ELSEWHERE", Level.ERROR, "別の文書で数えた行番号",
    explanation="編集者の書いた行番号の控え（anchors.csv）が、表を作った文書（documents.csv）とは別の文書のものである。",
    remedy="make reanchor、make ingest、make ingest-check の順に、同じ文書（SOURCE）で行う。",
)  # fmt: skip
def lines_elsewhere(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find an edition whose numbers were counted in other documents than its tables."""
    if dataset.anchors.foreign:
        yield Doubt(
            EDITION, "行番号の控え（anchors.csv）と文書の一覧（documents.csv）が、別の文書のものである。", "anchors"
        )


CHECKS: Final = (line_to_decide, lines_elsewhere)
