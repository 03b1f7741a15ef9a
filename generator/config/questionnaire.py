"""The form that respondents fill in: chapters and items with the words printed for them, year by year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.config.edition import Edition
from generator.config.settings import Key, Number, Settings, Text
from generator.config.workbook import FormField, FormWorkbook
from generator.config.yaml_loader import load_yaml
from generator.errors import ConfigError
from generator.paths import shown

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Year = Annotated[int, Field(ge=2016, le=2100)]


def _readable(label: str) -> str:
    """Refuse words that would match anywhere, or whose brackets do not close."""
    depth = 0
    for letter in label:
        depth += (letter in "［〈") - (letter in "］〉")
        if not 0 <= depth <= 2:
            raise ValueError("［］と〈〉は、開いたものを閉じ、2段までにしてください。")
    if depth:
        raise ValueError("［］と〈〉は、開いたものを閉じてください。")
    if not re.sub(r"［[^［］]*］|〈[^〈〉]*〉|[…\s]", "", label):
        raise ValueError("［］〈〉と…のほかに、必ず印刷してある語を書いてください。")
    return label


def plain(label: str) -> str:
    """Return a label without what may be left out, and without what must follow."""
    return re.sub(r"［[^［］]*］|〈[^〈〉]*〉", "", label)


Label = Annotated[Text, Field(max_length=120), AfterValidator(_readable)]
Labels = Annotated[tuple[Label, ...], Field(min_length=1)]


class FormItem(Settings):
    """One item: its printed words (this year's first), what may be answered, and where the answer goes.

    ``ends_at`` are words behind which no answer runs on. An item without ``table`` only bounds its neighbours.
    """

    id: Key
    labels: Labels
    type: Literal["integer", "decimal", "rate", "text", "choice", "choices", "date", "rows", "places"]
    title: str = ""
    unit: str = ""
    required: bool = False
    low: Number | None = None
    high: Number | None = None
    table: Literal["", "respondents", "indicators", "projects", "targets"] = ""
    column: str = ""
    metric: str = ""
    ends_at: tuple[Label, ...] = ()
    since: Year | None = None
    until: Year | None = None

    @model_validator(mode="after")
    def _bounds_have_one_home(self) -> Self:
        if self.metric and not (self.low is None and self.high is None):
            raise ValueError("指標の項目の low と high は、config/metrics.yaml の believed に書いてください。")
        return self

    @property
    def name(self) -> str:
        """What messages call the item."""
        return self.title or plain(self.labels[0])

    def asked_in(self, year: int) -> bool:
        """Whether the form of a year has the item."""
        return (self.since or year) <= year <= (self.until or year)


class FormChapter(Settings):
    """One chapter: its printed titles (this year's first) and its items. ``programme``: it is left out where not run."""

    id: Name
    titles: Labels
    programme: bool = False
    required: bool = False
    items: tuple[FormItem, ...] = ()
    since: Year | None = None
    until: Year | None = None

    @property
    def name(self) -> str:
        """What messages call the chapter: its title without what may be left out."""
        return plain(self.titles[0])

    def asked_in(self, year: int) -> bool:
        """Whether the form of a year has the chapter."""
        return (self.since or year) <= year <= (self.until or year)


class FormProgramme(Settings):
    """What a programme is called in the header (``mark``) and in the chapter of results."""

    key: Literal["chiikiryoku", "takikan", "todofuken"]
    mark: Labels
    results: Labels


class TargetWords(Settings):
    """The words around targets: their boxes, what ends them, and those of an attached plan."""

    box: Labels
    other: Labels
    ends_at: Labels
    vision: Labels
    quantitative: Labels
    qualitative: Labels


class FormCell(Settings):
    """A printed label of chapters 3 and 4, in its order: of a cell of config/practice.yaml, or only an end of others."""

    chapter: Literal["chiikiryoku", "takikan", "todofuken"]
    cell: str = ""
    labels: Labels


class Questionnaire(Settings):
    """config/questionnaires/<id>.yaml"""

    id: Name
    title: Text
    header: Annotated[tuple[FormItem, ...], Field(min_length=1)]
    programmes: Annotated[tuple[FormProgramme, ...], Field(min_length=3, max_length=3)]
    chapters: Annotated[tuple[FormChapter, ...], Field(min_length=3)]
    projects: Annotated[tuple[FormItem, ...], Field(min_length=2)]
    targets: TargetWords
    printed: tuple[Label, ...] = ()
    cells: tuple[FormCell, ...] = ()
    workbook: FormWorkbook = FormWorkbook()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        ids = [chapter.id for chapter in self.chapters]
        absent = [name for name in ("opening", "1-1", *(p.key for p in self.programmes)) if name not in ids]
        if absent:
            raise ValueError(f"chapters に {'、'.join(absent)} がありません。")
        heads = [item.id for item in self.header]
        absent = [name for name in ("prefecture", "name") if name not in heads]
        absent += [name for name in ("implementer", "project_name") if name not in [item.id for item in self.projects]]
        if absent:
            raise ValueError(f"header 又は projects に {'、'.join(absent)} がありません。")
        if len(set(ids)) < len(ids):
            raise ValueError("chapters の id は、1つずつ別の名にしてください。")
        known = {item.id for item in self.items()}
        blocks = [block for sheet in self.workbook.sheets for block in sheet.blocks]
        asked = [field.item for block in blocks for field in self.workbook.fields_of(block)]
        if absent := [name for name in asked if name and name not in known]:
            raise ValueError(f"workbook の item に、知らない項目があります（{'、'.join(absent)}）。")
        return self

    def __hash__(self) -> int:
        """Hash what tells one form from another; the workbook holds mappings, which have no hash."""
        return hash((self.id, self.header, self.programmes, self.chapters, self.projects, self.targets, self.printed))

    def of(self, year: int) -> Self:
        """Return the form of a year: items and chapters that it has no more, or not yet, are left out."""
        chapters = tuple(
            chapter.model_copy(update={"items": tuple(item for item in chapter.items if item.asked_in(year))})
            for chapter in self.chapters
            if chapter.asked_in(year)
        )
        return self.model_copy(update={"chapters": chapters})

    def bounded(self, believed: Mapping[str, tuple[Decimal, Decimal] | None]) -> Self:
        """Return the form whose items have the bounds that config/metrics.yaml gives for their indicators."""

        def with_bounds(item: FormItem) -> FormItem:
            bounds = believed.get(item.metric)
            return item.model_copy(update={"low": bounds[0], "high": bounds[1]}) if bounds else item

        chapters = (
            chapter.model_copy(update={"items": tuple(map(with_bounds, chapter.items))}) for chapter in self.chapters
        )
        return self.model_copy(update={"chapters": tuple(chapters)})

    def chapter(self, name: str) -> FormChapter | None:
        """Return a chapter by its id, None where the form has none."""
        return next((chapter for chapter in self.chapters if chapter.id == name), None)

    def items(self) -> Iterator[FormItem]:
        """Yield every item: header, chapters, projects."""
        yield from self.header
        for chapter in self.chapters:
            yield from chapter.items
        yield from self.projects

    def asked(self, field: FormField) -> FormField | None:
        """Return a field of the workbook with what its item says of it; None where the year's form has no such item."""
        if not field.item:
            return field
        item = next((one for one in self.items() if one.id == field.item), None)
        if item is None:
            return None
        kind = item.type if item.type in ("integer", "decimal", "rate", "date") else field.type
        taken: dict[str, object] = {"title": item.name, "unit": item.unit, "low": item.low, "high": item.high, "column": item.column}
        taken |= {"metric": item.metric, "required": item.required, "type": kind}
        own = field.model_dump(exclude_unset=True, exclude={"item"})
        return FormField.model_validate({**taken, **own})

    def item_of(self, metric: str) -> FormItem | None:
        """Return the item whose answer is a metric, None where the form does not ask for it."""
        return next((item for item in self.items() if item.metric == metric), None)


def load_questionnaire(root: Path, edition: Edition) -> Questionnaire:
    """Return the edition's form as it is in the edition's year. Raises ConfigError that names file and line."""
    return questionnaire_of(root, edition.questionnaire, year=edition.year)


def questionnaire_of(root: Path, name: str, *, year: int) -> Questionnaire:
    """Return a form as it is in a year. Raises ConfigError that names file and line."""
    path = root / "questionnaires" / f"{name}.yaml"
    questionnaire = load_yaml(path, Questionnaire)
    if questionnaire.id != name:
        raise ConfigError(
            "調査票の id が、ファイルの名と違います。",
            where=shown(path),
            found=questionnaire.id,
            expected=name,
            remedy="id をファイルの名（.yaml を除く）と同じにしてください。",
        )
    return questionnaire.of(year)
