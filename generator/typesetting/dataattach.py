"""The data files of a brief as attachments of its PDF."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.attached import Attached
from generator.typesetting.attachments import DataFile


def embedded(files: Iterable[tuple[Attached, bytes]]) -> tuple[DataFile, ...]:
    """Return the files as they go into the PDF."""
    return tuple(
        DataFile(attached.name, data, attached.mime, attached.description, attached.relationship)
        for attached, data in files
    )
