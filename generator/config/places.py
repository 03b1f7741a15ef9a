"""Prefectures, municipalities and the groups that they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from generator.config.settings import Code2, Key, Settings, Text

MUNICIPAL: Final = "市町村"


class TilePlace(Settings):
    """A square of the tile map: column from the west, row from the north, both from 1."""

    column: Annotated[int, Field(ge=1, le=20)]
    row: Annotated[int, Field(ge=1, le=20)]


class Prefecture(Settings):
    """One of the 47; ``municipalities`` counts 市町村 and 特別区, ``municipal`` is what they are called there."""

    code: Code2
    name: Annotated[str, Field(pattern=r"^.+[都道府県]$")]
    short: Text
    kana: Annotated[str, Field(pattern=r"^[ぁ-ゖー]+$")]
    kana_full: Annotated[str, Field(pattern=r"^[ぁ-ゖー]+$")]
    romaji: Annotated[str, Field(pattern=r"^[a-z]+$")]
    tile: TilePlace
    municipalities: Annotated[int, Field(ge=1)]
    municipal: Text = MUNICIPAL


class PrefectureFile(Settings):
    """config/prefectures.yaml; ``municipalities_on`` is the day of the numbers of municipalities."""

    municipalities_on: date
    prefectures: Annotated[tuple[Prefecture, ...], Field(min_length=1)]


class Group(Settings):
    """A block brief's area. Members are prefecture names, or municipalities written 岩手県盛岡市."""

    key: Key
    name: Text
    aliases: tuple[Text, ...] = ()
    members: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def short(self) -> str:
        """The name as file names carry it: 東北 for 東北地方."""
        return self.name.removesuffix("地方")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the group may be called by."""
        return tuple(dict.fromkeys((self.key, self.name, self.short, *self.aliases)))


class Scheme(Settings):
    """One way of grouping; ``covers_all``: every prefecture stands in exactly one group."""

    key: Key
    name: Text
    source: Text
    covers_all: bool
    groups: tuple[Group, ...] = ()


class Groupings(Settings):
    """config/groupings.yaml; ``block_scheme`` names the scheme that 「ブロック」 means in the tables."""

    block_scheme: Key
    schemes: Annotated[tuple[Scheme, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _block_scheme_exists(self) -> Self:
        keys = [scheme.key for scheme in self.schemes]
        if self.block_scheme not in keys:
            raise ValueError(
                f"block_scheme「{self.block_scheme}」という区分はありません。{'、'.join(keys)} から選んでください。"
            )
        if not self.blocks.covers_all:
            raise ValueError(f"block_scheme「{self.block_scheme}」は、covers_all: true の区分でなければなりません。")
        return self

    @property
    def blocks(self) -> Scheme:
        """The scheme of the comparison tables."""
        return next(scheme for scheme in self.schemes if scheme.key == self.block_scheme)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups of all schemes, in the order of the file."""
        return tuple(group for scheme in self.schemes for group in scheme.groups)


@dataclass(frozen=True)
class Municipality:
    """A municipality as an edition knows it; a prefecture itself has an empty ``name``."""

    code: str
    prefecture: str
    name: str
    kana: str


@dataclass(frozen=True)
class FormerMunicipality:
    """A name or code that ended within an edition's year; ``merged``: ``new_code`` was made of several."""

    code: str
    prefecture: str
    name: str
    new_code: str
    merged: bool
