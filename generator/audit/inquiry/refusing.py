"""The error of an answered sheet."""

from __future__ import annotations

from generator.errors import UserError


class InquiryError(UserError):
    """An answered sheet is not what was sent out, or an answer does not fit. Nothing has been changed."""

    code = "INQUIRY"
