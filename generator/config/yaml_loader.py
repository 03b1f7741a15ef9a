"""The only reader of YAML. It checks size, encoding, syntax, keys and types, and reports file and line."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from generator.config.pydantic_faults import config_error, explain
from generator.config.quoting import echo
from generator.config.yaml_lines import Marked, MarkedError, read_marked
from generator.errors import ConfigError
from generator.everyday import everyday
from generator.files import read_ordinary
from generator.paths import shown

Model = TypeVar("Model", bound=BaseModel)
MAX_BYTES: Final = 1_000_000
_SYNTAX: Final = (
    ("'\\t'", "字下げにタブが使われています。", "タブを半角の空白に置き換えてください。"),
    (
        "mapping values are not allowed",
        "「: 」の位置が正しくありません。",
        '字下げをそろえ、「:」を含む文字は "" で囲んでください。',
    ),
    (
        "could not find expected ':'",
        "項目名の後に「: 」がありません。",
        "「項目名: 値」の形で書いてください（コロンは半角、その後に半角の空白）。",
    ),
    ("did not find expected key", "字下げがそろっていません。", "同じ段の項目は、同じ数の半角の空白で始めてください。"),
    ("expected <block end>", "字下げがそろっていません。", "同じ段の項目は、同じ数の半角の空白で始めてください。"),
    (
        "did not find expected '-' indicator",
        "一覧の字下げがそろっていません。",
        "「- 」で始まる行を縦にそろえてください。",
    ),
    (
        "block sequence entries are not allowed",
        "一覧「- 」の位置が正しくありません。",
        "「- 」は新しい行に、字下げして書いてください。",
    ),
    ("quoted scalar", '引用符「"」が閉じていません。', '文字の終わりに「"」を付けてください。'),
    ("flow sequence", "「[」が「]」で閉じていません。", "一覧の終わりに「]」を、間に「,」を書いてください。"),
    ("flow mapping", "「{」が「}」で閉じていません。", "表の終わりに「}」を、間に「,」を書いてください。"),
    ("undefined alias", "「*名前」（別名）は使えません。", '文字の * なら "" で囲んでください。'),
)


def load_yaml(path: Path, model: type[Model]) -> Model:
    """Return the file as the model. Fractions arrive as ``Decimal``, dates as ``date``, lists as tuples.

    Raises ConfigError that names ``file:line``; all faults of the values are collected in one message.
    """
    marked = read_values(path)
    try:
        return model.model_validate(marked.values)
    except ValidationError as error:
        raise config_error(explain(error, model=model, marked=marked), file=shown(path)) from error


def read_values(path: Path) -> Marked:
    """Return the file's values with their lines. Raises ConfigError."""
    text = read_text(path)
    try:
        return read_marked(text)
    except MarkedError as error:
        where = f"{shown(path)}:{error.line}"
        raise ConfigError(
            error.what, where=where, found=error.found, expected=error.expected, remedy=error.remedy
        ) from error
    except yaml.YAMLError as error:
        raise _syntax_error(error, text=text, file=shown(path)) from error


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file of at most 1 MB (a byte order mark is dropped). Raises ConfigError."""
    try:
        raw = read_ordinary(path, most=MAX_BYTES)
    except OSError as error:
        raise _unreadable(error, file=shown(path)) from error
    try:
        return everyday(raw.decode("utf-8-sig"))  # an editor copies words from the PDF
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(
            "文字コードが UTF-8 ではありません。",
            where=f"{shown(path)}:{line}",
            found=_guess_encoding(raw),
            expected="UTF-8",
            remedy="エディタで文字コードに UTF-8 を選んで保存し直してください。",
        ) from error


def _unreadable(error: OSError, *, file: str) -> ConfigError:
    if isinstance(error, FileNotFoundError):
        return ConfigError(
            "設定ファイルがありません。",
            where=file,
            remedy="消した場合は、版管理から元に戻してください（git checkout -- ファイル名）。",
        )
    if isinstance(error, IsADirectoryError):
        return ConfigError(
            "ファイルがあるはずの場所にフォルダがあります。", where=file, remedy="フォルダの名前を変えてください。"
        )
    if error.errno == errno.EFBIG:
        return ConfigError(
            "ファイルが大きすぎます。",
            where=file,
            expected=f"{MAX_BYTES:,}バイトまで",
            remedy="別のファイルを置いていないか確かめてください。",
        )
    return ConfigError(
        "設定ファイルを読めません。",
        where=file,
        found=error.strerror or "",
        remedy="読み取りの権限を確かめてください。",
    )


def _guess_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16（表計算ソフトの「Unicode テキスト」）と思われます"
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return "読めない文字"
    return "Shift_JIS（Windows の既定）と思われます"


def _syntax_error(error: yaml.YAMLError, *, text: str, file: str) -> ConfigError:
    message = str(error)
    number = _error_line(error, text=text)
    lines = text.splitlines()
    written = lines[number - 1] if number <= len(lines) else ""
    what, remedy = next(
        ((what, remedy) for key, what, remedy in _SYNTAX if key in message),
        ("YAML の書き方が正しくありません。", "前後の行の字下げ、引用符、コロンを確かめてください。"),
    )
    if "\t" in written[: len(written) - len(written.lstrip())]:
        what, remedy = _SYNTAX[0][1:]
    elif "：" in written and ": " not in written:
        remedy = "全角の「：」を半角の「: 」に直してください。"
    return ConfigError(what, where=f"{file}:{number}", found=echo(written.strip(" ")), remedy=remedy)


def _error_line(error: Any, *, text: str) -> int:
    """Return where the faulty thing begins; the parser notices an open quote only where the text ends."""
    context = str(getattr(error, "context", ""))
    begun = error.context_mark if "scanning a" in context or "flow" in context else None
    mark = begun or getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    return text[: int(getattr(error, "position", 0))].count("\n") + 1
