"""The yearly run: it makes again what has changed. The manifest always says whether the edition is complete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.audit.judging import require_clean
from generator.edition.folder.lock import remove, sole_use
from generator.edition.folder.manifest import (
    MANIFEST,
    BriefEntry,
    FileEntry,
    Manifest,
    PageEntry,
    ReissueEntry,
    entry_of,
    read_manifest,
)
from generator.edition.folder.orders import Order, orders_of
from generator.edition.folder.software import environment
from generator.edition.workers.pool import TaskOutcome, Work, prepare
from generator.edition.workers.reporting import Reporter, Summary, reported
from generator.errors import OutputError
from generator.inputs.access import Inputs
from generator.paths import shown

Outcomes = TaskOutcome[Order, BriefEntry]
Pages = Callable[[Inputs, Manifest, Path, Sequence[PageEntry]], tuple[PageEntry, ...]]


def publish(
    inputs: Inputs, *, out: Path, jobs: int, report: Reporter, pages: Pages, work: Work[Order, BriefEntry] | None = None
) -> Summary:
    """Bring the edition's folder up to date and return how it went.

    Raises AuditError when the tables are not fit to be published, OutputError when the folder cannot be used. A brief
    that fails is left out, its former file removed; the others are made, but no index is.
    """
    if not (out / MANIFEST).exists():
        prepare()  # all is to be made: the libraries are loaded while the tables are looked through
    if not inputs.draft:
        require_clean(inputs.dataset, inputs.config)
    orders = orders_of(inputs)
    with sole_use(out):
        run = _Run(inputs, out, orders)
        pending = run.pending
        if pending:
            run.start()
            kept = len(orders) - len(pending)
            for outcome in reported(pending, work or _workshop(inputs, out), kept=kept, at_once=jobs, report=report):
                run.note(outcome)
        run.finish(pages)
    left = len(pending) - run.made - len(run.failures)
    return Summary(run.made, len(orders) - len(pending), tuple(run.failures), out, left)


def _workshop(inputs: Inputs, out: Path) -> Work[Order, BriefEntry]:
    year, config = inputs.config.edition.year, inputs.config.root
    return partial(_opened, year, config=config, data=inputs.data, out=out, draft=inputs.draft)


def _opened(year: int, *, config: Path, data: Path, out: Path, draft: bool) -> Callable[[Order], BriefEntry]:
    """Open the workshop in a process of its own: the one that gives the orders loads neither charts nor typesetter."""
    from generator.edition.outputs.products import workshop  # noqa: PLC0415

    return workshop(year, config=config, data=data, out=out, draft=draft)


class _Run:
    """One run over an edition's folder: what is kept, what comes in, what the manifest says at each moment."""

    def __init__(self, inputs: Inputs, out: Path, orders: Sequence[Order]) -> None:
        self.inputs, self.out, self.orders = inputs, out, orders
        self.failures: list[Outcomes] = []
        self.made = 0
        self._before = self._written = _former(out, inputs.config.edition.year)
        entries = {} if self._before is None else {entry.area: entry for entry in self._before.briefs}
        self._entries = {o.area: entries[o.area] for o in orders if _is_current(entries.get(o.area), o, out)}

    @property
    def pending(self) -> tuple[Order, ...]:
        """The orders whose briefs have to be made."""
        return tuple(order for order in self.orders if order.area not in self._entries)

    def start(self) -> None:
        """Write down that the folder is being worked on."""
        self._write(self._manifest(complete=False))

    def note(self, outcome: Outcomes) -> None:
        """Enter what has come of one order; what has been made survives whatever comes next."""
        if outcome.result is None:
            self.failures.append(outcome)
            return
        self.made += 1
        self._entries[outcome.task.area] = outcome.result
        self._write(self._manifest(complete=False))

    def finish(self, pages: Pages) -> None:
        """Make the pages about the edition, unless a brief is missing, and remove what no longer belongs to it."""
        manifest = self._manifest(complete=not self.failures)
        if not self.failures:
            before = self._before.pages if self._before else ()
            manifest = replace(manifest, pages=pages(self.inputs, manifest, self.out, before))
        listed = {file.path for file in manifest.files()}
        for path in set(manifest.leftovers) - listed:
            remove(self.out, path)
        self._write(replace(manifest, leftovers=()))

    def _write(self, manifest: Manifest) -> None:
        if manifest != self._written:
            manifest.write(self.out)
            self._written = manifest

    def _manifest(self, *, complete: bool) -> Manifest:
        edition = self.inputs.config.edition
        briefs = tuple(self._entries[order.area] for order in self.orders if order.area in self._entries)
        before = self._before
        keys = {brief.area: brief.key for brief in briefs}
        packages = tuple(one for one in before.packages if keys.get(one.area) == one.brief) if before else ()
        errata = tuple(one for one in before.errata if all(f.holds(self.out) for f in one.files)) if before else ()
        former = {*before.leftovers, *(file.path for file in before.files())} if before else set()
        manifest = Manifest(
            year=edition.year,
            edition=edition.number,
            published_on=edition.published_on.isoformat(),
            complete=complete,
            environment=dict(environment()),
            sources=_sources(self.inputs),
            briefs=briefs,
            reissues=tuple(ReissueEntry(r.number, r.published_on.isoformat(), r.reason) for r in edition.reissues),
            packages=packages,
            errata=errata,
        )
        current = {file.path for file in manifest.files()}
        return replace(manifest, leftovers=tuple(sorted(former - current)))


def _former(out: Path, year: int) -> Manifest | None:
    """Return the manifest of the last run. Raises OutputError when it is another year's: its files are not ours to remove."""
    found = read_manifest(out)
    if found is not None and found.year != year:
        raise OutputError(
            "出力先に、別の年度の公表物があります。",
            where=shown(out),
            found=f"{found.year}年度の目録",
            expected=f"{year}年度の公表物か、目録のないフォルダ",
            remedy="OUT= で、年度ごとに別のフォルダを指定してください。何も書き換えていません。",
        )
    return found


def _is_current(entry: BriefEntry | None, order: Order, out: Path) -> bool:
    return entry is not None and entry.key == order.key and all(file.holds(out) for file in entry.files)


def _sources(inputs: Inputs) -> tuple[FileEntry, ...]:
    folder = inputs.data / str(inputs.config.edition.year)
    files = sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".yaml"})
    return tuple(entry_of(path.name, path.read_bytes()) for path in files)
