"""Faults of values are told by file and line, with what was found and expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from generator.config.pydantic_faults import MAX_PROBLEMS
from generator.config.quoting import ECHO_LENGTH, echo, hint, near
from generator.config.settings import Code2, FrozenTable, Number, Settings, Text
from generator.config.yaml_loader import load_yaml
from generator.errors import ConfigError


class Entry(Settings):
    name: Text
    count: Annotated[int, Field(ge=1, le=9)] = 1
    share: Number = Number.__origin__(0)  # type: ignore[attr-defined]
    state: Literal["open", "asked"] = "open"
    on: date | None = None
    ready: bool = False
    pair: tuple[int, int] | None = None
    code: Code2 | None = None
    short: Annotated[str, Field(max_length=4)] = ""


class Sheet(Settings):
    title: Text
    entries: Annotated[tuple[Entry, ...], Field(min_length=1)]
    inner: Entry | None = None


def message(tmp_path: Path, text: str) -> ConfigError:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_yaml(path, Sheet)
    return caught.value


def entry(tmp_path: Path, line: str) -> ConfigError:
    return message(tmp_path, f"title: 表\nentries:\n  - name: 甲\n    {line}\n")


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        ("count: 二", '"二"', "整数"),
        ('count: "2"', '"2"', "整数"),
        ("count: 2.0", "2.0", "整数"),
        ("count: true", "true", "整数"),
        ("count: 0", "0", "1以上"),
        ("code: 3号", '"3号"', '2桁の半角数字（"03" など。先頭の0も書く）'),
        ("short: 長すぎる呼び名", '"長すぎる呼び名"', "4文字以内"),
        ("count: 10", "10", "9以下"),
        ("count:", "空", "整数"),
        ("count: [1]", "一覧（1件）", "整数"),
        ("count: {a: 1}", "表", "整数"),
        ('share: "1.5"', '"1.5"', "数"),
        ("share: true", "true", "数"),
        ("share: 多い", '"多い"', "数"),
        ("state: closed", '"closed"', "'open'、'asked'"),
        ('on: "2019-03-31"', '"2019-03-31"', "2019-03-31 のような日付（引用符なし）"),
        ("on: 平成31年", '"平成31年"', "2019-03-31 のような日付（引用符なし）"),
        ("ready: 1", "1", "true 又は false"),
        ("ready: はい", '"はい"', "true 又は false"),
        ("pair: 3", "3", "一覧（「- 」で始まる行、又は [ ] ）"),
        ("pair: [1, 2, 3]", "一覧（3件）", "2件以下"),
    ],
)
def test_a_wrong_value_is_told(tmp_path: Path, line: str, found: str, expected: str) -> None:
    """Nothing is converted in silence: found and expected stand under each other, with the line."""
    error = entry(tmp_path, line)

    assert error.found == found
    assert error.expected == expected
    assert error.where.endswith("x.yaml:4")
    assert error.remedy


def test_an_unknown_key_brings_near_matches(tmp_path: Path) -> None:
    """A misspelt key is never ignored."""
    error = entry(tmp_path, "cuont: 3")

    assert "「cuont」は使われていません" in error.what
    assert "もしかして: count" in error.remedy
    assert "share" in error.expected


def test_an_unknown_key_without_a_near_match_still_says_what_to_do(tmp_path: Path) -> None:
    """The remedy is never empty."""
    assert "消してください" in entry(tmp_path, "zzz: 3").remedy


def test_an_unknown_key_at_the_top_is_told(tmp_path: Path) -> None:
    """The outermost table is as strict as the inner ones."""
    error = message(tmp_path, "titel: 表\ntitle: 表\nentries: [{name: 甲}]\n")

    assert error.where.endswith(":1")
    assert "もしかして: title" in error.remedy


def test_an_unknown_key_in_an_optional_table_brings_near_matches(tmp_path: Path) -> None:
    """Near matches come from the table that the key stands in."""
    error = message(tmp_path, "title: 表\nentries: [{name: 甲}]\ninner:\n  name: 乙\n  stat: open\n")

    assert "もしかして: state" in error.remedy


def test_a_missing_key_is_told_at_its_entry(tmp_path: Path) -> None:
    """What is missing has no line of its own, so the entry's is named."""
    error = message(tmp_path, "title: 表\nentries:\n  - name: 甲\n  - count: 2\n")

    assert "name」がありません" in error.what
    assert "entriesの2番目" in error.what
    assert error.where.endswith(":4")


def test_a_missing_place_in_a_pair_is_told(tmp_path: Path) -> None:
    """A list that is too short asks for a value, not for a key called 1."""
    assert entry(tmp_path, "pair: [1]").remedy == "値を書き足してください。"


def test_an_empty_file_lists_what_is_missing(tmp_path: Path) -> None:
    """An empty file is an empty table."""
    error = message(tmp_path, "# 注\n")

    assert "title" in error.found
    assert "entries" in error.found


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    """A list that must hold something says so."""
    assert message(tmp_path, "title: 表\nentries: []\n").expected == "1件以上"


@pytest.mark.parametrize("text", ["- 1\n", "文章\n", "3\n"])
def test_a_file_that_is_no_table_is_told(tmp_path: Path, text: str) -> None:
    """The file as a whole has the wrong shape."""
    assert message(tmp_path, text).expected == "「項目名: 値」の表"


def test_faults_are_collected_in_the_order_of_lines(tmp_path: Path) -> None:
    """One run shows all faults of a file."""
    error = message(tmp_path, "entries:\n  - name: ''\n  - name: 乙\n    count: 0\ntitle: 1\n")
    told = str(error)

    assert "誤りが3件あります" in error.what
    assert told.index("x.yaml:2") < told.index("x.yaml:4") < told.index("x.yaml:5")
    assert error.where.endswith(":2")


def test_a_wrong_entry_does_not_make_its_list_too_short(tmp_path: Path) -> None:
    """Pydantic's second complaint about the same fault is dropped."""
    error = message(tmp_path, "title: 表\nentries:\n  - name: 甲\n    count: 0\n")

    assert error.expected == "1以上"


def test_at_most_ten_faults_are_listed(tmp_path: Path) -> None:
    """A broken file does not flood the screen."""
    entries = "".join("  - name: 3\n" for _ in range(MAX_PROBLEMS + 3))
    error = message(tmp_path, f"title: 表\nentries:\n{entries}")

    assert error.found.count("x.yaml:") == MAX_PROBLEMS
    assert "ほか3件" in error.found


def test_settings_cannot_be_changed() -> None:
    """What was read stays as it was read."""
    with pytest.raises(ValidationError):
        Entry(name="甲").name = "乙"  # type: ignore[misc]


def test_a_table_keeps_the_order_and_cannot_be_changed() -> None:
    """Tables iterate in the order of the file."""
    table = FrozenTable({"b": 1, "a": 2})

    assert list(table) == ["b", "a"]
    assert not hasattr(table, "__setitem__")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("岩手", "岩手"),
        ("$(touch x)", "$(touch x)"),
        ("\x1b[31m赤", "\\u001b[31m赤"),
        ("a\nb\tc", "a\\u000ab\\u0009c"),
        ("\u202e逆", "\\u202e逆"),
        ("\udcff", "\\udcff"),
        (3, "3"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
    ],
)
def test_echo_is_harmless(value: object, shown: str) -> None:
    """Control characters are spelled out, long text is cut."""
    assert echo(value) == shown


@pytest.mark.parametrize("value", ["x" * 10_000, "\x00" * 10_000, "県" * 10_000])
def test_echo_is_short(value: str) -> None:
    """Whatever comes in, at most forty characters are repeated."""
    assert len(echo(value)) <= ECHO_LENGTH


def test_near_matches_are_few_and_near() -> None:
    """At most three, and nothing for a text that is like none."""
    assert near("岩手懸", ["岩手県", "青森県", "岩手郡"]) == ("岩手県", "岩手郡")
    assert near("zzz", ["岩手県"]) == ()
    assert hint("zzz", ["岩手県"]) == ""
