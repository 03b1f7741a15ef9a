"""The sound inputs that the fuzzer damages, each with the command that reads it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.edition.run.inquiries import run_inquiry
from generator.paths import ROOT

YEAR: Final = 2018
SETTINGS: Final = ("editions/2018.yaml", "metrics.yaml", "themes.yaml", "groupings.yaml", "municipalities.csv", "practice.yaml")
AUDIT: Final = ("-m", "generator", "audit", "--year", "2018")
EXCLUDED: Final = shutil.ignore_patterns("build", "briefs")


@dataclass(frozen=True)
class Sample:
    """A file of a small copy of the project, and the command that reads it; {place} and {file} stand for paths."""

    kind: str
    root: Path
    file: str
    command: tuple[str, ...]


Kind = tuple[Sample, ...]


def samples(folder: Path) -> tuple[Kind, ...]:
    """Make the copy in ``folder`` and return the samples by kind."""
    for name in ("generator", "config", "templates", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=EXCLUDED)
    (folder / "assets").symlink_to(ROOT / "assets")
    for name in ("requirements.lock", "briefs", "build"):
        if name.endswith(".lock"):
            shutil.copy(ROOT / name, folder / name)
        else:
            (folder / name).mkdir()
    inputs = folder / "inputs"
    inputs.mkdir()
    return (_tables(folder), _settings(folder), _source(folder), _workbook(folder), _manifest(folder), _pdf(folder))


def _tables(folder: Path) -> Kind:
    files = sorted(path for path in (folder / "data" / str(YEAR)).iterdir() if path.suffix in {".csv", ".yaml", ".json"})
    return tuple(Sample("table", folder, path.relative_to(folder).as_posix(), AUDIT) for path in files)


def _settings(folder: Path) -> Kind:
    return tuple(Sample("setting", folder, f"config/{name}", AUDIT) for name in SETTINGS)


def _source(folder: Path) -> Kind:
    text = "\n".join(_form(name) for name in ("盛岡市", "遠野市"))
    (folder / "inputs" / "source.txt").write_text(text, encoding="utf-8")
    command = ("-m", "generator", "ingest", "--year", "2018", "--source", "{file}", "--out", "{place}/inputs/tables")
    return (Sample("source", folder, "inputs/source.txt", command),)


def _form(name: str) -> str:
    """Return a form of a few lines: enough to be cut, read and refused."""
    rows = (
        f"都道府県名 岩手県 市区町村名 {name}", "担当部署 福祉課 電話番号 019-000-0000",
        "1.基本情報", "人口 290,136 人 世帯数 135,472 世帯 高齢化率 26.8 % 生活保護受給率 16.0 ‰", "面積 886.47 k㎡",
        "地縁組織加入率 89.3 %", "公立小学校数 42 校 公立中学校数 23 校", "2.事業", "相談支援包括化推進員 2 人",
    )  # fmt: skip
    return "\n".join(rows)


def _workbook(folder: Path) -> Kind:
    run_inquiry("栃木", YEAR, data=folder / "data", build=folder / "inputs")
    book = next((folder / "inputs").rglob("*.xlsx"))
    command = ("-m", "generator", "inquiry-import", "--year", "2018", "--file", "{file}")
    return (Sample("workbook", folder, book.relative_to(folder).as_posix(), command),)


def _manifest(folder: Path) -> Kind:
    from generator.brief.which_area import all_prefectures, load_inputs
    from generator.edition.folder.orders import orders_of
    from generator.edition.run import publish
    from generator.edition.run.progress import reporter

    inputs = load_inputs(YEAR, draft=False)
    key = all_prefectures(inputs)[3].key
    orders = tuple(order for order in orders_of(inputs) if order.area == key)
    usual = vars(publish)["orders_of"]
    vars(publish)["orders_of"] = lambda _: orders  # one prefecture is enough
    out = folder / "inputs" / "edition"
    try:
        publish.publish(inputs, out=out, jobs=1, report=reporter(lambda _: None), pages=lambda *_: ())
    finally:
        vars(publish)["orders_of"] = usual
    command = ("-m", "generator", "compare", "--old", "{place}/inputs/edition", "--new", "{place}/inputs/edition")
    diff = ("-m", "generator", "diff", "--old", "{place}/inputs/edition", "--new", "{place}/inputs/edition")
    name = "inputs/edition/manifest.json"
    return Sample("manifest", folder, name, command), Sample("manifest", folder, name, diff)


def _pdf(folder: Path) -> Kind:
    command = ("-m", "generator", "verify", "--file", "{file}")
    found = sorted((folder / "inputs" / "edition").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    return tuple(Sample("PDF", folder, path.relative_to(folder).as_posix(), command) for path in found)
