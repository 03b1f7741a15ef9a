"""Whose a figure is and what it measures, in words; the words are in templates/document/sentences/items.j2."""

from __future__ import annotations

from collections.abc import Mapping

from generator.datafiles.practice_wording import PracticeWording
from generator.dataset.contract import Kind
from generator.document.phrases import Phrases
from generator.ledger.figure import Figure
from generator.ledger.ids import ALL, NATION, FigureId
from generator.measures.measure import Measures
from generator.proof.subjects import Subjects


class Wording:
    """Names the figures of one brief; ``phrases`` are those of sentences/items.j2.

    ``targets`` names targets by respondent and id, where others than the area's own are spoken of.
    """

    def __init__(
        self, phrases: Phrases, measures: Measures, targets: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._phrases = phrases
        self._measures = measures
        self._items: dict[str, str] = {}
        self._subjects = Subjects(measures)
        self._prefecture_codes = {
            code[:2]: code for code, place in measures.config.municipalities.items() if not place.name
        }
        self._practice = PracticeWording(phrases, measures)
        self._themes = {theme.id: theme.label for theme in measures.config.themes}
        self._targets = targets or {
            (code, one.record.id): one.record.indicator
            for code, rows in measures.achievements.by_code.items()
            for one in rows
        }

    def name(self, figure_id: str) -> str:
        """Return the name of the figure's subject."""
        return self._subjects.name(figure_id)

    def item(self, figure: Figure) -> str:
        """Return what the figure measures; its path where items.j2 has no words for it (a test finds those)."""
        if figure.id not in self._items:
            self._items[figure.id] = self._item(figure)
        return self._items[figure.id]

    def _item(self, figure: Figure) -> str:
        path, key = list(figure.id.path), figure.id.owner
        targets = {path[0]: self._targets[key, path[0]]} if (key, path[0]) in self._targets else {}
        config = self._measures.config
        words = self._phrases.say(
            "item", path, figure.unit, config.metrics, self._themes, targets
        ) or self._practice.item(key, path)
        changes = self._measures.changes
        if words and changes and (figure.id.year or figure.id.same):
            earlier = changes.previous.label if figure.id.year else ""
            words = self._phrases.say("of_changes", words, earlier, figure.id.same)
        return words or "/".join(path)

    def code(self, figure_id: str) -> str:
        """Return the 全国地方公共団体コード of the figure's subject, or an empty text where it has none."""
        key = FigureId.parse(figure_id).owner
        return self._prefecture_codes.get(key) or (key if key in self._measures.dataset.respondents else "")

    def level(self, figure_id: str) -> str:
        """Return how wide the figure's subject is."""
        key = FigureId.parse(figure_id).owner
        kinds = {ALL: "all", NATION: "nation"}
        respondent = self._measures.dataset.respondents.get(key)
        if key in self._measures.config.prefectures or (respondent and respondent.kind is Kind.PREFECTURE):
            return self._phrases.say("level", "prefecture")
        return self._phrases.say("level", "respondent" if respondent else kinds.get(key, "block"))

    def state(self, key: str) -> str:
        """Return the state of a figure."""
        return self._phrases.say("state", key)

    def formula(self, key: str) -> str:
        """Return how a figure came about."""
        return self._phrases.say("formula", key)

    def cell(self, cell: str) -> str:
        """Return what a cell of chapters 3 and 4 is called."""
        return self._practice.cell(cell)

    def code_label(self, vocabulary: str, code: str) -> str:
        """Return the words of a code of config/practice.yaml."""
        return self._practice.label(vocabulary, code)

    def where(self, key: str) -> str:
        """Return where in the brief a figure stands."""
        return self._phrases.say("where", key)
