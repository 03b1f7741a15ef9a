"""The edition itself: corrections under way, contact, reference values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.check import EDITION, Doubt, Level, check
from generator.audit.lookup import about, shown
from generator.config.config import Config
from generator.dataset.records import Dataset

_STATES: Final = {"open": "照会前", "asked": "照会中"}


@check(
    "A60-CORRECTION-PENDING", Level.WARNING, "確定していない訂正",
    explanation="corrections.yaml の訂正が照会前（open）又は照会中（asked）である。",
    remedy="疑義照会の回答を make inquiry-import で取り込む。資料では、訂正した値に r を付けて示す。",
)  # fmt: skip
def correction_pending(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find corrections that the respondent has not confirmed."""
    for correction in dataset.corrections:
        if correction.status in _STATES:
            indicator = dataset.indicators[correction.respondent, correction.metric]
            used = "不詳" if correction.value is None else shown(correction.value, correction.unit)
            yield about(
                indicator,
                f"{_STATES[correction.status]}の訂正により{used}としている。{correction.reason}",
                estimate=correction.value,
            )


@check(
    "A61-DECIDED-ON", Level.WARNING, "判断の日付",
    explanation="訂正か免除（waivers）を決めた日が、最も新しい版（reissues があれば、その最後の版）の公表の日より後である。",
    remedy="書き誤りなら decided_on を直す。公表の前なら published_on を改め、後なら出し直す資料を reissues に書き加える。",
)  # fmt: skip
def decided_on(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find decisions later than the last version, which cannot rest on them."""
    edition = config.edition
    published = max([edition.published_on, *(reissue.published_on for reissue in edition.reissues)])
    decisions = [(c.respondent, c.metric, c.decided_on) for c in dataset.corrections]
    decisions += [(w.respondent, w.item, w.decided_on) for w in dataset.waivers]
    for respondent, item, day in decisions:
        if day > published:
            yield Doubt(respondent, f"決めた日{day}が、最も新しい版の公表の日{published}より後である。", item)


@check(
    "A64-CONTACT", Level.WARNING, "連絡先が未記入",
    explanation="年度版の設定の連絡先（contact）が仮のままである（placeholder: true）。",
    remedy="config/editions/ の contact を書き、placeholder を false とする。",
)  # fmt: skip
def contact(_dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find the contact that the clerk has yet to fill in."""
    if config.edition.contact.placeholder:
        yield Doubt(EDITION, "連絡先が仮のままである。公表の前に記入する。", "contact")


@check(
    "A65-REFERENCE-SOURCE", Level.ERROR, "出典のない全国値",
    explanation="全国値（reference_values）に出典か時点がないか、値が指標のあり得る範囲の外にある。",
    remedy="config/editions/ の reference_values に出典と時点を書く。出典が分からない値は除く。",
)  # fmt: skip
def reference_source(_dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find national values that nobody can look up."""
    for reference in config.edition.reference_values:
        metric = config.metrics[reference.metric]
        low, high = metric.plausible
        if not reference.source.strip() or not reference.as_of.strip():
            yield Doubt(EDITION, f"{metric.label}の全国値に出典か時点がない。", reference.metric)
        elif not low <= reference.value <= high:
            yield Doubt(EDITION, f"{metric.label}の全国値{shown(reference.value)}が範囲の外にある。", reference.metric)


CHECKS: Final = (correction_pending, decided_on, contact, reference_source)
