"""``make forms``: a workbook for every respondent of the edition before, or for the municipalities that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator import formats
from generator.collection.form import Form, form_of
from generator.collection.form_ids import FormId
from generator.collection.forms.book import Heading, workbook_of
from generator.collection.forms.last_year import last_year_of
from generator.collection.years import Years, years_of
from generator.config.config import Config
from generator.config.quoting import echo, hint
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset
from generator.edition.delivery.contacts import load_contacts
from generator.errors import RegionError
from generator.files import clear_parts, safe_name, write_all
from generator.paths import BUILD, CONFIG, DATA, TEMPLATES, shown

_APART: Final = re.compile(r"[\s,、，]+")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked: its code, prefecture and name; whether a prefecture answers for itself."""

    code: str
    prefecture_code: str
    prefecture: str
    name: str

    @property
    def is_prefecture(self) -> bool:
        """Whether the answer is a prefecture's own."""
        return self.name == self.prefecture

    @property
    def place(self) -> str:
        """The name with its prefecture in front."""
        return self.name if self.is_prefecture else f"{self.prefecture}{self.name}"

    @property
    def file(self) -> Path:
        """Where its workbook lies in the folder of the forms."""
        folder = safe_name(f"{self.prefecture_code}_{self.prefecture}")
        return Path(folder) / f"{safe_name(f'{self.code}_{self.name}')}_調査票.xlsx"


def run_forms(
    year: int | None,
    codes: str,
    *,
    settings: Path = CONFIG,
    data: Path = DATA,
    build: Path = BUILD,
    templates: Path = TEMPLATES,
) -> list[str]:
    """Write the workbooks to build/<year>/forms/ and return the lines to show. Raises RegionError or ConfigError."""
    years = years_of(year, settings=settings, data=data, templates=templates)
    folder = build / str(years.year) / "forms"
    chosen = tuple(_named(codes, years)) if codes.strip() else addressees(years.before)
    files = {folder / one.file: workbook_for(one, years) for one in chosen}
    clear_parts(folder)
    write_all(files)
    by_prefecture = len({one.prefecture for one in chosen})
    last = f"前年度の回答: {years.before.year}年度の表" if years.before.respondents else "前年度の回答: なし"
    return [
        f"調査票{len(files)}件（{by_prefecture}都道府県）を書きました: {shown(folder)}",
        last,
        f"戻ってきたら: make collect DIR=フォルダ YEAR={years.year}",
    ]


def addressees(dataset: Dataset) -> tuple[Addressee, ...]:
    """Return the respondents of an edition; who was printed in a prefecture's form is asked on its own."""
    return tuple(
        Addressee(one.code, one.prefecture_code, one.prefecture, one.name) for one in dataset.respondents.values()
    )


def form_for(addressee: Addressee, years: Years) -> Form:
    """Return the form that somebody is sent."""
    return form_of(years.config, years.questionnaire, year=years.year, prefecture=addressee.is_prefecture)


def addressee_of(code: str, years: Years) -> Addressee | None:
    """Return who has a code: a respondent of the edition before, or a municipality or prefecture of the settings."""
    known = years.before.respondents.get(code)
    if known is not None:
        return Addressee(code, known.prefecture_code, known.prefecture, known.name)
    place = years.config.municipalities.get(code)
    if place is None:
        return None
    prefecture = years.config.prefecture(place.prefecture)
    return Addressee(code, prefecture.code, prefecture.name, place.name or prefecture.name)


def kind_of(addressee: Addressee) -> Kind:
    """Return what a respondent is; a town that was printed in its prefecture's form answers on its own now."""
    if addressee.is_prefecture:
        return Kind.PREFECTURE
    return Kind.GROUP if addressee.code.startswith("G") else Kind.MUNICIPALITY


def _named(codes: str, years: Years) -> Iterator[Addressee]:
    for code in dict.fromkeys(filter(None, _APART.split(codes.strip()))):
        found = addressee_of(code, years)
        if found is None:
            known: Sequence[str] = [*years.before.respondents, *years.config.municipalities]
            raise RegionError(
                "その団体コードの団体はありません。",
                where="CODE",
                found=echo(code),
                expected=f"{shown(years.config.root / 'municipalities.csv')} の団体コード6桁、又は前年度の共同の個票のコード",
                remedy=hint(code, known) or "例: make forms YEAR=2019 CODE=032018",
            )
        yield found


def workbook_for(addressee: Addressee, years: Years) -> bytes:
    """Return the workbook (.xlsx) that somebody is sent."""
    form = form_for(addressee, years)
    before = last_year_of(form, addressee.code, years.before)
    form_id = FormId(years.questionnaire.id, years.year, addressee.code)
    return workbook_of(form, form_id, _heading(addressee, years.config, years.year), before)


def _heading(addressee: Addressee, config: Config, year: int) -> Heading:
    sender = load_contacts(config).sender
    label = formats.fiscal_year(year).split("（")[0]
    title = f"{config.edition.programme} {label} 調査票"
    lines = (sender.office, f"電子メール {sender.email}", f"電話 {sender.phone}")
    return Heading(title, addressee.place, config.edition.issuer, lines)
