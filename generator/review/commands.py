"""Commands for reviewers: look at all pages, and let two independent checkers judge the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.config.config import load_config
from generator.errors import PublishError
from generator.paths import BRIEFS, BUILD, shown


def finished(year: int | None, folder: Path | None) -> tuple[Path, ...]:
    """Return the PDFs of the edition that are there. Raises PublishError when there is none."""
    place = folder or BRIEFS / str(load_config(year=year).edition.year)
    found = tuple(sorted(place.glob("*.pdf")))
    if not found:
        raise PublishError("出来上がったPDFがありません。", where=shown(place), remedy="先に make briefs を実行してください。")
    return found


def gallery(year: int | None, folder: Path | None) -> Iterator[str]:
    """Write contact sheets under build/ and yield their paths."""
    from generator.review.gallery import make_gallery  # noqa: PLC0415  # the readers of images are needed only here

    for path in make_gallery(finished(year, folder), BUILD / "gallery"):
        yield shown(path)


def validate(year: int | None, folder: Path | None) -> Iterator[str]:
    """Yield one line per file; raises PublishError after the last when a checker found an error or a warning."""
    from generator.review.checkers import validate as problems_of  # noqa: PLC0415

    faulty: list[tuple[str, str]] = []
    for path in finished(year, folder):
        problems = problems_of(path)
        yield f"{'×' if problems else '○'} {path.name}"
        faulty += [(shown(path), f"{path.name}: {p.checker} {p.rule} {p.message}") for p in problems]
    if faulty:
        raise PublishError(
            f"検査で{len(faulty)}件の指摘がありました。",
            where="、".join(dict.fromkeys(path for path, _ in faulty)),
            found="\n        ".join(told for _, told in faulty[:20]),
            expected="PDF/A-3a と PDF/UA-1 に適合",
            remedy="make briefs で作り直してください。それでも同じなら、指摘とともに開発の担当に知らせてください。",
        )
