"""Each sentence of page 1 read like a reader does, and proved from the tables alone (tests/support/plain.py)."""

from claims import contrasts, events, people, targets, ways
from claims.reading import Ground, prove

__all__ = ["Ground", "contrasts", "events", "people", "prove", "targets", "ways"]
