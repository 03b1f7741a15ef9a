"""The code lists of chapters 3 and 4: what a cell may hold, and how each code is printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.config.settings import Settings, Text

CellId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*\.[a-z_]+$")]


class PracticeCode(Settings):
    """One code of a list; ``law`` says whether a linked programme rests on a law, ``words`` are looked for in a cell."""

    id: Text
    label: Annotated[str, Field(min_length=1, max_length=24)]
    short: Annotated[str, Field(max_length=8)] = ""
    note: str = ""
    law: bool | None = None
    words: tuple[Text, ...] = ()

    @property
    def brief(self) -> str:
        """The word of the matrix on page 1."""
        return self.short or self.label


class PracticeChapter(Settings):
    """A chapter of the form and the first parts of its cells' ids."""

    id: Text
    label: Text
    prefixes: Annotated[tuple[Text, ...], Field(min_length=1)]


class PracticeCellSetting(Settings):
    """A printed cell; ``vocabularies`` name the lists whose codes its rows in practices.csv may bear."""

    id: CellId
    label: Text
    vocabularies: tuple[Text, ...] = ()

    @property
    def chapter_part(self) -> str:
        """Return the first part of the cell's name: the part of the chapter that it stands in."""
        name: str = self.id
        return name.partition(".")[0]


class PracticeFeature(Settings):
    """A group of kinds that municipalities are compared by; made of cells, or of another table (``source``)."""

    id: Text
    label: Text
    cells: tuple[Text, ...] = ()
    source: Literal["practices", "areas", "meetings", "projects"] = "practices"
    group: str = ""
    stage: str = ""
    without: tuple[Text, ...] = ()

    @property
    def vocabulary(self) -> str:
        """Return the one list that a group compares; nothing where it compares all kinds of its cells."""
        return {"areas": "unit", "meetings": "meeting_parent", "projects": "running"}.get(self.source, self.group)


class PracticeFile(Settings):
    """config/practice.yaml"""

    vocabularies: Mapping[str, Annotated[tuple[PracticeCode, ...], Field(min_length=1)]]
    chapters: Annotated[tuple[PracticeChapter, ...], Field(min_length=1)]
    cells: Annotated[tuple[PracticeCellSetting, ...], Field(min_length=1)]
    features: Annotated[tuple[PracticeFeature, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees(self) -> PracticeFile:
        for name, codes in self.vocabularies.items():
            ids = [code.id for code in codes]
            if len(set(ids)) != len(ids):
                raise ValueError(f"vocabularies の {name} に、同じ id が2回あります。")
        prefixes = {prefix for chapter in self.chapters for prefix in chapter.prefixes}
        for cell in self.cells:
            for name in cell.vocabularies:
                if name not in self.vocabularies:
                    raise ValueError(f"cells の {cell.id} が挙げる一覧 {name} がありません。")
            if cell.chapter_part not in prefixes:
                raise ValueError(f"cells の {cell.id} が属する章が chapters にありません。")
        if len({cell.id for cell in self.cells}) != len(self.cells):
            raise ValueError("cells に、同じ id が2回あります。")
        for feature in self.features:
            unknown = [cell for cell in feature.cells if cell not in self.kinds]
            if unknown or (feature.source == "practices") == (not feature.cells):
                raise ValueError(f"features の {feature.id} には、cells にある欄か、source のどちらか一方を書きます。")
        return self

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Return code -> printed label, by list."""
        return {name: {code.id: code.label for code in codes} for name, codes in self.vocabularies.items()}

    @cached_property
    def kinds(self) -> Mapping[str, Mapping[str, PracticeCode]]:
        """Return code -> entry, by cell; where two lists of a cell share a code, the first one counts."""
        found: dict[str, dict[str, PracticeCode]] = {}
        for cell in self.cells:
            codes = [code for name in reversed(cell.vocabularies) for code in self.vocabularies[name]]
            found[cell.id] = {code.id: code for code in codes}
        return found

    def list_of(self, name: str) -> tuple[str, ...]:
        """Return the codes of a list; of ``cells`` those of the form, of ``kinds`` all that any cell may hold."""
        if name == "cells":
            return tuple(cell.id for cell in self.cells)
        if name == "kinds":
            return tuple(dict.fromkeys(kind for kinds in self.kinds.values() for kind in kinds))
        return tuple(self.labels[name])

    def codes_of(self, feature: PracticeFeature) -> Mapping[str, PracticeCode]:
        """Return code -> entry of the kinds that a group compares."""
        if feature.vocabulary:
            entries = {code.id: code for code in self.vocabularies[feature.vocabulary]}
        else:
            entries = {key: code for cell in feature.cells for key, code in self.kinds[cell].items()}
        return {key: code for key, code in entries.items() if key not in feature.without}

    @cached_property
    def chapter_of(self) -> Mapping[str, str]:
        """Return cell -> chapter."""
        by_prefix = {prefix: chapter.id for chapter in self.chapters for prefix in chapter.prefixes}
        return {cell.id: by_prefix[cell.chapter_part] for cell in self.cells}
