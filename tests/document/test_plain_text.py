"""A table's text is read letter by letter: as it is in files that are no HTML, escaped once in those that are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from html import unescape
from types import MappingProxyType, SimpleNamespace
from typing import cast

import pytest
from builders import (
    Form,
    Page,
    code_of,
    dataset_of,
    elsewhere,
    iwate,
    measured,
    page_of,
    real_config,
    target,
    templates,
)
from openpyxl import load_workbook

from generator.brief.build import Brief
from generator.datafiles.csv_files import data_files
from generator.datafiles.wording import Wording
from generator.dataset.records import Dataset
from generator.document.phrases import Phrases
from generator.edition.delivery.contacts import Recipient, Sender
from generator.edition.delivery.letters import Desk
from generator.edition.folder.manifest import BriefEntry, FileEntry
from generator.edition.new_year import checklist, edition_draft
from generator.edition.outputs.chart_files import inline, standalone
from generator.edition.outputs.twin import twin_of
from generator.edition.outputs.workbook import workbook_of
from generator.inputs.access import Inputs
from generator.paths import DATA
from generator.proof.page import read_flow
from generator.proof.printed import by_source, figures_in
from generator.tracing.explain import Trace, explain
from generator.typesetting.attachments import embedded

HOSTILE = "Q&A \"x\" <u>'y'"
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#x?[\da-f]+);")


@cache
def tables() -> Dataset:
    """岩手県 with the text in a municipality's name, the indicator of a target and the reason of a correction."""
    figures = {"population": "50000", "households": "20000", "aging_rate": "30.1", "welfare_rate": "10r"}
    forms = [Form(f"甲市{HOSTILE}", figures), Form("乙町", figures | {"aging_rate": "35.5"}), Form("丙村", figures)]
    made = dataset_of([*forms, *elsewhere()], targets=[target(code_of(1), indicator=HOSTILE)])
    corrections = tuple(replace(one, reason=HOSTILE) for one in made.corrections)
    reasons = {(one.respondent, one.metric): one for one in corrections}
    indicators = {key: replace(one, correction=reasons.get(key)) for key, one in made.indicators.items()}
    return replace(made, indicators=MappingProxyType(indicators), corrections=corrections)


@cache
def page() -> Page:
    """The brief of that dataset as HTML."""
    return page_of(measured(tables(), iwate(tables())))


@cache
def brief() -> Brief:
    """As much of the finished brief as other files are made of."""
    view, flow = page().view, read_flow(page().html)
    words = Wording(Phrases(templates(), "document/sentences/items.j2"), page().measures)
    files = embedded(data_files(view, page().measures, figures_in(flow, view), words, {}))
    inputs = SimpleNamespace(dataset=tables(), config=page().measures.config)
    rest = {"attached": files, "inputs": inputs, "name": "03_岩手県.pdf", "control": view.control}
    return cast(Brief, SimpleNamespace(measures=page().measures, view=view, html=page().html, flow=flow, **rest))


def cells(name: str) -> str:
    """All cells of a CSV of the brief."""
    (text,) = (file.data.decode("utf-8-sig") for file in brief().attached if file.name == name)
    return "\n".join("\n".join(row) for row in csv.reader(io.StringIO(text, newline="")))


def provenance() -> str:
    """All that is said of the figures of the hostile target and of the corrected ones."""
    (text,) = (file.data.decode() for file in brief().attached if file.name == "provenance.json")
    figures = [figure for figure in json.loads(text)["figures"] if code_of(1) in figure["id"]]
    return "\n".join(f"{one['subject']}\n{one['item']}\n{one.get('correction')}" for one in figures)


def workbook() -> str:
    """All cells of the Excel file."""
    book = load_workbook(io.BytesIO(workbook_of(brief(), Phrases(templates(), "edition/words.j2"))))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def explained() -> str:
    """What make explain tells of a corrected figure and of a target."""
    traced = Trace(page().measures, page().view, figures_in(brief().flow, page().view), Inputs(real_config(), tables(), DATA))
    return "".join(explain(traced, figure_id=f"{code_of(1)}/{item}") for item in ("welfare_rate", "T01"))


def alternatives() -> str:
    """The alternative texts of the charts."""
    return "\n".join(placed.alt for placed in by_source(page().view).values())


def desk() -> Desk:
    """Who writes, with the text in the edition's title and in the reason."""
    sender = Sender(office="地域共生係", email="a@example.jp", phone="03-0000-0000")
    return Desk(templates(), real_config().edition.model_copy(update={"title": HOSTILE}), sender, HOSTILE)


ENTRY = BriefEntry("03", "岩手県", "prefecture", 2, "CKB-1", "", "", 3, (FileEntry("a.pdf", 1, "0" * 64),))
RECIPIENT = Recipient(prefecture="岩手県", office=HOSTILE, email="b@example.jp")


def mail() -> EmailMessage:
    """The draft of the e-mail."""
    message = message_from_bytes(desk().mail(ENTRY, RECIPIENT, name="a.zip", package=b"zip"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body() -> str:
    """What the e-mail says."""
    part = mail().get_body()
    assert part is not None
    return str(part.get_content())


PLAIN: Mapping[str, Callable[[], str]] = {
    "数値.csv": lambda: cells("数値.csv"),
    "respondents.csv": lambda: cells("respondents.csv"),
    "targets.csv": lambda: cells("targets.csv"),
    "provenance.json": provenance,
    "workbook": workbook,
    "make explain": explained,
    "alternative texts": alternatives,
    "subject": lambda: str(mail()["Subject"]),
    "mail": body,
    "readme": lambda: desk().readme(ENTRY, RECIPIENT, []),
    "draft of settings": lambda: json.loads(
        re.findall(r"^title: (.*)$", edition_draft(2019, desk().edition).decode(), re.MULTILINE)[0]
    ),
    "checklist": lambda: checklist(2019, Inputs(real_config(), tables(), DATA)).decode(),
    "errata": lambda: Phrases(templates(), "edition/words.j2").say("cause", "甲市", HOSTILE),
}
HTML: Mapping[str, Callable[[], str]] = {
    "brief": lambda: page().html,
    "twin": lambda: twin_of(brief(), templates(), data="a.xlsx").decode(),
    "drawings": lambda: "".join(standalone(one).decode() for one in by_source(page().view).values()),
    "drawings of the twin": lambda: "".join(inline(one) for one in by_source(page().view).values()),
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_text_says_what_the_table_says(name: str) -> None:
    """Nothing is escaped where nobody would undo it."""
    text = PLAIN[name]()

    assert HOSTILE in text
    assert not ESCAPED.search(text)


@pytest.mark.parametrize("name", HTML)
def test_html_says_what_the_table_says(name: str) -> None:
    """Escaped once, and read once, it is the table's text again; no element comes of it."""
    page = re.sub(r"<style>.*?</style>", "", HTML[name](), flags=re.DOTALL)

    assert "<u>" not in page
    assert HOSTILE in unescape(page)
    assert not ESCAPED.search(unescape(page))
