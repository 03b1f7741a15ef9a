"""Faults that pydantic finds, told in Japanese by file and line."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator.config.quoting import echo, hint
from generator.config.settings import EMAIL
from generator.config.yaml_lines import Marked, Trail
from generator.errors import ConfigError

MAX_PROBLEMS: Final = 10
_EXPECTED: Final = {
    "string_type": '文字（数字だけなら "" で囲む）',
    "string_too_short": "空でない文字",
    "string_too_long": "{max_length}文字以内",
    "int_type": "整数",
    "int_from_float": "整数",
    "int_parsing": "整数",
    "bool_type": "true 又は false",
    "date_type": "2019-03-31 のような日付（引用符なし）",
    "decimal_type": "数",
    "decimal_parsing": "数",
    "finite_number": "有限の数",
    "is_instance_of": "数",
    "tuple_type": "一覧（「- 」で始まる行、又は [ ] ）",
    "list_type": "一覧（「- 」で始まる行、又は [ ] ）",
    "model_type": "「項目名: 値」の表",
    "model_attributes_type": "「項目名: 値」の表",
    "dict_type": "「項目名: 値」の表",
    "too_short": "{min_length}件以上",
    "too_long": "{max_length}件以下",
    "greater_than_equal": "{ge}以上",
    "greater_than": "{gt}より大きい値",
    "less_than_equal": "{le}以下",
    "less_than": "{lt}より小さい値",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "missing": "この項目",
}
SHAPES: Final = {
    r"^[a-z0-9][a-z0-9_-]*$": "英小文字、数字、ハイフン、下線だけの半角の名（h30 など）",
    r"^[a-z][a-z0-9]*\.[a-z_]+$": "英小文字の名を「.」でつないだもの（members.count など）",
    r"^D[0-9]{3,4}$": "D と3桁か4桁の数字（D001）",
    r"^[0-9a-f]{64}$": "SHA-256（16進数64桁）",
    r"^(?:[0-9a-f]{8}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{16})$": "行の指紋（16進数の8桁.4桁.4桁）、又は文書の印（16桁）",
    r"^(?:|可|削除|[1-9][0-9]{0,6})$": "行番号、可、削除のいずれか。まだ決めないなら空欄",
    r"^(?:\d{4}-\d{2}-\d{2})?$": "日付（2019-04-26）、又は空欄",
    r"^(month|year)?$": "month、year のどちらか、又は空欄",
    r"^[a-z][a-z0-9_]*$": "英小文字で始まり、英小文字、数字、下線（_）だけの半角の名",
    r"^[0-9]{2}$": '2桁の半角数字（"03" など。先頭の0も書く）',
    r"^[A-Z0-9-]+$": "英大文字、数字、ハイフンだけの半角の文字（CKB-H30 など）",
    r"^.+[都道府県]$": "都、道、府、県のどれかで終わる名",
    r"^[ぁ-ゖー]+$": "平仮名だけの読み",
    r"^[a-z]+$": "半角の英小文字だけの綴り",
    r"^T[0-9]{2}$": "T と2桁の半角数字（T01 など）",
    EMAIL: "メールアドレス1つ（tanto@example.lg.jp のような半角の文字）",
    r"^P[0-9]{2,3}$": "P と2桁か3桁の半角数字（P01 など）",
}
"""What a text of each pattern looks like, for people who do not read patterns."""


@dataclass(frozen=True)
class SettingFault:
    """One fault of a file."""

    line: int
    what: str
    remedy: str
    found: str = ""
    expected: str = ""

    def line_in(self, file: str) -> str:
        """Return the fault in one line of a collected message."""
        parts = ((" 実際: ", self.found), (" 期待: ", self.expected), (" 対処: ", self.remedy))
        return f"{file}:{self.line} {self.what}" + "".join(label + text for label, text in parts if text)


def explain(error: ValidationError, *, model: type[BaseModel], marked: Marked) -> list[SettingFault]:
    """Return the faults in the order of the file's lines."""
    faults = [fault for fault in error.errors() if not _is_echo(fault)]
    problems = [_problem(fault, model=model, marked=marked) for fault in faults]
    return sorted(problems, key=lambda problem: problem.line)


def config_error(problems: Sequence[SettingFault], *, file: str) -> ConfigError:
    """Return one message for all faults of a file; of many, the first ten."""
    first = problems[0]
    where = f"{file}:{first.line}"
    if len(problems) == 1:
        return ConfigError(first.what, where=where, found=first.found, expected=first.expected, remedy=first.remedy)
    lines = [f"{number}. {problem.line_in(file)}" for number, problem in enumerate(problems[:MAX_PROBLEMS], start=1)]
    if len(problems) > MAX_PROBLEMS:
        lines.append(f"ほか{len(problems) - MAX_PROBLEMS}件")
    return ConfigError(
        f"誤りが{len(problems)}件あります。",
        where=where,
        found="".join(f"\n    {line}" for line in lines),
        remedy="上から順に直して、もう一度実行してください。",
    )


def _problem(fault: Any, *, model: type[BaseModel], marked: Marked) -> SettingFault:
    path: Trail = tuple(fault["loc"])
    line, name, kind, found = marked.line(path), _name(path), str(fault["type"]), _shown_value(fault["input"])
    if kind == "extra_forbidden":
        known = _fields(model, path[:-1])
        remedy = hint(str(path[-1]), known) or "項目名の綴りを確かめるか、その行を消してください。"
        return SettingFault(line, f"項目「{echo(path[-1])}」は使われていません。", remedy, expected="、".join(known))
    if kind == "missing":
        key = path[-1]
        remedy = "値を書き足してください。" if isinstance(key, int) else f"「{key}: 値」を書き加えてください。"
        return SettingFault(line, f"項目「{name}」がありません。", remedy)
    if kind == "value_error":
        shown = "" if found == "表" else found
        return SettingFault(line, expectation(fault), "この行か、この行から始まる項目を直してください。", shown)
    remedy = "期待の形に書き直してください。"
    return SettingFault(line, f"項目「{name}」の値が正しくありません。", remedy, found, expectation(fault))


def expectation(fault: Mapping[str, Any]) -> str:
    """Return in Japanese what the model wanted in place of a faulty value; ``fault`` is one of pydantic's details."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return SHAPES.get(context["pattern"], "決められた形の文字")
    return _EXPECTED.get(kind, f"正しい値（{kind}）").format_map(_Context(context)).replace(" or ", "、")


def _is_echo(fault: Mapping[str, Any]) -> bool:
    """Return whether pydantic calls a list too short only because entries in it are wrong."""
    return bool(fault["type"] == "too_short") and len(fault["input"]) >= int(fault["ctx"]["min_length"])


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _name(path: Trail) -> str:
    text = ""
    for part in path:
        text += f"の{part + 1}番目" if isinstance(part, int) else f"{'.' if text else ''}{echo(part)}"
    return text or "ファイル全体"


def _shown_value(value: Any) -> str:
    if value is None:
        return "空"
    if isinstance(value, Mapping):
        return "表"
    if isinstance(value, (list, tuple)):
        return f"一覧（{len(value)}件）"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{echo(value)}"' if isinstance(value, str) else echo(value)


def _fields(annotation: Any, path: Trail) -> Sequence[str]:
    """Return the field names of the model that lies at the path, for near matches."""
    for candidate in _unwrapped(annotation):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            if not path:
                return tuple(candidate.model_fields)
            inner = candidate.model_fields.get(str(path[0]))
            return _fields(inner.annotation, path[1:]) if inner else ()
        arguments = get_args(candidate)
        if arguments and path:
            return _fields(arguments[-1] if arguments[-1] is not Ellipsis else arguments[0], path[1:])
    return ()


def _unwrapped(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(
            part for argument in get_args(annotation) for part in _unwrapped(argument) if part is not type(None)
        )
    return (annotation,)
