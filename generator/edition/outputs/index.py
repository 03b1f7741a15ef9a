"""index.html: the start page of an edition's folder. One file; it needs no network and no server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final
from urllib.parse import quote

from generator import formats
from generator.config.edition import Contact, EditionSource
from generator.config.place_names import OTHER_FORMS
from generator.edition.folder.manifest import BriefEntry, ErrataEntry, FileEntry, Manifest, PageEntry, entry_of
from generator.edition.folder.orders import areas_of, companion_fingerprint
from generator.edition.outputs.finder import LIMITS, Finder, TownWords, finder_of
from generator.files import write_whole
from generator.inputs.access import Inputs
from generator.inputs.fingerprint import combined_fingerprint, fingerprint
from generator.measures.areas import Scope

INDEX: Final = "index.html"
_KILO: Final = Decimal(1024)


@dataclass(frozen=True)
class FileLink:
    """A file of the edition: where it lies, as a link, and how large it is in words."""

    href: str
    size: str


@dataclass(frozen=True)
class IndexRow:
    """One brief; ``words`` are all that a search may find it by, ``members`` the prefectures of a wider area.

    ``profiles`` maps the number of a profile to its page in the PDF.
    """

    area: str
    name: str
    respondents: tuple[str, ...]
    members: tuple[str, ...]
    words: str
    version: str
    control: str
    pages: int
    pdf: FileLink
    html: FileLink
    workbook: FileLink
    figures: FileLink
    certificate: FileLink
    profiles: Mapping[str, int]


@dataclass(frozen=True)
class MapTile:
    """A prefecture on the map, ``href`` its HTML twin; without it the edition has no brief of it."""

    short: str
    column: int
    row: int
    area: str
    href: str
    pdf: str


@dataclass(frozen=True)
class ErrataRow:
    """A list of errata: the version that it leads to, the areas that it touches, its files."""

    version: str
    published: str
    areas: tuple[str, ...]
    pdf: FileLink
    csv: FileLink


@dataclass(frozen=True)
class IndexPage:
    """Everything that the index prints."""

    title: str
    programme: str
    label: str
    issuer: str
    version: str
    published: str
    published_note: str
    volume: str
    columns: int
    tiles: tuple[MapTile, ...]
    prefectures: tuple[IndexRow, ...]
    wider: tuple[IndexRow, ...]
    source: EditionSource
    held: tuple[str, ...]
    absent: tuple[str, ...]
    elsewhere_note: str
    other_forms: tuple[str, str]
    errata: tuple[ErrataRow, ...]
    contact: Contact
    finder: Finder
    links: Mapping[str, IndexRow]
    size_limits: tuple[int, ...]
    draft: str = ""


def index_pages(inputs: Inputs, manifest: Manifest, out: Path, before: Sequence[PageEntry]) -> tuple[PageEntry, ...]:
    """Write the index unless the one that is there is made of the same, and return its entry."""
    page = index_page(inputs, manifest)
    key = combined_fingerprint([fingerprint(page), companion_fingerprint(__name__)])
    for entry in before:
        if entry.key == key and entry.file.holds(out):
            return (entry,)
    data = index_html(page)
    write_whole(out / INDEX, data)
    return (PageEntry(entry_of(INDEX, data), key),)


def index_html(page: IndexPage) -> bytes:
    """Return the page with its typeface in itself."""
    from generator.document.draft import marked  # noqa: PLC0415
    from generator.document.environment import make_environment, render  # noqa: PLC0415
    from generator.typesetting.fonts.webfonts import (  # noqa: PLC0415  # loads the reader of fonts; most runs need none
        with_faces,
    )

    html = render(make_environment(), "edition/index.html.j2", page=page)
    return with_faces(marked(html, page.draft)).encode()


def index_page(inputs: Inputs, manifest: Manifest) -> IndexPage:
    """Return what the index prints of a published folder."""
    config = inputs.config
    edition = config.edition
    rows = tuple(_rows(inputs, manifest))
    scopes = {entry.area: entry.scope for entry in manifest.briefs}
    held = edition.prefectures_in_volume
    latest = edition.reissues[-1] if edition.reissues else edition
    return IndexPage(
        title=edition.title,
        programme=edition.programme,
        label=edition.label,
        issuer=edition.issuer,
        version=f"第{latest.number}版",
        published=formats.era_date(latest.published_on),
        published_note=latest.published_note,
        volume=edition.source.volume.split("（")[0],
        columns=max(place.tile.column for place in config.prefectures.values()),
        tiles=tuple(_tiles(inputs, rows)),
        prefectures=tuple(row for row in rows if scopes[row.area] == Scope.PREFECTURE),
        wider=tuple(row for row in rows if scopes[row.area] != Scope.PREFECTURE),
        source=edition.source,
        held=held,
        absent=tuple(place.name for place in config.prefectures.values() if place.name not in held),
        elsewhere_note=edition.elsewhere_note,
        other_forms=OTHER_FORMS,
        errata=tuple(_errata(entry) for entry in manifest.errata),
        contact=edition.contact,
        finder=finder_of(inputs),
        links={row.area: row for row in rows},
        size_limits=LIMITS,
        draft=formats.DRAFT if inputs.draft else "",
    )


def _rows(inputs: Inputs, manifest: Manifest) -> Iterator[IndexRow]:
    areas, config, respondents = areas_of(inputs), inputs.config, inputs.dataset.respondents
    spoken = TownWords(config)
    for entry in manifest.briefs:
        area = areas[entry.area]
        names = tuple(respondents[code].name for code in area.codes)
        places = [config.prefectures[code] for code in area.prefectures]
        own = [word for place in places for word in (place.name, place.short, place.kana_full, place.romaji)]
        towns = [word for code in area.codes for word in spoken.of(respondents[code])]
        yield IndexRow(
            area=entry.area,
            name=entry.name,
            respondents=names,
            members=tuple(place.name for place in places),
            words=" ".join(dict.fromkeys((*own, *towns))) if area.scope is Scope.PREFECTURE else "",
            version=f"第{entry.edition}版",
            control=entry.control,
            pages=entry.pages,
            pdf=_link(entry.pdf),
            html=_link(_file(entry, ".html")),
            workbook=_link(_file(entry, ".xlsx")),
            figures=_link(_file(entry, "数値.csv")),
            certificate=_link(_file(entry, "検証書.pdf")),
            profiles=entry.profiles,
        )


def _tiles(inputs: Inputs, rows: Sequence[IndexRow]) -> Iterator[MapTile]:
    links = {row.area: row for row in rows}
    for place in inputs.config.prefectures.values():
        row = links.get(place.code)
        area, href, pdf = (row.area, row.html.href, row.pdf.href) if row else ("", "", "")
        yield MapTile(place.short, place.tile.column, place.tile.row, area, href, pdf)


def _errata(entry: ErrataEntry) -> ErrataRow:
    pdf, table = entry.files
    return ErrataRow(f"第{entry.edition}版", entry.published, entry.areas, _link(pdf), _link(table))


def _file(entry: BriefEntry, ending: str) -> FileEntry:
    return next(file for file in entry.files if file.path.endswith(ending))


def _link(file: FileEntry) -> FileLink:
    size = Decimal(file.bytes) / _KILO
    text = f"{formats.number(size)}KB" if size < _KILO else f"{formats.number(size / _KILO, 1)}MB"
    return FileLink(quote(file.path), text)
