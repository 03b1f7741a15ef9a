"""A small edition in which every check is content, and ways to spoil it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from generator.config import Config, load_config
from generator.dataset.contract import METRICS, UNITS, Assessment, Contract, Kind, Programme, Status
from generator.dataset.places import PlaceRange, Places, SourceFile
from generator.dataset.practice.records import PracticeTables
from generator.dataset.records import (
    Correction,
    Dataset,
    Indicator,
    OpenCandidate,
    Project,
    Respondent,
    Statement,
    Target,
    ThemeMention,
    Waiver,
)

PREF, MORIOKA, TONO, YAHABA = "030007", "032018", "032085", "033227"
NAMES = {PREF: "岩手県", MORIOKA: "盛岡市", TONO: "遠野市", YAHABA: "矢巾町"}
STARTS = {PREF: 1, MORIOKA: 101, TONO: 201, YAHABA: 301}
DAY = date(2026, 11, 23)
PARTS = ("特色", "ねらい", "取組", "成果")
FIGURES: dict[str, tuple[str, ...]] = {
    PREF: ("1240000", "520000", "31.5", "10.9", "15275", "82", "300", "150", "5", "50", "55", "3", "10", "13", "-"),
    MORIOKA: ("290000", "135000", "26.8", "16.0", "886", "89", "42", "23", "", "9", "9", "", "1", "1", "20"),
    TONO: ("27000", "10800", "38.7", "9.2", "826", "90", "11", "3", "1", "", "1", "1", "3", "4", "3"),
    YAHABA: ("27300", "10400", "25.2", "8.5", "67", "75", "4", "2", "0", "1", "1", "0", "1", "1", "2"),
}
"""The figures in the order of METRICS; empty is missing, "-" is not applicable."""


@dataclass(frozen=True)
class Scene:
    """Dataset and settings under test; every method returns a changed copy."""

    dataset: Dataset
    config: Config

    def figure(self, code: str, metric: str, value: str | None, **changes: Any) -> Scene:
        """Give a respondent another figure (None: missing)."""
        old = self.dataset.indicators[code, metric]
        status = Status.MISSING if value is None else Status.REPORTED
        number = None if value is None else Decimal(value)
        new = replace(old, **{"value": number, "printed": value or "", "status": status, **changes})
        return self._with(indicators=MappingProxyType({**self.dataset.indicators, (code, metric): new}))

    def waiting(self, code: str, count: int) -> Scene:
        """Leave proposed targets of a respondent undecided."""
        open_ones = tuple(OpenCandidate(code, f"P{number:02d}", "相談件数", 10 + number) for number in range(1, count + 1))
        return self._with(open_candidates=open_ones, unreviewed=frozenset({code}))

    def rows_waiting(self, code: str, count: int) -> Scene:
        """Leave proposed rows of chapters 3 and 4 of a respondent undecided."""
        return self._with(open_rows={code: count})

    def unreviewed(self, code: str) -> Scene:
        """Say that nobody has looked for targets in a respondent's form."""
        return self._with(unreviewed=frozenset({code}))

    def respondent(self, code: str, **changes: Any) -> Scene:
        """Change a respondent."""
        new = replace(self.dataset.respondents[code], **changes)
        return self._with(respondents=MappingProxyType({**self.dataset.respondents, code: new}))

    def further(self, like: str, code: str, **changes: Any) -> Scene:
        """Add a respondent like another one, with the same figures."""
        new = replace(self.dataset.respondents[like], **{**changes, "code": code})
        figures = {(code, m): replace(self.dataset.indicators[like, m], code=code) for m in METRICS}
        return self._with(
            respondents=MappingProxyType({**self.dataset.respondents, code: new}),
            indicators=MappingProxyType({**self.dataset.indicators, **figures}),
        )

    def project(self, code: str, programme: Programme = Programme.CHIIKIRYOKU, **changes: Any) -> Scene:
        """Change a project."""
        rows = tuple(
            replace(p, **changes) if (p.code, p.programme) == (code, programme) else p for p in self.dataset.projects
        )
        return self._with(projects=rows)

    def without_project(self, code: str, programme: Programme) -> Scene:
        """Take a project out."""
        return self._with(
            projects=tuple(p for p in self.dataset.projects if (p.code, p.programme) != (code, programme))
        )

    def target(self, code: str = MORIOKA, **changes: Any) -> Scene:
        """Change a respondent's target; another ``id`` gives a further one."""
        old = next(t for t in self.dataset.targets if t.code == code)
        numbers = {key: Decimal(v) for key, v in changes.items() if key in ("target", "result", "converted") and v is not None}
        new = replace(old, **{**changes, **numbers})
        kept = tuple(t for t in self.dataset.targets if (t.code, t.id) != (new.code, new.id))
        return self._with(targets=(*kept, new))

    def summary(self, code: str, part: str, statement: Statement | None) -> Scene:
        """Change a part of a summary, or take it out."""
        parts = {**self.dataset.summaries[code], part: statement}
        held = MappingProxyType({key: value for key, value in parts.items() if value is not None})
        return self._with(summaries=MappingProxyType({**self.dataset.summaries, code: held}))

    def practised(self, **tables: Any) -> Scene:
        """Set tables of chapters 3 and 4; the others are empty."""
        return self._with(practice=PracticeTables(**tables))

    def themes(self, *themes: ThemeMention) -> Scene:
        """Set the mentions of themes."""
        return self._with(themes=themes)

    def corrected(self, *corrections: Correction) -> Scene:
        """Enter corrections, applied as loading applies them."""
        indicators = dict(self.dataset.indicators)
        for one in corrections:
            status = Status.MISSING if one.value is None else Status.CORRECTED
            key = (one.respondent, one.metric)
            indicators[key] = replace(indicators[key], value=one.value, status=status, correction=one)
        return self._with(indicators=MappingProxyType(indicators), corrections=corrections)

    def waived(self, *waivers: Waiver) -> Scene:
        """Enter waivers."""
        return self._with(waivers=waivers)

    def documents(self, last: int) -> Scene:
        """Let the tables come from a PDF whose last page ends with a line."""
        file = SourceFile("D001", "pdf", "個票.pdf", "0" * 64, 1, "")
        return self._with(places=Places((file,), (PlaceRange(1, last, "D001", 1, "", ""),)))

    def edition(self, **changes: Any) -> Scene:
        """Change the edition's settings."""
        return replace(self, config=replace(self.config, edition=self.config.edition.model_copy(update=changes)))

    def _with(self, **changes: Any) -> Scene:
        return replace(self, dataset=replace(self.dataset, **changes))


@cache
def scene() -> Scene:
    """The edition that every check is content with."""
    return Scene(_dataset(), _config())


def correction(**changes: Any) -> Correction:
    """A correction of 矢巾町's welfare rate."""
    fields: dict[str, Any] = {
        "respondent": YAHABA, "metric": "welfare_rate", "printed": "8.5", "value": Decimal("8.6"), "unit": "‰",
        "reason": "丸めの違い。", "decided_by": "編集担当", "decided_on": DAY, "status": "confirmed",
    }  # fmt: skip
    return Correction(**{**fields, **changes})


def waiver(check: str, respondent: str, item: str = "", **changes: Any) -> Waiver:
    """A waiver."""
    fields: dict[str, Any] = {"reason": "確かめた。", "decided_by": "編集担当", "decided_on": DAY}
    return Waiver(check, respondent, item, **{**fields, **changes})


def statement(text: str, *lines: int) -> Statement:
    """A sentence of a summary."""
    return Statement(text, lines)


def _config() -> Config:
    config = load_config(year=2018)
    edition = config.edition
    changes = {
        "prefectures_in_volume": ("岩手県",),
        "source": edition.source.model_copy(update={"lines": 400}),
        "contact": edition.contact.model_copy(update={"placeholder": False}),
    }
    return replace(config, edition=edition.model_copy(update=changes))


def _dataset() -> Dataset:
    municipal = [code for code in NAMES if code != PREF]
    return Dataset(
        year=2018,
        respondents=MappingProxyType({code: _respondent(code) for code in NAMES}),
        indicators=MappingProxyType({(i.code, i.metric): i for code in NAMES for i in _indicators(code)}),
        projects=(
            *(_project(code, Programme.CHIIKIRYOKU) for code in municipal),
            *(_project(code, Programme.TAKIKAN) for code in municipal),
            _project(PREF, Programme.TODOFUKEN),
        ),
        targets=tuple(_target(code) for code in municipal),
        themes=tuple(ThemeMention(code, "ibasho", 1, (STARTS[code] + 9,)) for code in NAMES),
        corrections=(),
        waivers=(),
        summaries=MappingProxyType({code: _summary(code) for code in NAMES}),
    )


def _respondent(code: str) -> Respondent:
    own = code == PREF
    marks = {Programme.TODOFUKEN} if own else {Programme.CHIIKIRYOKU, Programme.TAKIKAN}
    return Respondent(
        code=code, prefecture_code="03", prefecture="岩手県", name=NAMES[code],
        kind=Kind.PREFECTURE if own else Kind.MUNICIPALITY, parent="", municipalities=0 if own else 1,
        programmes=frozenset(marks), department="福祉課", phone="019-000-0000", url="https://www.example.lg.jp/",
        as_of="平成31年1月1日現在", line_start=STARTS[code], line_end=STARTS[code] + 99,
    )  # fmt: skip


def _indicators(code: str) -> list[Indicator]:
    return [
        Indicator(
            code=code, metric=metric, value=Decimal(text) if text not in ("", "-") else None, unit=UNITS[metric],
            printed=text.strip("-"), line=STARTS[code] + 5,
            status={"": Status.MISSING, "-": Status.NOT_APPLICABLE}.get(text, Status.REPORTED), note="",
        )
        for metric, text in zip(METRICS, FIGURES[code], strict=True)
    ]  # fmt: skip


def _project(code: str, programme: Programme) -> Project:
    direct = programme is not Programme.CHIIKIRYOKU
    return Project(
        code=code, programme=programme, implementer=NAMES[code], contractor="" if direct else "社会福祉協議会",
        contract=Contract.DIRECT if direct else Contract.OUTSOURCED, project_name="事業", line=STARTS[code] + 20,
        contractor_type="直営" if direct else "社会福祉協議会",
    )  # fmt: skip


def _target(code: str) -> Target:
    return Target(
        code=code, id="T01", programme=Programme.CHIIKIRYOKU, indicator="講座の参加者", category="研修・講座",
        target=Decimal(50), target_unit="人", target_line=STARTS[code] + 30, result=Decimal(60), result_unit="人",
        result_line=STARTS[code] + 80, assessment=Assessment.MET, basis="compared", note="",
    )  # fmt: skip


def _summary(code: str) -> MappingProxyType[str, Statement]:
    return MappingProxyType({part: statement(f"{NAMES[code]}の{part}。" + "あ" * 50, STARTS[code] + 10) for part in PARTS})
