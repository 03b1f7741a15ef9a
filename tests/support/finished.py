"""Finished briefs, each made once a test run."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from builders import YEAR, real_areas, real_config, real_dataset, real_page

from generator.brief.build import Brief, make_brief
from generator.document.environment import make_environment, render
from generator.inputs.access import Inputs
from generator.paths import DATA, TEMPLATES

assert YEAR == 2018


@cache
def real_inputs() -> Inputs:
    """What the briefs of the edition are made of."""
    return Inputs(real_config(), real_dataset(), DATA)


@cache
def built(name: str) -> Brief:
    """The finished brief of one of the areas."""
    return make_brief(real_areas()[name], real_inputs())


def rendered_with(folder: Path, name: str, changes: dict[str, tuple[str, str]]) -> str:
    """The page of an area from templates in which, by file, one text stands for another."""
    templates = folder / "templates"
    shutil.copytree(TEMPLATES, templates)
    for file, (old, new) in changes.items():
        path = templates / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return render(make_environment(templates), "document/brief.html.j2", brief=real_page(name).view)
