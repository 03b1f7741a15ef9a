"""Run the checks and say of each finding whether it is settled. The publication gate stands here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.audit.check import EDITION, AuditIssue, Level
from generator.audit.checks import CHECKS
from generator.audit.checks.waivers import covers
from generator.config.config import Config
from generator.dataset.records import Dataset, Waiver
from generator.errors import AuditError

_LISTED = 20
_BEHIND_FIGURES = "A2"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and the waiver that settles it, if any. (What a correction settles is no longer found.)"""

    finding: AuditIssue
    waiver: Waiver | None

    @property
    def blocking(self) -> bool:
        """Whether publication must wait."""
        return self.waiver is None and self.finding.level is Level.ERROR


def judge(dataset: Dataset, config: Config, *, only: str = "") -> tuple[Judged, ...]:
    """Return all findings in the order of the checks (or those of one check), each with its waiver.

    The figures examined are those that a brief would print, corrections applied: a wrong correction is found too.
    """
    findings = (finding for check in CHECKS if only in ("", check.id) for finding in check(dataset, config))
    return tuple(Judged(finding, _waiver(finding, dataset.waivers)) for finding in findings)


def judge_figures(dataset: Dataset, config: Config) -> tuple[Judged, ...]:
    """Return the findings of the checks of figures (A01 to A18) alone, each with its waiver."""
    figures = (check for check in CHECKS if check.id < _BEHIND_FIGURES)
    findings = (finding for check in figures for finding in check(dataset, config))
    return tuple(Judged(finding, _waiver(finding, dataset.waivers)) for finding in findings)


def errors_blocking(dataset: Dataset, config: Config) -> tuple[AuditIssue, ...]:
    """Return the errors that neither a correction nor a waiver settles."""
    return tuple(each.finding for each in judge(dataset, config) if each.blocking)


def require_clean(dataset: Dataset, config: Config) -> None:
    """Raise AuditError that lists the unresolved errors; return where there are none."""
    errors = errors_blocking(dataset, config)
    if errors:
        raise AuditError(
            f"点検のエラーが{len(errors)}件残っています。",
            where=f"{dataset.year}年度の表",
            found="\n        ".join(_listed(errors, dataset, config)),
            remedy="make audit で内容と対処を確かめ、corrections.yaml に訂正（corrections）か理由（waivers）を書いてください。",
        )


def _listed(errors: Iterable[AuditIssue], dataset: Dataset, config: Config) -> list[str]:
    lines = [
        f"{each.check} {name_of(each.respondent, dataset)} {_item(each.item, config)}: {each.doubt.message}"
        for each in errors
    ]
    return lines if len(lines) <= _LISTED else [*lines[:_LISTED], f"ほか{len(lines) - _LISTED}件"]


def _item(item: str, config: Config) -> str:
    """Return the item as people call it, with the key that a waiver names: 生活保護受給率（welfare_rate）."""
    return f"{config.metrics[item].label}（{item}）" if item in config.metrics else item


def name_of(code: str, dataset: Dataset) -> str:
    """Return the respondent's name with its prefecture, or what stands for the edition."""
    if code == EDITION or code not in dataset.respondents:
        return "年度版全体"
    respondent = dataset.respondents[code]
    prefix = "" if respondent.name.startswith(respondent.prefecture) else respondent.prefecture
    return prefix + respondent.name


def _waiver(finding: AuditIssue, waivers: Iterable[Waiver]) -> Waiver | None:
    return next((waiver for waiver in waivers if covers(waiver, finding.key)), None)
