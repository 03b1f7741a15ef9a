"""Errors that are told in one message: what is wrong, where, found / expected, what to do.

Every stage raises a subclass of :class:`UserError`; only the command line prints it (exit code 2). A mistake of ours is
told as :class:`BugError` (exit code 1).
"""

from __future__ import annotations

from typing import ClassVar


class ReportedError(Exception):
    """An error that one Japanese message explains.

    ``what`` says what is wrong, ``where`` is ``file:line`` or a form, ``found`` / ``expected`` are shown under
    each other, ``remedy`` says what to do next. All texts are Japanese and plain (no markup).
    """

    code: ClassVar[str]
    exit_code: ClassVar[int]

    def __init__(self, what: str, *, where: str, remedy: str, found: str = "", expected: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.found = found
        self.expected = expected
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the fields when the error crosses a process boundary (parallel publication)."""
        return (_rebuild, (type(self), self.what, self.where, self.found, self.expected, self.remedy))

    def __str__(self) -> str:
        lines = [f"エラー［{self.code}］ {self.what}"]
        for label, text in (("場所", self.where), ("実際", self.found), ("期待", self.expected), ("対処", self.remedy)):
            if text:
                lines.append(f"  {label}: {text}")
        return "\n".join(lines)


def _rebuild(kind: type[ReportedError], what: str, where: str, found: str, expected: str, remedy: str) -> ReportedError:
    return kind(what, where=where, found=found, expected=expected, remedy=remedy)


class UserError(ReportedError):
    """A mistake in the input, or a refusal of the system, that the user can act on. Never a bug of ours."""

    code = "INPUT"
    exit_code = 2


class BugError(ReportedError):
    """A mistake of ours; made by :mod:`generator.unexpected_error`, raised by nobody."""

    code = "BUG"
    exit_code = 1


class ConfigError(UserError):
    """A YAML or CSV table under config/ is not what the generator needs."""

    code = "CONFIG"


class RegionError(UserError):
    """PREF, GROUP or YEAR names nothing that a brief can be made of."""

    code = "REGION"


class SourceError(UserError):
    """The source document cannot be read as a volume of forms."""

    code = "SOURCE"


class DatasetError(UserError):
    """A table under data/ is missing, malformed or contradicts the contract."""

    code = "DATASET"


class AuditError(UserError):
    """An unresolved finding of level error stops publication."""

    code = "AUDIT"


class PublishError(UserError):
    """The document could not be drawn, written or read back as it must be."""

    code = "PUBLISH"


class OutputError(UserError):
    """The output folder cannot be written (read-only, full disk)."""

    code = "OUTPUT"
