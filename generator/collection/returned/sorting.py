"""What came back, file by file: whose it is, or why it is not used. One that cannot be used stops no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.collection.forms.run import Addressee, addressee_of
from generator.collection.returned.answers import Returned, read_returned
from generator.collection.years import Years
from generator.errors import SourceError, UserError
from generator.ingest.document.collecting import files_within
from generator.paths import shown


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file: what it holds, who answers (None where nobody can tell), and why it is not used ("" where it is)."""

    name: str
    returned: Returned | None = None
    addressee: Addressee | None = None
    problem: str = ""
    copy: bool = False


def read_files(folder: Path, years: Years) -> list[ReturnedFile]:
    """Read every file of a folder or zip. Raises SourceError for a folder that is not there or holds no file."""
    if not folder.exists():
        raise SourceError(
            "回答のフォルダがありません。",
            where=shown(folder),
            remedy="DIR=… に、回答の入ったフォルダを指定してください。",
        )
    files = [_read(name, data, f"{shown(folder)}/{name}", years) for name, data in files_within(folder)]
    if not files:
        raise SourceError(
            "フォルダにファイルがありません。",
            where=shown(folder),
            expected="記入された調査票（.xlsx）",
            remedy="DIR=… に、回答の入ったフォルダを指定してください。",
        )
    return files


def told(error: UserError) -> str:
    """Return an error as one line of a report."""
    found = f"（{error.found}）" if error.found else ""
    return f"{error.what}{found}{error.remedy}"


def _read(name: str, data: bytes | SourceError, where: str, years: Years) -> ReturnedFile:
    try:
        if isinstance(data, SourceError):
            raise data
        returned = read_returned(data, name=name, where=where)
    except SourceError as error:
        return ReturnedFile(name, problem=told(error))
    form = returned.form
    addressee = addressee_of(form.code, years)
    problem = ""
    if form.year != years.year:
        problem = f"{form.year}年度の調査票である。{years.year}年度の調査票に記入して返すよう頼んでください。"
    elif form.questionnaire != years.questionnaire.id:
        problem = f"別の様式（{form.questionnaire}）の調査票である。配った調査票に記入して返すよう頼んでください。"
    elif addressee is None:
        problem = f"団体コード {form.code} の団体はない。調査票を作り直して送ってください。"
    elif not returned.filled and not returned.hidden:
        problem = "一つも記入されていない。記入したファイルを送るよう頼んでください。"
    return ReturnedFile(name, returned, addressee if form.year == years.year else None, problem)


def distinct(files: Sequence[ReturnedFile], taken: Mapping[str, str]) -> list[ReturnedFile]:
    """Return the files with a problem where one respondent has two different answers; of equal ones the first is used.

    ``taken`` are the hashes of the documents that are in the tables, by code: that one stays.
    """
    usable: dict[str, list[ReturnedFile]] = {}
    for file in files:
        if file.returned is not None and not file.problem:
            usable.setdefault(file.returned.form.code, []).append(file)
    return [_decided(file, usable, taken) for file in files]


def _decided(file: ReturnedFile, usable: Mapping[str, list[ReturnedFile]], taken: Mapping[str, str]) -> ReturnedFile:
    if file.returned is None or file.problem:
        return file
    code = file.returned.form.code
    rivals = usable[code]
    held = next((one for one in rivals if _hash(one) == taken.get(code)), None)
    chosen = held or rivals[0]
    if file is chosen and (held is not None or all(_same(one, chosen) for one in rivals)):
        return file
    if _same(file, chosen):
        twins = [one for one in rivals if _same(one, chosen)]
        if held is not None or len(twins) == len(rivals):
            return replace(file, problem=f"{chosen.name} と同じ内容なので使わない。", copy=True)
    others = "、".join(one.name for one in rivals if one is not file)
    kept = f"取り込み済みの {held.name} を残す。差し替えるなら、そのファイルを" if held else "使わない方を"
    return replace(
        file, problem=f"同じ団体の、内容の違う回答がほかにもある（{others}）。{kept}フォルダから除いてください。"
    )


def _hash(file: ReturnedFile) -> str:
    return file.returned.document.sha256 if file.returned else ""


def _same(one: ReturnedFile, other: ReturnedFile) -> bool:
    return one.returned is not None and other.returned is not None and one.returned.filled == other.returned.filled
