"""Every mistake of a user is told with its place and its remedy. Read from the syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from generator.config import settings
from generator.config.pydantic_faults import SHAPES, expectation
from generator.errors import UserError
from generator.paths import ROOT

CODE: Final = ROOT / "generator"
NEEDED: Final = ("where", "remedy")


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax of each module by its path below generator/."""
    return {
        path.relative_to(CODE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(CODE.rglob("*.py"))
    }


def name_of(node: ast.expr) -> str:
    """Return the last part of a name: ``PublishError`` for ``errors.PublishError``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@cache
def kinds() -> frozenset[str]:
    """Return the names of UserError and of all classes derived from it."""
    classes = [node for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {UserError.__name__}
    while new := {c.name for c in classes if {name_of(base) for base in c.bases} & found} - found:
        found |= new
    return frozenset(found)


def calls(node: ast.AST, function: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the name of the function around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield function, child
        yield from calls(child, child.name if isinstance(child, ast.FunctionDef) else function)


def lacking(call: ast.Call) -> list[str]:
    """Return which of the needed texts the call does not give; an empty one counts as none."""
    given = {word.arg for word in call.keywords if not (isinstance(word.value, ast.Constant) and not word.value.value)}
    return [word for word in NEEDED if word not in given]


def sites() -> Iterator[tuple[str, ast.Call]]:
    """Yield ``file:function`` and the call wherever an error for the user is made."""
    for file, tree in trees().items():
        for function, call in calls(tree):
            if name_of(call.func) in kinds():
                yield f"{file}:{function}", call


def test_every_error_names_its_place_and_its_remedy() -> None:
    """Who reads the message knows where to look and what to do next."""
    faults = [f"{site} ({', '.join(lacking(call))})" for site, call in sites() if lacking(call)]

    assert faults == []


def test_the_errors_of_all_stages_are_looked_at() -> None:
    """A class that is derived in a stage counts as well as those of ``errors``."""
    assert {"ConfigError", "InquiryError", "PublishError"} <= kinds()


@pytest.mark.parametrize("text", ["UserError('a', where='b')", "UserError('a', where='b', remedy='')"])
def test_a_text_that_is_not_given_or_empty_is_lacking(text: str) -> None:
    """An empty remedy is none."""
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)

    assert lacking(call) == ["remedy"]


def patterns() -> Iterator[str]:
    """Yield each pattern that is written where a field of a table or of a file is declared."""
    fields = (call for tree in trees().values() for _, call in calls(tree) if name_of(call.func) == "Field")
    for value in (word.value for call in fields for word in call.keywords if word.arg == "pattern"):
        yield str(value.value if isinstance(value, ast.Constant) else getattr(settings, name_of(value)))


def test_every_pattern_has_its_words() -> None:
    """A shape that is wanted can be told; none is told that nobody wants."""
    assert set(patterns()) == set(SHAPES)


@pytest.mark.parametrize("pattern", SHAPES)
def test_a_shape_is_told_in_words(pattern: str) -> None:
    """Nothing of the pattern's own language is left in the message."""
    told = expectation({"type": "string_pattern_mismatch", "ctx": {"pattern": pattern}})

    assert not re.search(r"[\[\]^$\\]", told)
