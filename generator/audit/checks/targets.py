"""Numeric targets, what is said of their results and the remarks on them; the lines that all tables cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.kobun import advice
from generator.audit.lookup import shown
from generator.config.config import Config
from generator.dataset.contract import MANIFOLD, REMARK_LONGEST, UNCOMPARED, Assessment, Kind
from generator.dataset.conversion import exact_result
from generator.dataset.records import Dataset, Target

_WORDS: Final = {Assessment.MET: "達成", Assessment.NOT_MET: "未達", Assessment.UNDETERMINED: "判定できない"}


def comparable(target: Target) -> bool:
    """Return whether target and result are figures of one unit, or one is converted into that of the other."""
    return exact_result(target) is not None


def manifold(target: Target) -> bool:
    """Return whether the result is more than three times its target, so that it is taken to count otherwise."""
    result = exact_result(target)
    return result is not None and target.target > 0 and result > MANIFOLD * target.target


def wanted(target: Target) -> Assessment | None:
    """Return the assessment that the rules give, or None where words or an editor's reading decide.

    Compared figures and ranges (by their lower bound) are met from the target upwards. Part of a year that already
    reaches the target is met, and undetermined below it. Nothing is decided without a result, in another unit, where
    something else is counted, or for a later year.
    """
    if target.basis == "no_result" or target.basis in UNCOMPARED:
        return Assessment.UNDETERMINED
    result = exact_result(target)
    if target.result is None:
        return Assessment.UNDETERMINED if target.basis in ("compared", "range", "partial_year") else None
    reached = (target.result if result is None else result) >= target.target
    if target.basis in ("compared", "range"):
        return Assessment.MET if reached else Assessment.NOT_MET
    if target.basis == "partial_year":
        return Assessment.MET if reached and comparable(target) else Assessment.UNDETERMINED
    return None


def _doubt(target: Target, message: str) -> Doubt:
    lines = (target.target_line,) if target.result_line is None else (target.target_line, target.result_line)
    return Doubt(target.code, f"「{target.indicator}」: {message}", target.id, tuple(dict.fromkeys(lines)))


def _figures(target: Target) -> str:
    result = "記載なし" if target.result is None else shown(target.result, target.result_unit)
    return f"目標{shown(target.target, target.target_unit)}、実績{result}"


@check(
    "A40-NO-RESULT", Level.NOTE, "実績のない目標",
    explanation="数値目標に対する実績の数が、個票に見当たらない。",
    remedy="資料では「判定できない」とする。達成状況の章に実績があれば targets.csv を直す。",
)  # fmt: skip
def no_result(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find targets without a figure for their result."""
    for target in dataset.targets:
        if target.result is None and target.assessment is Assessment.UNDETERMINED:
            yield _doubt(target, "実績の数がない。")


@check(
    "A41-DUPLICATE", Level.WARNING, "同じ目標が二度ある",
    explanation="一つの個票に、指標の名、目標、単位が同じ数値目標が二つある。二つの欄に書かれた同じ目標と思われる。",
    remedy="同じ目標なら targets.csv の一方を除き、もう一方の note に行を書く。別の目標なら waivers に理由を書く。",
)  # fmt: skip
def duplicate(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find one target entered twice."""
    first: dict[tuple[object, ...], Target] = {}
    for target in dataset.targets:
        key = (target.code, target.indicator.replace(" ", ""), target.target, target.target_unit)
        if key in first:
            yield _doubt(target, f"{first[key].id}と同じ目標である。")
        else:
            first[key] = target


@check(
    "A42-ASSESSMENT", Level.ERROR, "判定と数の食い違い",
    explanation="目標と実績の数から機械的に決まる判定と、表の判定が違う（比較、範囲、年度途中の実績）。",
    remedy="targets.csv の目標、実績、判定、basis のどれが誤りかを原資料で確かめて直す。少ないほどよい目標なら waivers に理由を書く。",
)  # fmt: skip
def assessment(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find assessments other than the rules give."""
    for target in dataset.targets:
        expected = wanted(target)
        if expected is not None and expected is not target.assessment:
            yield _doubt(
                target, f"判定が「{_WORDS[target.assessment]}」だが、規則では「{_WORDS[expected]}」（{_figures(target)}）。"
            )


@check(
    "A43-STATED", Level.WARNING, "言葉による判定と数の食い違い",
    explanation="個票の言葉により達成又は未達としたが、示された数では逆になる。",
    remedy="原資料の言葉と数を確かめ、理由を targets.csv の note に書いた上で、waivers に書く。",
)  # fmt: skip
def stated(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find words on a target that its own figures contradict."""
    for target in dataset.targets:
        result = exact_result(target)
        if target.basis != "stated" or result is None:
            continue
        met = result >= target.target
        if met != (target.assessment is Assessment.MET):
            yield _doubt(target, f"言葉では「{_WORDS[target.assessment]}」だが、数では逆になる（{_figures(target)}）。")


@check(
    "A44-UNIT-DIFFERS", Level.WARNING, "単位の違う比較",
    explanation="目標と実績の単位が違うのに、換算（conversion）もせずに数を比べて判定している。",
    remedy="月数で換算できれば conversion と converted を書く。同じものを別の語で数えているなら ×1 とする。"
    "どちらでもなければ判定を undetermined（other_unit）とする。",
)  # fmt: skip
def unit_differs(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find comparisons of unlike units."""
    for target in dataset.targets:
        compared = target.basis in ("compared", "range") and target.result is not None
        if compared and not comparable(target):
            yield _doubt(target, f"単位が違うのに比べている（{_figures(target)}）。")


@check(
    "A45-FAR-ABOVE", Level.ERROR, "目標を大きく上回る実績",
    explanation=f"実績が目標の{MANIFOLD}倍を超えるのに、比べられないもの（counted_otherwise）としていない。目標と実績で数え方が違うとみる。",
    remedy="目標と実績の数を原資料で確かめる。誤りがなければ assessment を undetermined、basis を counted_otherwise とし、備考を書く。",
)  # fmt: skip
def far_above(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find results many times their targets that are compared all the same."""
    for target in dataset.targets:
        if manifold(target) and target.basis != "counted_otherwise":
            yield _doubt(target, f"実績が目標の{MANIFOLD}倍を超える（{_figures(target)}）。")


@check(
    "A46-TARGET-PROGRAMME", Level.WARNING, "章のない事業の目標",
    explanation="数値目標の事業（programme）に、projects.csv の章も実施の印もない。",
    remedy="targets.csv の programme を確かめて直す。",
)  # fmt: skip
def target_programme(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find targets of a programme that the form does not hold."""
    chapters = {(project.code, project.programme) for project in dataset.projects}
    for target in dataset.targets:
        marked = target.programme in dataset.respondents[target.code].programmes
        if not marked and (target.code, target.programme) not in chapters:
            yield _doubt(target, f"{target.programme.value}の章も実施の印もない。")


@check(
    "A47-LINES", Level.ERROR, "個票の外の行",
    explanation="指標、事業、目標、テーマ、3章・4章の表の引用行が、その団体の個票の範囲の外にある。",
    remedy="表の行番号を直す。ingest をやり直した後なら、targets.csv などの行番号がずれていないかを確かめる。",
)  # fmt: skip
def lines(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find cited lines outside the respondent's own form."""
    for code, what, cited in _cited(dataset):
        form = dataset.respondents[code]
        away = tuple(line for line in cited if line is not None and not form.line_start <= line <= form.line_end)
        if away:
            yield Doubt(code, f"個票は{form.line_start}行目から{form.line_end}行目までである。", what, away)


@check(
    "A57-CANDIDATE-OPEN", Level.ERROR, "確かめていない数値目標の候補",
    explanation="読み取り（ingest）が挙げた数値目標の候補（targets_review.csv）に、採るか採らないかの決まっていないものがある。"
    "候補も目標も一つもない表も含む。",
    remedy="原資料の行を見て、state を confirmed か rejected とし、make ingest をもう一度行う。",
)  # fmt: skip
def candidate_open(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find proposals that nobody has decided on, one doubt per respondent."""
    for code, respondent in dataset.respondents.items():
        waiting = [one for one in dataset.open_candidates if one.code == code]
        if waiting:
            lines = tuple(one.line for one in waiting)
            yield Doubt(code, f"決まっていない候補が{len(waiting)}件ある（{waiting[0].id}ほか）。", "targets", lines)
        elif code in dataset.unreviewed and respondent.kind is not Kind.MEMBER:
            yield Doubt(code, "数値目標が確かめられていない。", "targets")


@check(
    "A48-REMARK-LENGTH", Level.ERROR, "備考の長さ",
    explanation=f"資料に印刷する備考（remark）が{REMARK_LONGEST}字を超え、表の欄に2行で収まらない。",
    remedy="targets.csv の remark を短くする。書き切れないことは note に書く。",
)  # fmt: skip
def remark_length(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find remarks that do not fit their place in the table."""
    for target in dataset.targets:
        if len(target.remark) > REMARK_LONGEST:
            yield _doubt(target, f"備考が{len(target.remark)}字である。")


@check(
    "A49-REMARK-WORDING", Level.ERROR, "備考の表記",
    explanation="資料に印刷する備考（remark）に、公用文では用いない表記がある。「」の中は名とみて除く。",
    remedy="示された表記に直す。名の一部なら「」で囲む。",
)  # fmt: skip
def remark_wording(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find words of remarks that 公用文 spells otherwise."""
    for target in dataset.targets:
        if found := advice(target.remark):
            yield _doubt(target, f"備考の{found}を直す。")


def _cited(dataset: Dataset) -> Iterator[tuple[str, str, tuple[int | None, ...]]]:
    for indicator in dataset.indicators.values():
        yield indicator.code, indicator.metric, (indicator.line,)
    for project in dataset.projects:
        yield project.code, project.programme.value, (project.line,)
    for target in dataset.targets:
        yield target.code, target.id, (target.target_line, target.result_line)
    for theme in dataset.themes:
        yield theme.code, theme.theme, theme.lines
    for row in dataset.practice.rows():
        key = row.id
        yield row.code, key.partition("/")[2], row.lines


CHECKS: Final = (
    no_result,
    duplicate,
    assessment,
    stated,
    unit_differs,
    far_above,
    target_programme,
    lines,
    candidate_open,
    remark_length,
    remark_wording,
)
