"""The typeface as WeasyPrint finds it: bundled, alone, used where it lies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from generator.errors import PublishError
from generator.paths import FONTS
from generator.typesetting.fetcher import Fetcher, path_of
from generator.typesetting.fonts.typeface import FACES, FAMILY


class _Bundled(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """Takes the bundled faces from where they are; WeasyPrint writes a copy of each face of each style sheet, 18 MB."""

    def __init__(self) -> None:
        with surroundings(FONTCONFIG_FILE=str(Path(__file__).with_name("fontconfig.xml"))):
            super().__init__()
        for name in FACES.values():
            if not fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(FONTS / name)):
                raise PublishError(
                    "同梱の書体を読み込めません。",
                    where=f"assets/fonts/{name}",
                    remedy="ファイルを元に戻してください（git checkout assets/fonts）。",
                )
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", self.font_map))

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: Fetcher) -> None:
        """Pass over a rule for a bundled face; any other is for the guard of embedded fonts to refuse."""
        paths = {path_of(url) for kind, url in rule_descriptors["src"] if kind == "external" and url}
        if rule_descriptors["font_family"] != FAMILY or not paths <= {FONTS / name for name in FACES.values()}:
            super().add_font_face(rule_descriptors, url_fetcher)


@cache
def configuration() -> FontConfiguration:
    """Return this process's font configuration: the bundled faces and nothing else, whatever a style sheet says.

    Without any face Pango crashes, so the faces are there even when a style sheet forgets its @font-face.
    """
    return _Bundled()


@contextmanager
def surroundings(**variables: str) -> Iterator[None]:
    """Set environment variables for as long as the block runs: libraries below us listen to nothing else."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
