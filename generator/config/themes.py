"""Themes whose mentions are counted in the forms."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.config.settings import Key, Settings, Text


def _compiles(pattern: str) -> str:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f"正規表現「{pattern}」が正しくありません。") from error
    if compiled.match(""):
        raise ValueError(f"正規表現「{pattern}」は、何も書かれていない所にも当てはまります。")
    return pattern


Pattern = Annotated[Text, AfterValidator(_compiles)]


class Theme(Settings):
    """A theme; ``patterns`` and ``exclude`` are regular expressions over text without blanks and line ends (NFKC)."""

    id: Key
    label: Annotated[str, Field(min_length=1, max_length=14)]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    exclude: tuple[Pattern, ...] = ()
    note: Text

    @cached_property
    def _wanted(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.patterns))

    @cached_property
    def _unwanted(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.exclude) or r"(?!)")

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return (start, end) of each mention; one that overlaps an ``exclude`` match does not count."""
        hidden = [match.span() for match in self._unwanted.finditer(text)]
        spans = (match.span() for match in self._wanted.finditer(text))
        return tuple(span for span in spans if not any(span[0] < end and start < span[1] for start, end in hidden))


class ThemeFile(Settings):
    """config/themes.yaml"""

    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
