"""The error of a returned work sheet."""

from __future__ import annotations

from generator.errors import UserError


class WorksheetError(UserError):
    """A work sheet is not what was sent out, or one of its rows does not fit. Nothing of it has been taken."""

    code = "SHEET"
