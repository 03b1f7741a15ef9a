"""Waivers that waive nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.registry import EDITION, Doubt, Level, check, registered
from generator.config.config import Config
from generator.dataset.records import Dataset, Waiver

ANSWERED: Final = "疑義照会の回答"
"""How the reason of a waiver begins that rests on a respondent's own answer."""
_THEMSELVES: Final = ("A62-WAIVER-STALE", "A63-WAIVER-UNKNOWN")


def covers(waiver: Waiver, key: tuple[str, str, str]) -> bool:
    """Return whether the waiver covers a finding (check, respondent, item); without an item it covers all of them."""
    check_id, respondent, item = key
    return (waiver.check, waiver.respondent) == (check_id, respondent) and waiver.item in ("", item)


@check(
    "A62-WAIVER-STALE", Level.WARNING, "当たるもののない免除",
    explanation="waivers の項目に当たる点検の結果がない。原因が直ったか、団体か項目の書き誤りである。",
    remedy="直ったものなら waivers から除く。書き誤りなら respondent と item を直す。",
)  # fmt: skip
def waiver_stale(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find waivers that no finding needs any more; a respondent's answer is kept as a record."""
    named = {waiver.check for waiver in dataset.waivers}
    checks = [each for each in registered() if each.id in named and each.id not in _THEMSELVES]
    keys = {finding.key for each in checks for finding in each(dataset, config)}
    known = {each.id for each in registered()}
    for waiver in dataset.waivers:
        needed = waiver.check not in known or waiver.reason.startswith(ANSWERED)
        if not needed and not any(covers(waiver, key) for key in keys):
            yield Doubt(waiver.respondent, f"{waiver.check} の免除に当たるものがない。", waiver.item)


@check(
    "A63-WAIVER-UNKNOWN", Level.ERROR, "知らない点検・団体の免除",
    explanation="waivers の check が点検の一覧にないか、respondent が respondents.csv にない（年度版全体は edition）。",
    remedy="docs/audit.md の一覧で番号と名を確かめて直す。",
)  # fmt: skip
def waiver_unknown(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find waivers of checks or respondents that do not exist."""
    known = {each.id for each in registered()}
    for waiver in dataset.waivers:
        if waiver.check not in known:
            yield Doubt(EDITION, f"「{waiver.check}」という点検はない。", waiver.item)
        elif waiver.respondent != EDITION and waiver.respondent not in dataset.respondents:
            yield Doubt(EDITION, f"{waiver.check} の免除の団体「{waiver.respondent}」はない。", waiver.item)
