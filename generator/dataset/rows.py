"""What one row of each table must look like, and the record that it becomes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.dataset.contract import (
    BASES,
    CATEGORIES,
    CONTRACTOR_TYPES,
    METRICS,
    UNITS,
    Assessment,
    Contract,
    Kind,
    Programme,
    Status,
)
from generator.dataset.csv_reader import Row
from generator.dataset.records import Indicator, Project, Respondent, Target, ThemeMention


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _written(pattern: str, expected: str) -> BeforeValidator:
    """Return what refuses a text of another form: Python's own readers take 1_000, １２ and 1e3 for numbers too."""
    form = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not form.fullmatch(value):
            raise ValueError(expected)
        return value

    return BeforeValidator(check)


def _one_of(allowed: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError("次のいずれか: " + "、".join(allowed))
        return value

    return check


def _code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{6}|G[0-9]{4}", value):
        raise ValueError("団体コード6桁（先頭の0を落とさない）、又は G と4桁")
    return value


Code = Annotated[str, AfterValidator(_code)]
Whole = Annotated[int, _written("-?(?:0|[1-9][0-9]*)", "半角数字だけの整数（12 など）")]
Number = Annotated[Decimal, _written(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", "半角数字と小数点だけの数（1234.5 など）")]
Line = Annotated[Whole, Field(ge=1)]
Flag = Annotated[Whole, Field(ge=0, le=1)]
OptionalLine = Annotated[Line | None, BeforeValidator(_blank_is_none)]
OptionalNumber = Annotated[Number | None, BeforeValidator(_blank_is_none)]


class RespondentRow(Row):
    """respondents.csv"""

    code: Code
    prefecture_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    prefecture: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    kind: Kind
    parent: str
    municipalities: Annotated[Whole, Field(ge=0)]
    chiikiryoku: Flag
    takikan: Flag
    todofuken: Flag
    department: str
    phone: str
    url: str
    as_of: str
    line_start: Line
    line_end: Line
    members: str

    def record(self) -> Respondent:
        """Return the frozen record."""
        fields = self.model_dump(exclude={"chiikiryoku", "takikan", "todofuken"})
        return Respondent(**fields, programmes=frozenset(p for p in Programme if getattr(self, p.value)))


class IndicatorRow(Row):
    """indicators.csv"""

    code: Code
    metric: str
    value: OptionalNumber
    unit: str
    printed: str
    line: OptionalLine
    status: Status
    note: str

    @model_validator(mode="after")
    def _agrees(self) -> IndicatorRow:
        if self.metric not in METRICS:
            raise ValueError("指標名は次のいずれか: " + "、".join(METRICS))
        if self.unit != UNITS[self.metric]:
            raise ValueError(f"{self.metric} の単位は {UNITS[self.metric]}（実際は {self.unit or '空欄'}）")
        has_value = self.status in (Status.REPORTED, Status.CORRECTED)
        if has_value != (self.value is not None):
            raise ValueError("status が reported のときだけ value に数を書く")
        return self

    def record(self) -> Indicator:
        """Return the frozen record."""
        return Indicator(**self.model_dump())


class ProjectRow(Row):
    """projects.csv"""

    code: Code
    programme: Programme
    implementer: str
    contractor: str
    contract: Contract
    project_name: str
    line: OptionalLine
    contractor_type: Annotated[str, BeforeValidator(_one_of(CONTRACTOR_TYPES))]
    remark: str

    def record(self) -> Project:
        """Return the frozen record."""
        return Project(**self.model_dump())


class TargetRow(Row):
    """targets.csv"""

    code: Code
    id: Annotated[str, Field(pattern=r"^T[0-9]{2}$")]
    programme: Programme
    indicator: Annotated[str, Field(min_length=1)]
    category: Annotated[str, BeforeValidator(_one_of(CATEGORIES))]
    target: Number
    target_unit: str
    target_line: Line
    result: OptionalNumber
    result_unit: str
    result_line: OptionalLine
    assessment: Assessment
    basis: Annotated[str, BeforeValidator(_one_of(BASES))]
    note: str
    remark: str

    @model_validator(mode="after")
    def _agrees(self) -> TargetRow:
        if self.basis == "no_result" and self.result is not None:
            raise ValueError("basis が no_result なら result は空欄")
        if self.assessment is Assessment.UNDETERMINED and self.basis in ("stated", "compared"):
            raise ValueError("undetermined の basis は partial_year、range、no_result、other_unit のいずれか")
        return self

    def record(self) -> Target:
        """Return the frozen record."""
        return Target(**self.model_dump())


def _lines(value: Any) -> Any:
    return tuple(part for part in value.split(" ") if part) if isinstance(value, str) else value


class ThemeRow(Row):
    """themes.csv; ``lines`` is a list separated by blanks."""

    code: Code
    theme: Annotated[str, Field(min_length=1)]
    mentions: Annotated[Whole, Field(ge=1)]
    lines: Annotated[tuple[Line, ...], BeforeValidator(_lines)]

    def record(self) -> ThemeMention:
        """Return the frozen record."""
        return ThemeMention(**self.model_dump())
