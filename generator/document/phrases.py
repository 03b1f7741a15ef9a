"""Words for single things, taken from macros of a template: labels in data files and explanations."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, UndefinedError


class Phrases:
    """The macros of one template as plain text."""

    def __init__(self, environment: Environment, template: str) -> None:
        self._macros: Any = environment.get_template(template).module

    def say(self, macro: str, *arguments: object) -> str:
        """Return what the macro says, or an empty text where it has no words for its arguments."""
        try:
            return str(getattr(self._macros, macro)(*arguments))
        except UndefinedError:
            return ""
