"""地域包括支援センター and 自立相談支援機関: how many places are run directly and how many are contracted out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.config.metrics import Metric
from generator.ledger.figure import Figure
from generator.ledger.ids import SUBJECT, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.aggregate import Aggregator
from generator.measures.areas import Area, Subject

KINDS = ("support_centers", "self_reliance")


@dataclass(frozen=True, slots=True)
class FacilityCounts:
    """Places of one kind in one subject."""

    direct: Figure
    outsourced: Figure
    total: Figure


@dataclass(frozen=True, slots=True)
class Manner:
    """How many municipalities run the kind only directly, only by contract, or both ways; ``stated`` is their sum."""

    only_direct: Figure
    only_outsourced: Figure
    both: Figure
    stated: Figure


@dataclass(frozen=True, slots=True)
class Facilities:
    """Both kinds of places, by subject, with the manner of running them."""

    by_subject: Mapping[str, Mapping[str, FacilityCounts]]
    manner: Mapping[str, Manner]


def count_facilities(area: Area, metrics: Mapping[str, Metric], aggregator: Aggregator, ledger: Ledger) -> Facilities:
    """Return places and manners for the area's municipal respondents."""
    by_subject = {
        kind: MappingProxyType({s.key: _places(kind, s, metrics, aggregator) for s in area.subjects}) for kind in KINDS
    }
    manner = {kind: _manner(kind, area, metrics, aggregator, ledger) for kind in KINDS}
    return Facilities(MappingProxyType(by_subject), MappingProxyType(manner))


def _places(kind: str, subject: Subject, metrics: Mapping[str, Metric], aggregator: Aggregator) -> FacilityCounts:
    def figure(part: str) -> Figure:
        metric = metrics[f"{kind}_{part}"]
        if subject.single:
            return aggregator.own(metric, subject.key)
        return aggregator.over(metric, subject.codes, key=f"{SUBJECT}{subject.key}", name=subject.name).figure

    return FacilityCounts(figure("direct"), figure("outsourced"), figure("total"))


def _manner(kind: str, area: Area, metrics: Mapping[str, Metric], aggregator: Aggregator, ledger: Ledger) -> Manner:
    ways: dict[str, list[str]] = {"direct": [], "outsourced": [], "both": []}
    for code in area.codes:
        direct, outsourced = (aggregator.own(metrics[f"{kind}_{part}"], code) for part in ("direct", "outsourced"))
        way = _way(direct, outsourced)
        if way:
            ways[way].append(code)

    def parts_of(codes: Sequence[str]) -> list[FigureId]:
        return [FigureId(code, f"{kind}_{run}") for code in codes for run in ("direct", "outsourced")]

    def count(part: str, codes: list[str]) -> Figure:
        of, looked = parts_of(codes), parts_of(area.codes)
        figure_id = FigureId(area.key, kind, f"manner/{part}")
        return ledger.count(figure_id, area.name, len(codes), "自治体", inputs=of, among=looked)

    return Manner(
        only_direct=count("direct", ways["direct"]),
        only_outsourced=count("outsourced", ways["outsourced"]),
        both=count("both", ways["both"]),
        stated=count("stated", [code for codes in ways.values() for code in codes]),
    )


def _way(direct: Figure, outsourced: Figure) -> str | None:
    """Return how the places are run; where only one way is printed, the printed one counts as the only one."""
    has_direct = direct.present and direct.exact > Decimal(0)
    has_outsourced = outsourced.present and outsourced.exact > Decimal(0)
    if has_direct and has_outsourced:
        return "both"
    if has_direct:
        return "direct"
    return "outsourced" if has_outsourced else None
