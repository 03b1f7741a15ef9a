"""管理番号: a short name for everything that a brief was made of. Same inputs, same number.

Inputs are hashed by what they mean: a comment in a setting or the order in which a table's columns stand changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from generator.dataset.withholding import Withheld
from generator.formats import DRAFT


def control_number(prefix: str, key: str, fingerprint: str, *, draft: bool = False) -> str:
    """Return the number printed on every page: edition, area, first eight digits of the inputs' hash, 案 for a draft."""
    return f"{prefix}-{key.upper()}-{fingerprint[:8].upper()}{DRAFT if draft else ''}"


def combined_fingerprint(prints: Iterable[str]) -> str:
    """Return the SHA-256 (hex) over several in the order given."""
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()


def fingerprint(value: Any) -> str:
    """Return the SHA-256 (hex) of a value made of records, settings, mappings, sequences and plain values.

    Two values have one fingerprint only when they are equal; what cannot be told apart surely is a TypeError.
    """
    return combined_fingerprint([json.dumps(_plain(value), ensure_ascii=False)])


def _plain(value: Any) -> Any:  # noqa: PLR0911  # one line a type
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Withheld):
        return ["withheld"]
    if isinstance(value, Decimal | date):
        return [type(value).__name__, str(value)]
    if isinstance(value, BaseModel):
        # Its fields alone: what a cached property has worked out by now is no part of a setting.
        return [type(value).__name__, [[name, _plain(getattr(value, name))] for name in type(value).model_fields]]
    if is_dataclass(value):
        return [type(value).__name__, [[f.name, _plain(getattr(value, f.name))] for f in fields(value)]]
    if isinstance(value, Mapping):
        return ["mapping", [[_plain(key), _plain(part)] for key, part in value.items()]]
    if isinstance(value, list | tuple):
        return ["list", [_plain(part) for part in value]]
    if isinstance(value, frozenset):
        return ["set", sorted(json.dumps(_plain(part), ensure_ascii=False) for part in value)]
    raise TypeError(f"no way to tell two {type(value).__name__} apart")
