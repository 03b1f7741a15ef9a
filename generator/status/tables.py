"""The steps between forms and seal: what the tables and the editor's decisions say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.audit.doubts import doubts_of
from generator.audit.judging import Judged, judge
from generator.config.config import Config
from generator.dataset.contract import DoubtState, Kind
from generator.dataset.csv_reader import cells_of
from generator.dataset.editorial import SUMMARY_PARTS
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.dataset.practice.waiting import waiting_rows
from generator.dataset.records import Dataset
from generator.dataset.seal import seal_state
from generator.status.step import Step, begun, done, waiting

STEPS: Final = ("要確認の値", "数値目標", "3章・4章の行", "要約", "疑義照会", "点検", "照合")
_USED, _LEFT_OUT = "A09-FLAGGED-VALUE", "A10-FLAGGED-MISSING"
_FLAGS: Final = (_USED, _LEFT_OUT)
_SUMMARY, _EXCERPT = "A50-SUMMARY-MISSING", "A58-EXCERPT"
_ELSEWHERE: Final = (*_FLAGS, _SUMMARY, _EXCERPT, "A57-CANDIDATE-OPEN", "A79-ROW-OPEN")
"""Told by steps of their own."""


def table_steps(dataset: Dataset, config: Config, *, folder: Path, build: Path) -> Iterator[Step]:
    """Yield the steps of editing; ``folder`` is that of the tables, ``build`` that of build products of the year."""
    judged = judge(dataset, config)
    year = dataset.year
    yield _flags(judged, year)
    yield _targets(dataset)
    yield _practice(folder, year)
    yield _summaries(judged, dataset)
    yield _inquiries(dataset, config, build)
    yield _errors(judged, year)
    yield _seal(folder, year)


def no_tables() -> list[Step]:
    """Return the same steps where there are no tables yet."""
    return [waiting(name) for name in STEPS]


def _open(judged: Sequence[Judged], check: str) -> int:
    return sum(one.waiver is None and one.finding.check == check for one in judged)


def _flags(judged: Sequence[Judged], year: int) -> Step:
    used, left_out = (_open(judged, wanted) for wanted in _FLAGS)
    if not used and not left_out:
        return done(STEPS[0], "残っていない")
    return begun(
        STEPS[0],
        f"値のあるもの{used}件、値を採らなかったもの{left_out}件を原資料と見比べる",
        f"make audit YEAR={year} が示す値を見て、data/{year}/corrections.yaml に訂正（corrections）か理由（waivers）を書く",
        optional=not used,
    )


def _by_sheet(kind: str, year: int) -> str:
    """Return how the rows of a kind are decided on: in the work sheet, which is taken in again."""
    return (
        f"make {kind}-sheet YEAR={year} で作業表を作り、記入して make {kind}-import YEAR={year} FILE=作業表 で取り込む"
    )


def _targets(dataset: Dataset) -> Step:
    left, found = len(dataset.open_candidates), len(dataset.targets)
    if not left and not dataset.unreviewed:
        return done(STEPS[1], f"{found}件、未確認の候補なし")
    told = f"確定{found}件、未確認の候補{left}件" if left else "候補も確定した目標もない"
    return begun(STEPS[1], told, _by_sheet("targets", dataset.year))


def _practice(folder: Path, year: int) -> Step:
    counts = waiting_rows(folder)
    left = sum(map(Counter.total, counts.values()))
    rows = sum(1 for name in PRACTICE_TABLES for _ in cells_of(folder / f"{name}.csv", "code"))
    if not left:
        return done(STEPS[2], f"{rows}行、未確認の候補なし")
    return begun(STEPS[2], f"確定{rows}行、未確認の候補{left}行", _by_sheet("practice", year))


def _summaries(judged: Sequence[Judged], dataset: Dataset) -> Step:
    forms = sum(1 for one in dataset.respondents.values() if one.kind is not Kind.MEMBER)
    whole = forms * len(SUMMARY_PARTS)
    left = _open(judged, _SUMMARY)
    excerpts = _open(judged, _EXCERPT)
    if not left and not excerpts:
        return done(STEPS[3], f"個票{forms}件の{whole}部分")
    told = f"{whole - left - excerpts}/{whole}部分" + (f"、回答の抜粋のままのもの{excerpts}" if excerpts else "")
    return begun(STEPS[3], told, _by_sheet("summaries", dataset.year))


def _inquiries(dataset: Dataset, config: Config, build: Path) -> Step:
    states = Counter(doubts_of(dataset, config).values())
    left, asked = states[DoubtState.OPEN], states[DoubtState.ASKED]
    sheets = len(list((build / "inquiry").glob("*.xlsx")))
    settled = sum(states.values()) - left - asked
    told = f"照会前{left}件、照会中{asked}件、済み{settled}件" + (f"、照会の表{sheets}通" if sheets else "")
    if not left and not asked:
        return done(STEPS[4], told)
    year = dataset.year
    ask = f"make inquiry YEAR={year} で照会の表とメールの下書きを作り、送る"
    take = f"答えが届いたら make inquiry-import YEAR={year} FILE=届いた表 で取り込む"
    return begun(STEPS[4], told, take if sheets else ask, optional=True)


def _errors(judged: Sequence[Judged], year: int) -> Step:
    left = sum(one.blocking for one in judged if one.finding.check not in _ELSEWHERE)
    if not left:
        return done(STEPS[5], "エラーなし（要確認、候補、要約のほか）")
    return begun(STEPS[5], f"エラー{left}件", f"make audit YEAR={year} の対処のとおりに直す")


def _seal(folder: Path, year: int) -> Step:
    state = seal_state(folder)
    if state.sound:
        return done(STEPS[6], state.told)
    return begun(STEPS[6], state.told, f"make ingest-check YEAR={year} SOURCE=個票の文書か回収のフォルダ")
