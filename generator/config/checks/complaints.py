"""Faults that show only across entries or files, told with the line of the entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.config.quoting import echo, hint
from generator.config.yaml_lines import Trail
from generator.config.yaml_loader import read_values
from generator.errors import ConfigError
from generator.paths import shown


@dataclass(frozen=True)
class Complaints:
    """Complaints about one file. The file is read again for its lines, since faults are rare."""

    file: Path

    def at(self, trail: Trail, what: str, *, remedy: str, found: str = "", expected: str = "") -> ConfigError:
        """Return the error with the line of the entry."""
        where = f"{shown(self.file)}:{self._line(trail)}"
        return ConfigError(what, where=where, found=found, expected=expected, remedy=remedy)

    def refuse_twice(self, values: Sequence[str], *, trail: Trail, what: str) -> None:
        """Raise ConfigError when a value occurs twice; ``{}`` in ``what`` stands for it."""
        for number, value in enumerate(values):
            if value in values[:number]:
                raise self.at(
                    (*trail, number),
                    what.format(echo(value)) + "が2回書かれています。",
                    found=f"{self._line((*trail, values.index(value)))}行目にもあります",
                    remedy="どちらか一方を直してください。",
                )

    def must_know(self, name: str, known: Iterable[str], *, trail: Trail, what: str) -> None:
        """Raise ConfigError with near matches when the name is not a known one."""
        choices = list(known)
        if name not in choices:
            text = f"「{echo(name)}」という{what}はありません。"
            remedy = hint(name, choices) or "名を確かめてください。"
            raise self.at(trail, text, found=echo(name), expected=f"{what}の正しい名", remedy=remedy)

    def _line(self, trail: Trail) -> int:
        return read_values(self.file).line(trail)
