"""The run that packs the briefs of an edition: only what changed, like the publication itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.config.config import Config
from generator.edition.delivery.contacts import Contacts, load_contacts
from generator.edition.delivery.one_package import PackOrder, packing_table
from generator.edition.folder.lock import remove, sole_use
from generator.edition.folder.manifest import BriefEntry, Manifest, PackageEntry, require_manifest
from generator.edition.folder.orders import companion_fingerprint
from generator.edition.workers.pool import TaskOutcome
from generator.edition.workers.reporting import Reporter, Summary, reported
from generator.inputs.fingerprint import combined_fingerprint, fingerprint
from generator.measures.areas import Scope

_PACKING = "generator.edition.delivery.one_package"


def make_packages(config: Config, *, out: Path, jobs: int, report: Reporter) -> Summary:
    """Pack the briefs of all prefectures in a published edition's folder.

    Raises ConfigError for contacts that are not complete, OutputError for a folder that has not been published.
    """
    contacts = load_contacts(config)
    with sole_use(out):
        manifest = require_manifest(out, where="OUT")
        orders = pack_orders(manifest, contacts)
        known = {entry.area: entry for entry in manifest.packages}
        kept = {o.area: known[o.area] for o in orders if _is_current(known.get(o.area), o, out)}
        pending = [order for order in orders if order.area not in kept]
        work = partial(packing_table, config.edition.year, config=config.root, out=out)
        failures: list[TaskOutcome[PackOrder, PackageEntry]] = []
        done = dict(kept)
        if pending:
            for outcome in reported(pending, work, kept=len(kept), at_once=jobs, report=report):
                if outcome.result is None:
                    failures.append(outcome)
                else:
                    done[outcome.task.area] = outcome.result
                    _note(manifest, done, orders, out)
        _clear(manifest, done, out)
        _note(manifest, done, orders, out)
    made = len(done) - len(kept)
    return Summary(made, len(kept), tuple(failures), out, len(pending) - made - len(failures))


def pack_orders(manifest: Manifest, contacts: Contacts) -> tuple[PackOrder, ...]:
    """Return an order for each prefecture's brief; its key covers all that goes into the package."""
    own = companion_fingerprint(_PACKING)
    return tuple(_order(brief, manifest, contacts, own) for brief in manifest.briefs if brief.scope == Scope.PREFECTURE)


def _order(brief: BriefEntry, manifest: Manifest, contacts: Contacts, own: str) -> PackOrder:
    errata = next((e for e in manifest.errata if e.edition == brief.edition and brief.name in e.areas), None)
    reason = next((one.reason for one in manifest.reissues if one.number == brief.edition), "")
    parts = (contacts.sender, contacts.of(brief.name), errata, reason, brief.pdf.sha256)  # a signature changes it
    return PackOrder(brief, combined_fingerprint([brief.key, *map(fingerprint, parts), own]), errata, reason)


def _is_current(entry: PackageEntry | None, order: PackOrder, out: Path) -> bool:
    return entry is not None and entry.key == order.key and all(file.holds(out) for file in entry.files)


def _note(manifest: Manifest, done: dict[str, PackageEntry], orders: Sequence[PackOrder], out: Path) -> None:
    packages = tuple(done[order.area] for order in orders if order.area in done)
    if packages != manifest.packages:
        replace(manifest, packages=packages).write(out)


def _clear(manifest: Manifest, done: dict[str, PackageEntry], out: Path) -> None:
    current = {file.path for entry in done.values() for file in entry.files}
    for file in (file for entry in manifest.packages for file in entry.files):
        if file.path not in current:
            remove(out, file.path)
