"""``make sign``: sign the PDFs of a publication; sums and manifest are taken anew, nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.brief.which_area import load_inputs
from generator.edition.folder.lock import sole_use
from generator.edition.folder.manifest import FileEntry, Manifest, entry_of, require_complete
from generator.edition.outputs.pages import edition_pages
from generator.files import write_whole
from generator.paths import BRIEFS, shown
from generator.signing.keys import SigningKey, open_key
from generator.signing.reading import is_signed, read_signature
from generator.signing.writing import sign


def run_sign(year: int | None, out: Path | None, key: Path | None, passphrase: str) -> list[str]:
    """Sign the briefs, certificates and errata of a complete publication that are not signed yet; return what to show.

    Raises UserError for a key that cannot sign, OutputError for a folder that is not a complete publication.
    """
    signing = open_key(key, passphrase)
    inputs = load_inputs(year)
    folder = out or BRIEFS / str(inputs.config.edition.year)
    with sole_use(folder):
        manifest = require_complete(folder, where="OUT")
        inputs = load_inputs(manifest.year)
        signed = _sign_all(manifest, folder, signing)
        signed = replace(signed, pages=edition_pages(inputs, signed, folder, signed.pages))
        signed.write(folder)
    count = sum(one != other for one, other in zip(_documents(manifest), _documents(signed), strict=True))
    return [
        f"署名しました: {count}件（署名済み {len(_documents(signed)) - count}件）　署名者: {signing.owner}",
        f"証明書の指紋（SHA-256）: {_fingerprint(signed, folder)}",
        "送付する一式は、この後で make packages を実行して作ってください。",
        f"目録: {shown(folder)}",
    ]


def _sign_all(manifest: Manifest, folder: Path, key: SigningKey) -> Manifest:
    """Sign file by file; the manifest is written after each document, so that a killed run leaves nothing unlisted."""
    for place, brief in enumerate(manifest.briefs):
        files = tuple(_signed(file, folder, key) for file in brief.files)
        if files != brief.files:
            briefs = (*manifest.briefs[:place], replace(brief, files=files), *manifest.briefs[place + 1 :])
            manifest = replace(manifest, briefs=briefs)
            manifest.write(folder)
    errata = tuple(replace(e, files=tuple(_signed(f, folder, key) for f in e.files)) for e in manifest.errata)
    return replace(manifest, errata=errata)


def _signed(file: FileEntry, folder: Path, key: SigningKey) -> FileEntry:
    if not file.path.endswith(".pdf"):
        return file
    data = file.read(folder)
    if is_signed(data):
        return file
    after = sign(data, key)
    write_whole(folder / file.path, after)
    return entry_of(file.path, after)


def _documents(manifest: Manifest) -> list[FileEntry]:
    return [file for file in manifest.files() if file.path.endswith(".pdf")]


def _fingerprint(manifest: Manifest, folder: Path) -> str:
    state = read_signature(manifest.briefs[0].pdf.read(folder))
    return state.fingerprint if state else ""
