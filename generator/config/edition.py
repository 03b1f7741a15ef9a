"""One year's edition: what it is called, what it rests on, which prefectures its volume holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.config.settings import Key, Number, Settings, Text


class FiscalYear(Settings):
    """First and last day."""

    start: date
    end: date

    @model_validator(mode="after")
    def _april_to_march(self) -> Self:
        if (self.start.month, self.start.day, self.end.month, self.end.day) != (
            4,
            1,
            3,
            31,
        ) or self.end.year != self.start.year + 1:
            raise ValueError("fiscal_year は、4月1日から翌年3月31日までにしてください。")
        return self


class EditionSource(Settings):
    """The document that the dataset was read from; ``lines`` is a check that it is the same text."""

    title: Text
    volume: Text
    publisher: Text
    lines: Annotated[int, Field(ge=1)]
    read_on: date


class Contact(Settings):
    """Whom a reader asks. ``placeholder: true`` says that the ministry's clerk has yet to fill it in."""

    office: Text
    details: tuple[Text, ...] = ()
    placeholder: bool


class LostHeader(Settings):
    """What stood in the header that a form has lost; ``programmes`` are those whose chapters it holds."""

    line: Annotated[int, Field(ge=1)]
    prefecture: Text
    name: Text
    programmes: Annotated[tuple[Literal["chiikiryoku", "takikan", "todofuken"], ...], Field(min_length=1)]
    reason: Text


class ProgrammeName(Settings):
    """What a programme of the form is called in full and in a table's head."""

    key: Literal["chiikiryoku", "takikan", "todofuken"]
    name: Text
    short: Annotated[str, Field(min_length=1, max_length=10)]


class ReferenceValue(Settings):
    """A national figure to compare with. One without a source is refused."""

    metric: Key
    value: Number
    label: Text
    source: Annotated[str, Field(min_length=5)]
    as_of: Text
    read_on: date


class Reissue(Settings):
    """A later version (第2版 …) in which some briefs, named by their areas, are issued again, and why."""

    number: Annotated[int, Field(ge=2)]
    published_on: date
    published_note: str = ""
    areas: Annotated[tuple[Text, ...], Field(min_length=1)]
    reason: Text


class PreferredHeadline(Settings):
    """An editor's choice of another candidate than the rule's as the headline of an area's brief, and why."""

    area: Text
    choose: Text
    reason: Text
    decided_by: Text
    decided_on: date


class Edition(Settings):
    """config/editions/<year>.yaml"""

    year: Annotated[int, Field(ge=2016, le=2100)]
    number: Annotated[int, Field(ge=1)]
    label: Text
    short_label: Text
    title: Text
    programme: Text
    programmes: Annotated[tuple[ProgrammeName, ...], Field(min_length=3, max_length=3)]
    issuer: Text
    published_on: date
    published_note: str = ""
    questionnaire: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    control_prefix: Annotated[str, Field(pattern=r"^[A-Z0-9-]+$")]
    contact: Contact
    fiscal_year: FiscalYear
    as_of: date
    source: EditionSource
    prefectures_in_volume: Annotated[tuple[Text, ...], Field(min_length=1)]
    elsewhere_note: Text
    lost_headers: tuple[LostHeader, ...] = ()
    reference_values: tuple[ReferenceValue, ...] = ()
    reissues: tuple[Reissue, ...] = ()
    headlines: tuple[PreferredHeadline, ...] = ()
    successor_note: str = ""

    @model_validator(mode="after")
    def _reissues_follow(self) -> Self:
        earlier = (self.number, self.published_on)
        for reissue in self.reissues:
            if reissue.number <= earlier[0]:
                raise ValueError(f"reissues の number は{earlier[0] + 1}以上にし、小さい順に書いてください。")
            if reissue.published_on < earlier[1]:
                raise ValueError(f"reissues の published_on（第{reissue.number}版）が、前の版より前の日付です。")
            earlier = (reissue.number, reissue.published_on)
        return self

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.fiscal_year.start.year != self.year:
            raise ValueError(f"fiscal_year の start は{self.year}年4月1日にしてください（year と食い違っています）。")
        if not self.fiscal_year.start <= self.as_of <= self.fiscal_year.end:
            raise ValueError("as_of は年度内の日付にしてください。")
        if self.published_on <= self.fiscal_year.start:
            raise ValueError("published_on は年度の初日より後の日付にしてください。")
        if max([self.source.read_on, *(each.read_on for each in self.reference_values)]) > self.published_on:
            raise ValueError("read_on は published_on より後にできません。")
        return self

    @property
    def number_label(self) -> str:
        """「第1版」"""
        return f"第{self.number}版"

    def of(self, names: Collection[str]) -> Self:
        """Return the edition as an area's brief states it: version and date of the last reissue that names the area."""
        headlines = tuple(one for one in self.headlines if one.area in names)
        last = next((r for r in reversed(self.reissues) if set(names) & set(r.areas)), None)
        if last is None:
            return self.model_copy(update={"reissues": (), "headlines": headlines})
        stated = {"number": last.number, "published_on": last.published_on, "published_note": last.published_note}
        return self.model_copy(update={**stated, "reissues": (), "headlines": headlines})

    def preferred_headline(self, area: str) -> PreferredHeadline | None:
        """Return the editor's choice for an area, or None where the rule decides."""
        return next((one for one in self.headlines if one.area == area), None)

    def programme_name(self, key: str) -> ProgrammeName:
        """Return the names of a programme of the dataset's contract. Raises KeyError for any other."""
        for programme in self.programmes:
            if programme.key == key:
                return programme
        raise KeyError(key)

    def reference(self, metric: str) -> ReferenceValue | None:
        """Return the national figure of the metric, or None where no sourced one is known."""
        return next((value for value in self.reference_values if value.metric == metric), None)
