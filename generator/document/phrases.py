"""Words for single things, taken from macros of a template: labels in data files and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, UndefinedError


class Phrases:
    """The macros of one template as plain text."""

    def __init__(self, environment: Environment, template: str) -> None:
        self._macros: Any = environment.get_template(template).module
        self._said: dict[tuple[str, ...], str] = {}

    def say(self, macro: str, *arguments: object) -> str:
        """Return what the macro says, or an empty text where it has no words for its arguments."""
        words = tuple(argument for argument in arguments if isinstance(argument, str))
        if len(words) < len(arguments):
            return self._asked(macro, arguments)
        key = (macro, *words)
        if key not in self._said:
            self._said[key] = self._asked(macro, words)
        return self._said[key]

    def _asked(self, macro: str, arguments: Sequence[object]) -> str:
        try:
            return str(getattr(self._macros, macro)(*arguments))
        except UndefinedError:
            return ""
