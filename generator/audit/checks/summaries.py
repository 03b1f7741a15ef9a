"""The edited summaries and the counted themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.kobun import advice
from generator.config.config import Config
from generator.dataset.contract import Kind
from generator.dataset.editorial import SUMMARY_PARTS
from generator.dataset.records import Dataset, Statement

_SHORTEST: Final = 40
_LONGEST: Final = 120


def _statements(dataset: Dataset) -> Iterator[tuple[str, str, Statement]]:
    for code, parts in dataset.summaries.items():
        for part, statement in parts.items():
            yield code, part, statement


@check(
    "A50-SUMMARY-MISSING", Level.WARNING, "要約がない",
    explanation="特色、ねらい、取組、成果のうち、編集した要約（summaries.yaml）がないものがある。",
    remedy="個票に記述があれば要約を書く。記述がなければ、waivers に理由を書く。",
)  # fmt: skip
def summary_missing(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find parts of a summary that nobody has written."""
    for code, respondent in dataset.respondents.items():
        if respondent.kind is Kind.MEMBER:
            continue
        for part in SUMMARY_PARTS:
            if code not in dataset.summaries or part not in dataset.summaries[code]:
                yield Doubt(code, f"「{part}」の要約がない。", part)


@check(
    "A51-SUMMARY-LENGTH", Level.WARNING, "要約の長さ",
    explanation=f"要約が{_SHORTEST}字から{_LONGEST}字までに収まっていない。",
    remedy="summaries.yaml の文を直す。",
)  # fmt: skip
def summary_length(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find summaries that do not fit their place on the page."""
    for code, part, statement in _statements(dataset):
        length = len(statement.text)
        if not statement.excerpt and not _SHORTEST <= length <= _LONGEST:
            yield Doubt(code, f"「{part}」が{length}字である。", part)


@check(
    "A52-SUMMARY-LINES", Level.ERROR, "要約の根拠の行",
    explanation="要約の根拠の行（lines）がないか、その団体の個票の範囲の外にある。",
    remedy="summaries.yaml の lines を直す。別の団体の個票によっていないかを確かめる。",
)  # fmt: skip
def summary_lines(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find summaries that rest on no line, or on another form."""
    for code, part, statement in _statements(dataset):
        form = dataset.respondents[code]
        away = tuple(line for line in statement.lines if not form.line_start <= line <= form.line_end)
        if away:
            yield Doubt(code, f"「{part}」の個票は{form.line_start}行目から{form.line_end}行目までである。", part, away)
        elif not statement.lines:
            yield Doubt(code, f"「{part}」に根拠の行がない。", part)


@check(
    "A53-SUMMARY-REPEATED", Level.WARNING, "同じ要約",
    explanation="一字一句同じ要約が二つある。写したまま直していない疑いがある。",
    remedy="個票を読み、それぞれの要約を書く。",
)  # fmt: skip
def summary_repeated(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find one sentence that serves two."""
    first: dict[str, tuple[str, str]] = {}
    for code, part, statement in _statements(dataset):
        if statement.text in first:
            other, same = first[statement.text]
            yield Doubt(code, f"「{part}」が{dataset.respondents[other].name}の「{same}」と同じである。", part)
        first.setdefault(statement.text, (code, part))


@check(
    "A54-THEME-UNKNOWN", Level.ERROR, "設定にないテーマ",
    explanation="themes.csv のテーマが config/themes.yaml にない。",
    remedy="themes.yaml を変えた後なら、ingest をやり直す。",
)  # fmt: skip
def theme_unknown(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find themes that the settings do not name."""
    known = {theme.id for theme in config.themes}
    for mention in dataset.themes:
        if mention.theme not in known:
            yield Doubt(mention.code, f"テーマ「{mention.theme}」は設定にない。", mention.theme, mention.lines)


@check(
    "A55-THEME-NONE", Level.NOTE, "テーマのない個票",
    explanation="どのテーマの語も数えられなかった個票である。",
    remedy="個票の文章が読み取れているか、themes.yaml の語に漏れがないかを確かめる。",
)  # fmt: skip
def theme_none(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find forms that speak of no theme at all."""
    spoken = {mention.code for mention in dataset.themes}
    for code, respondent in dataset.respondents.items():
        if respondent.kind is not Kind.MEMBER and code not in spoken:
            yield Doubt(code, "どのテーマにも触れていない。")


@check(
    "A56-SUMMARY-WORDING", Level.WARNING, "要約の表記",
    explanation="要約に、公用文では用いない表記（一人ひとり、概ね、8つ、30キロなど）がある。「」の中は名とみて除く。",
    remedy="示された表記に直す。名の一部なら「」で囲む。",
)  # fmt: skip
def summary_wording(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find words that 公用文 spells otherwise."""
    for code, part, statement in _statements(dataset):
        if not statement.excerpt and (found := advice(statement.text)):
            yield Doubt(code, f"「{part}」の{found}を直す。", part)


@check(
    "A58-EXCERPT", Level.WARNING, "抜粋のままの要約",
    explanation="要約がなく、回答の文章からの抜粋（excerpts.yaml）を示している部分がある。公表までに要約を書く。",
    remedy="個票を読み、summaries.yaml に要約を書く。抜粋のまま示すと決めたら、waivers に理由を書く。",
)  # fmt: skip
def excerpt_left(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find parts that still show the answer's own words."""
    for code, part, statement in _statements(dataset):
        if statement.excerpt:
            yield Doubt(code, f"「{part}」は回答の抜粋のままである。", part, statement.lines)


CHECKS: Final = (
    excerpt_left,
    summary_missing,
    summary_length,
    summary_lines,
    summary_repeated,
    theme_unknown,
    theme_none,
    summary_wording,
)
