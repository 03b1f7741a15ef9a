"""正誤表: what a later version corrects, as PDF and CSV, entered in the manifest and listed in the index."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from generator import formats
from generator.config.edition import Edition
from generator.document.environment import make_environment, render
from generator.document.phrases import Phrases
from generator.edition.errata.differences import Difference, Differences, Erratum, compare
from generator.edition.folder.lock import sole_use
from generator.edition.folder.manifest import (
    ErrataEntry,
    FileEntry,
    Manifest,
    entry_of,
    folder_at,
    require_complete,
    require_manifest,
)
from generator.edition.folder.spreadsheet_cells import harmless
from generator.edition.outputs.pages import edition_pages
from generator.errors import OutputError
from generator.files import safe_name, write_all
from generator.inputs.access import Inputs
from generator.paths import shown
from generator.typesetting.info import PdfInfo
from generator.typesetting.pdf import write_pdf

FOLDER: Final = "正誤表"
COLUMNS: Final = ("番号", "箇所", "項目", "誤", "正", "理由", "影響する県など")
_CAUSES_TOLD: Final = 3


@dataclass(frozen=True)
class ErrataLine:
    """One line of the list, in words."""

    number: int
    place: str
    item: str
    wrong: str
    right: str
    reason: str
    areas: str

    def cells(self) -> tuple[str, ...]:
        """Return the line for the CSV."""
        return (str(self.number), self.place, self.item, self.wrong, self.right, self.reason, self.areas)


@dataclass(frozen=True)
class ErrataList:
    """The list of a version; a ``draft`` has no version of its own yet, because no number was raised."""

    comparison: Differences
    lines: tuple[ErrataLine, ...]
    number: int
    published_on: date
    reason: str
    draft: bool


def draw_up(old: Path, new: Path, *, edition: Edition) -> ErrataList:
    """Return the list of what the version in folder (or manifest) ``new`` says otherwise than that in ``old``.

    Raises OutputError when either is no complete edition or they are of different years.
    """
    former, later = require_complete(old, where="OLD"), require_complete(new, where="NEW")
    if former.year != later.year:
        raise OutputError(
            "年度の違う版は比べられません。",
            where=f"OLD: {shown(old)}、NEW: {shown(new)}",
            found=f"{former.year}年度と{later.year}年度",
            expected="同じ年度の2つの版",
            remedy="OLD に、NEW と同じ年度の前の版を指定してください。",
        )
    comparison = compare(former, later, before=folder_at(old), after=folder_at(new))
    number = max((entry.edition for entry in comparison.issued), default=later.edition)
    reissue = next((one for one in later.reissues if one.number == number), None)
    reason = reissue.reason if reissue else ""
    words = Phrases(make_environment(), "edition/words.j2")
    every = len(later.briefs)
    errata = (*comparison.errata, *_whole_briefs(comparison, words))
    lines = (_line(n, one, reason, words, every) for n, one in enumerate(errata, start=1))
    return ErrataList(
        comparison=comparison,
        lines=tuple(lines),
        number=number,
        published_on=date.fromisoformat(reissue.published_on) if reissue else edition.published_on,
        reason=reason,
        draft=reissue is None or bool(comparison.unraised),
    )


def write_errata(found: ErrataList, inputs: Inputs, out: Path) -> tuple[Path, ...]:
    """Write the list below the edition's folder and return the files; a finished one is entered in manifest and index."""
    edition = inputs.config.edition
    version = "案" if found.draft else f"第{found.number}版"
    stem = f"{FOLDER}/{safe_name(f'{FOLDER}_{edition.title}_{edition.short_label}_{version}')}"
    contents = ((f"{stem}.pdf", errata_pdf(found, edition)), (f"{stem}.csv", errata_csv(found.lines)))
    with sole_use(out):
        files = tuple(entry_of(path, data) for path, data in contents)
        write_all({out / path: data for path, data in contents})
        if not found.draft:
            _enter(found, files, inputs, out)
    return tuple(out / path for path, _ in contents)


def errata_pdf(found: ErrataList, edition: Edition) -> bytes:
    """Return the list as PDF."""
    title = f"{FOLDER}　{edition.title}（{edition.short_label}）"
    html = render(
        make_environment(),
        "edition/errata.html.j2",
        title=title,
        programme=edition.programme,
        issuer=edition.issuer,
        version="（案）" if found.draft else f"第{found.number}版",
        published=formats.era_date(found.published_on),
        reason=found.reason,
        areas=[entry.name for entry in found.comparison.changed],
        rows=found.lines,
        unspoken=found.comparison.unspoken,
    )
    words = (edition.title, FOLDER)
    return write_pdf(html, info=PdfInfo(title, edition.issuer, edition.programme, words, "ja", found.published_on))


def errata_csv(lines: Sequence[ErrataLine]) -> bytes:
    """Return the list as CSV (UTF-8 with BOM)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, line.cells()) for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _whole_briefs(comparison: Differences, words: Phrases) -> Iterator[Erratum]:
    """Yield a line for the briefs that have come, and one for those that have gone."""
    come, gone = (tuple(entry.name for entry in part) for part in (comparison.added, comparison.removed))
    place, there, absent = map(words.say, ("whole_brief", "brief_there", "brief_absent"))
    if come:
        yield Erratum(Difference(place, "", absent, there), come)
    if gone:
        yield Erratum(Difference(place, "", there, absent), gone)


def _line(number: int, erratum: Erratum, reason: str, words: Phrases, every: int) -> ErrataLine:
    found = erratum.difference
    told = [words.say("cause", *cause) for cause in found.causes[:_CAUSES_TOLD]]
    more = len(found.causes) - len(told)
    told += [words.say("more_causes", more)] if more > 0 else []
    areas = words.say("everywhere") if len(erratum.areas) == every > 1 else "、".join(erratum.areas)
    return ErrataLine(number, found.place, found.item, found.wrong, found.right, "".join(told) or reason, areas)


def _enter(found: ErrataList, files: tuple[FileEntry, ...], inputs: Inputs, out: Path) -> None:
    manifest: Manifest = require_manifest(out, where="NEW")
    areas = tuple(entry.name for entry in found.comparison.issued)
    entry = ErrataEntry(found.number, formats.era_date(found.published_on), areas, files)
    others = tuple(one for one in manifest.errata if one.edition != found.number)
    manifest = replace(manifest, errata=tuple(sorted((*others, entry), key=lambda one: one.edition)))
    replace(manifest, pages=edition_pages(inputs, manifest, out, manifest.pages)).write(out)
