"""SHA256SUMS and 確認.html: the same list for the commands of every system, and for a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from generator.edition.folder.manifest import MANIFEST, FileEntry

SUMS: Final = "SHA256SUMS"
CHECK_PAGE: Final = "確認.html"


def sums_of(files: Iterable[FileEntry]) -> bytes:
    """Return a line for each file as ``sha256sum -c`` and ``shasum -c`` read it: UTF-8, LF, no BOM, two blanks."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def check_page(files: Sequence[FileEntry], *, title: str, whole: str) -> bytes:
    """Return the page that works out the sums of dropped or chosen files and says whether they are ``files``.

    It needs no network, and no typeface but those of the reader. ``title`` names what is checked, ``whole`` is the name
    of the archive that it came in, empty for a folder that is no archive.
    """
    from generator.document.environment import make_environment, render  # noqa: PLC0415  # most runs write no page

    listed = [(file.path, file.bytes, file.sha256) for file in files]
    itself = (SUMS, CHECK_PAGE, MANIFEST)
    html = render(make_environment(), "edition/check.html.j2", title=title, whole=whole, listed=listed, itself=itself)
    return html.encode()
