"""What each column of the tables of chapters 3 and 4 means, for the data package. Codes are those of practice.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final

from generator.config.practice import PracticeFile
from generator.dataset.practice.contract import (
    LABEL_LONGEST,
    PRACTICE_KEYS,
    QUALIFICATION_GROUPS,
    VERB_LONGEST,
    WHAT_LONGEST,
    CellStatus,
    Coverage,
    EventKind,
    HeadcountBasis,
    Part,
    Purpose,
    QualificationBasis,
    Reuse,
    Stage,
)
from generator.dataset.table_descriptions import table_descriptions

TableField = dict[str, object]
"""A field of a table schema."""
_CODE_PATTERN: Final = r"^(\d{6}|G\d{4})$"
_COUNT: Final = 0
"""The least that a count may be."""
_LINES: Final = r"^\d+( \d+)*$"
PRACTICE_TITLES: Final = {
    "practice_cells": (
        "3章・4章の欄",
        "個票の3章（地域力強化）と4章（多機関の協働、都道府県事業）の欄を1行とする。数え上げの分母になる。章のない個票の欄にも行がある。",
    ),
    "areas": ("対象の圏域", "個票と部分（ア、イ）の組を1行とする。"),
    "practices": ("欄に書かれたもの", "欄に挙げられた人、場所、財源、事業などを1つ1行とする。"),
    "coordinators": ("相談支援包括化推進員", "多機関の協働の章のある個票を1行とする。"),
    "meetings": ("会議", "個別事例の検討とネットワーク構築の会議を1つ1行とする。"),
    "events": (
        "できごとと課題",
        "始まったこと、置かれた人、作られた計画、養成した人、課題、次年度の予定を1つ1行とする。",
    ),
}
PRACTICE_FOREIGN_KEYS: Final = {"practices": ((("code", "cell"), "practice_cells"),)}
"""What else a row points to, besides its respondent."""


def practice_fields(practice: PracticeFile) -> dict[str, dict[str, TableField]]:
    """Return the fields of the six tables; ``practice`` gives the codes that may stand in them."""
    return {
        "practice_cells": _practice_cells(practice),
        "areas": _areas(practice),
        "practices": _practices(practice),
        "coordinators": _coordinators(),
        "meetings": _meetings(practice),
        "events": _events(),
    }


def practice_keys() -> dict[str, list[str]]:
    """Return the primary keys of the six tables."""
    return {table: list(key) for table, key in PRACTICE_KEYS.items()}


def practice_codes(practice: PracticeFile) -> list[dict[str, object]]:
    """Return the code lists with what each code means, as the package carries them."""
    lists: list[dict[str, object]] = [
        {
            "name": name,
            "codes": [
                {key: value for key, value in one.model_dump(exclude_none=True).items() if value != ""} for one in codes
            ],
        }
        for name, codes in practice.vocabularies.items()
    ]
    return [*lists, {"name": "cells", "codes": [{"id": cell.id, "label": cell.label} for cell in practice.cells]}]


def _values(codes: Iterable[Enum]) -> list[str]:
    return [str(code.value) for code in codes]


def _count(title: str, description: str) -> TableField:
    return described(title, description, "integer", minimum=_COUNT)


def _seq(of: str) -> TableField:
    return described("番号", f"{of}の中で、1から数えた番号。", "integer", required=True, minimum=1)


def _lines() -> TableField:
    return described("行", "記載のある行（元の文書の行番号。空白で区切る）。", required=True, pattern=_LINES)


def _cell(cells: Sequence[str]) -> TableField:
    return described("欄", "欄の符号。意味は codes の cells に示す。", required=True, enum=list(cells))


def _codes(practice: PracticeFile) -> Callable[[str], list[str]]:
    return lambda name: list(practice.labels[name])


def _practice_cells(practice: PracticeFile) -> dict[str, TableField]:
    return {
        "code": respondent_code(),
        "cell": _cell(list(practice.kinds)),
        "status": described(
            "状態",
            "filled＝記載あり、blank＝空欄、none＝なし・予定なし、dash＝－、reference＝別紙・参照、same＝同上、"
            "undecided＝今後検討とだけ記載、label_absent＝欄がない、not_applicable＝章がない。",
            required=True,
            enum=_values(CellStatus),
        ),
        "line_start": line("最初の行", minimum=1),
        "line_end": line("最後の行", minimum=1),
    }


def _areas(practice: PracticeFile) -> dict[str, TableField]:
    codes = _codes(practice)
    units = "|".join(codes("unit"))
    return {
        "code": respondent_code(),
        "part": described("部分", "a＝ア 住民の取組、i＝イ 相談の受け止め。", required=True, enum=_values(Part)),
        "coverage": described(
            "対象の広さ",
            "whole＝全域、part＝一部の地区、multi＝複数の町村。",
            required=True,
            enum=_values(Coverage),
        ),
        "units": described(
            "圏域の単位",
            "圏域の単位の符号（空白で区切る）。意味は codes の unit に示す。",
            required=True,
            pattern=f"^({units})( ({units}))*$",
        ),
        "unit_base": described(
            "基礎の単位", "圏域を組み立てる単位の符号。意味は codes の unit に示す。", enum=codes("unit")
        ),
        "area_count": _count("圏域の数", "圏域の数。"),
        "count_basis": described(
            "圏域の数の根拠", "printed＝数の記載、listed＝列挙を数えた、planned＝予定の数。", enum=codes("count_basis")
        ),
        "population": _count("圏域の人口", "対象の人口（人）。幅のある記載は下限。"),
        "population_max": _count("圏域の人口の上限", "幅のある記載の上限（人）。"),
        "population_basis": described(
            "人口の根拠",
            "total＝総人口、about＝概数、part＝一部の区域、per_area＝1圏域当たり、listed＝区域ごとの列挙。",
            enum=codes("population_basis"),
        ),
        "as_of": described("時点", "人口の時点（印字のとおり）。"),
        "lines": _lines(),
    }


def _practices(practice: PracticeFile) -> dict[str, TableField]:
    kinds = list(dict.fromkeys(kind for kinds in practice.kinds.values() for kind in kinds))
    return {
        "code": respondent_code(),
        "cell": _cell([cell for cell, found in practice.kinds.items() if found]),
        "seq": _seq("欄"),
        "kind": described("種類", "種類の符号。欄ごとに使える符号と意味は、codes に示す。", required=True, enum=kinds),
        "label": described("名", "個票に印字された名。", required=True, maxLength=LABEL_LONGEST),
        "number": described("数", "名とともに印字された数。", "number"),
        "number_unit": described("数の単位", "印字のとおり。"),
        "stage": described(
            "段階",
            "act＝行う・行っている、plan＝予定・働きかけ、study＝検討・調査研究。段階をまたいで足さない。",
            enum=_values(Stage),
        ),
        "basis": described(
            "資格の根拠",
            "推進員の資格について、holder＝現にいる職員、required＝要件、assumed＝想定、class＝職種の例。",
            enum=_values(QualificationBasis),
        ),
        "group": described(
            "組",
            f"推進員の経歴等は {'か '.join(QUALIFICATION_GROUPS)}。会議の構成員は meetings の番号（空白で区切る）。",
            pattern=rf"^({'|'.join(QUALIFICATION_GROUPS)}|\d+( \d+)*)$",
        ),
        "lines": _lines(),
        "note": described("注記", "編集者の注記。"),
    }


def _coordinators() -> dict[str, TableField]:
    return {
        "code": described(
            "団体コード", str(respondent_code()["description"]), required=True, unique=True, pattern=r"^(\d{6}|G\d{4})$"
        ),
        "headcount": _count("人数", "配置予定の人数（人）。配置しないとき、人数の記載がないときは空欄。"),
        "basis": described(
            "人数の根拠",
            "printed＝記載、summed＝合算、none＝配置なし、not_stated＝人数の記載なし、equivalent＝相当数。",
            required=True,
            enum=_values(HeadcountBasis),
        ),
        "full_time": _count("常勤", "常勤の人数（人）。"),
        "part_time": _count("非常勤", "非常勤の人数（人）。"),
        "dedicated": _count("専任", "専任の人数（人）。"),
        "concurrent": _count("兼任", "兼任の人数（人）。"),
        "sites": _count("配置先の数", "配置先の数（か所）。"),
        "note": described("注記", "編集者の注記。"),
        "lines": _lines(),
    }


def _meetings(practice: PracticeFile) -> dict[str, TableField]:
    codes = _codes(practice)
    return {
        "code": respondent_code(),
        "seq": _seq("個票"),
        "purpose": described(
            "目的", "case＝個別事例の検討、network＝ネットワーク構築。", required=True, enum=_values(Purpose)
        ),
        "name": described("会議の名", "個票に印字された名。名の記載がなければ空欄。", maxLength=LABEL_LONGEST),
        "name_source": described(
            "名のある所", "column＝名称の欄、text＝本文、none＝名称なし。", required=True, enum=codes("name_source")
        ),
        "reuse": described(
            "既存の会議か", "existing＝既存、new＝新規、unstated＝記載なし。", required=True, enum=_values(Reuse)
        ),
        "parent": described(
            "会議のもと",
            "もとになる法定などの会議。noneは、当たるものなし。",
            required=True,
            enum=codes("meeting_parent"),
        ),
        "times_min": described("回数", "開く回数。幅のある記載は下限。隔月は年6回とする。", "number", minimum=0),
        "times_max": described("回数の上限", "幅のある記載の上限。", "number", minimum=0),
        "per": described("期間", "month＝月に、year＝年に。", enum=["month", "year"]),
        "adhoc": described("随時", "随時、必要時に開くこと（1＝あり、0＝なし）。", "boolean", required=True),
        "held_per": described("開く単位", "圏域、地区などごとに開くときの単位。"),
        "units": _count("単位の数", "開く単位の数。"),
        "total_per_year": described("年間の延べ回数", "1年の延べ回数（回）。", "number", minimum=0),
        "members_count": _count("構成員の数", "印字された構成員の数（人）。"),
        "same_as": described("同じ会議", "二つの目的を兼ねる会議の、もう一方の番号。", "integer", minimum=1),
        "lines": _lines(),
    }


def _events() -> dict[str, TableField]:
    return {
        "code": respondent_code(),
        "seq": _seq("個票"),
        "kind": described(
            "種類",
            "opened＝開始・開設、staffed＝配置、adopted＝策定、trained＝養成、counted＝県内の状況、planned＝次年度の予定、"
            "issue＝課題。",
            required=True,
            enum=_values(EventKind),
        ),
        "what": described("何が", "編集者が自分の言葉で書いた体言止め。", required=True, maxLength=WHAT_LONGEST),
        "place": described("どこで", "場所の名。その自治体というだけなら空欄。", maxLength=LABEL_LONGEST),
        "date": described(
            "いつ", "日、月又は年度（2018-10-01、2018-10、FY2018）。", pattern=r"^(\d{4}-\d{2}(-\d{2})?|FY\d{4})$"
        ),
        "number": described("数", "印字された数。", "number"),
        "number_unit": described("数の単位", "印字に沿う単位。"),
        "previous": described("前の数", "印字された、前の時点の数。", "number"),
        "lines": _lines(),
        "verb": described("どうした", "what に続けて見出しになる述語（を開設、が発足など）。", maxLength=VERB_LONGEST),
    }


def described(title: str, description: str, kind: str = "string", **constraints: object) -> TableField:
    """Return a field of a table schema with its constraints."""
    field: TableField = {"type": kind, "title": title, "description": description}
    if kind == "boolean":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    return field | ({"constraints": constraints} if constraints else {})


def respondent_code() -> TableField:
    """Return the field that names the respondent, as the other tables have it."""
    column = table_descriptions()["indicators"].column("code")
    if column is None:
        raise ValueError("tables.yaml describes no code of indicators")
    return described(column.title, column.description, required=True, pattern=_CODE_PATTERN)


def line(title: str, **constraints: object) -> TableField:
    """Return the field of a line number."""
    return described(title, "元の文書の行番号（1から数える）。", "integer", **constraints)
