"""The seal of an edition's tables: their hashes when every figure had been proven against the source.

``seal.json`` is written by ``ingest --check`` and compared by the audit, the doctor and whoever makes a brief.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.config.quoting import echo
from generator.errors import DatasetError
from generator.files import read_ordinary
from generator.paths import shown

SEAL: Final = "seal.json"
SUFFIXES: Final = (".csv", ".yaml")
_LARGEST: Final = 200_000
_LARGEST_TABLE: Final = 20_000_000
_DIGEST: Final = 64
REMEDY: Final = "make ingest-check SOURCE=個票の文書 YEAR=年度 で、表を原資料と照らし合わせてください。"


@dataclass(frozen=True, slots=True)
class Seal:
    """When the tables were proven, against which files, and what they were: SHA-256 (hex) by file name."""

    checked_at: str
    sources: Mapping[str, str]
    tables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SealState:
    """The seal, if there is one, and the tables that are not as they were when they were sealed."""

    seal: Seal | None
    changed: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether the tables are those that were proven."""
        return self.seal is not None and not self.changed

    @property
    def told(self) -> str:
        """What a message says of it."""
        if self.seal is None:
            return "表は、原資料との照合（ingest-check）がまだである"
        day = self.seal.checked_at[:10]
        if self.changed:
            return f"原資料との照合（{day}）の後に変わった表: {'、'.join(self.changed)}"
        return f"{day}に原資料と照合した表のまま（{len(self.seal.tables)}個）"


def table_prints(folder: Path) -> dict[str, str]:
    """Return the SHA-256 (hex) of every table of an edition's folder, by file name. Raises DatasetError."""
    return {path.name: _print(path) for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES}


def sealed(tables: Mapping[str, str], sources: Mapping[str, str], *, at: datetime) -> bytes:
    """Return the seal of tables that have just been proven against the sources (both SHA-256 by file name)."""
    content = {
        "checked_at": at.isoformat(timespec="seconds"),
        "sources": dict(sources),
        "tables": dict(sorted(tables.items())),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def seal_state(folder: Path) -> SealState:
    """Compare an edition's tables with their seal. Raises DatasetError for a seal that cannot be read."""
    seal = _read(folder / SEAL)
    if seal is None:
        return SealState(None, ())
    now = table_prints(folder)
    names = sorted(now.keys() | seal.tables.keys())
    return SealState(seal, tuple(name for name in names if now.get(name) != seal.tables.get(name)))


def _print(path: Path) -> str:
    try:
        return hashlib.sha256(read_ordinary(path, most=_LARGEST_TABLE)).hexdigest()
    except OSError as exc:
        raise DatasetError(
            "データの表を開けません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            expected=f"{_LARGEST_TABLE:,}バイト以下の普通のファイル",
            remedy="ファイルの内容と権限を確かめるか、版管理から戻してください。",
        ) from exc


def _read(path: Path) -> Seal | None:
    try:
        return _seal(json.loads(read_ordinary(path, most=_LARGEST).decode("utf-8")))
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise _unreadable(path, exc.strerror or errno.errorcode.get(exc.errno or 0, "")) from exc
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise _unreadable(path, "照合の記録の形をしていない") from exc


def _seal(content: Any) -> Seal:
    checked, sources, tables = content["checked_at"], content["sources"], content["tables"]
    datetime.fromisoformat(checked)
    for digests in (sources, tables):
        if not all(isinstance(one, str) and len(one) == _DIGEST for one in digests.values()):
            raise ValueError("no digest")
    return Seal(checked, MappingProxyType(dict(sources)), MappingProxyType(dict(tables)))


def _unreadable(path: Path, found: str) -> DatasetError:
    return DatasetError(
        "表と原資料の照合の記録（seal.json）が読めません。",
        where=shown(path),
        found=echo(found),
        remedy=f"このファイルを消し、{REMEDY}",
    )
