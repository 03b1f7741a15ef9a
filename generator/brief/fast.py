"""Makes one brief fast: a second process loads WeasyPrint while this one computes and draws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.typesetting.typesetter import typesetter

if TYPE_CHECKING:
    from generator.brief.build import Write

# What is heavy is imported below, after the second process has been begun.


class Made(NamedTuple):
    """A finished brief, and what its maker is told of it."""

    path: Path
    told: tuple[str, ...]


def make_chosen(
    pref: str, group: str, year: int | None, *, out: Path | None, with_certificate: bool, write: Write
) -> Made:
    """Make the brief that PREF or GROUP names. Raises UserError."""
    with typesetter() as ahead:
        from generator.brief.which_area import chosen, told_of_draft  # noqa: PLC0415

        area, inputs = chosen(pref, group, year)
        from generator.brief.build import build_brief  # noqa: PLC0415

        path = build_brief(area, inputs, out=out, with_certificate=with_certificate, typesetter=ahead, write=write)
        return Made(path, told_of_draft(inputs))


def make_overview(year: int | None, *, out: Path | None, write: Write) -> Made:
    """Make the overview of the whole volume. Raises UserError."""
    with typesetter() as ahead:
        from generator.brief.build import build_brief  # noqa: PLC0415
        from generator.brief.which_area import load_inputs, nation, told_of_draft  # noqa: PLC0415

        inputs = load_inputs(year)
        path = build_brief(nation(inputs), inputs, out=out, typesetter=ahead, write=write)
        return Made(path, told_of_draft(inputs))
