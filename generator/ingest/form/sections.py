"""The narrative sections of a form, with their full text: a product of the build, kept out of version control."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ingest.document.stream import Span
from generator.ingest.form.cut import Form


@dataclass(frozen=True, slots=True)
class Section:
    """A section: ``id`` is 1-2, 2-aim, 2-change, chiikiryoku, takikan, todofuken or results.

    ``text`` keeps the lines of the document (blank ones left out); ``line_from`` and ``line_to`` are its first and
    last line that are not blank.
    """

    id: str
    text: str
    line_from: int
    line_to: int


def read_sections(form: Form) -> tuple[Section, ...]:
    """Return the sections that a form has, in the order of the document; headings and labels are not part of them."""
    spans: list[tuple[str, Span]] = []
    for chapter in form.chapters:
        if chapter == "2":
            spans.extend(_vision(form))
        elif chapter != "1-1":
            spans.append((chapter, form.body(chapter)))
    found = [_section(form, name, span) for name, span in spans if span]
    return tuple(sorted(found, key=lambda section: section.line_from))


def _vision(form: Form) -> list[tuple[str, Span]]:
    body = form.body("2")
    aim, change = (
        form.flow.find(form.labels.vision[name], body) if name in form.labels.vision else None
        for name in ("aim", "change")
    )
    spans = []
    if aim:
        spans.append(("2-aim", Span(aim.end, change.start if change else body.end)))
    if change:
        spans.append(("2-change", Span(change.end, body.end)))
    return spans or [("2-aim", body)]


def _section(form: Form, name: str, span: Span) -> Section:
    pieces = [(line, text) for line, text in form.flow.pieces(span) if text]
    return Section(name, "\n".join(text for _, text in pieces), pieces[0][0], pieces[-1][0])
