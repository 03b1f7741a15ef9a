"""What a figure of chapters 3 and 4 measures, in words: those of config/practice.yaml and items.j2."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.phrases import Phrases
from generator.measures.measure import Measures


class PracticeWording:
    """Names the figures of chapters 3 and 4; ``phrases`` are those of sentences/items.j2."""

    def __init__(self, phrases: Phrases, measures: Measures) -> None:
        practice, tables = measures.config.practice, measures.dataset.practice
        self._phrases = phrases
        self._labels = practice.labels
        self._cells = {cell.id: cell.label for cell in practice.cells}
        self._groups = {group.id: group.label for group in practice.features}
        self._kinds = {
            group.id: {key: code.label for key, code in practice.codes_of(group).items()} for group in practice.features
        }
        self._named = {(one.code, f"meeting-{one.seq}"): one.name for one in tables.meetings} | {
            (one.code, f"event-{one.seq}"): f"{one.what}{one.verb}" for one in tables.events
        }

    def cell(self, cell: str) -> str:
        """Return what a cell is called."""
        return self._cells[cell]

    def label(self, vocabulary: str, code: str) -> str:
        """Return the words of a code."""
        return self._labels[vocabulary][code]

    def item(self, owner: str, path: Sequence[str]) -> str:
        """Return what a figure of ``owner`` measures; an empty text where its path is none of chapters 3 and 4."""
        if path[0] == "practice" and len(path) > 2:
            return self._phrases.say("practice_count", path[1], *self._spoken(path[1], path[2:]))
        name = self._named.get((owner, path[0]), "")
        return self._phrases.say("practice_item", path[0].partition("-")[0], path[-1], path[0], name)

    def _spoken(self, what: str, keys: Sequence[str]) -> tuple[str, str]:
        """Return the words of a count's keys: what they are called, and the code within."""
        first, last = keys[0], keys[-1]
        if what in ("chapter", "filled"):
            return self._cells.get(first, ""), ""
        if what in ("asked", "feature"):
            return self._groups.get(first, ""), self._kinds.get(first, {}).get(last, "")
        if what == "funding":
            return self._labels["funding"].get(first, ""), self._labels["stage"].get(last, "")
        if what == "meeting":
            return self._labels["purpose"].get(first, ""), self._labels["reuse"].get(last, "")
        return self._labels["event"].get(first, ""), ""
