"""Waivers that waive nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.audit.check import EDITION, Check, Doubt, Level, check
from generator.config.config import Config
from generator.dataset.records import Dataset, Waiver

ANSWERED: Final = "疑義照会の回答"
"""How the reason of a waiver begins that rests on a respondent's own answer."""
STALE: Final = "A62-WAIVER-STALE"
UNKNOWN: Final = "A63-WAIVER-UNKNOWN"


def covers(waiver: Waiver, key: tuple[str, str, str]) -> bool:
    """Return whether the waiver covers a finding (check, respondent, item); without an item it covers all of them."""
    check_id, respondent, item = key
    return (waiver.check, waiver.respondent) == (check_id, respondent) and waiver.item in ("", item)


def waiver_checks(others: Sequence[Check]) -> tuple[Check, ...]:
    """Return the checks of the waivers of ``others``."""
    known = {one.id for one in others} | {STALE, UNKNOWN}

    @check(
        STALE, Level.WARNING, "当たるもののない免除",
        explanation="waivers の項目に当たる点検の結果がない。原因が直ったか、団体か項目の書き誤りである。",
        remedy="直ったものなら waivers から除く。書き誤りなら respondent と item を直す。",
    )  # fmt: skip
    def stale(dataset: Dataset, config: Config) -> Iterator[Doubt]:
        """Find waivers that no finding needs any more; a respondent's answer is kept as a record."""
        named = {waiver.check for waiver in dataset.waivers}
        keys = {issue.key for one in others if one.id in named for issue in one(dataset, config)}
        for waiver in dataset.waivers:
            needed = waiver.check not in known or waiver.reason.startswith(ANSWERED)
            if not needed and not any(covers(waiver, key) for key in keys):
                yield Doubt(waiver.respondent, f"{waiver.check} の免除に当たるものがない。", waiver.item)

    @check(
        UNKNOWN, Level.ERROR, "知らない点検・団体の免除",
        explanation="waivers の check が点検の一覧にないか、respondent が respondents.csv にない（年度版全体は edition）。",
        remedy="docs/audit.md の一覧で番号と名を確かめて直す。",
    )  # fmt: skip
    def unknown(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
        """Find waivers of checks or respondents that do not exist."""
        for waiver in dataset.waivers:
            if waiver.check not in known:
                yield Doubt(EDITION, f"「{waiver.check}」という点検はない。", waiver.item)
            elif waiver.respondent != EDITION and waiver.respondent not in dataset.respondents:
                yield Doubt(EDITION, f"{waiver.check} の免除の団体「{waiver.respondent}」はない。", waiver.item)

    return stale, unknown
