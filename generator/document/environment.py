"""The Jinja environment: HTML escapes its slots, no name is undefined, figures pass the filters that record them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator import formats
from generator.document.line_ends import last_word, phrased, together
from generator.errors import PublishError
from generator.ledger.figure import Figure
from generator.paths import COMPILED, TEMPLATES, shown

# Private-use characters that carry a figure's id through plain text (alternative texts) until it is recorded.
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_PLAIN = (".txt.j2", ".md.j2", ".yaml.j2", "document/sentences/items.j2", "document/sentences/alternatives.j2", "edition/words.j2")
"""How the names of those templates end that are no HTML: texts, and words that Python asks for one by one."""
_SPOKEN = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


def mark(figure: Figure) -> Markup:
    """Return the figure as ``<data>``, so that each printed number leads to its entry in the ledger."""
    note = Markup('<span class="corrected">{}</span>').format(figure.signs) if figure.signs else Markup("")
    return Markup('{}<data value="{}" data-figure="{}">{}</data>').format(note, figure.machine, figure.id, figure.text)


def say(figure: Figure) -> str:
    """Return the figure for plain text, with its id between private marks that :func:`spoken` takes out."""
    return f"{_OPEN}{figure.id}{_MIDDLE}{figure.text}{_CLOSE}"


def spoken(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the plain text and the (figure id, printed text) pairs that stand in it."""
    squeezed = re.sub(r"\s*\n\s*", "", text).strip()
    return _SPOKEN.sub(r"\2", squeezed), tuple(_SPOKEN.findall(squeezed))


def given(text: str) -> Markup:
    """Return text that comes from a table or a setting; digits in it are words of the source, not figures."""
    return (
        Markup('<span data-given="">{}</span>').format(text)
        if any(c.isdigit() for c in text)
        else Markup("{}").format(text)
    )


def kept_with(text: str, tail: str) -> Markup:
    """Return a given text and the count that belongs to it; the count never begins a line without the last word."""
    start = last_word(text)
    last = given(text[start:]) + Markup("{}").format(tail)
    return given(text[:start]) + Markup('<span class="nowrap">{}</span>').format(last)


def escapes(template: str | None) -> bool:
    """Say whether a template is HTML, whose slots are escaped; one without a name counts as HTML.

    Plain text is escaped where HTML takes it in, once.
    """
    return template is None or not template.endswith(_PLAIN)


@cache
def make_environment(templates: Path = TEMPLATES) -> Environment:
    """Return the environment; it reads only below ``templates``."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=escapes,  # noqa: S701  # what is no HTML is not to be escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_kept(COMPILED) if templates == TEMPLATES else None,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # read by people, and counted for the typeface
    environment.filters.update(
        mark=mark,
        say=say,
        given=given,
        kept_with=kept_with,
        together=together,
        phrased=phrased,
        plain=lambda figure: figure.text,
        dated=formats.event_date,
        dialled=formats.dialled,
    )
    return environment


class _Kept(FileSystemBytecodeCache):
    """Compiled templates on disk; jinja2 takes one only for the very source that it was made of."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, unless the disk is full: then it is made again next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _kept(folder: Path) -> BytecodeCache | None:
    """Return what keeps compiled templates for the next run, 0.3 s of it; None where nothing may be written.

    How they are compiled is settled by this module and jinja2's version: each of these has a folder of its own, and
    ``make clean`` removes them all.
    """
    made_by = hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode()).hexdigest()[:16]
    place = folder / made_by
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return _Kept(str(place)) if os.access(place, os.W_OK) else None


def render(environment: Environment, template: str, **context: Any) -> str:
    """Return the template filled. Raises PublishError naming the template and line."""
    with faults_told(template):
        return environment.get_template(template).render(**context)


@contextmanager
def faults_told(template: str) -> Iterator[None]:
    """Turn a fault of the template, or of one that it uses, into a PublishError that names file and line."""
    try:
        yield
    except TemplateError as exc:
        raise PublishError(
            "テンプレートを組み立てられません。",
            where=_where(exc, template),
            found=str(exc),
            remedy="示された行の書き方と、そこで使う名のつづりを確かめて、テンプレートを直してください。",
        ) from exc


def _where(exc: TemplateError, template: str) -> str:
    """Return file:line of the deepest template frame."""
    name, line = template, getattr(exc, "lineno", None)
    trace = exc.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".j2":
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")  # of a macro that Python has called
            line = compiled.get_corresponding_lineno(trace.tb_lineno) if compiled else trace.tb_lineno
            name = shown(file)
        trace = trace.tb_next
    return f"{name}:{line}" if line else name
