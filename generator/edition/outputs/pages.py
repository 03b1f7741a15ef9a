"""The pages about an edition as a whole: the index, the catalogue, and what a recipient checks its files with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.edition.checking.sums import CHECK_PAGE, SUMS, check_page, sums_of
from generator.edition.folder.manifest import FileEntry, Manifest, PageEntry, entry_of
from generator.edition.folder.orders import companion_fingerprint
from generator.edition.outputs.index import index_pages
from generator.files import write_whole
from generator.inputs.access import Inputs
from generator.inputs.fingerprint import combined_fingerprint, fingerprint


def edition_pages(inputs: Inputs, manifest: Manifest, out: Path, before: Sequence[PageEntry]) -> tuple[PageEntry, ...]:
    """Write index, catalogue, 確認.html and SHA256SUMS, each unless it is there and made of the same; return their entries.

    The packages are left out of the sums: they do not leave the house with the folder.
    """
    pages = (*index_pages(inputs, manifest, out, before), _catalogue(inputs, manifest, out, before))
    listed = [
        *(file for brief in manifest.briefs for file in brief.files),
        *(file for errata in manifest.errata for file in errata.files),
        *(page.file for page in pages),
    ]
    edition = inputs.config.edition
    title = f"{edition.title}　{edition.label}"
    key = combined_fingerprint([fingerprint((title, listed)), companion_fingerprint(__name__)])
    kept = tuple(entry for entry in before if entry.key == key and entry.file.holds(out))
    return (*pages, *(kept or _check_pages(listed, title, key, out)))


def _catalogue(inputs: Inputs, manifest: Manifest, out: Path, before: Sequence[PageEntry]) -> PageEntry:
    from generator.edition.outputs.open_data import CATALOGUE, catalogue_of  # noqa: PLC0415  # loads the maker of briefs

    data = catalogue_of(inputs, manifest)
    entry = PageEntry(entry_of(CATALOGUE, data), combined_fingerprint([fingerprint(data.decode())]))
    if not any(one == entry and one.file.holds(out) for one in before):
        write_whole(out / CATALOGUE, data)
    return entry


def _check_pages(listed: Sequence[FileEntry], title: str, key: str, out: Path) -> tuple[PageEntry, ...]:
    page = check_page(listed, title=title, whole="")
    checked = entry_of(CHECK_PAGE, page)
    sums = sums_of([*listed, checked])
    write_whole(out / CHECK_PAGE, page)
    write_whole(out / SUMS, sums)
    return (PageEntry(checked, key), PageEntry(entry_of(SUMS, sums), key))
