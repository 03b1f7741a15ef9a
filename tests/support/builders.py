"""Small datasets made by hand, and the real one measured: what the tests of the figures, texts and charts start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.audit.doubts import doubts_of
from generator.config.config import Config, load_config
from generator.dataset.contract import METRICS, UNITS, Assessment, Contract, Kind, Programme, Status
from generator.dataset.load import load_dataset
from generator.dataset.practice.records import NO_PRACTICE, PracticeTables
from generator.dataset.records import Correction, Dataset, Indicator, Project, Respondent, Target, ThemeMention
from generator.document.charts import draw_charts
from generator.document.environment import make_environment, render
from generator.document.key_figures import keys_of
from generator.document.view import AreaView, BriefView, build_view
from generator.findings.candidates import Finding
from generator.findings.choosing import Findings, choose
from generator.measures.areas import Area
from generator.measures.measure import Measures, measure
from generator.measures.selection import group_area, nation_area, prefecture_area

YEAR = 2018
PREFECTURES = MappingProxyType({"03": "岩手県", "02": "青森県", "05": "秋田県", "13": "東京都"})
MISSING, NOT_APPLICABLE = "", "-"


@cache
def real_config() -> Config:
    """The settings of the edition."""
    return load_config(year=YEAR)


@cache
def config_without_choices() -> Config:
    """The settings of the edition where no editor prefers a headline."""
    config = real_config()
    return replace(config, edition=config.edition.model_copy(update={"headlines": ()}))


@cache
def real_dataset() -> Dataset:
    """The tables of the edition, with what has become of the doubts about them."""
    dataset = load_dataset(YEAR)
    return replace(dataset, doubts=doubts_of(dataset, real_config()))


def real_areas() -> dict[str, Area]:
    """All prefectures of the volume, the blocks that it holds anything of, and the nation, by a readable name."""
    config, dataset = real_config(), real_dataset()
    held = config.edition.prefectures_in_volume
    areas = [prefecture_area(p, dataset) for p in config.prefectures.values() if p.name in held]
    areas += [group_area(g, config, dataset) for g in config.groupings.blocks.groups if set(held) & set(g.members)]
    areas.append(nation_area("収録都道府県", config, dataset))
    return {area.name: area for area in areas}


@cache
def real_measures(name: str) -> Measures:
    """The figures of one of :func:`real_areas`."""
    return measured(real_dataset(), real_areas()[name])


def measured(dataset: Dataset, area: Area, config: Config | None = None) -> Measures:
    """The figures of an area; editors' choices of the edition say nothing of a dataset made by hand."""
    settings = config or (real_config() if dataset is real_dataset() else config_without_choices())
    return measure(dataset, settings, area)


@dataclass(frozen=True)
class Form:
    """One respondent with its figures: a number as text, "" not given, "-" not applicable, "27.3r" corrected."""

    name: str
    figures: Mapping[str, str] = field(default_factory=dict)
    prefecture: str = "03"
    kind: Kind = Kind.MUNICIPALITY
    parent: str = ""
    municipalities: int = 1
    programmes: tuple[Programme, ...] = (Programme.CHIIKIRYOKU, Programme.TAKIKAN)
    code: str = ""


def dataset_of(
    forms: Sequence[Form],
    *,
    targets: Iterable[Target] = (),
    projects: Iterable[Project] = (),
    themes: Iterable[ThemeMention] = (),
    practice: PracticeTables = NO_PRACTICE,
) -> Dataset:
    """A dataset of the forms; figures that a form does not name are missing."""
    coded = [replace(form, code=form.code or f"{form.prefecture}{i:03d}0") for i, form in enumerate(forms, start=1)]
    indicators = {(form.code, metric): _indicator(form, metric) for form in coded for metric in METRICS}
    corrections = tuple(i.correction for i in indicators.values() if i.correction is not None)
    return Dataset(
        year=YEAR,
        respondents=MappingProxyType({form.code: _respondent(form, i) for i, form in enumerate(coded)}),
        indicators=MappingProxyType(indicators),
        projects=tuple(projects),
        targets=tuple(targets),
        themes=tuple(themes),
        corrections=corrections,
        waivers=(),
        summaries=MappingProxyType({}),
        practice=practice,
    )


def iwate(dataset: Dataset) -> Area:
    """岩手県 in a dataset made by hand."""
    return prefecture_area(real_config().prefectures["03"], dataset)


def code_of(number: int, prefecture: str = "03") -> str:
    """The code that :func:`dataset_of` gives the form of this number (from 1)."""
    return f"{prefecture}{number:03d}0"


def target(code: str, number: int = 1, **changes: Any) -> Target:
    """A target of 10 件 of which 12 件 were reached."""
    values: dict[str, Any] = {
        "programme": Programme.CHIIKIRYOKU,
        "indicator": "相談件数",
        "category": "相談",
        "target": Decimal(10),
        "target_unit": "件",
        "target_line": 20,
        "result": Decimal(12),
        "result_unit": "件",
        "result_line": 21,
        "assessment": Assessment.MET,
        "basis": "compared",
        "note": "",
    }
    return Target(code=code, id=f"T{number:02d}", **(values | changes))


def project(code: str, **changes: Any) -> Project:
    """A project contracted to the 社会福祉協議会."""
    values: dict[str, Any] = {
        "programme": Programme.CHIIKIRYOKU,
        "implementer": "市",
        "contractor": "社会福祉協議会",
        "contract": Contract.OUTSOURCED,
        "project_name": "地域づくり事業",
        "line": 12,
        "contractor_type": "社会福祉協議会",
    }
    return Project(code=code, **(values | changes))


def _respondent(form: Form, position: int) -> Respondent:
    return Respondent(
        code=form.code,
        prefecture_code=form.prefecture,
        prefecture=PREFECTURES[form.prefecture],
        name=form.name,
        kind=form.kind,
        parent=form.parent,
        municipalities=0 if form.kind is Kind.PREFECTURE else form.municipalities,
        programmes=frozenset(form.programmes),
        department="福祉課",
        phone="019-000-0000",
        url="",
        as_of="平成31年1月1日現在",
        line_start=100 * position + 1,
        line_end=100 * position + 99,
    )


def _indicator(form: Form, metric: str) -> Indicator:
    cell = form.figures.get(metric, MISSING)
    number = cell.removesuffix("r")
    statuses = {MISSING: Status.MISSING, NOT_APPLICABLE: Status.NOT_APPLICABLE}
    status = statuses.get(cell, Status.CORRECTED if cell.endswith("r") else Status.REPORTED)
    value = None if cell in statuses else Decimal(number)
    correction = None
    if status is Status.CORRECTED:
        correction = Correction(
            form.code, metric, "印刷値", value, UNITS[metric], "単位の誤り", "編集者", date(2026, 11, 23), "open"
        )
    return Indicator(form.code, metric, value, UNITS[metric], number, 10, status, "", correction)


@cache
def templates() -> Environment:
    """The one environment of a test run: compiling the templates takes a second."""
    return make_environment()


@dataclass(frozen=True)
class Page:
    """A brief as it goes to the typesetter."""

    measures: Measures
    findings: Findings
    view: BriefView
    html: str


def page_of(measures: Measures) -> Page:
    """The brief of the measured area, charts drawn, templates filled."""
    findings, environment = choose(measures), templates()
    view = build_view(measures, findings, draw_charts(measures, environment), control="CKB-H30-00-0000-0000")
    return Page(measures, findings, view, render(environment, "document/brief.html.j2", brief=view))


@cache
def real_page(name: str) -> Page:
    """The brief of one of :func:`real_areas`."""
    return page_of(real_measures(name))


@dataclass(frozen=True)
class Told:
    """Page 1's sentences, as they are read, with what they were chosen from."""

    headline: str
    findings: tuple[str, ...]
    chosen: Findings

    @property
    def sentences(self) -> tuple[str, ...]:
        """Headline first."""
        return (self.headline, *self.findings)


def told_by(measures: Measures) -> Told:
    """The sentences that page 1 tells of the area, without charts and layout."""
    chosen, worded = choose(measures), wording(measures)
    findings = tuple(worded("findings", finding) for finding in chosen.told)
    return Told(worded("headlines", chosen.headline), findings, chosen)


def wording(measures: Measures) -> Callable[[str, Finding], str]:
    """What makes a sentence of a finding: of templates/document/sentences/findings.j2 or headlines.j2."""
    environment, area = templates(), measures.area
    view = SimpleNamespace(
        area=AreaView(
            area.name,
            area.scope,
            len(area.codes) == 1,
            measures.dataset.respondents[area.codes[0]].name,
            area.subjects[0].single,
            area.partly,
            measures.sizes.participating.unit,
        ),
        keys=keys_of(measures),
    )

    def worded(template: str, finding: Finding) -> str:
        macro = getattr(environment.get_template(f"document/sentences/{template}.j2").module, finding.kind)
        return "".join(line.strip() for line in Markup(macro(view, finding)).striptags().split("\n"))

    return worded


def elsewhere(count: int = 24) -> list[Form]:
    """Respondents of 東京都 whose figures spread evenly, so that ranks and medians mean something."""
    return [
        Form(
            f"東京{number:02d}市",
            {
                "population": str(40_000 + 10_000 * number),
                "households": str(18_000 + 4_500 * number),
                "aging_rate": str(Decimal(20) + Decimal(number) / 2),
                "welfare_rate": str(Decimal(6) + Decimal(number) / 3 if number % 3 == 0 else Decimal(6 + number)),
                "association_rate": str(50 + number),
                "area": str(10 + 3 * number),
                "coordinators": str(1 + number % 5),
            },
            prefecture="13",
        )
        for number in range(1, count + 1)
    ]
