"""What two versions of an edition say differently: figure by figure, passage by passage, and why."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from generator.document.attached import PROVENANCE
from generator.edition.folder.manifest import BriefEntry, Manifest
from generator.edition.folder.records import MOST_PASSAGES, RECORD, PagePassage, PrintedFigure, Record, read_record
from generator.errors import OutputError
from generator.paths import shown

NOTHING: Final = "（記載なし）"
_MARKED: Final = re.compile(r"(?:r\?|r|\?)\{")
_LARGEST: Final = 50_000_000
_ALIGNED: Final = 100_000_000


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise: where, what it is, how it read, how it reads now.

    ``causes`` are the figures of the tables that it comes from, with the editor's reason where one is known.
    """

    place: str
    item: str
    wrong: str
    right: str
    causes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Erratum:
    """A difference with the names of all areas whose briefs carry it."""

    difference: Difference
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """What has changed between two versions.

    ``unspoken`` are briefs whose pages changed without any word or number changing (points of others in the charts),
    ``unraised`` those that changed under their former version number; ``added`` and ``removed`` are in one version only.
    """

    errata: tuple[Erratum, ...]
    changed: tuple[BriefEntry, ...]
    unspoken: tuple[str, ...]
    unraised: tuple[str, ...]
    added: tuple[BriefEntry, ...] = ()
    removed: tuple[BriefEntry, ...] = ()

    @property
    def issued(self) -> tuple[BriefEntry, ...]:
        """The briefs of the later version that the former did not have so."""
        return (*self.changed, *self.added)


@dataclass
class _Version:
    """One brief of one version: what it says and where its figures come from."""

    record: Record
    origins: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, PrintedFigure] = field(init=False)

    def __post_init__(self) -> None:
        self.figures = {figure.id: figure for figure in self.record.figures}


def compare(old: Manifest, new: Manifest, *, before: Path, after: Path) -> Differences:
    """Return the differences between the versions in two folders, each once with all areas that carry it.

    Raises OutputError when a file that the manifests list is not there, or not as they list it.
    """
    former, later = ({entry.area: entry for entry in manifest.briefs} for manifest in (old, new))
    pairs = [(former[entry.area], entry) for entry in new.briefs if entry.area in former]
    changed = [(one, other) for one, other in pairs if one.pdf.sha256 != other.pdf.sha256]
    found: dict[Difference, list[str]] = {}
    unspoken = []
    for one, other in changed:
        differences = tuple(_differences(_version(one, before), _version(other, after)))
        for difference in differences:
            found.setdefault(difference, []).append(other.name)
        if not differences:
            unspoken.append(other.name)
    return Differences(
        errata=tuple(Erratum(difference, tuple(areas)) for difference, areas in found.items()),
        changed=tuple(other for _, other in changed),
        unspoken=tuple(unspoken),
        unraised=tuple(other.name for one, other in changed if other.edition <= one.edition),
        added=tuple(entry for area, entry in later.items() if area not in former),
        removed=tuple(entry for area, entry in former.items() if area not in later),
    )


def _version(entry: BriefEntry, folder: Path) -> _Version:
    try:
        record = read_record(_content(entry, folder, RECORD))
        origins = _origins(json.loads(_content(entry, folder, PROVENANCE.name)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise OutputError(
            "比べるための記録の形をしていません。",
            where=shown(folder),
            found=entry.name,
            expected=f"make publish が作った {RECORD} と {PROVENANCE.name}（文は{MOST_PASSAGES:,}個まで）",
            remedy="保存してあるフォルダから写し戻すか、make publish で作り直してください。",
        ) from exc
    return _Version(record, origins)


def _origins(content: Any) -> dict[str, Mapping[str, Any]]:
    """Return the ancestry by figure. Raises an error of the kinds above for what is none."""
    origins = {str(origin["id"]): origin for origin in content["figures"]}
    for origin in origins.values():
        texts = [origin["subject"], origin["item"], (origin.get("correction") or {}).get("reason", "")]
        if not all(isinstance(text, str) for text in (*texts, *origin.get("inputs", ()), origin["value"] or "")):
            raise ValueError("no ancestry")
    return origins


def _content(entry: BriefEntry, folder: Path, name: str) -> bytes:
    file = next((file for file in entry.files if file.path.endswith(f"/{name}")), None)
    if file is not None and file.bytes <= _LARGEST and file.holds(folder):
        return file.read(folder)
    raise OutputError(
        "比べるためのファイルがないか、目録に記録されたものと違います。",
        where=shown(folder),
        found=f"{entry.name} の {name}",
        expected="make publish が作ったフォルダの全体（data/ を含む）",
        remedy="前の版は、フォルダごと保存しておいてください（docs/operations.md）。",
    )


def _differences(old: _Version, new: _Version) -> Iterator[Difference]:
    """Yield figures that read otherwise, then passages that are worded otherwise, in the order of the brief."""
    for figure_id, figure in {**old.figures, **new.figures}.items():
        one, other = old.figures.get(figure_id), new.figures.get(figure_id)
        if one and other and _reads(one) != _reads(other):
            causes = tuple(_causes(figure_id, old.origins, new.origins))
            yield Difference(_places(other), _item(figure, new.origins), _reads(one), _reads(other), causes)
    yield from _reworded(old.record.passages, new.record.passages)


def _item(figure: PrintedFigure, origins: Mapping[str, Mapping[str, Any]]) -> str:
    """Return whose and what the figure is, as its provenance has it: a result and its share of the target are two."""
    origin = origins.get(figure.id)
    return f"{origin['subject']} {origin['item']}" if origin else figure.label


def _reads(figure: PrintedFigure) -> str:
    return f"{figure.text}{figure.unit if figure.value else ''}"


def _places(figure: PrintedFigure) -> str:
    first, *others = figure.places
    return f"{first}（ほか{len(others)}か所）" if others else first


def _causes(
    figure_id: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield the figures without inputs, among all that the figure was made of, whose value is another now."""
    seen: set[str] = set()
    waiting = [figure_id]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in new:
            continue
        seen.add(one)
        inputs = new[one].get("inputs", ())
        waiting += reversed(inputs)
        if not inputs and one in old and old[one]["value"] != new[one]["value"]:
            correction = new[one].get("correction") or {}
            yield f"{new[one]['subject']} {new[one]['item']}", correction.get("reason", "")


def _reworded(old: Sequence[PagePassage], new: Sequence[PagePassage]) -> Iterator[Difference]:
    """Yield the passages whose words have changed; where only figures did, those are told already."""
    for wrong, right in _unlike(old, new):
        for index in range(max(len(wrong), len(right))):
            one = wrong[index] if index < len(wrong) else None
            other = right[index] if index < len(right) else None
            place = (other or one or old[0]).place
            yield Difference(place, "", one.text if one else NOTHING, other.text if other else NOTHING)


def _unlike(
    old: Sequence[PagePassage], new: Sequence[PagePassage]
) -> Iterator[tuple[Sequence[PagePassage], Sequence[PagePassage]]]:
    """Yield the stretches that differ. Too many to be aligned are told apart by their words alone."""
    former, later = _keys(old), _keys(new)
    if len(former) * len(later) > _ALIGNED:
        gone, come = set(former) - set(later), set(later) - set(former)
        yield from (((one,), ()) for one, key in zip(old, former, strict=True) if key in gone)
        yield from (((), (one,)) for one, key in zip(new, later, strict=True) if key in come)
        return
    for kind, first, last, start, end in SequenceMatcher(a=former, b=later, autojunk=False).get_opcodes():
        if kind != "equal":
            yield old[first:last], new[start:end]


def _keys(passages: Sequence[PagePassage]) -> list[tuple[str, str, int]]:
    """Return the keys, equal ones numbered: many of them would take the comparison ages."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for key in map(_key, passages):
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _key(passage: PagePassage) -> tuple[str, str]:
    """Return what makes a passage: its words. That a figure is now marked as corrected is told with the figure."""
    return passage.place, _MARKED.sub("{", passage.shape)
