"""The report of an audit, for reading and as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.audit.check import EDITION, Level
from generator.audit.checks import CHECKS
from generator.audit.judging import Judged, name_of
from generator.audit.lookup import shown
from generator.config.config import Config
from generator.dataset.contract import METRICS, UNITS
from generator.dataset.records import Dataset

WORDS: Final = {Level.ERROR: "エラー", Level.WARNING: "警告", Level.NOTE: "お知らせ"}
_WAIVED: Final = "免除"


def report_lines(judged: Sequence[Judged], dataset: Dataset, config: Config) -> list[str]:
    """Return the report in Japanese, grouped by respondent in the order of the document, remedies at the end."""
    lines = [f"{config.edition.title} {config.edition.label} 点検", _tally(judged)]
    for code in (EDITION, *dataset.respondents):
        own = [each for each in judged if each.finding.respondent == code]
        if own:
            lines += ["", _heading(code, dataset), *(line for each in own for line in _entry(each, dataset, config))]
    unknown = [e for e in judged if e.finding.respondent != EDITION and e.finding.respondent not in dataset.respondents]
    lines += [line for each in unknown for line in ("", *_entry(each, dataset, config))]
    return [*lines, *_remedies(judged)]


def report_json(judged: Iterable[Judged], dataset: Dataset, config: Config) -> str:
    """Return all findings as JSON: edition, counts by level, and one object per finding."""
    findings = [_as_data(each, dataset, config) for each in judged]
    counts = {level.value: sum(f["level"] == level.value and not f["waived"] for f in findings) for level in Level}
    document = {
        "year": config.edition.year,
        "edition": config.edition.number,
        "unresolved": counts,
        "waived": sum(bool(f["waived"]) for f in findings),
        "findings": findings,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def checks_table() -> str:
    """Return the table of all checks for docs/audit.md (Markdown)."""
    rows = [f"| {c.id} | {WORDS[c.level]} | {c.title} | {c.explanation} | {c.remedy} |" for c in CHECKS]
    return "\n".join(["| 番号と名 | 程度 | 題 | 何を見るか | 対処 |", "|---|---|---|---|---|", *rows]) + "\n"


def item_label(item: str, code: str, dataset: Dataset, config: Config) -> str:
    """Return what an item is called: a metric's name, a target's id and indicator, or the item itself."""
    if item in config.metrics:
        return config.metrics[item].label
    target = next((t for t in dataset.targets if (t.code, t.id) == (code, item)), None)
    if target is not None:
        return f"目標{item}"
    programme = next((p for p in config.edition.programmes if p.key == item), None)
    return item if programme is None else programme.short


def _tally(judged: Sequence[Judged]) -> str:
    open_ones = [each.finding.level for each in judged if each.waiver is None]
    parts = [f"{WORDS[level]} {open_ones.count(level)}件" for level in Level]
    return f"未解決: {'、'.join(parts)}　{_WAIVED}（理由を記録済み）: {len(judged) - len(open_ones)}件"


def _heading(code: str, dataset: Dataset) -> str:
    if code == EDITION:
        return "■ 年度版全体"
    respondent = dataset.respondents[code]
    place = dataset.places.span(respondent.line_start, respondent.line_end)
    return f"■ {name_of(code, dataset)}（{code}） {place.removeprefix('原資料 ')}"


def _entry(judged: Judged, dataset: Dataset, config: Config) -> Iterator[str]:
    finding, doubt = judged.finding, judged.finding.doubt
    state = WORDS[finding.level] if judged.waiver is None else f"{_WAIVED}（{WORDS[finding.level]}）"
    label = item_label(finding.item, finding.respondent, dataset, config)
    yield f"  {state} {finding.check} {label + ': ' if label else ''}{doubt.message}"
    facts = [dataset.places.cite(doubt.lines), f"印字「{doubt.printed}」" if doubt.printed else ""]
    if doubt.estimate is not None:
        facts.append(f"推定値 {shown(doubt.estimate, UNITS.get(finding.item, ''))}")
    if any(facts):
        yield "      " + "　".join(fact for fact in facts if fact)
    if judged.waiver is not None:
        yield f"      理由: {judged.waiver.reason}（{judged.waiver.decided_by}、{judged.waiver.decided_on}）"


def _remedies(judged: Iterable[Judged]) -> list[str]:
    named = {each.finding.check for each in judged if each.waiver is None and each.finding.level is not Level.NOTE}
    if not named:
        return []
    return ["", "■ 対処", *(f"  {c.id} {c.title}: {c.remedy}" for c in CHECKS if c.id in named)]


def _as_data(judged: Judged, dataset: Dataset, config: Config) -> dict[str, object]:
    finding, doubt, waiver = judged.finding, judged.finding.doubt, judged.waiver
    return {
        "check": finding.check,
        "level": finding.level.value,
        "respondent": finding.respondent,
        "name": name_of(finding.respondent, dataset),
        "item": finding.item,
        "label": item_label(finding.item, finding.respondent, dataset, config),
        "message": doubt.message,
        "lines": list(doubt.lines),
        "place": dataset.places.cite(doubt.lines),
        "printed": doubt.printed,
        "estimate": None if doubt.estimate is None else str(doubt.estimate),
        "unit": UNITS[finding.item] if finding.item in METRICS else "",
        "blocking": judged.blocking,
        "waived": None if waiver is None else {"reason": waiver.reason, "by": waiver.decided_by, "on": str(waiver.decided_on)},
    }
