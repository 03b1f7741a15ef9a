"""Commands for reviewers: look at all pages, and let two independent checkers judge the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from generator.config.config import load_config
from generator.errors import PublishError
from generator.paths import BRIEFS, BUILD, shown

PACKAGES: Final = "packages"


def finished(year: int | None, folder: Path | None) -> tuple[Path, ...]:
    """Return the PDFs of the edition that are there. Raises PublishError when there is none."""
    place = folder or BRIEFS / str(load_config(year=year).edition.year)
    found = tuple(sorted(place.glob("*.pdf")))
    if not found:
        raise PublishError(
            "出来上がったPDFがありません。", where=shown(place), remedy="先に make briefs を実行してください。"
        )
    return found


def _beside(briefs: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the briefs and all other PDFs of their folder (検証書, 正誤表), with the place that a message names."""
    for path in (*briefs, *sorted(set(briefs[0].parent.rglob("*.pdf")) - set(briefs))):
        yield path, shown(path)


def _letters(folder: Path, unpacked: Path) -> Iterator[tuple[Path, str]]:
    """Yield the letters (送付状) of the packages, taken out of their zips."""
    for package in sorted((folder / PACKAGES).glob("*.zip")):
        with ZipFile(package) as archive:
            for name in (name for name in archive.namelist() if name.endswith("送付状.pdf")):
                letter = unpacked / f"{package.stem}_送付状.pdf"
                letter.write_bytes(archive.read(name))
                yield letter, shown(package)


def gallery(year: int | None, folder: Path | None) -> Iterator[str]:
    """Write contact sheets under build/ and yield their paths, then how full each page is."""
    from generator.review.fill import fill_of, told  # noqa: PLC0415  # the readers of images are needed only here
    from generator.review.gallery import make_gallery  # noqa: PLC0415

    briefs = finished(year, folder)
    for path in make_gallery(briefs, BUILD / "gallery"):
        yield shown(path)
    yield told([fill_of(path) for path in briefs])


def validate(year: int | None, folder: Path | None) -> Iterator[str]:
    """Yield one line per PDF of the edition, 検証書 and 送付状 too; raises PublishError after the last at a finding."""
    from generator.review.checkers import validate as problems_of  # noqa: PLC0415

    faulty: list[tuple[str, str]] = []
    with TemporaryDirectory() as unpacked:
        for path, where in (
            *_beside(finished(year, folder)),
            *_letters(finished(year, folder)[0].parent, Path(unpacked)),
        ):
            problems = problems_of(path)
            yield f"{'×' if problems else '○'} {path.name}"
            faulty += [(where, f"{path.name}: {p.checker} {p.rule} {p.message}") for p in problems]
    if faulty:
        raise PublishError(
            f"検査で{len(faulty)}件の指摘がありました。",
            where="、".join(dict.fromkeys(path for path, _ in faulty)),
            found="\n        ".join(told for _, told in faulty[:20]),
            expected="PDF/A-3a と PDF/UA-1 に適合",
            remedy="make briefs で作り直してください。それでも同じなら、指摘とともに開発の担当に知らせてください。",
        )
