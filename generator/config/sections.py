"""Which sections follow page 1, and in which order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.config.settings import Key, Settings

Names = Annotated[tuple[Key, ...], Field(min_length=1)]


class Sections(Settings):
    """config/sections.yaml: by the brief's scope, the names of templates in templates/document/sections/."""

    prefecture: Names
    block: Names
    nation: Names
    optional: tuple[Key, ...] = ()
    """Those of them that are left out of a brief for which their template writes nothing."""

    def of(self, scope: Literal["prefecture", "block", "nation"]) -> tuple[str, ...]:
        """Return the names of the sections of a brief of this scope, in printing order."""
        names: tuple[str, ...] = getattr(self, scope)
        return names
