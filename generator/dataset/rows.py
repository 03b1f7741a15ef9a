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
    DECIMALS,
    DIGITS,
    MEMBERS_APART,
    METRICS,
    OPEN_BASES,
    UNCOMPARED,
    UNITS,
    Assessment,
    Contract,
    Kind,
    Programme,
    Status,
)
from generator.dataset.conversion import PATTERN
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
Whole = Annotated[
    int,
    _written(f"-?[0-9]{{1,{DIGITS}}}", f"{DIGITS}桁までの整数"),
    _written("-?(?:0|[1-9][0-9]*)", "半角数字だけの整数（12 など）"),
]
Number = Annotated[
    Decimal,
    _written(rf"-?[0-9]{{1,{DIGITS}}}(?:\.[0-9]{{1,{DECIMALS}}})?", f"小数点の前{DIGITS}桁、後{DECIMALS}桁までの数"),
    _written(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", "半角数字と小数点だけの数（1234.5 など）"),
]
Line = Annotated[Whole, Field(ge=1)]
Flag = Annotated[Whole, Field(ge=0, le=1)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Unit = Annotated[str, Field(max_length=20)]
Words = Annotated[str, Field(max_length=200)]
Remarks = Annotated[str, Field(max_length=1000)]
OptionalLine = Annotated[Line | None, BeforeValidator(_blank_is_none)]
OptionalNumber = Annotated[Number | None, BeforeValidator(_blank_is_none)]


class RespondentRow(Row):
    """respondents.csv"""

    code: Code
    prefecture_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    prefecture: Name
    name: Name
    kind: Kind
    parent: str
    municipalities: Annotated[Whole, Field(ge=0, le=2000)]
    chiikiryoku: Flag
    takikan: Flag
    todofuken: Flag
    department: Words
    phone: Words
    url: Remarks
    as_of: Words
    line_start: Line
    line_end: Line
    members: Remarks

    @model_validator(mode="after")
    def _agrees(self) -> RespondentRow:
        names = [name for name in self.members.split(MEMBERS_APART) if name]
        if names and self.kind is not Kind.GROUP:
            raise ValueError("members は、種別（kind）が group の行だけに書く")
        if names and not len(set(names)) == len(names) == self.municipalities:
            raise ValueError(f"municipalities（{self.municipalities}）と同じ数の、重なりのない members（{len(set(names))}）")
        if self.line_start > self.line_end:
            raise ValueError("line_start は line_end 以下")
        return self

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
    printed: Words
    line: OptionalLine
    status: Status
    note: Remarks

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
    implementer: Remarks
    contractor: Remarks
    contract: Contract
    project_name: Words
    line: OptionalLine
    contractor_type: Annotated[str, BeforeValidator(_one_of(CONTRACTOR_TYPES))]
    remark: Words

    def record(self) -> Project:
        """Return the frozen record."""
        return Project(**self.model_dump())


class TargetRow(Row):
    """targets.csv"""

    code: Code
    id: Annotated[str, Field(pattern=r"^T[0-9]{2}$")]
    programme: Programme
    indicator: Annotated[Words, Field(min_length=1)]
    category: Annotated[str, BeforeValidator(_one_of(CATEGORIES))]
    target: Number
    target_unit: Unit
    target_line: Line
    result: OptionalNumber
    result_unit: Unit
    result_line: OptionalLine
    conversion: Annotated[str, _written(PATTERN, "空欄、又は × か ÷ と月数（×12、÷11 など。単位の語だけが違うなら ×1）")]
    converted: OptionalNumber
    assessment: Assessment
    basis: Annotated[str, BeforeValidator(_one_of(BASES))]
    note: Remarks
    remark: Words

    @model_validator(mode="after")
    def _agrees(self) -> TargetRow:
        if self.basis == "no_result" and self.result is not None:
            raise ValueError("basis が no_result なら result は空欄")
        if bool(self.conversion) != (self.converted is not None):
            raise ValueError("conversion と converted は、両方を書くか、両方を空欄とする")
        if self.conversion and self.result is None:
            raise ValueError("換算（conversion）するには result が要る")
        if self.assessment is Assessment.UNDETERMINED and self.basis not in (*OPEN_BASES, "range"):
            raise ValueError(f"undetermined の basis は range、{'、'.join(OPEN_BASES)} のいずれか")
        if self.assessment is not Assessment.UNDETERMINED and self.basis in UNCOMPARED:
            raise ValueError(f"basis が {self.basis} なら assessment は undetermined")
        return self

    def record(self) -> Target:
        """Return the frozen record."""
        return Target(**self.model_dump())


def _lines(value: Any) -> Any:
    return tuple(part for part in value.split(" ") if part) if isinstance(value, str) else value


class ThemeRow(Row):
    """themes.csv; ``lines`` is a list separated by blanks."""

    code: Code
    theme: Name
    mentions: Annotated[Whole, Field(ge=1)]
    lines: Annotated[tuple[Line, ...], BeforeValidator(_lines)]

    def record(self) -> ThemeMention:
        """Return the frozen record."""
        return ThemeMention(**self.model_dump())
