"""The commands of this stage. Each returns the lines to show."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from generator.config.config import load_config
from generator.distribution.index import INDEX, index_pages
from generator.distribution.manifest import MANIFEST, PACKAGES
from generator.distribution.pool import cores
from generator.distribution.publishing import publish
from generator.distribution.reporting import Reporter, Summary
from generator.errors import RegionError
from generator.paths import BRIEFS, BUILD, shown
from generator.publication import load_inputs
from generator.publish.files import write_whole

MOST_JOBS = 64


def run_publish(year: int | None, out: Path | None, jobs: str, report: Reporter) -> tuple[list[str], bool]:
    """Publish an edition; return the summary's lines and whether every brief could be made."""
    inputs = load_inputs(year)
    folder = out or BRIEFS / str(inputs.config.edition.year)
    summary = publish(inputs, out=folder, jobs=number_of_jobs(jobs), report=report, pages=index_pages)
    return _summary_lines(summary), not summary.failures


def run_packages(year: int | None, out: Path | None, jobs: str, report: Reporter) -> tuple[list[str], bool]:
    """Publish an edition if need be and pack it; return the summary's lines and whether all could be made."""
    from generator.distribution.packaging import make_packages  # noqa: PLC0415  # loads the typesetter

    lines, whole = run_publish(year, out, jobs, report)
    if not whole:
        return lines, False
    config = load_config(year=year)
    folder = out or BRIEFS / str(config.edition.year)
    summary = make_packages(config, out=folder, jobs=number_of_jobs(jobs), report=report)
    return [*lines, *_package_lines(summary)], not summary.failures


def number_of_jobs(text: str) -> int:
    """Return how many briefs to make at a time: what JOBS says, or one for each processor. Raises RegionError."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not digits:
        return cores()
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= MOST_JOBS:
        return int(digits)
    raise RegionError("JOBS は同時に作る数です。", where="JOBS", found=text[:40], expected=f"1から{MOST_JOBS}までの数")


def _package_lines(summary: Summary) -> list[str]:
    lines = _failure_lines(summary)
    total = summary.made + summary.kept + len(summary.failures)
    lines.append(
        f"一式 {total}件（作成{summary.made}件、変更なし{summary.kept}件、失敗{len(summary.failures)}件）: "
        f"{shown(summary.out / PACKAGES)}"
    )
    lines.append("電子メールの下書き（.eml）は作っただけで、送っていません。")
    return lines


def _failure_lines(summary: Summary) -> list[str]:
    lines = []
    for failure in summary.failures:
        lines.append(f"■ {failure.task.name}\n{failure.error}")
        if failure.trace:
            record = write_whole(BUILD / f"error-{failure.task.area}.txt", failure.trace.encode())
            lines.append(f"  記録: {shown(record)}")
    return lines


def _summary_lines(summary: Summary) -> list[str]:
    lines = _failure_lines(summary)
    total = summary.made + summary.kept + len(summary.failures)
    lines.append(f"{total}件（作成{summary.made}件、変更なし{summary.kept}件、失敗{len(summary.failures)}件）")
    lines.append(f"目録: {shown(summary.out / MANIFEST)}")
    if not summary.failures:
        lines.append(f"索引: {shown(summary.out / INDEX)}")
    else:
        lines.append(
            "失敗した資料があるため、索引（index.html）は作っていません。原因を除いてから、もう一度実行してください。"
        )
    return lines
