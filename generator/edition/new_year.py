"""``make new-edition``: the settings' draft, the editor's empty tables and the checklist of the next year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import formats
from generator.config.edition import Edition
from generator.config.edition_files import edition_years
from generator.dataset.contract import TARGETS
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.document.environment import make_environment, render
from generator.errors import OutputError, RegionError
from generator.files import write_whole
from generator.inputs.access import Inputs
from generator.paths import shown

LAST_YEAR = 2100


@dataclass(frozen=True)
class Skeleton:
    """The files of an edition to come, by path, none of which existed."""

    files: Mapping[Path, bytes]

    def write(self) -> tuple[Path, ...]:
        """Write them all and return their paths."""
        return tuple(write_whole(path, data) for path, data in self.files.items())


def prepare_edition(year: int, previous: Inputs) -> Skeleton:
    """Return what ``year`` starts with, made from the edition before it.

    Raises RegionError for a year that is not later, OutputError when any of the files is there already.
    """
    config = previous.config
    last = edition_years(config.root)[-1]
    if not last < year <= LAST_YEAR:
        raise RegionError(
            "新しい年度は、今ある年度より後でなければなりません。",
            where="YEAR",
            found=str(year),
            expected=f"{last + 1} から",
            remedy=f"例: make new-edition YEAR={last + 1}",
        )
    tables = previous.data / str(year)
    files = {
        config.root / "editions" / f"{year}.draft.yaml": edition_draft(year, config.edition),
        tables / "チェックリスト.md": checklist(year, previous),
        **{
            tables / f"{name}.csv": (",".join(columns) + "\n").encode()
            for name, columns in {"targets": TARGETS, **PRACTICE_TABLES}.items()
        },
        tables / "corrections.yaml": _opening(previous, "corrections.yaml") + b"\ncorrections: []\nwaivers: []\n",
        tables / "summaries.yaml": _opening(previous, "summaries.yaml") + b"summaries: []\n",
    }
    there = [path for path in files if path.exists()]
    if there:
        raise OutputError(
            f"{year}年度の準備は、もう始まっています。",
            where="、".join(shown(path) for path in there),
            expected="まだないファイル",
            remedy="初めからやり直すときは、これらのファイルを別の場所に移してください。",
        )
    return Skeleton(files)


def edition_draft(year: int, previous: Edition) -> bytes:
    """Return the settings of the new year (YAML): what carries over, with ★ where somebody has to look."""
    label, short = formats.fiscal_year(year), formats.fiscal_year(year).split("（")[0]

    def renewed(text: str) -> str:
        """Return the text with the year of its edition renewed, as a YAML scalar."""
        return json.dumps(text.replace(previous.label, label).replace(previous.short_label, short), ensure_ascii=False)

    quoted = {
        **{name: renewed(getattr(previous, name)) for name in ("title", "programme", "issuer", "elsewhere_note")},
        **{"label": label, "short_label": short, "office": renewed(previous.contact.office)},
        **{"source_title": renewed(previous.source.title), "volume": renewed(previous.source.volume)},
        "publisher": renewed(previous.source.publisher),
    }
    programmes = [{"key": p.key, "name": renewed(p.name), "short": renewed(p.short)} for p in previous.programmes]
    return _filled(
        "edition.yaml.j2",
        year=year,
        label=label,
        previous=previous,
        q=quoted,
        programmes=programmes,
        held=previous.prefectures_in_volume,
        published_on=_later(previous.published_on, year - previous.year),
        read_on=_later(previous.source.read_on, year - previous.year),
        control_prefix=_prefix(year, previous.control_prefix),
    )


def _later(day: date, years: int) -> str:
    """Return the day some years on (28 February for 29), as YAML reads it."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day).isoformat()


def checklist(year: int, previous: Inputs) -> bytes:
    """Return what to ask, to review and to run, drawn from the edition before."""
    config, respondents = previous.config, tuple(previous.dataset.respondents.values())
    by_prefecture = groupby(respondents, key=lambda respondent: respondent.prefecture)
    return _filled(
        "checklist.md.j2",
        year=year,
        label=formats.fiscal_year(year),
        previous=config.edition,
        queries=list(_queries(previous)),
        references=[(config.metrics[one.metric].label, one.source) for one in config.edition.reference_values],
        total=formats.number(Decimal(config.municipality_total)),
        respondents=respondents,
        respondents_by_prefecture=[
            (name, [f"{one.name}（{one.code}）" for one in group]) for name, group in by_prefecture
        ],
        from_day=formats.era_date(config.edition.as_of),
        to_day=formats.era_date(date(year + 1, 3, 31)),
    )


def _queries(previous: Inputs) -> Iterator[str]:
    """Yield the corrections that no answer has confirmed."""
    respondents, metrics = previous.dataset.respondents, previous.config.metrics
    for correction in previous.dataset.corrections:
        if correction.status != "confirmed":
            one, metric = respondents[correction.respondent], metrics[correction.metric]
            yield f"{one.prefecture} {one.name} {metric.label}：印刷は {correction.printed}"


def _opening(previous: Inputs, name: str) -> bytes:
    """Return the remarks that last year's file opens with."""
    path = previous.data / str(previous.config.edition.year) / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    opening = []
    for line in lines:
        if not line.startswith("#"):
            break
        opening.append(f"{line}\n")
    return "".join(opening).encode()


def _prefix(year: int, previous: str) -> str:
    """Return CKB-R01 for CKB-H30: the first part, era and year."""
    era = formats.era_year(date(year, 5, 1))
    letter = {"令和": "R", "平成": "H"}[era[:2]]
    count = era[2:-1].replace("元", "1")
    return f"{previous.rsplit('-', 1)[0]}-{letter}{int(count):02d}"


def _filled(template: str, **slots: Any) -> bytes:
    return render(make_environment(), f"edition/{template}", **slots).encode()
