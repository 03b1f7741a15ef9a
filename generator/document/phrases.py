"""Words for single things, taken from macros of a template: labels in data files and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment

from generator.document.environment import faults_told


class Phrases:
    """The macros of one template of plain text (environment.escapes). Raises PublishError for a fault of the template."""

    def __init__(self, environment: Environment, template: str) -> None:
        self._template = template
        with faults_told(template):
            self._macros: Any = environment.get_template(template).module
        self._said: dict[tuple[str, ...], str] = {}

    def say(self, macro: str, *arguments: object) -> str:
        """Return what the macro says; it is empty where the macro means to have no words for its arguments."""
        words = tuple(argument for argument in arguments if isinstance(argument, str))
        if len(words) < len(arguments):
            return self._asked(macro, arguments)
        key = (macro, *words)
        if key not in self._said:
            self._said[key] = self._asked(macro, words)
        return self._said[key]

    def _asked(self, macro: str, arguments: Sequence[object]) -> str:
        with faults_told(self._template):
            return str(getattr(self._macros, macro)(*arguments))
