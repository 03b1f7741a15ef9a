"""The recipe of one brief. A newcomer reads this file first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import formats
from generator.brief.certificate import certificate, certificate_path
from generator.config.config import Config
from generator.datafiles.csv_files import data_files
from generator.datafiles.wording import Wording
from generator.document.charts import draw_charts
from generator.document.draft import marked
from generator.document.environment import make_environment, render
from generator.document.phrases import Phrases
from generator.document.view import BriefView, build_view
from generator.files import safe_name
from generator.findings.choosing import choose
from generator.inputs.access import BriefInputs, Inputs
from generator.measures.areas import Area, Scope
from generator.measures.measure import Measures, measure
from generator.paths import BRIEFS
from generator.proof.guards import check_document
from generator.proof.page import PageFlow
from generator.proof.printed import figures_in
from generator.readback.compare import ReadBack, read_back
from generator.typesetting.attachments import DataFile, embedded
from generator.typesetting.info import PdfInfo
from generator.typesetting.typesetter import Here, Typesetter

Write = Callable[[Path, Mapping[str, bytes]], None]
"""Writes files, by path below a folder, or refuses to."""


@dataclass(frozen=True)
class Brief:
    """A finished brief: its PDF, and the measures, view and page that it was made from, for what else is made of them.

    ``flow`` is the HTML as a reader meets it, ``inputs`` all that it read, ``attached`` the data that the PDF carries,
    ``found`` what was found in the PDF when it was read back.
    """

    area: Area
    name: str
    control: str
    measures: Measures
    view: BriefView
    html: str
    flow: PageFlow
    pdf: bytes
    inputs: BriefInputs
    attached: tuple[DataFile, ...]
    found: ReadBack


def build_brief(
    area: Area,
    inputs: Inputs,
    *,
    out: Path | None = None,
    with_certificate: bool = False,
    typesetter: Typesetter | None = None,
    write: Write,
) -> Path:
    """Make the brief of one area, and its 検証書 if wanted, and return the path of its PDF.

    ``out`` is the folder (default briefs/<year>/). Raises a UserError and leaves nothing behind when anything is wrong.
    """
    folder = out or BRIEFS / str(inputs.config.edition.year)
    brief = make_brief(area, inputs, typesetter=typesetter)
    certificates = {certificate_path(brief.name).as_posix(): certificate_of(brief)} if with_certificate else {}
    write(folder, {**certificates, brief.name: brief.pdf})
    return folder / brief.name


def make_brief(area: Area, inputs: Inputs, *, typesetter: Typesetter | None = None) -> Brief:
    """Return the brief of one area; nothing is written. Raises a UserError when anything is wrong."""
    own = inputs.of(area)
    config, dataset = own.config, own.dataset
    measures = measure(dataset, config, area, previous=own.previous)
    findings = choose(measures)
    environment = make_environment(inputs.templates)
    charts = draw_charts(measures, environment)
    view = build_view(measures, findings, charts, control=own.control)
    html = marked(render(environment, "document/brief.html.j2", brief=view), own.control)
    document = (typesetter or Here()).lay_out(html)  # begun before the check, in a second process if there is one
    flow = check_document(html, view, measures)
    words = Wording(Phrases(environment, "document/sentences/items.j2"), measures)
    attached = embedded(data_files(view, measures, figures_in(flow, view), words, own.named_fingerprints))
    pdf = document.write(info=_info(config, view.title, area.name), attachments=attached)
    found = read_back(pdf, flow, view, attachments=attached)
    return Brief(area, file_name(area, config), own.control, measures, view, html, flow, pdf, own, attached, found)


def certificate_of(brief: Brief) -> bytes:
    """Return the 検証書 of a finished brief as PDF."""
    config = brief.inputs.config
    info = _info(config, f"検証書 {brief.view.title}", brief.area.name)
    fingerprints = brief.inputs.named_fingerprints
    return certificate(brief.pdf, brief.found, brief.view, file=brief.name, fingerprints=fingerprints, info=info)


def file_name(area: Area, config: Config) -> str:
    """Return 「03_岩手県_地域共生ブリーフ_平成30年度.pdf」; a block's begins with G, the nation's with 00.

    A later version is named in it: 「…_平成30年度_第2版.pdf」.
    """
    edition = config.edition
    lead = "G" if area.scope is Scope.BLOCK else area.key
    version = "" if edition.number == 1 else f"_{edition.number_label}"
    return f"{safe_name(f'{lead}_{area.short}_{edition.title}_{edition.short_label}{version}')}.pdf"


def _info(config: Config, title: str, area: str) -> PdfInfo:
    edition = config.edition
    return PdfInfo(
        title=title,
        author=edition.issuer,
        subject=f"{edition.programme}（{formats.fiscal_year(edition.year)}）",
        keywords=(area, edition.title, edition.programme),
        language="ja",
        created=edition.published_on,
    )
