"""The finder of the index: who does what, by the features that the ledger counts, and where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from generator.config.config import Config
from generator.config.places import Municipality
from generator.config.romaji import romaji
from generator.dataset.contract import Kind
from generator.dataset.practice.contract import FUNDING_CELLS, Stage
from generator.dataset.records import Dataset, Respondent
from generator.document.practice.contacts import profile_numbers
from generator.inputs.access import Inputs
from generator.measures.doubts import unsure
from generator.measures.practice.features import features_of

PREFECTURE, SIZE, THEME, REUSE, FUNDING = "prefecture", "size", "theme", "reuse", "funding"
"""Facets that are no group of config/practice.yaml, or counted by more than the kind (the stage of money)."""
ORDER: Final = (
    PREFECTURE, SIZE, "unit", "place", "person", "base", REUSE, "meeting", "posting", "qualification", FUNDING, "linked", THEME,
)  # fmt: skip
"""The facets in the order of the form; further groups of the settings follow."""
LIMITS: Final = (0, 10_000, 30_000, 100_000, 300_000, 1_000_000)
"""From how many people on each class of size begins."""
UNSURE: Final = "unsure"
Hits = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Facet -> kind -> the names that the form gives; an empty name where it gives none."""
_Hit = tuple[str, str, str]


@dataclass(frozen=True)
class Option:
    """A kind that one may ask for: ``count`` forms have it; ``group`` is what it stands below in a list."""

    id: str
    label: str
    group: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A question of the form; ``label`` is empty where the template words it."""

    id: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class FinderRow:
    """One respondent: whom to ask, where its profile is, and all that it may be found by.

    ``host`` is the respondent whose form it is printed in; ``names`` and ``texts`` are searched.
    """

    number: str
    name: str
    prefecture: str
    area: str
    host: str
    department: str
    phone: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    hits: Hits


@dataclass(frozen=True)
class Finder:
    """The form and its answers, in the order of the document."""

    facets: tuple[Facet, ...]
    rows: tuple[FinderRow, ...]

    def data(self) -> list[dict[str, object]]:
        """Return what the page's script reads, row by row; the template makes JSON of it that no text can leave."""
        return [
            {
                "number": row.number,
                "names": row.names,
                "texts": row.texts,
                "hits": {
                    facet: {kind: [name for name in names if name] for kind, names in kinds.items()}
                    for facet, kinds in row.hits.items()
                },
            }
            for row in self.rows
        ]


def finder_of(inputs: Inputs) -> Finder:
    """Return the finder over all respondents of the edition."""
    dataset, config = inputs.dataset, inputs.config
    hits = _hits(dataset, config)
    numbers = profile_numbers(dataset)
    towns = TownWords(config)
    rows = tuple(
        _row(one, numbers[code], hits.get(code, {}), inputs, towns) for code, one in dataset.respondents.items()
    )
    groups = [group.id for group in config.practice.features if group.id not in ORDER]
    facets = (_facet(name, rows, config) for name in (*ORDER, *groups))
    return Finder(tuple(facet for facet in facets if facet.options), rows)


class TownWords:
    """Names and readings of respondents, from the register of municipalities."""

    def __init__(self, config: Config) -> None:
        self._rows: dict[tuple[str, str], list[Municipality]] = {}
        for row in config.municipalities.values():
            if row.name:
                self._rows.setdefault((row.prefecture, row.name), []).append(row)

    def of(self, respondent: Respondent) -> Iterator[str]:
        """Yield names and readings of a respondent, and of the municipalities that it answered for."""
        yield respondent.name
        for name in dict.fromkeys((respondent.name, *respondent.member_names)):
            for row in self._rows.get((respondent.prefecture, name), ()):
                yield from (row.name, row.kana, romaji(row.kana))


def _hits(dataset: Dataset, config: Config) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    """Return code -> facet -> kind -> names."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    sources = chain(_features(dataset, config), _meetings(dataset), _funding(dataset), _themes(dataset), _places(dataset))
    for code, (facet, kind, name) in sources:
        kinds = found.setdefault(code, {}).setdefault(facet, {})
        kinds[kind] = (*kinds.get(kind, ()), name)
    return found


def _features(dataset: Dataset, config: Config) -> Iterator[tuple[str, _Hit]]:
    for key, holders in features_of(dataset, config.practice).holders.items():
        if key.group != FUNDING:
            for code, holding in holders.items():
                yield from ((code, (key.group, key.kind, label)) for label in holding.labels or ("",))


def _meetings(dataset: Dataset) -> Iterator[tuple[str, _Hit]]:
    """Yield one hit a meeting, so that they add up to the ledger's count of meetings."""
    for one in dataset.practice.meetings:
        yield one.code, (REUSE, f"{one.purpose.value}-{one.reuse.value}", one.name)


def _funding(dataset: Dataset) -> Iterator[tuple[str, _Hit]]:
    for one in dataset.practice.practices:
        if one.stage is not None and one.cell in FUNDING_CELLS:
            yield one.code, (FUNDING, f"{one.kind}-{one.stage.value}", one.label)


def _themes(dataset: Dataset) -> Iterator[tuple[str, _Hit]]:
    """Yield what the municipal forms speak of, as the brief counts it."""
    told = {one.code for one in dataset.municipal() if one.kind is not Kind.MEMBER}
    yield from ((one.code, (THEME, one.theme, "")) for one in dataset.themes if one.code in told)


def _places(dataset: Dataset) -> Iterator[tuple[str, _Hit]]:
    """Yield prefecture and class of size; a population that is asked about belongs to no class."""
    municipal = [one.code for one in dataset.municipal()]
    doubtful = unsure(dataset, "population", municipal)
    for code, one in dataset.respondents.items():
        yield code, (PREFECTURE, one.prefecture_code, "")
    for code in municipal:
        given = dataset.indicators.get((code, "population"))
        people = given.value if given and code not in doubtful else None
        yield code, (SIZE, UNSURE if people is None else _class_of(people), "")


def _class_of(people: Decimal) -> str:
    low = max(limit for limit in LIMITS if limit <= people)
    return str(low)


def _row(one: Respondent, number: str, hits: Hits, inputs: Inputs, towns: TownWords) -> FinderRow:
    dataset, place = inputs.dataset, inputs.config.prefectures[one.prefecture_code]
    host = dataset.respondents.get(one.parent)
    asked = host or one
    names = (one.prefecture, place.short, place.kana_full, place.romaji, *towns.of(one))
    return FinderRow(
        number=number,
        name=one.name,
        prefecture=one.prefecture,
        area=one.prefecture_code,
        host=host.name if host else "",
        department=asked.department,
        phone=asked.phone,
        names=tuple(dict.fromkeys(names)),
        texts=tuple(dict.fromkeys(text for text in _texts(one.code, dataset) if text)),
        hits=hits,
    )


def _texts(code: str, dataset: Dataset) -> Iterator[str]:
    """Yield names and own words of the brief about a respondent, for the search by words."""
    tables = dataset.practice
    for project in dataset.projects:
        if project.code == code:
            yield from (project.project_name, project.contractor, project.implementer)
    yield from (one.label for one in tables.practices if one.code == code)
    yield from (one.name for one in tables.meetings if one.code == code)
    for event in tables.events:
        if event.code == code:
            yield from (event.what, event.place)
    yield from (statement.text for statement in dataset.summaries.get(code, {}).values())


def _facet(name: str, rows: Sequence[FinderRow], config: Config) -> Facet:
    counts: dict[str, int] = {}
    for kind in (kind for row in rows for kind in row.hits.get(name, {})):
        counts[kind] = counts.get(kind, 0) + 1
    label = next((group.label for group in config.practice.features if group.id == name and name != FUNDING), "")
    options = (Option(kind, *words, counts[kind]) for kind, words in _kinds(name, config) if kind in counts)
    return Facet(name, label, tuple(options))


def _kinds(name: str, config: Config) -> Iterable[tuple[str, tuple[str, str]]]:
    """Yield the kinds of a facet in the order of the settings, each with its label and the one above it."""
    practice, labels = config.practice, config.practice.labels
    if name == PREFECTURE:
        return ((place.code, (place.name, "")) for place in config.prefectures.values())
    if name == SIZE:
        return ((kind, ("", "")) for kind in (*map(str, LIMITS), UNSURE))
    if name == THEME:
        return ((theme.id, (theme.label, "")) for theme in config.themes)
    if name == REUSE:
        pairs = ((p, r) for p in labels["purpose"] for r in labels["reuse"])
        return ((f"{p}-{r}", (labels["reuse"][r], labels["purpose"][p])) for p, r in pairs)
    if name == FUNDING:
        stages = [stage.value for stage in Stage]
        return ((f"{k}-{s}", (label, labels["stage"][s])) for s in stages for k, label in labels["funding"].items())
    group = next(group for group in practice.features if group.id == name)
    return ((kind, (code.label, "")) for kind, code in practice.codes_of(group).items())
