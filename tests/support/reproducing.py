"""Work for processes of their own: the SHA-256 of a finished brief. It lives here so that it can be sent to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from finished import built


def digests() -> Callable[[str], str]:
    """Return the function that makes the brief of an area and digests it."""
    return digest


def digest(area: str) -> str:
    """The SHA-256 of an area's PDF as this process makes it."""
    return hashlib.sha256(built(area).pdf).hexdigest()
