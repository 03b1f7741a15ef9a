"""What the briefs of an edition are made of, and what a single one of them may read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.config.config import Config
from generator.dataset.records import Dataset
from generator.dataset.withholding import RespondentRows, abridge, earlier, join, needed_in_full, split, withhold
from generator.inputs.code import code_fingerprint
from generator.inputs.control_number import control_number
from generator.inputs.fingerprint import combined_fingerprint, fingerprint
from generator.measures.areas import Area, Scope
from generator.measures.changes import Previous, compared_metrics, gone_codes
from generator.paths import TEMPLATES


class Access(Enum):
    """How much of a respondent's rows a brief may read: all, what one level up needs, or what is compared and counted."""

    FULL = auto()
    ABRIDGED = auto()
    BARE = auto()


@dataclass(frozen=True)
class BriefInputs:
    """What one brief may read. ``fingerprint`` is the SHA-256 (hex) over that and all that the brief is made with.

    ``fingerprints`` are those that it is combined of: ``making`` (code, templates, fonts, packages), ``settings``, ``tables``
    and, with an edition of the year before, ``previous``.
    """

    config: Config
    year: int
    rows: tuple[RespondentRows, ...]
    previous: Previous | None
    fingerprint: str
    fingerprints: Mapping[str, str]
    control: str

    @cached_property
    def dataset(self) -> Dataset:
        """The tables, put together when first read: who asks for the fingerprint alone needs none."""
        return join(self.year, self.rows)

    @property
    def named_fingerprints(self) -> dict[str, str]:
        """Return the whole and the parts by name, as the provenance and the 検証書 state them."""
        return {"sha256": self.fingerprint, **self.fingerprints}


@dataclass(frozen=True)
class Inputs:
    """What every brief of an edition is made of; ``data`` is the folder of its tables, ``templates`` that of its words.

    ``previous`` is the edition of the year before, where there is one. ``draft`` says that every page is to carry 案,
    ``unready`` in Japanese why it must; empty where nothing stands against it.
    """

    config: Config
    dataset: Dataset
    data: Path
    templates: Path = TEMPLATES
    previous: Previous | None = None
    draft: bool = False
    unready: str = ""

    def of(self, area: Area) -> BriefInputs:
        """Return what the area's brief may read: of others' respondents only what it compares with and counts."""
        codes = frozenset((*area.codes, *(form.code for form in area.forms)))
        ours = needed_in_full(self.dataset, codes)
        own = Access.FULL if area.scope is Scope.PREFECTURE else Access.ABRIDGED
        chosen = [self._view(rows, own if rows.respondent.code in ours else Access.BARE) for rows in self._rows]
        edition = self.config.edition.of({area.key, area.name, area.title, area.short})
        fingerprints = {
            **self._shared,
            "settings": combined_fingerprint([self._shared["settings"], fingerprint(edition)]),
            "tables": combined_fingerprint(one for _, one in chosen),
        }
        previous = self._previous(area)
        if previous is not None:
            fingerprints["previous"] = fingerprint(previous)
        draft = ("draft",) if self.draft else ()
        whole = combined_fingerprint([*fingerprints.values(), str(self.dataset.year), fingerprint(area), *draft])
        return BriefInputs(
            config=replace(self.config, edition=edition),
            year=self.dataset.year,
            rows=tuple(rows for rows, _ in chosen),
            previous=previous,
            fingerprint=whole,
            fingerprints=MappingProxyType(fingerprints),
            control=control_number(self.config.edition.control_prefix, area.key, whole, draft=self.draft),
        )

    def _previous(self, area: Area) -> Previous | None:
        """Return last year's edition with the figures that are compared; of respondents gone since only the names."""
        if self.previous is None:
            return None
        before, metrics = self.previous.dataset, compared_metrics(self.config)
        read = {**dict.fromkeys(gone_codes(before, self.dataset, area), ()), **dict.fromkeys(area.codes, metrics)}
        rows = tuple(earlier(one, read[one.respondent.code]) for one in self._before if one.respondent.code in read)
        return replace(self.previous, dataset=join(before.year, rows))

    @cached_property
    def _before(self) -> tuple[RespondentRows, ...]:
        return split(self.previous.dataset) if self.previous else ()

    @cached_property
    def _rows(self) -> tuple[RespondentRows, ...]:
        return split(self.dataset)

    @cached_property
    def _views(self) -> dict[tuple[str, Access], tuple[RespondentRows, str]]:
        return {}

    def _view(self, rows: RespondentRows, access: Access) -> tuple[RespondentRows, str]:
        """Return what may be read of a respondent's rows, with the fingerprint of that; worked out when first asked."""
        key = (rows.respondent.code, access)
        if key not in self._views:
            one = _VIEWS[access](rows)
            self._views[key] = (one, fingerprint(one))
        return self._views[key]

    @cached_property
    def _shared(self) -> Mapping[str, str]:
        """The fingerprints of what all briefs have in common: what they are made with, and all settings but the edition's."""
        settings = {field.name: getattr(self.config, field.name) for field in fields(self.config)}
        del settings["root"], settings["edition"]
        return MappingProxyType({"making": code_fingerprint(self.templates), "settings": fingerprint(settings)})


_VIEWS: Final[Mapping[Access, Callable[[RespondentRows], RespondentRows]]] = MappingProxyType(
    {Access.FULL: lambda rows: rows, Access.ABRIDGED: abridge, Access.BARE: withhold}
)
