"""The data of a document, embedded in it as associated files (PDF/A-3, ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pydyf

from generator.document.attached import Attached


@dataclass(frozen=True)
class DataFile:
    """A file that travels inside the PDF.

    ``relationship`` says what it is to the document: the figures behind it, what it was made of, or more than it says.
    """

    name: str
    data: bytes
    mime: str
    description: str
    relationship: Literal["Data", "Source", "Supplement"]


def embedded(files: Iterable[tuple[Attached, bytes]]) -> tuple[DataFile, ...]:
    """Return the files as they go into the PDF."""
    return tuple(
        DataFile(attached.name, data, attached.mime, attached.description, attached.relationship)
        for attached, data in files
    )


def embed(pdf: pydyf.PDF, files: Sequence[DataFile], *, moment: str) -> None:
    """Embed the files, sorted by name; ``moment`` is a PDF date that stands for creation and change."""
    if not files:
        return
    names, associated = pydyf.Array(), pydyf.Array()
    for file in sorted(files, key=lambda file: pydyf.String(file.name).data):
        content = pydyf.Stream([file.data], _content_entries(file, moment), compress=True)
        pdf.add_object(content)
        name = pydyf.String(file.name)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
                "Desc": pydyf.String(file.description),
                "AFRelationship": f"/{file.relationship}",
            }
        )
        pdf.add_object(specification)
        names.extend([name, specification.reference])
        associated.append(specification.reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = associated


def _content_entries(file: DataFile, moment: str) -> pydyf.Dictionary:
    parameters = {
        "Size": len(file.data),
        "CheckSum": f"<{hashlib.md5(file.data, usedforsecurity=False).hexdigest()}>",
        "CreationDate": pydyf.String(moment),
        "ModDate": pydyf.String(moment),
    }
    return pydyf.Dictionary(
        {"Type": "/EmbeddedFile", "Subtype": pydyf.name(file.mime), "Params": pydyf.Dictionary(parameters)}
    )
