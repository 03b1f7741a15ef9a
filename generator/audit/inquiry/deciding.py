"""What an answer means for corrections.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from generator.audit.check import Level
from generator.audit.checks.waivers import ANSWERED
from generator.audit.inquiry.answers import AnsweredRow
from generator.audit.inquiry.layout import AS_PRINTED, UNKNOWN
from generator.audit.inquiry.refusing import InquiryError
from generator.audit.inquiry.rewriting import CorrectionEdits
from generator.audit.judging import judge
from generator.audit.lookup import shown
from generator.config.config import Config
from generator.dataset.records import Correction, Dataset, Indicator, Waiver

Key = tuple[str, str]
_FALLBACK = "A60-CORRECTION-PENDING"
_SETTLED = "（疑義照会の回答により確定）"


def decide(
    answers: Iterable[AnsweredRow],
    dataset: Dataset,
    config: Config,
    *,
    printed: Mapping[Key, Indicator],
    today: date,
) -> tuple[CorrectionEdits, list[str], list[InquiryError]]:
    """Return the changes that the answers ask for, one line on each for the editor, and an error for each bad one.

    ``printed`` holds the figures as read from the form, without corrections. A number other than that one, or 不明,
    becomes a confirmed correction; the same number, or 原文のとおり, takes a correction back and waives the findings,
    as does 不明 for a figure that the form does not print and nobody has corrected.
    Bad is 原文のとおり where the form prints nothing that can be read as a number.
    """
    corrections: list[Correction] = []
    waivers: list[Waiver] = []
    dropped: list[Key] = []
    told: list[str] = []
    refused: list[InquiryError] = []
    before = {(c.respondent, c.metric): c for c in dataset.corrections}
    for answer in answers:
        key = (answer.indicator.code, answer.indicator.metric)
        name = f"{dataset.respondents[key[0]].name} {config.metrics[key[1]].label}"
        raw = printed[key]
        if answer.words == AS_PRINTED and raw.value is None:
            refused.append(_unreadable(raw, name, answer.place))
        elif answer.words == AS_PRINTED or (answer.value is not None and answer.value == raw.value):
            waivers += _waivers(key, raw, dataset, config, answer=replace(answer, words=AS_PRINTED), today=today)
            dropped += [key] if key in before else []
            told.append(f"{name}: {AS_PRINTED}（{answer.answerer}）")
        elif answer.words == UNKNOWN and raw.value is None and key not in before:
            waivers += _waivers(key, raw, dataset, config, answer=answer, today=today)
            told.append(f"{name}: {UNKNOWN}（{answer.answerer}）")
        else:
            corrections.append(_correction(raw, before.get(key), answer, today))
            used = UNKNOWN if answer.value is None else shown(answer.value, raw.unit)
            told.append(f"{name}: {used}（{answer.answerer}）")
    return _new_only(CorrectionEdits(tuple(corrections), tuple(waivers), tuple(dropped)), dataset), told, refused


def _unreadable(raw: Indicator, name: str, place: str) -> InquiryError:
    return InquiryError(
        f"{name}の原文は数として読めないため、「{AS_PRINTED}」とはできません。",
        where=place,
        found=raw.printed or "（空欄）",
        expected=f"数値（{raw.unit}）又は「{UNKNOWN}」",
        remedy="正しい数値を照会し直してください。",
    )


def _correction(raw: Indicator, old: Correction | None, answer: AnsweredRow, today: date) -> Correction:
    reason = f"{ANSWERED}による。" if old is None else old.reason.removesuffix(_SETTLED) + _SETTLED
    if old is not None and (old.status, old.value, old.decided_by) == ("confirmed", answer.value, answer.answerer):
        return old
    if old is not None and old.value != answer.value:
        reason = f"{ANSWERED}による。照会の理由: {old.reason.removesuffix(_SETTLED)}"
    return Correction(
        respondent=raw.code,
        metric=raw.metric,
        printed=raw.printed,
        value=answer.value,
        unit=raw.unit,
        reason=reason,
        decided_by=answer.answerer,
        decided_on=today,
        status="confirmed",
    )


def _waivers(
    key: Key, raw: Indicator, dataset: Dataset, config: Config, *, answer: AnsweredRow, today: date
) -> Iterable[Waiver]:
    """Return a waiver for each finding that the printed figure gives rise to; one at least keeps the answer."""
    code, metric = key
    uncorrected = replace(
        dataset,
        indicators=MappingProxyType({**dataset.indicators, key: raw}),
        corrections=tuple(c for c in dataset.corrections if (c.respondent, c.metric) != key),
    )
    findings = [each.finding for each in judge(uncorrected, config)]
    checks = [f.check for f in findings if (f.respondent, f.item) == key and f.level is not Level.NOTE]
    before = {(w.check, w.respondent, w.item): w for w in dataset.waivers}
    given_up = next((c for c in dataset.corrections if (c.respondent, c.metric) == key), None)
    for check in dict.fromkeys(checks or [_FALLBACK]):
        old = before.get((check, code, metric))
        reason = _reason(answer, old, given_up)
        same = old is not None and (old.reason, old.decided_by) == (reason, answer.answerer)
        yield old if old is not None and same else Waiver(check, code, metric, reason, answer.answerer, today)


def _reason(answer: AnsweredRow, old: Waiver | None, given_up: Correction | None) -> str:
    """Return the answer in words, followed by what an editor had written before: nothing of that gets lost."""
    said = f"{ANSWERED}: {answer.words}。"
    if given_up is not None:
        used = UNKNOWN if given_up.value is None else shown(given_up.value, given_up.unit)
        return f"{said}訂正の案（{used}）は取り下げた。案の理由: {given_up.reason}"
    if old is None or old.reason.startswith(said):
        return said if old is None else old.reason
    return said if old.reason.startswith(ANSWERED) else f"{said}照会前の理由: {old.reason}"


def _new_only(changes: CorrectionEdits, dataset: Dataset) -> CorrectionEdits:
    """Drop what the file already says, so that importing a sheet twice changes nothing."""
    return CorrectionEdits(
        tuple(each for each in changes.corrections if each not in dataset.corrections),
        tuple(each for each in changes.waivers if each not in dataset.waivers),
        changes.dropped,
    )
