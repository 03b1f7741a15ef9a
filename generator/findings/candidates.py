"""A finding before it is worded: its kind, what it speaks of, how unusual and how sound it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from generator.config.metrics import Metric
from generator.ledger.figure import Figure

Relation = Literal["above", "similar", "below"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement to make.

    ``kind`` names the macro in templates/document/sentences/; ``topic`` keeps two findings from saying the same;
    ``score`` is unusualness × soundness, 0 to about 1; ``slots`` are figures, names and choices for the macro.
    """

    kind: str
    topic: str
    score: float
    slots: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    headline: bool = True

    def __getattr__(self, name: str) -> Any:
        slots = object.__getattribute__(self, "slots")
        if name in slots:
            return slots[name]
        raise AttributeError(name)


def relation(metric: Metric, value: Figure, reference: Figure) -> Relation:
    """Return 上回る／同程度／下回る by the metric's threshold, on the exact values."""
    if metric.is_similar(value.exact, reference.exact):
        return "similar"
    return "above" if value.exact > reference.exact else "below"


def slots(**values: Any) -> Mapping[str, Any]:
    """Return the slots as a read-only mapping."""
    return MappingProxyType(values)
