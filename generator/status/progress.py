"""``make status``: how far an edition is, from the settings to what is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.config.config import Config, load_config
from generator.config.edition_files import edition_years
from generator.config.yaml_loader import read_text
from generator.dataset.csv_reader import cells_of
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.edition.folder.manifest import read_manifest
from generator.errors import UserError
from generator.formats import DRAFT
from generator.paths import BRIEFS, BUILD, CONFIG, DATA, shown
from generator.readiness import TO_DO
from generator.status.step import Mark, Step, begun, done, waiting
from generator.status.tables import no_tables, table_steps

FORMS, RETURNED = "forms", "collection/状況.csv"


def status_lines(
    year: int | None, *, settings: Path = CONFIG, data: Path = DATA, build: Path = BUILD, briefs: Path = BRIEFS
) -> list[str]:
    """Return how far an edition is (the newest without a year, a draft when its year is named), step by step.

    The last line is what to do next. Raises RegionError or ConfigError for an edition without readable settings.
    """
    config = load_config(settings, year=year)
    steps = list(_steps(config, data=data, build=build, briefs=briefs))
    head = f"{config.edition.label}版の進み具合" + ("（準備中）" if config.in_preparation else "")
    return [head, *(line for step in steps for line in step.lines()), "", _next(steps)]


def _next(steps: list[Step]) -> str:
    left = [one for one in steps if one.mark in (Mark.OPEN, Mark.FAULT)]
    first = next((one for one in left if not one.optional), left[0] if left else None)
    return "全て終わっている" if first is None else f"次にすること（{first.name}）: {first.todo}"


def _steps(config: Config, *, data: Path, build: Path, briefs: Path) -> Iterator[Step]:
    year = config.edition.year
    folder = data / str(year)
    yield _settings(config)
    yield _sent(year, folder, build / str(year))
    yield from _returned(year, build / str(year))
    dataset, read = _read(config, data)
    yield read
    yield from no_tables() if dataset is None else table_steps(dataset, config, folder=folder, build=build / str(year))
    yield _final(config)
    yield from _published(year, folder, briefs / str(year))


def _settings(config: Config) -> Step:
    name, file = "設定", config.edition_file
    marked = sum(TO_DO in line for line in read_text(file).splitlines() if not line.startswith("#"))
    left = [f"「{TO_DO}」が{marked}行"] if marked else []
    left += ["連絡先が仮"] if config.edition.contact.placeholder else []
    if not left:
        return done(name, shown(file))
    todo = f"{shown(file)} の「{TO_DO}」の行を直し、印を消す" if marked else f"{shown(file)} の contact に連絡先を書く"
    return begun(name, f"{shown(file)}（{'、'.join(left)}）", todo)


def _sent(year: int, folder: Path, build: Path) -> Step:
    name, books = "調査票の送付", len(list((build / FORMS).rglob("*.xlsx")))
    if books:
        return done(name, f"{books}通を作った（{shown(build / FORMS)}）")
    if (folder / "respondents.csv").exists():
        return done(name, "個票は届いている")
    return begun(
        name,
        "まだ作っていない",
        f"make forms YEAR={year} で調査票を作って送る（別の様式で集めるなら要らない）",
        optional=True,
    )


def _returned(year: int, build: Path) -> Iterator[Step]:
    """Yield how many of the workbooks sent came back, where any were sent."""
    counts = Counter(state for (state,) in cells_of(build / RETURNED, "区分"))
    todo = f"戻ってきたら make collect YEAR={year} DIR=回収のフォルダ"
    if counts:
        told = "、".join(f"{state}{counts[state]}件" for state in ("提出済", "要確認", "未提出"))
        complete = not counts["未提出"]
        yield done("回収", told) if complete else begun("回収", told, todo, optional=True)
    elif any((build / FORMS).rglob("*.xlsx")):
        yield begun("回収", "まだ集めていない", todo, optional=True)


def _read(config: Config, data: Path) -> tuple[Dataset | None, Step]:
    """Return the tables, None without any, and the step of the forms read."""
    name, year = "個票の読み取り", config.edition.year
    folder = data / str(year)
    if not (folder / "respondents.csv").exists():
        todo = f"make ingest YEAR={year} SOURCE=個票の文書か回答のフォルダ（調査票のブックなら make collect）"
        return None, begun(name, "まだ読み取っていない", todo)
    try:
        dataset = load_dataset(year, data=data)
    except UserError as error:
        return None, Step(name, Mark.FAULT, "\n    ".join(str(error).splitlines()), "示された表を直す")
    forms = {(one.line_start, one.line_end) for one in dataset.respondents.values()}
    return dataset, done(name, "、".join([f"個票{len(forms)}件", *_since_last_year(dataset, config, data)]))


def _since_last_year(dataset: Dataset, config: Config, data: Path) -> Iterator[str]:
    """Yield how many respondents came and went since the edition before."""
    before = max((one for one in edition_years(config.root) if one < dataset.year), default=None)
    if before is None:
        return
    known = {code for (code,) in cells_of(data / str(before) / "respondents.csv", "code")}
    if known:
        now = set(dataset.respondents)
        yield f"前の年度にもあったもの{len(known & now)}、新しいもの{len(now - known)}、今回ないもの{len(known - now)}"


def _final(config: Config) -> Step:
    name, file = "設定の確定", config.edition_file
    if not config.in_preparation:
        return done(name, shown(file))
    final = file.with_name(f"{config.edition.year}.yaml")
    return begun(
        name, "下書きのまま", f"全てが整ったら、{shown(file)} の名を {final.name} に変える（既定の年度版になる）"
    )


def _published(year: int, folder: Path, out: Path) -> Iterator[Step]:
    names, publish = ("公表", "送付の一式"), f"make publish YEAR={year}（案として見るなら DRAFT=1）"
    manifest = read_manifest(out)
    if manifest is None:
        yield begun(names[0], "まだ作っていない", publish)
        yield waiting(names[1], "公表してから")
        return
    changed = [one.path for one in manifest.sources if not one.holds(folder)]
    told = f"資料{len(manifest.briefs)}件（{shown(out)}）"
    drafts = sum(one.control.endswith(DRAFT) for one in manifest.briefs)
    if changed or drafts or not manifest.complete:
        why = "案" if drafts else f"その後に変わったもの: {'、'.join(changed)}" if changed else "揃っていない"
        yield begun(names[0], f"{told}。{why}", publish)
    else:
        yield done(names[0], told)
    packed = len(manifest.packages)
    yield (
        done(names[1], f"{packed}件")
        if packed
        else begun(names[1], "まだ作っていない", f"make packages YEAR={year}", optional=True)
    )
