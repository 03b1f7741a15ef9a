"""The pieces of work that are measured; each runs in a process of its own and prints its findings as JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import counted, megabytes
from generator.gc_settings import search_seldom

YEAR = 2018


def command(area: str) -> dict[str, Any]:
    """One brief as the user makes it: the command in a new process, three times, the best."""
    with tempfile.TemporaryDirectory() as place:
        line = [sys.executable, "-m", "generator", "brief", "--pref", area, "--out", place]
        cold = min(_wall(partial(subprocess.run, line, capture_output=True, check=True)) for _ in range(3))
    return {"cold": cold}


def brief(area: str) -> dict[str, Any]:
    """One brief in a process that has made one before; the share of drawing and typesetting."""
    from generator.brief.build import make_brief
    from generator.brief.which_area import load_inputs
    from generator.edition.folder.orders import areas_of

    inputs = load_inputs(YEAR)
    place = areas_of(inputs)[area]
    make_brief(place, inputs)
    with counted() as share:
        begun, used = time.perf_counter(), time.process_time()
        made = make_brief(place, inputs)
        warm, cpu = time.perf_counter() - begun, time.process_time() - used
    return {"warm": warm, "cpu": cpu, "both": share.both, "drawing": share.drawing, "bytes": len(made.pdf)}


def serial() -> dict[str, Any]:
    """All products of all briefs one after the other, with the share of drawing and typesetting."""
    from generator.brief.which_area import load_inputs
    from generator.edition.folder.orders import orders_of
    from generator.edition.outputs.products import make_products

    inputs = load_inputs(YEAR)
    with counted() as share, tempfile.TemporaryDirectory() as out:
        used = time.process_time()
        for order in orders_of(inputs):
            make_products(order, inputs=inputs, out=Path(out))
        cpu = time.process_time() - used
    return {"cpu": cpu, "both": share.both, "drawing": share.drawing, "typesetting": share.typesetting}


def edition(jobs: str) -> dict[str, Any]:
    """The whole edition as make publish makes it, then once more with nothing changed; peak memory of a worker."""
    from generator.brief.which_area import load_inputs

    with tempfile.TemporaryDirectory() as place:
        return _published(load_inputs(YEAR), Path(place) / "out", int(jobs))


def volume(respondents: str, jobs: str) -> dict[str, Any]:
    """A made-up national volume, published whole."""
    from benchmarks.national import make_volume
    from generator.brief.which_area import load_inputs

    with tempfile.TemporaryDirectory() as place:
        config, data = make_volume(Path(place), int(respondents))
        begun = time.perf_counter()
        inputs = load_inputs(YEAR, config=config, data=data)
        read = time.perf_counter() - begun
        return {"read": read, **_published(inputs, Path(place) / "out", int(jobs))}


def growth(respondents: str) -> dict[str, Any]:
    """A made-up volume: reading, ordering, and one brief of a prefecture and of the whole (processor seconds)."""
    from benchmarks.national import make_volume
    from generator.brief.build import make_brief
    from generator.brief.which_area import load_inputs
    from generator.edition.folder.orders import areas_of, orders_of

    with tempfile.TemporaryDirectory() as place:
        config, data = make_volume(Path(place), int(respondents))
        times: dict[str, float] = {}
        inputs = _clocked(times, "read", lambda: load_inputs(YEAR, config=config, data=data))
        _clocked(times, "orders", lambda: orders_of(inputs))
        areas = areas_of(inputs)
        with counted() as share:
            one = _clocked(times, "prefecture", lambda: make_brief(areas["03"], inputs))
        times |= {"prefecture_drawn": share.both, "prefecture_respondents": len(one.area.codes)}
        with counted() as share:
            _clocked(times, "nation", lambda: make_brief(areas["00"], inputs))
        return {**times, "nation_drawn": share.both, "respondents": len(inputs.dataset.respondents)}


def _clocked(times: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    used = time.process_time()
    found = work()
    times[name] = time.process_time() - used
    return found


def chromium(area: str) -> dict[str, Any]:
    """The same HTML laid out and printed by WeasyPrint (warm) and by headless Chromium, three times each, the best."""
    from generator.brief.build import make_brief
    from generator.brief.which_area import load_inputs
    from generator.edition.folder.orders import areas_of
    from generator.paths import ASSETS
    from generator.typesetting.pdf import write_pdf

    program = next(
        (one for name in ("chromium", "chromium-browser", "google-chrome") if (one := shutil.which(name))), None
    )
    inputs = load_inputs(YEAR)
    made = make_brief(areas_of(inputs)[area], inputs)
    info = _info()
    ours = min(_wall(lambda: write_pdf(made.html, info=info)) for _ in range(3))
    if program is None:
        return {"weasyprint": ours}
    with tempfile.TemporaryDirectory() as place:
        page, target = Path(place) / "page.html", Path(place) / "page.pdf"
        page.write_text(re.sub(r'url\("\.\./assets', f'url("{ASSETS.as_uri()}', made.html), encoding="utf-8")
        switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        command = [program, *switches, page.as_uri()]
        theirs = min(_wall(partial(subprocess.run, command, capture_output=True, check=True)) for _ in range(3))
    return {"weasyprint": ours, "chromium": theirs}


def _info() -> Any:
    from datetime import date

    from generator.typesetting.info import PdfInfo

    return PdfInfo("見本", "作成者", "主題", (), "ja", date(2026, 12, 1))


def _wall(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _published(inputs: Any, out: Path, jobs: int) -> dict[str, Any]:
    from generator.edition.folder.orders import orders_of
    from generator.edition.outputs.index import index_pages
    from generator.edition.run import publish
    from generator.edition.run.progress import Lines

    publish.require_clean = lambda *_: None  # type: ignore[attr-defined]  # a made-up volume would not pass the audit
    report = Lines(lambda line: print(line, file=sys.stderr))
    memory = out.parent / "memory"
    memory.mkdir()
    year, config = inputs.config.edition.year, inputs.config.root
    work = partial(measured_workshop, year, config, inputs.data, out, memory)
    begun = time.perf_counter()
    summary = publish.publish(inputs, out=out, jobs=jobs, report=report, pages=index_pages, work=work)
    wall = time.perf_counter() - begun
    again = _wall(lambda: publish.publish(inputs, out=out, jobs=jobs, report=report, pages=index_pages))
    for failure in summary.failures:
        print(failure.task.name, failure.error, failure.trace[-800:], file=sys.stderr)
    worker = max(float(path.read_text()) for path in memory.iterdir())
    return {
        "wall": wall,
        "again": again,
        "briefs": len(orders_of(inputs)),
        "failed": len(summary.failures),
        "worker": worker,
        "bytes": sum(path.stat().st_size for path in out.rglob("*") if path.is_file()),
    }


def measured_workshop(year: int, config: Path, data: Path, out: Path, memory: Path) -> Callable[[Any], Any]:
    """Return the publication's own work, which leaves its process's peak memory in a file for each brief."""
    from generator.edition.outputs.products import workshop

    make = workshop(year, config=config, data=data, out=out)

    def work(order: Any) -> Any:
        entry = make(order)
        (memory / order.area).write_text(str(megabytes()))
        return entry

    return work


if __name__ == "__main__":
    search_seldom()  # as the command line does
    works = {work.__name__: work for work in (command, brief, serial, edition, volume, growth, chromium)}
    name, *arguments = sys.argv[1:]
    found = works[name](*arguments)
    print(json.dumps({"megabytes": megabytes(), **found}))
