"""What an answer cell accepts, and what it says to whoever enters something else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from generator import formats
from generator.collection.form import Field

_TITLE_LONGEST: Final = 32
_LEAST: Final = Decimal(0)
_MOST: Final = Decimal(10) ** 11


def validation_of(field: Field, lists: Mapping[tuple[str, ...], str], *, year: int) -> dict[str, Any] | None:
    """Return the validation of a field's cell as XlsxWriter takes it, None for a text without limits.

    A list and the length of a text are binding. A number or a day may be confirmed all the same: 不明 is an answer.
    """
    rule: dict[str, Any] | None = None
    if field.choices:
        source = lists[tuple(choice.label for choice in field.choices)]
        rule = {"validate": "list", "source": source, "error_message": "一覧から選んでください。", "error_type": "stop"}
    elif field.is_number:
        low, high = field.low if field.low is not None else _LEAST, field.high if field.high is not None else _MOST
        rule = {"validate": "decimal", "criteria": "between", "minimum": float(low), "maximum": float(high)}
        rule |= {"error_type": "warning", "error_message": f"{limits(field)}の数を、単位を付けずに記入してください。"}
    elif field.type == "date":
        first, last = f"DATE({year - 3},1,1)", f"DATE({year + 1},12,31)"
        rule = {"validate": "date", "criteria": "between", "minimum": f"={first}", "maximum": f"={last}"}
        rule |= {"error_type": "warning", "error_message": f"{year}/4/1 のように記入してください。"}
    elif field.longest:
        rule = {"validate": "length", "criteria": "<=", "value": field.longest, "error_type": "stop"}
        rule |= {"error_message": f"{field.longest}字までで記入してください。"}
    if rule is not None:
        rule |= {"error_title": field.title[:_TITLE_LONGEST], "ignore_blank": True}
        if field.help:
            rule |= {"input_title": field.title[:_TITLE_LONGEST], "input_message": field.help}
    return rule


def limits(field: Field) -> str:
    """Return the range of a number in words, "" where it has none."""
    if field.low is None and field.high is None:
        return ""
    low, high = (
        "" if bound is None else formats.number(bound, formats.natural_decimals(bound))
        for bound in (field.low, field.high)
    )
    return f"{low}～{high}"
