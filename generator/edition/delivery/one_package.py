"""One zip for each prefecture, complete on its own, and a draft of the e-mail that it goes with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Final

from generator.config.config import load_config
from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.edition.archive import archive
from generator.edition.checking.sums import CHECK_PAGE, SUMS, check_page, sums_of
from generator.edition.delivery.contacts import Contacts, load_contacts
from generator.edition.delivery.letters import README, Desk
from generator.edition.delivery.pictures import pictures_of
from generator.edition.delivery.slides import slides_of
from generator.edition.folder.manifest import PACKAGES, BriefEntry, ErrataEntry, FileEntry, PackageEntry, entry_of
from generator.edition.folder.page_one import PAGE_ONE, PageOne, read_page_one
from generator.edition.folder.spreadsheet_cells import for_spreadsheets
from generator.files import write_whole
from generator.signing.reading import is_signed

Files = list[tuple[str, bytes]]
_LEFT_OUT: Final = frozenset({"record.json"})
_CHARTS: Final = "図"
_FIRST: Final = "データ/団体別"
_SLIDES: Final = "図/スライド"
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class PackOrder:
    """One package to be had.

    ``key`` stands for the brief's files, the letters and whom they are addressed to; ``errata`` is the list of what this
    version corrects, ``reason`` why it was issued (both only for a later version).
    """

    brief: BriefEntry
    key: str
    errata: ErrataEntry | None = None
    reason: str = ""
    effort: int = 1

    @property
    def area(self) -> str:
        """The prefecture's code."""
        return self.brief.area

    @property
    def name(self) -> str:
        """The prefecture's name."""
        return self.brief.name


def packing_table(year: int, *, config: Path, out: Path) -> Callable[[PackOrder], PackageEntry]:
    """Return the function that packs an order's files and writes zip and draft below ``out``."""
    settings = load_config(config, year=year)
    contacts = load_contacts(settings)
    desk = Desk(make_environment(), settings.edition, contacts.sender)
    return partial(pack, desk=desk, contacts=contacts, out=out)


def pack(order: PackOrder, *, desk: Desk, contacts: Contacts, out: Path) -> PackageEntry:
    """Write the package and the draft of its e-mail; return what the manifest says of them."""
    brief, recipient = order.brief, contacts.of(order.brief.name)
    desk = replace(desk, edition=desk.edition.of({brief.area, brief.name}), reason=order.reason)
    stem = "_".join(PurePosixPath(brief.pdf.path).stem.split("_")[:2])
    edition = "" if brief.edition == 1 else f"_第{brief.edition}版"
    name = f"{stem}{edition}.zip"
    contents = [*_errata(order.errata, out), *_contents(brief, desk, out)]
    contents = [("01_送付状.pdf", desk.letter(brief, recipient, errata=bool(order.errata))), *contents]
    signed = is_signed(brief.pdf.read(out))
    readme = desk.readme(brief, recipient, _items(contents, desk, brief), signed=signed) + "\n"
    contents = [(README, _windows(readme)), *contents]
    package = archive(_checkable(contents, name, desk, brief), desk.edition.published_on)
    mail = desk.mail(brief, recipient, name=name, package=package)
    files = ((f"{PACKAGES}/{name}", package), (f"{PACKAGES}/{stem}{edition}.eml", mail))
    return PackageEntry(brief.area, brief.key, order.key, tuple(_write(out, path, data) for path, data in files))


def _errata(errata: ErrataEntry | None, out: Path) -> Iterator[tuple[str, bytes]]:
    for file in errata.files if errata else ():
        yield f"正誤表{PurePosixPath(file.path).suffix}", file.read(out)


def _contents(brief: BriefEntry, desk: Desk, out: Path) -> Files:
    """Return the files of the brief by their places in the package: document, texts, certificate, data, charts."""
    texts, data, drawings = Files(), Files(), Files()
    for file in brief.files[1:]:
        path, content = PurePosixPath(file.path), file.read(out)
        if file.path.startswith("charts/"):
            drawings.append((path.stem, content))
        elif file.path.startswith("検証書/"):
            texts.append(("検証書.pdf", content))
        elif path.suffix == ".txt":
            texts.append((path.name, _windows(content.decode())))
        elif file.path.startswith("data/") and path.name not in _LEFT_OUT:
            data.append((f"データ/{path.name}", for_spreadsheets(content) if path.suffix == ".csv" else content))
    data.sort(key=lambda pair: (not pair[0].endswith(".xlsx"), not pair[0].startswith(_FIRST)))  # what people open first
    page = next((content for path, content in data if path == f"データ/{PAGE_ONE}"), None)
    slides = () if page is None else _slides(read_page_one(page), drawings, desk, brief)
    return [(brief.pdf.path, brief.pdf.read(out)), *texts, *data, *_charts(drawings, desk, brief), *slides]


def _slides(page: PageOne, drawings: Files, desk: Desk, brief: BriefEntry) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of the size of a slide and what tells of them."""
    credit = Phrases(desk.environment, "edition/words.j2").say("slide_credit", desk.edition, brief.control)
    info = desk.info("スライド", brief.name)
    for name, data in slides_of(page, drawings, environment=desk.environment, credit=credit, info=info):
        yield f"{_SLIDES}/{name}", _windows(data.decode()) if name.endswith(".txt") else data


def _charts(drawings: Files, desk: Desk, brief: BriefEntry) -> Iterator[tuple[str, bytes]]:
    """Yield each chart as SVG and PNG, and what they show in words."""
    pictures = pictures_of([svg for _, svg in drawings], desk.info("図", brief.name))
    told = []
    for (name, svg), png in zip(drawings, pictures, strict=True):
        yield f"{_CHARTS}/{name}.svg", svg
        yield f"{_CHARTS}/{name}.png", png
        title = _TITLE.search(svg.decode())
        told.append(f"{name}\n  {unescape(title[1]) if title else ''}\n")
    yield f"{_CHARTS}/図の説明.txt", _windows("\n".join(told))


def _items(contents: Files, desk: Desk, brief: BriefEntry) -> list[tuple[str, str]]:
    """Return the files of the package, the charts as one, with what they are, for the first file to read."""
    words = Phrases(desk.environment, "edition/words.j2")
    names = dict.fromkeys(_shown(path) for path, _ in contents)
    told = ((name, words.say("item", name) or words.say("item", PurePosixPath(name).suffix)) for name in names)
    return [(name, text) for name, text in told if name != brief.pdf.path]


def _shown(path: str) -> str:
    """Return the file, or the folder of charts or slides that stands for all in it."""
    return next((f"{folder}/" for folder in (_SLIDES, _CHARTS) if path.startswith(f"{folder}/")), path)


def _checkable(contents: Files, name: str, desk: Desk, brief: BriefEntry) -> Files:
    """Return the files with what they can be checked with, last."""
    entries = [entry_of(path, data) for path, data in contents]
    page = check_page(entries, title=f"{desk.edition.title}　{brief.name}　{desk.edition.label}", whole=name)
    return [*contents, (CHECK_PAGE, page), (SUMS, sums_of([*entries, entry_of(CHECK_PAGE, page)]))]


def _windows(text: str) -> bytes:
    """Return a text as Windows' own editor reads it without guessing: UTF-8 with BOM, CRLF."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig")


def _write(out: Path, path: str, data: bytes) -> FileEntry:
    write_whole(out / path, data)
    return entry_of(path, data)
