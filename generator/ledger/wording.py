"""Whose a figure is and what it measures, in words; the words are in templates/sentences/items.j2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, UndefinedError

from generator.config.config import check_digit
from generator.dataset.contract import Kind
from generator.ledger.subjects import NATION, Subjects, item_key, subject_key
from generator.measures.comparison import ALL
from generator.measures.figures import Figure
from generator.measures.measuring import Measures


class Wording:
    """Names the figures of one brief. ``targets`` names targets by respondent and id."""

    def __init__(
        self, environment: Environment, measures: Measures, targets: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._words: Any = environment.get_template("sentences/items.j2").module
        self._measures = measures
        self._subjects = Subjects(measures)
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
        path, key = item_key(figure.id).split("/"), subject_key(figure.id)
        targets = {path[0]: self._targets[key, path[0]]} if (key, path[0]) in self._targets else {}
        try:
            words = str(self._words.item(path, figure.unit, self._measures.config.metrics, self._themes, targets))
        except UndefinedError:
            words = ""
        return words or "/".join(path)

    def code(self, figure_id: str) -> str:
        """Return the 全国地方公共団体コード of the figure's subject, or an empty text where it has none."""
        key = subject_key(figure_id)
        return self.prefecture_code(key) if key in self._measures.config.prefectures else self._respondent_code(key)

    def level(self, figure_id: str) -> str:
        """Return how wide the figure's subject is."""
        key = subject_key(figure_id)
        kinds = {ALL: "all", NATION: "nation"}
        respondent = self._measures.dataset.respondents.get(key)
        if key in self._measures.config.prefectures or (respondent and respondent.kind is Kind.PREFECTURE):
            return self._say("level", "prefecture")
        return self._say("level", "respondent" if respondent else kinds.get(key, "block"))

    def state(self, key: str) -> str:
        """Return the state of a figure."""
        return self._say("state", key)

    def formula(self, key: str) -> str:
        """Return how a figure came about."""
        return self._say("formula", key)

    def where(self, key: str) -> str:
        """Return where in the brief a figure stands."""
        return self._say("where", key)

    def _say(self, macro: str, key: str) -> str:
        return str(getattr(self._words, macro)(key))

    def _respondent_code(self, key: str) -> str:
        return key if key in self._measures.dataset.respondents else ""

    @staticmethod
    def prefecture_code(key: str) -> str:
        """Return the six digits of a prefecture's code."""
        return f"{key}000{check_digit(f'{key}000')}"
