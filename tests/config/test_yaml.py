"""The one door for YAML refuses what PyYAML lets pass, and says where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config.settings import Settings
from generator.config.yaml_lines import MAX_DEPTH, read_marked
from generator.config.yaml_loader import MAX_BYTES, load_yaml, read_values
from generator.errors import ConfigError

PARSERS = [
    pytest.param(yaml.SafeLoader, id="python"),
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="c"),
]


class Sample(Settings):
    code: str


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "x.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(tmp_path: Path, content: str | bytes) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        read_values(written(tmp_path, content))
    return caught.value


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", 1),
        ("a: -20", -20),
        ("a: 0", 0),
        ("a: 28.1", Decimal("28.1")),
        ("a: 1.10", Decimal("1.10")),
        ("a: 2019-03-31", date(2019, 3, 31)),
        ("a: '2019-03-31'", "2019-03-31"),
        ('a: "01100"', "01100"),
        ("a: '01100'", "01100"),
        ("a: true", True),
        ("a: False", False),
        ("a:", None),
        ("a: ~", None),
        ("a: null", None),
        ("a: 岩手県", "岩手県"),
        ("a: 1:30", "1:30"),
        ("a: 0x1F", "0x1F"),
        ("a: 1_000", "1_000"),
        ("a: .inf", ".inf"),
        ("a: 1e3", "1e3"),
        ('a: "yes"', "yes"),
        ("a: [1, 二]", (1, "二")),
        ("a: []", ()),
        ("a: {b: 1}", {"b": 1}),
        ("a: |\n  一行目\n  二行目\n", "一行目\n二行目\n"),
        ("a: 9999999999999999999", "9999999999999999999"),
        ("a: 人口 # 注", "人口"),
    ],
)
def test_reads_a_plain_value(parser: Any, text: str, value: object) -> None:
    """A value means what a clerk sees, whichever parser is at hand."""
    assert read_marked(text, parser=parser).values == {"a": value}


@pytest.mark.parametrize("text", ["", "# 注だけ\n", "---\n"])
def test_an_empty_file_is_an_empty_table(text: str) -> None:
    """A file of comments holds nothing, which is no syntax error."""
    assert not read_marked(text).values


def test_a_key_that_looks_like_a_number_stays_text() -> None:
    """Keys are names."""
    assert read_marked("2018: a").values == {"2018": "a"}


def test_fractions_are_decimal() -> None:
    """No figure passes through binary fractions."""
    assert isinstance(read_marked("a: 0.1").values["a"], Decimal)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "項目「a」が2回"),
        ("a:\n  b: 1\n  b: 2\n", 3, "項目「b」が2回"),
        ("a: {b: 1, b: 2}\n", 1, "項目「b」が2回"),
        ('a: 1\n"a": 2\n', 2, "項目「a」が2回"),
        ("x: 1\ncode: 01100\n", 2, "0で始まる番号"),
        ("a: [1, 03]\n", 1, "0で始まる番号"),
        ("a: -01\n", 1, "0で始まる番号"),
        ("a: 08\n", 1, "0で始まる番号"),
        ("03: 岩手\n", 1, "0で始まる番号"),
        ("a: &x 1\n", 1, "アンカー"),
        ("a: &x [1]\nb: *x\n", 1, "アンカー"),
        ("a: {<<: *x}\n", 1, "アンカー"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "型の指定"),
        ("a: !!int '3'\n", 1, "型の指定"),
        ("a: 1\n---\nb: 2\n", 2, "2つ目の文書"),
        ("a: yes\n", 1, "「yes」は"),
        ("a: 1\nb: No\n", 2, "「No」は"),
        ("a: on\n", 1, "「on」は"),
        ("a: 2019-02-29\n", 1, "暦にない日付"),
        ("? [a, b]\n: 1\n", 1, "項目名が文字ではありません"),
        ("a: " + "[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5), 1, "字下げが深すぎます"),
    ],
)
def test_refuses_what_could_mislead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: Any, text: str, line: int, what: str
) -> None:
    """Duplicates, octal codes, aliases, tags and the like are errors at their own line."""
    monkeypatch.setattr("generator.config.yaml_lines._PARSER", parser)
    error = refused(tmp_path, text)

    assert what in error.what
    assert error.where.endswith(f"x.yaml:{line}")


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a:\n\tb: 1\n", 2, "タブ"),
        ("a: 1\n  b: 2\n", 2, "の位置が正しくありません"),
        ("a: b: c\n", 1, "の位置が正しくありません"),
        ('z: 1\na: "閉じない\nb: 1\n', 2, "閉じていません"),
        ("a: [1, 2\nb: 1\n", 1, "閉じていません"),
        ("a: {b: 1\nc: 2\n", 1, "閉じていません"),
        ("- a\nb: 1\n", 2, ""),
        ("a: 1\nbcd\nc: 2\n", 2, "項目名の後に"),
        ("a: *\n", 1, ""),
        ("a: 1\nb: \x07\n", 2, ""),
        ("a: %x\n", 1, ""),
    ],
)
def test_syntax_errors_name_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: Any, text: str, line: int, what: str
) -> None:
    """A slip of the pen is told in Japanese with the line and what to do."""
    monkeypatch.setattr("generator.config.yaml_lines._PARSER", parser)
    error = refused(tmp_path, text)

    assert what in error.what
    assert error.where.endswith(f"x.yaml:{line}")
    assert error.remedy


def test_a_full_width_colon_is_pointed_out(tmp_path: Path) -> None:
    """「項目名：値」 is the commonest slip with a Japanese keyboard."""
    assert "全角の「：」" in refused(tmp_path, "a: 1\nlabel：人口\nb: 2\n").remedy


def test_shift_jis_is_recognised(tmp_path: Path) -> None:
    """The message names the encoding that the editor probably used, and the line."""
    error = refused(tmp_path, b"a: 1\n" + "b: 人口\n".encode("cp932"))

    assert error.where.endswith(":2")
    assert "Shift_JIS" in error.found
    assert error.expected == "UTF-8"


def test_other_bytes_are_called_unreadable(tmp_path: Path) -> None:
    """Bytes of no known encoding are not guessed at."""
    assert refused(tmp_path, b"a: \x81").found == "読めない文字"


def test_utf_16_is_recognised(tmp_path: Path) -> None:
    """Spreadsheets call it Unicode text."""
    assert "UTF-16" in refused(tmp_path, "a: 1\n".encode("utf-16")).found


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    """Notepad's mark does no harm."""
    assert read_values(written(tmp_path, "\ufeffa: 1\n".encode())).values == {"a": 1}


def test_windows_line_ends_keep_their_lines(tmp_path: Path) -> None:
    """CRLF counts as one line end."""
    assert refused(tmp_path, "a: 1\r\nb: 2\r\na: 3\r\n").where.endswith(":3")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """No traceback for a file that is gone."""
    with pytest.raises(ConfigError, match="設定ファイルがありません"):
        read_values(tmp_path / "none.yaml")


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    """A folder called x.yaml cannot be read."""
    with pytest.raises(ConfigError, match="フォルダ"):
        read_values(tmp_path)


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    """More than 1 MB is not a table that a clerk wrote."""
    assert "大きすぎます" in refused(tmp_path, b"#" * (MAX_BYTES + 1)).what


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    """Nothing is ever expanded."""
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    assert refused(tmp_path, bomb).where.endswith(":1")


@pytest.mark.parametrize(
    ("text", "trail", "line"),
    [
        ("a: 1\nb:\n  c: 2\n", ("b", "c"), 3),
        ("a:\n  - 1\n  - 2\n", ("a", 1), 3),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "c"), 3),
        ("a:\n  - b: 1\n", ("a", 0, "missing"), 2),
        ("# 注\n\na: 1\n", ("x",), 3),
        ("", ("x",), 1),
    ],
)
def test_lines_lead_back_to_the_text(text: str, trail: tuple[str | int, ...], line: int) -> None:
    """Each value has its line; what is missing has the line of what is around it."""
    assert read_marked(text).line(trail) == line


def test_load_yaml_returns_the_model(tmp_path: Path) -> None:
    """Any package may bring its own model."""
    assert load_yaml(written(tmp_path, 'code: "01100"\n'), Sample).code == "01100"
