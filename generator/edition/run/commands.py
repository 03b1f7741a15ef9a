"""The commands of this stage. Each returns the lines to show."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.brief.which_area import load_inputs
from generator.config.config import load_config
from generator.edition.errata.same_files import compare_files
from generator.edition.folder.manifest import MANIFEST, PACKAGES, folder_at, require_manifest
from generator.edition.outputs.index import INDEX
from generator.edition.outputs.pages import edition_pages
from generator.edition.run.publish import publish
from generator.edition.workers.pool import cores
from generator.edition.workers.reporting import Reporter, Summary
from generator.errors import OutputError, RegionError
from generator.paths import BRIEFS, BUILD, shown
from generator.readiness import require_ready
from generator.unexpected_error import recorded

if TYPE_CHECKING:
    from generator.edition.errata.errata import ErrataList

MOST_JOBS = 64
_RECORD = "error-{}.txt"


def run_publish(
    year: int | None, out: Path | None, jobs: str, report: Reporter, *, draft: bool = False
) -> tuple[list[str], int]:
    """Publish an edition; return the summary's lines and the exit code, which is 0 when every brief could be made.

    A ``draft`` carries 案 on every page. Without it PublishError is raised for what the edition still lacks.
    """
    inputs = load_inputs(year, draft=draft)
    if not draft:
        require_ready(inputs.config, inputs.dataset, folder=inputs.data / str(inputs.config.edition.year))
    folder = out or BRIEFS / str(inputs.config.edition.year)
    with suppress(OSError):
        for record in BUILD.glob(_RECORD.format("*")):  # of an earlier run
            record.unlink()
    summary = publish(inputs, out=folder, jobs=number_of_jobs(jobs), report=report, pages=edition_pages)
    return _summary_lines(summary), summary.exit_code


def run_packages(
    year: int | None, out: Path | None, jobs: str, report: Reporter, *, draft: bool = False
) -> tuple[list[str], int]:
    """Publish an edition if need be and pack it; return the summary's lines and the exit code, 0 when all could be made."""
    from generator.edition.delivery.package_run import make_packages  # noqa: PLC0415  # loads the typesetter

    lines, code = run_publish(year, out, jobs, report, draft=draft)
    if code:
        return lines, code
    config = load_config(year=year)
    folder = out or BRIEFS / str(config.edition.year)
    summary = make_packages(config, out=folder, jobs=number_of_jobs(jobs), report=report)
    return [*lines, *_package_lines(summary)], summary.exit_code


def run_diff(old: Path | None, new: Path | None) -> list[str]:
    """Draw up the errata between two versions of an edition; return what to show."""
    from generator.edition.errata.errata import draw_up, write_errata  # noqa: PLC0415  # loads the typesetter

    old, new = _both(old, new, "diff")
    inputs = load_inputs(require_manifest(new, where="NEW").year)
    found = draw_up(old, new, edition=inputs.config.edition)
    if not (found.comparison.issued or found.comparison.removed):
        return ["2つの版に違いはありません。"]
    paths = write_errata(found, inputs, folder_at(new))
    return [*_errata_lines(found), *(shown(path) for path in paths)]


def run_compare(old: Path | None, new: Path | None) -> tuple[list[str], bool]:
    """Compare two runs file by file; return what to show and whether all are the same."""
    found = compare_files(*_both(old, new, "compare"))
    return list(found.lines), found.same


def _both(old: Path | None, new: Path | None, command: str) -> tuple[Path, Path]:
    if old is None or new is None:
        raise OutputError(
            "比べる2つの版を指定してください。",
            where="OLD" if old is None else "NEW",
            expected="make publish が作ったフォルダか、その manifest.json",
            remedy=f"例: make {command} OLD=保存した第1版のフォルダ NEW=briefs/2018",
        )
    return old, new


def _errata_lines(found: ErrataList) -> list[str]:
    comparison = found.comparison
    told = (
        (f"{len(comparison.changed)}件の資料が変わっています", [entry.name for entry in comparison.changed]),
        (f"{len(comparison.added)}件の資料が加わりました", [entry.name for entry in comparison.added]),
        (f"{len(comparison.removed)}件の資料がなくなりました", [entry.name for entry in comparison.removed]),
    )
    lines = [f"{what}: {'、'.join(names)}" for what, names in told if names]
    lines.append(f"正誤 {len(found.lines)}件")
    if comparison.unspoken:
        lines.append(f"文字と数値に違いのない資料（図の点、添付のデータ、管理番号だけが変わったもの）: {'、'.join(comparison.unspoken)}")
    if found.draft:
        lines.append("版の番号が上がっていないので、案として作りました。")
    if found.draft and comparison.issued:
        areas = ", ".join(entry.name for entry in comparison.issued)
        lines.append(
            "出し直すときは、config/editions/ の年度のファイルに次のように書き加え、make publish の後、"
            "もう一度 make diff を実行してください。"
        )
        lines.append(f"  reissues:\n    - {{number: {found.number + 1}, published_on: 公表日, areas: [{areas}], reason: 理由}}")
    return lines


def run_new_edition(year: int | None) -> list[str]:
    """Prepare the edition of a year from the newest one; return what to show."""
    from generator.edition.new_year import prepare_edition  # noqa: PLC0415

    if year is None:
        raise RegionError(
            "新しい年度が指定されていません。",
            where="YEAR",
            expected="西暦4桁",
            remedy="例: make new-edition YEAR=2019",
        )
    paths = prepare_edition(year, load_inputs(None)).write()
    checklist = next(path for path in paths if path.suffix == ".md")
    return [*(f"作りました: {shown(path)}" for path in paths), f"次にすること: {shown(checklist)} を上から順に"]


def number_of_jobs(text: str) -> int:
    """Return how many briefs to make at a time: what JOBS says, or one for each processor. Raises RegionError."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not digits:
        return cores()
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= MOST_JOBS:
        return int(digits)
    raise RegionError(
        "JOBS は同時に作る数です。",
        where="JOBS",
        found=text[:40],
        expected=f"1から{MOST_JOBS}までの数",
        remedy="例: JOBS=2。指定しなければ、処理装置の数とします。",
    )


def _package_lines(summary: Summary) -> list[str]:
    lines = _failure_lines(summary)
    lines.append(f"一式 {_counts(summary)}: {shown(summary.out / PACKAGES)}")
    lines.append("電子メールの下書き（.eml）は作っただけで、送っていません。")
    return lines


def _counts(summary: Summary) -> str:
    left = f"、取りかかっていない{summary.left}件" if summary.left else ""
    total = summary.made + summary.kept + len(summary.failures) + summary.left
    return f"{total}件（作成{summary.made}件、変更なし{summary.kept}件、失敗{len(summary.failures)}件{left}）"


def _failure_lines(summary: Summary) -> list[str]:
    lines = []
    for failure in summary.failures:
        error = failure.error
        if failure.trace:
            error = recorded(failure.trace, BUILD / _RECORD.format(failure.task.area))
        lines.append(f"■ {failure.task.name}\n{error}")
    return lines


def _summary_lines(summary: Summary) -> list[str]:
    lines = [*_failure_lines(summary), _counts(summary)]
    lines.append(f"目録: {shown(summary.out / MANIFEST)}")
    if not summary.failures:
        lines.append(f"索引: {shown(summary.out / INDEX)}")
    else:
        lines.append(
            "失敗した資料があるため、索引（index.html）は作っていません。原因を除いてから、もう一度実行してください。"
        )
    return lines
