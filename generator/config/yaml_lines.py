"""YAML text to plain values with their lines. A small, strict part of YAML: what a clerk needs, nothing clever.

PyYAML alone reads 01100 as octal 576 and lets the last of two equal keys win; here both are errors, as are
anchors, aliases, tags, several documents and YAML 1.1's yes/no. Fractions become ``Decimal``, lists tuples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

import yaml

Trail = tuple[str | int, ...]

MAX_DEPTH: Final = 20
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CONSTANTS: Final[Mapping[str, object]] = {"": None, "~": None, "null": None, "true": True, "false": False}
_AMBIGUOUS: Final = frozenset({"yes", "no", "on", "off", "y", "n"})


class MarkedError(Exception):
    """The text is not the YAML that is read here; ``line`` counts from 1."""

    def __init__(self, what: str, *, line: int, remedy: str, found: str = "", expected: str = "") -> None:
        super().__init__(what)
        self.what, self.line, self.found, self.expected, self.remedy = what, line, found, expected, remedy


@dataclass(frozen=True)
class Marked:
    """Values of one file and, for each path inside them, the line (from 1) where it stands."""

    values: Any
    lines: Mapping[Trail, int] = field(default_factory=dict)

    def line(self, path: Trail) -> int:
        """Return the line of the path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_marked(text: str, *, parser: Any = _PARSER) -> Marked:
    """Return the one document of the text; an empty text is an empty mapping.

    Raises MarkedError, and ``yaml.YAMLError`` where the syntax itself is broken.
    """
    reader = _YamlReader(events=iter(yaml.parse(text, Loader=parser)))
    return Marked(values=reader.document(), lines=reader.lines)


@dataclass
class _YamlReader:
    events: Iterator[Any]
    lines: dict[Trail, int] = field(default_factory=dict)

    def document(self) -> Any:
        values: Any = {}
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise MarkedError(
                        "「---」で区切った2つ目の文書があります。",
                        line=_line(event),
                        remedy="1つのファイルには1つの表だけを書いてください。",
                    )
                values = self.node(next(self.events), ())
        return values

    def node(self, event: Any, path: Trail) -> Any:
        self.lines.setdefault(path, _line(event))
        _refuse_clever(event)
        if len(path) > MAX_DEPTH:
            raise MarkedError(
                "字下げが深すぎます。",
                line=_line(event),
                expected=f"{MAX_DEPTH}段まで",
                remedy="「[」「{」を続けて書いていないか、字下げが増え続けていないかを確かめてください。",
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return _scalar(event)

    def mapping(self, path: Trail) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = _key(event)
            if key in values:
                raise MarkedError(
                    f"項目「{key}」が2回書かれています。",
                    line=_line(event),
                    found=f"{self.lines[(*path, key)]}行目と{_line(event)}行目",
                    remedy="どちらか一方を消してください。",
                )
            self.lines[(*path, key)] = _line(event)
            values[key] = self.node(next(self.events), (*path, key))
        return values

    def sequence(self, path: Trail) -> tuple[Any, ...]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self.node(event, (*path, len(values))))
        return tuple(values)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refuse_clever(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise MarkedError(
            "「&名前」「*名前」（アンカーと別名）は使えません。",
            line=_line(event),
            found=str(event.anchor),
            remedy='同じ内容でも省略せずに書いてください。文字の & や * なら "" で囲んでください。',
        )
    if event.tag is not None:
        raise MarkedError(
            "「!」で始まる型の指定は使えません。",
            line=_line(event),
            found=str(event.tag),
            remedy='「!」から始まる語を消してください。文字の ! なら "" で囲んでください。',
        )


def _key(event: Any) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise MarkedError(
            "項目名が文字ではありません。",
            line=_line(event),
            expected="項目名: 値",
            remedy='「{」「[」で始まる値は "" で囲んでください。',
        )
    _refuse_clever(event)
    if not event.style:
        _refuse_leading_zero(event)
    return str(event.value)


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if event.style:
        return text
    _refuse_leading_zero(event)
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if text.lower() in _AMBIGUOUS:
        raise MarkedError(
            f"「{text}」は「はい・いいえ」とも文字とも読めます。",
            line=_line(event),
            found=text,
            expected="true 又は false",
            remedy=f'はい・いいえなら true・false、文字なら "{text}" と書いてください。',
        )
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= 18 else text
    if _FRACTION.fullmatch(text):
        return Decimal(text)
    return _date(event, text)


def _date(event: Any, text: str) -> date | str:
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError as error:
        raise MarkedError(
            "暦にない日付です。",
            line=_line(event),
            found=text,
            expected="2019-03-31 のような日付",
            remedy=f'月と日を確かめて書き直してください。日付でない文字なら "{text}" と書いてください。',
        ) from error


def _refuse_leading_zero(event: Any) -> None:
    text = str(event.value)
    if _LEADING_ZERO.fullmatch(text):
        raise MarkedError(
            "0で始まる番号が引用符なしで書かれています（8進数と読まれ、別の番号になります）。",
            line=_line(event),
            found=text,
            expected=f'"{text}"',
            remedy='番号を "" で囲んでください。',
        )
