"""Where a brief comes from, for machines: edition, inputs' hashes, versions, and the ancestry of each printed figure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from generator.config.edition import Edition
from generator.datafiles.wording import Wording
from generator.dataset.places import Places
from generator.dataset.withholding import WITHHELD
from generator.document.view import BriefView
from generator.ledger.figure import Citation, Figure
from generator.ledger.ledger import Ledger
from generator.measures.measure import Measures
from generator.paths import ROOT
from generator.proof.printed import Printed

SCHEMA: Final = 1
_LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def provenance(
    view: BriefView, measures: Measures, printed: Sequence[Printed], words: Wording, fingerprints: Mapping[str, str]
) -> bytes:
    """Return the provenance as JSON in UTF-8: the printed figures and all that they were made of.

    ``fingerprints`` are the SHA-256 (hex) of what the brief was made of, by name.
    """
    ledger, places = measures.ledger, measures.dataset.places
    shown = {one.figure for one in printed}
    head = {
        "schema": SCHEMA,
        "document": _document(view, measures.config.edition),
        "inputs": dict(fingerprints),
        "software": dict(packages()),
    }
    figures = (_json(_figure(figure, words, figure.id in shown, places)) for figure in ancestry(shown, ledger))
    parts = [f"{_json(name)}: {_json(part)}" for name, part in head.items()]
    parts.append(
        '"figures": [\n' + ",\n".join(figures) + "\n]"
    )  # a figure a line, so that two editions can be compared
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def ancestry(ids: Iterable[str], ledger: Ledger) -> tuple[Figure, ...]:
    """Return the figures and all figures of the ledger that they rest on, in the ledger's order."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        one = waiting.pop()
        if one in ledger and one not in found:
            found.add(one)
            waiting += ledger[one].roots
    return tuple(figure for figure in ledger if figure.id in found)


@cache
def packages() -> tuple[tuple[str, str], ...]:
    """Return the locked packages that the generator runs on, with the versions that are installed."""
    names = _LOCKED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    return tuple(found for name in names for found in _installed(name))


def _installed(name: str) -> Iterator[tuple[str, str]]:
    with suppress(PackageNotFoundError):  # it is locked for another system
        yield name, version(name)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _document(view: BriefView, edition: Edition) -> dict[str, Any]:
    return {
        "title": view.title,
        "area": view.area.name,
        "control_number": view.control,
        "fiscal_year": edition.year,
        "edition": edition.number,
        "published_on": edition.published_on.isoformat(),
        "publisher": edition.issuer,
        "source": {
            "title": edition.source.title,
            "volume": edition.source.volume,
            "publisher": edition.source.publisher,
            "lines": edition.source.lines,
            "read_on": edition.source.read_on.isoformat(),
        },
    }


def _figure(figure: Figure, words: Wording, shown: bool, places: Places) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": figure.id, "subject": words.name(figure.id), "item": words.item(figure)}
    if shown:
        entry["printed"] = figure.text
    entry |= {
        "value": None if figure.value is None else f"{figure.value:f}",
        "unit": figure.unit,
        "decimals": figure.decimals,
        "state": figure.state.value,
        "formula": figure.formula.value,
    }
    if figure.inputs:
        entry["inputs"] = list(figure.inputs)
    elif figure.among:
        entry["among"] = list(figure.among)
    return entry | (_source(figure.source, places) if figure.source else {})


def _source(source: Citation, places: Places) -> dict[str, Any]:
    """Return what the source says, without the parts that are empty or that this brief may not read."""
    correction = source.correction
    parts: dict[str, Any] = {
        "lines": list(source.lines),
        "places": _shown(source, places),
        "source_text": source.printed,
        "note": source.note,
        "publication": source.publication,
        "correction": correction
        and _readable(
            {
                "printed": correction.printed,
                "reason": correction.reason,
                "decided_by": correction.decided_by,
                "decided_on": correction.decided_on,
                "status": correction.status,
            }
        ),
    }
    return {name: part for name, part in parts.items() if part is not WITHHELD and part}


def _shown(source: Citation, places: Places) -> str:
    """Return the page or cell of the lines, where they are this year's and their place is known."""
    known = not places.lone_text and not source.publication and source.lines is not WITHHELD
    return places.cite(source.lines) if known and places.cover(source.lines) else ""


def _readable(parts: dict[str, Any]) -> dict[str, str]:
    return {name: str(part) for name, part in parts.items() if part is not WITHHELD}
